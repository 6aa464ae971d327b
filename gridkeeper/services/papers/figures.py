"""The figures of a period: every tally, and the same of the period before."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import ordering
from gridkeeper.domain.kinds import GRID, KINDS
from gridkeeper.domain.periods import Period
from gridkeeper.domain.tallies import (
    HAZARDS_CLOSED_SINCE,
    HAZARDS_OPEN,
    HAZARDS_OVERDUE,
    HAZARDS_OVERDUE_SINCE,
    TALLIES,
    Figures,
    Left,
)
from gridkeeper.storage.tallying import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gridkeeper.domain.places import Grid
    from gridkeeper.domain.tallies import Counts, Tally
    from gridkeeper.storage.unit import Unit

_REGISTER = ("grid", "building", "dwelling", "household", "person", "person_tag", "premises")


def figures(unit: Unit, period: Period, cut_off: date, past: Period | None = None) -> Figures:
    """Return all figures of a period, read in one transaction.

    Args:
        unit: An open transaction.
        period: Which days.
        cut_off: What is due before this day and was still open counts as overdue.
        past: The days to compare with; None is the whole period before.
    """
    return Figures(
        period=period,
        cut_off=cut_off,
        counts=counts(unit, TALLIES, period, cut_off),
        before=counts(unit, TALLIES, past or period.previous(), period.first),
        names=_names(unit),
        register={name: unit.listing.count(KINDS[name]) for name in _REGISTER},
        past=past,
        left=_left(unit, period, cut_off),
    )


def _names(unit: Unit) -> Mapping[str, str]:
    """Return the names of the grids, in the order in which people look them up."""
    found = [(grid.id, cast("Grid", grid).name or "") for grid in unit.listing.all(GRID)]
    return dict(sorted(found, key=lambda one: ordering.key(one[1], is_person=False)))


def ever(last: date) -> Period:
    """Return all days up to one."""
    return Period(date.min, last)


def _left(unit: Unit, period: Period, cut_off: date) -> Left:
    """Count the hazards that are open: a leader must not miss one for its having been found before.

    Once the period is over, those that were closed later count too: they were open at its end.

    Args:
        unit: An open transaction.
        period: Up to whose end they were found.
        cut_off: As of `figures`.
    """
    since = (HAZARDS_CLOSED_SINCE, HAZARDS_OVERDUE_SINCE) if cut_off > period.last else ()
    tallies = (HAZARDS_OPEN, HAZARDS_OVERDUE, *since)
    days = ever(period.last), ever(period.first - timedelta(days=1))
    found, before = (
        {n: sum(c.values()) for n, c in counts(unit, tallies, d, cut_off).items()} for d in days
    )
    closed = HAZARDS_CLOSED_SINCE.name
    return Left(
        open=found[HAZARDS_OPEN.name] + found.get(closed, 0),
        earlier=before[HAZARDS_OPEN.name] + before.get(closed, 0),
        overdue=found[HAZARDS_OVERDUE.name] + found.get(HAZARDS_OVERDUE_SINCE.name, 0),
        since=found.get(closed, 0),
    )


def so_far(period: Period, today: date) -> tuple[Period, Period]:
    """Return the days of a period that have come, and the days to compare them with.

    Those are as many days of the period before, or all of it where it has no more. A period whose
    last day has come is whole, and stands beside the whole one before, as it will from tomorrow on.
    """
    past = period.previous()
    if today not in period or today == period.last:
        return period, past
    days = Period(period.first, today)
    return days, Period(past.first, min(past.last, past.first + (today - period.first)))


def counts(
    unit: Unit, tallies: Iterable[Tally], period: Period, cut_off: date
) -> dict[str, Counts]:
    """Return tallies of a period by their names; see `figures`."""
    by_kind: dict[str, list[Tally]] = defaultdict(list)
    for tally in tallies:
        by_kind[tally.kind].append(tally)
    found: dict[str, Counts] = {}
    for kind, some in by_kind.items():
        found |= counted(unit.listing, KINDS[kind], some, period, cut_off)
    return found
