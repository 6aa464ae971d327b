"""The only door to the present moment.

Times are aware and kept in UTC; what people read is the time of day in China, which has one zone
and no summer time, whatever the computer is set to.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

_LENGTH = len("2026-10-08T01:30:00Z")
_LAST = "9999-12-31T15:59:59Z"  # later ones have no day in China that a calendar knows

CHINA = timezone(timedelta(hours=8), "CST")


class Clock(Protocol):
    """Where the present moment comes from."""

    def now(self) -> datetime:
        """Return the present moment, in UTC, in whole seconds."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the present moment, in UTC, in whole seconds."""
        return datetime.now(UTC).replace(microsecond=0)


def local(moment: datetime) -> datetime:
    """Return the same moment as people in China read it."""
    return moment.astimezone(CHINA)


def local_date(moment: datetime) -> date:
    """Return the day in China on which a moment falls."""
    return moment.astimezone(CHINA).date()


def noon(day: date) -> datetime:
    """Return noon in China of a day: the moment of what is only known to the day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=CHINA).astimezone(UTC)


def is_noon(moment: datetime) -> bool:
    """Whether a moment is what `noon` gives: nobody said an hour."""
    return noon(local_date(moment)) == moment


def stamp(moment: datetime) -> str:
    """Return a moment as it is stored: `2026-10-08T01:30:00Z`."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def moment(stamped: str) -> datetime:
    """Return the moment that `stamp` wrote.

    Raises:
        ValueError: Not in the form that `stamp` writes.
    """
    # Journals hold millions of them: strptime would take ten times as long.
    if len(stamped) != _LENGTH or stamped[4:20:3] != "--T::Z" or stamped > _LAST:
        raise ValueError(stamped)
    return datetime.fromisoformat(stamped)
