"""Which backups are kept: many of the last days, few of the last months, as one looks back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain.clock import local_date

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable
    from datetime import date, datetime

_FRESH = timedelta(hours=24)
_LAST, _DAYS, _WEEKS, _MONTHS = 5, 7, 4, 12


def spared(made: Collection[datetime], now: datetime) -> set[datetime]:
    """Return the moments whose backups are kept.

    These are all of the last 24 hours and at least the last 5, for whoever makes one after a
    mistake still wants the one before it; and the last of each of the last 7 days, 4 weeks and 12
    months that have one. Days without a backup do not count, so that a computer that was off for a
    month loses nothing. What a wrong clock made later than now is among the last.
    """
    latest_first = sorted(made, reverse=True)
    rules: tuple[tuple[Callable[[date], Hashable], int], ...] = (
        (lambda day: day, _DAYS),
        (lambda day: day.isocalendar()[:2], _WEEKS),
        (lambda day: (day.year, day.month), _MONTHS),
    )
    kept = {moment for moment in made if moment > now - _FRESH} | set(latest_first[:_LAST])
    for span, how_many in rules:
        last: dict[Hashable, datetime] = {}
        for moment in latest_first:
            last.setdefault(span(local_date(moment)), moment)
        kept.update(list(last.values())[:how_many])
    return kept
