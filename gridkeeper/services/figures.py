"""The figures of a period: every tally, and the same of the period before."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain.kinds import GRID, KINDS
from gridkeeper.domain.tallies import TALLIES, Figures
from gridkeeper.storage.tallying import counted

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.places import Grid
    from gridkeeper.domain.tallies import Counts
    from gridkeeper.storage.store import Unit

_REGISTER = ("grid", "building", "dwelling", "household", "person", "person_tag", "premises")


def figures(unit: Unit, period: Period, cut_off: date) -> Figures:
    """Return all figures of a period, read in one transaction.

    Args:
        unit: An open transaction.
        period: Which days.
        cut_off: What is due before this day and still open counts as overdue.
    """
    return Figures(
        period=period,
        cut_off=cut_off,
        counts=_counts(unit, period, cut_off),
        before=_counts(unit, period.previous(), period.first),
        names={grid.id: cast("Grid", grid).name or "" for grid in unit.listing.all(GRID)},
        register={name: unit.listing.count(KINDS[name]) for name in _REGISTER},
    )


def _counts(unit: Unit, period: Period, cut_off: date) -> dict[str, Counts]:
    return {
        tally.name: counted(unit.connection, tally, period, KINDS[tally.kind].day, cut_off)
        for tally in TALLIES
    }
