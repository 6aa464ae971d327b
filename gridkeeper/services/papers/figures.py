"""The figures of a period: every tally, and the same of the period before."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import ordering
from gridkeeper.domain.kinds import GRID, KINDS
from gridkeeper.domain.periods import Period
from gridkeeper.domain.tallies import HAZARDS_OPEN, HAZARDS_OVERDUE, TALLIES, Figures, Left
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
        cut_off: What is due before this day and still open counts as overdue.
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

    Args:
        unit: An open transaction.
        period: Up to whose end they were found.
        cut_off: As of `figures`.
    """
    tallies = (HAZARDS_OPEN, HAZARDS_OVERDUE)
    found = counts(unit, tallies, ever(period.last), cut_off)
    before = ever(period.first - timedelta(days=1))
    earlier = counts(unit, [HAZARDS_OPEN], before, cut_off)
    numbers = [sum(some.values()) for some in (found[tally.name] for tally in tallies)]
    return Left(
        open=numbers[0], earlier=sum(earlier[HAZARDS_OPEN.name].values()), overdue=numbers[1]
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
