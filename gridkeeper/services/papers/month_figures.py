"""The figures of a month so far, beside those of the month before; see `figures.so_far`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import comparing
from gridkeeper.domain.periods import month
from gridkeeper.domain.tallies import TALLIES
from gridkeeper.services.papers.figures import counts, so_far
from gridkeeper.texts import N_, _, capital

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.domain.tallies import Tally
    from gridkeeper.storage.unit import Unit

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

_ALONE = {
    "disputes_settled": N_("disputes settled"),
    "hazards_closed": N_("hazards closed"),
    "requests_settled": N_("requests settled"),
}
"""What figures are called that stand alone: not under a heading that says what was settled."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number beside the one it is compared with.

    Attributes:
        name: Of its tally.
        before: Of the days that it is compared with.
    """

    name: str
    kind: str
    label: str
    now: int
    before: int

    @property
    def change(self) -> str:
        """Return the change as papers say it; "" without a base."""
        if not self.before:
            return ""
        return comparing.change(self.now, self.before)


def figures(unit: Unit, today: date) -> tuple[Figure, ...]:
    """Return the figures of the month that a day lies in, up to that day."""
    tallies = {tally.name: tally for tally in TALLIES if tally.name in NAMES}
    days = so_far(month(today.year, today.month), today)
    now, before = (counts(unit, tallies.values(), one, one.last) for one in days)
    return tuple(
        Figure(
            name,
            tallies[name].kind,
            label(tallies[name]),
            sum(now[name].values()),
            sum(before[name].values()),
        )
        for name in NAMES
    )


def label(tally: Tally) -> str:
    """Return what the number of a tally is called where it stands alone."""
    return capital(_(_ALONE[tally.name])) if tally.name in _ALONE else str(tally.label)
