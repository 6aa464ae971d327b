"""By when a case is due, and why (DOMAIN §8.3).

The limits are defaults, not law: an office hands in rows of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from gridkeeper.domain import calendar
from gridkeeper.domain.labels import Label
from gridkeeper.texts import _, pick, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.calendar import Counted
    from gridkeeper.domain.records import Record


@dataclass(frozen=True, slots=True)
class Limit:
    """How many days a kind of case may take; of several that fit, the first holds.

    Attributes:
        start: The field from whose day it runs.
        days: 0 is the same day.
        working: Whether only working days count.
        field: The field it depends on; "" fits all.
        value: The value that field has.
    """

    kind: str
    name: Label
    start: str
    days: int
    working: bool = False
    field: str = ""
    value: str = ""

    def fits(self, kind: str, record: Record) -> bool:
        """Whether the limit is about a record."""
        if kind != self.kind:
            return False
        return not self.field or getattr(record, self.field) == self.value


@dataclass(frozen=True, slots=True)
class Due:
    """By when something is due.

    Attributes:
        explanation: How it was counted, in the language in force.
        certain: False where a year's holidays are not known yet.
    """

    date: date
    explanation: str
    certain: bool = True


class Standing(StrEnum):
    """How a case stands to its deadline."""

    IN_TIME = "in_time"
    SOON = "soon"  # the last fifth of the time, and the last day always
    OVERDUE = "overdue"
    LATE = "late"  # settled, but after the deadline


LIMITS: tuple[Limit, ...] = (
    Limit("hazard", Label("轻微隐患", "slight hazard"), "found_on", 0, field="level", value="1"),
    Limit("hazard", Label("一般隐患", "ordinary hazard"), "found_on", 7, field="level", value="2"),
    Limit(
        "hazard", Label("较大隐患", "considerable hazard"), "found_on", 15, field="level", value="3"
    ),
    Limit("hazard", Label("重大隐患", "major hazard"), "found_on", 30, field="level", value="4"),
    Limit("hazard", Label("突发隐患", "sudden hazard"), "found_on", 1, field="level", value="5"),
    Limit("hazard", Label("隐患整改", "hazard"), "found_on", 7),
    Limit("dispute", Label("纠纷调解", "mediation"), "found_on", 30),
    Limit(
        "request", Label("紧急事项", "urgent matter"), "received_on", 1, field="urgency", value="01"
    ),
    Limit("request", Label("直接办", "at once"), "received_on", 0, field="handling", value="1"),
    Limit(
        "request",
        Label("承诺办", "by a promised day"),
        "received_on",
        5,
        working=True,
        field="handling",
        value="2",
    ),
    Limit(
        "request",
        Label("联合办", "jointly"),
        "received_on",
        7,
        working=True,
        field="handling",
        value="3",
    ),
    Limit("request", Label("一般事项", "ordinary matter"), "received_on", 3, working=True),
)


def due(kind: str, record: Record, limits: Sequence[Limit] = LIMITS) -> Due | None:
    """Return by when a case is due; None for kinds and records that no limit is about."""
    for limit in limits:
        if limit.fits(kind, record):
            start = getattr(record, limit.start)
            return None if start is None else _counted(limit, start)
    return None


def standing(start: date, deadline: date, today: date, closed_on: date | None = None) -> Standing:
    """Return how a case stands to its deadline.

    Args:
        start: When the time began to run.
        deadline: The last day that is in time.
        today: The local date.
        closed_on: When it was settled; None while it is open.
    """
    if closed_on is not None:
        return Standing.LATE if closed_on > deadline else Standing.IN_TIME
    if today > deadline:
        return Standing.OVERDUE
    fifth = timedelta(days=max(1, (deadline - start).days // 5))
    return Standing.SOON if deadline - today <= fifth else Standing.IN_TIME


def _counted(limit: Limit, start: date) -> Due:
    if not limit.days:
        text = _("{limit}: to be done the same day, {day}")
        return Due(start, text.format(limit=limit.name, day=_said(start)))
    if not limit.working:
        end = start + timedelta(days=limit.days)
        text = plural(
            "{limit}: {days} day, due {day}", "{limit}: {days} days, due {day}", limit.days
        )
        return Due(end, text.format(limit=limit.name, days=limit.days, day=_said(end)))
    counted = calendar.count(start, limit.days)
    text = plural(
        "{limit}, {days} working day: {how}due {day}",
        "{limit}, {days} working days: {how}due {day}",
        limit.days,
    ).format(limit=limit.name, days=limit.days, how=_how(counted), day=_said(counted.last))
    return Due(counted.last, text + _doubt(counted), certain=not counted.missing)


def _how(counted: Counted) -> str:
    """Say what was passed over, and what counted against its nature."""
    passed = [_days_of(str(holiday), days) for holiday, days in counted.holidays.items()]
    if counted.weekends:
        passed.append(_days_of(_("weekend"), counted.weekends))
    parts = []
    if passed:
        parts.append(_("skipping {what}").format(what=pick("、", ", ").join(passed)))
    if counted.made_up:
        text = plural(
            "counting {days} make-up working day",
            "counting {days} make-up working days",
            counted.made_up,
        )
        parts.append(text.format(days=counted.made_up))
    return "".join(part + pick("，", ", ") for part in parts)


def _days_of(what: str, days: int) -> str:
    return plural("{days} day of {what}", "{days} days of {what}", days).format(
        days=days, what=what
    )


def _doubt(counted: Counted) -> str:
    if not counted.missing:
        return ""
    years = pick("、", ", ").join(str(number) for number in counted.missing)
    return _(" (the holidays of {years} are not known yet: only weekends were skipped)").format(
        years=years
    )


def _said(day: date) -> str:
    return pick(f"{day.month}月{day.day}日", day.isoformat())
