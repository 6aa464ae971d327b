"""The figures of a period: every tally, and the same of the period before."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain.kinds import GRID, KINDS
from gridkeeper.domain.periods import Period
from gridkeeper.domain.tallies import TALLIES, Figures
from gridkeeper.storage.tallying import counted

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.domain.places import Grid
    from gridkeeper.domain.records import Kind
    from gridkeeper.domain.tallies import Counts
    from gridkeeper.storage.store import Unit

_REGISTER = ("grid", "building", "dwelling", "household", "person", "person_tag", "premises")


def figures(unit: Unit, period: Period, cut_off: date, past: Period | None = None) -> Figures:
    """Return all figures of a period, read in one transaction.

    Args:
        unit: An open transaction.
        period: Which days.
        cut_off: What is due before this day and still open counts as overdue.
        past: The days to compare with; None is the whole period before.
    """
    return Figures(
        period=period,
        cut_off=cut_off,
        counts=counts(unit, period, cut_off),
        before=counts(unit, past or period.previous(), period.first),
        names={grid.id: cast("Grid", grid).name or "" for grid in unit.listing.all(GRID)},
        register={name: unit.listing.count(KINDS[name]) for name in _REGISTER},
        past=past,
    )


def so_far(period: Period, today: date) -> tuple[Period, Period]:
    """Return the days of a period that have come, and as many of the period before.

    All of a period that is over or lies ahead.
    """
    past = period.previous()
    if today not in period or today == period.last:
        return period, past
    days = Period(period.first, today)
    return days, Period(past.first, min(past.last, past.first + (today - period.first)))


def counts(
    unit: Unit, period: Period, cut_off: date, kind: Kind | None = None
) -> dict[str, Counts]:
    """Return the tallies of a period, of one kind if one is given; see `figures`."""
    return {
        tally.name: counted(unit.connection, tally, period, KINDS[tally.kind].day, cut_off)
        for tally in TALLIES
        if kind is None or tally.kind == kind.name
    }
