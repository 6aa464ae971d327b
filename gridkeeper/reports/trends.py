"""Day-by-day figures as a trend: by day for a month, by week for a quarter, else by month.

A week is seven days from the first day on, so that the period before stands beside it week by week.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from math import ceil
from typing import TYPE_CHECKING

from gridkeeper.domain.charts import Trend
from gridkeeper.domain.periods import month
from gridkeeper.reports.wording import tally
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.tallies import Counts, Figures

_MOST_DAYS, _MOST_WEEKS = 45, 26


class Step(Enum):
    """How long one point of a trend is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def trend(figures: Figures, name: str, unit: str) -> Trend:
    """Return a tally by day as a trend, with the period before it day against day.

    Args:
        figures: All figures.
        name: The tally.
        unit: What is counted.
    """
    step = _step(figures)
    runs = figures.cut_off == figures.period.last  # what is left of it has not come
    now = _buckets(figures.period, figures.counts.get(name, {}), step, runs=runs)
    before = _buckets(figures.compared, figures.before.get(name, {}), step, runs=runs)
    counts = [count for _, count in before]
    ended = sum(last < figures.cut_off for last, _ in now)
    if step is Step.DAY and ended < len(now) and now[ended][0] == figures.cut_off:
        ended += 1  # the title says that today is in it
    return Trend(
        labels=[_label(last, step) for last, _ in now],
        now=[count for _, count in now][:ended],
        before=counts[: ended if runs else len(now)] if any(counts) else (),
        unit=unit,
        waiting=_waiting(figures, [last for last, _ in now], ended, step),
    )


def _waiting(figures: Figures, ends: Sequence[date], ended: int, step: Step) -> str:
    """Say which week or month has begun and is not drawn; "" if there is none."""
    if step is Step.DAY or ended == len(ends):
        return ""
    first = ends[ended - 1] + timedelta(days=1) if ended else figures.period.first
    if first > figures.cut_off:
        return ""
    if step is Step.MONTH:
        return _("Only whole months are drawn: {month} is not over yet.").format(
            month=_label(ends[ended], step)
        )
    return _("Only whole weeks are drawn: the one that began on {day} is not over yet.").format(
        day=_label(first, step)
    )


def called(figures: Figures, name: str) -> str:
    """Return what the trend of a tally is called, by what its points are."""
    texts = {
        Step.DAY: _("{figure} day by day"),
        Step.WEEK: _("{figure} week by week"),
        Step.MONTH: _("{figure} month by month"),
    }
    return texts[_step(figures)].format(figure=tally(name.removesuffix("_by_day")).label)


def _step(figures: Figures) -> Step:
    days = _days(figures.period)
    if days <= _MOST_DAYS:
        return Step.DAY
    return Step.WEEK if days <= _MOST_WEEKS * 7 else Step.MONTH


def _days(period: Period) -> int:
    return (period.last - period.first).days + 1


def _buckets(
    period: Period, counts: Counts, step: Step, *, runs: bool
) -> Sequence[tuple[date, int]]:
    """Return the last day of each bucket and what falls into it.

    Args:
        period: All its days.
        counts: By day.
        step: How long a bucket is.
        runs: Whether the last bucket is one that has not ended, however short it is so far.
    """
    days = [period.first + timedelta(days=number) for number in range(_days(period))]
    found: dict[date, int] = {}
    for day in days:
        end = _end(day, period, step, runs=runs)
        found[end] = found.get(end, 0) + counts.get(day.isoformat(), 0)
    return list(found.items())


def _end(day: date, period: Period, step: Step, *, runs: bool) -> date:
    """Return the last day of the bucket that a day falls into."""
    if step is Step.DAY:
        return day
    if step is Step.MONTH:
        return min(month(day.year, day.month).last, period.last)
    # One day more than thirteen weeks would fall deep at the end: it goes with the last of them.
    weeks = max(1, ceil(_days(period) / 7) if runs else round(_days(period) / 7))
    number = min((day - period.first).days // 7 + 1, weeks)
    last = period.first + timedelta(days=number * 7 - 1)
    return period.last if number == weeks else last


def _label(last: date, step: Step) -> str:
    if step is Step.DAY:
        return pick(f"{last.day}日", f"{last.day}")
    if step is Step.WEEK:
        return pick(f"{last.month}月{last.day}日", f"{last:%b} {last.day}")
    return pick(f"{last.month}月", f"{last:%b}")
