"""Day-by-day figures as a trend: by day for a month, by month for anything longer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain.charts import Trend
from gridkeeper.domain.periods import month
from gridkeeper.reports.wording import tally
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.tallies import Counts, Figures

_MOST_DAYS = 45


def trend(figures: Figures, name: str, unit: str) -> Trend:
    """Return a tally by day as a trend, with the period before it day against day.

    Args:
        figures: All figures.
        name: The tally.
        unit: What is counted.
    """
    by_day = _is_by_day(figures)
    now = _buckets(figures.period, figures.counts.get(name, {}), by_day=by_day)
    before = _buckets(figures.compared, figures.before.get(name, {}), by_day=by_day)
    counts = [count for _, count in before]
    ended = sum(_end(day, figures.period, by_day=by_day) < figures.cut_off for day, _ in now)
    if by_day and ended < len(now) and now[ended][0] == figures.cut_off and now[ended][1]:
        ended += 1  # a day that is not over is no fall, but what was done on it counts
    return Trend(
        labels=[_label(day, by_day=by_day) for day, _ in now],
        now=[count for _, count in now][:ended],
        before=counts[: len(now)] if any(counts) else (),
        unit=unit,
    )


def called(figures: Figures, name: str) -> str:
    """Return what the trend of a tally is called: by its days or, of a longer time, its months."""
    text = _("{figure} day by day") if _is_by_day(figures) else _("{figure} month by month")
    return text.format(figure=tally(name.removesuffix("_by_day")).label)


def _is_by_day(figures: Figures) -> bool:
    return _days(figures.period) <= _MOST_DAYS


def _days(period: Period) -> int:
    return (period.last - period.first).days + 1


def _buckets(period: Period, counts: Counts, *, by_day: bool) -> Sequence[tuple[date, int]]:
    """Return the first day of each bucket and what falls into it."""
    days = [period.first + timedelta(days=number) for number in range(_days(period))]
    starts = {day if by_day else day.replace(day=1): 0 for day in days}
    for day in days:
        starts[day if by_day else day.replace(day=1)] += counts.get(day.isoformat(), 0)
    return list(starts.items())


def _end(start: date, period: Period, *, by_day: bool) -> date:
    """Return the last day of a bucket."""
    return start if by_day else min(month(start.year, start.month).last, period.last)


def _label(day: date, *, by_day: bool) -> str:
    if by_day:
        return pick(f"{day.day}日", f"{day.day}")
    return pick(f"{day.month}月", f"{day:%b}")
