"""The figures of a month so far, beside the same days of the month before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.periods import Period, month
from gridkeeper.domain.tallies import TALLIES
from gridkeeper.storage.tallying import counted

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.domain.tallies import Tally
    from gridkeeper.storage.store import Unit

NAMES = (
    "visits",
    "households_visited",
    "disputes",
    "disputes_settled",
    "hazards",
    "hazards_closed",
    "requests",
    "requests_settled",
)
"""The tallies that say most, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number beside the one it is compared with.

    Attributes:
        name: Of its tally.
        before: The same days of the month before.
    """

    name: str
    kind: str
    label: str
    now: int
    before: int

    @property
    def change(self) -> str:
        """Return the change in percent; "" without a base."""
        if not self.before:
            return ""
        return f"{round((self.now - self.before) * 100 / self.before):+d}%"


def figures(unit: Unit, today: date) -> tuple[Figure, ...]:
    """Return the figures of the month that a day lies in, up to that day."""
    whole = month(today.year, today.month)
    before = whole.previous()
    same = min(before.last, before.first + timedelta(days=today.day - 1))
    periods = Period(whole.first, today), Period(before.first, same)
    tallies = {tally.name: tally for tally in TALLIES}
    return tuple(_figure(unit, tallies[name], *periods) for name in NAMES)


def _figure(unit: Unit, tally: Tally, period: Period, before: Period) -> Figure:
    day = KINDS[tally.kind].day
    now, then = (
        sum(counted(unit.connection, tally, one, day, one.last).values())
        for one in (period, before)
    )
    return Figure(tally.name, tally.kind, str(tally.label), now, then)
