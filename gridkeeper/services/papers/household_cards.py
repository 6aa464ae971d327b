"""What stands on the card of a household: its home, its people, its last visits, open cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain import kinds, workflow
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.lines import HouseholdLine
from gridkeeper.services.records.earlier_visits import newest_first
from gridkeeper.services.records.surroundings import Surroundings
from gridkeeper.services.session import find
from gridkeeper.services.showing.paper_lines import Homes, LineMaker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridkeeper.domain.households import Household
    from gridkeeper.domain.places import Dwelling, Grid
    from gridkeeper.domain.records import Record
    from gridkeeper.domain.visits import Visit
    from gridkeeper.storage.unit import Unit

_VISITS = 5


def card(unit: Unit, maker: LineMaker, reference: str, today: date) -> HouseholdLine:
    """Return the line of a household; nobody who died or moved out is on it.

    Args:
        unit: Where it stands.
        maker: Of its lines, in full or naming nobody.
        reference: Its id, its number or its door.
        today: For what is read out of a door.

    Raises:
        RecordUnknownError: No such household.
    """
    known = Surroundings(unit, today).referred(kinds.HOUSEHOLD, reference)
    home = cast("Household", find(unit, kinds.HOUSEHOLD, known or reference))
    listing, homes = unit.listing, Homes(unit, [home.id])
    visits = newest_first(unit, home.id)
    door = listing.get(kinds.DWELLING, home.dwelling_id)
    head = homes.head(home.id)
    grid = cast("Grid | None", listing.get(kinds.GRID, home.grid_id))
    return HouseholdLine(
        household=cast("Household", maker.veiled([home])[0]),
        dwelling=cast("Dwelling", maker.veiled([door])[0]) if door is not None else None,
        address=homes.address(home.id),
        head=(head.name if head is not None else None) or "",
        worker=(grid.worker if grid is not None else None) or "",
        people=tuple(maker.household(home.id)),
        visits=tuple(cast("list[Visit]", maker.veiled(visits[:_VISITS]))),
        cases=tuple(maker.veiled(_open_cases(unit, home, visits))),
        grid=(grid.name if grid is not None else None) or "",
        community=(grid.community if grid is not None else None) or "",
    )


def _open_cases(unit: Unit, home: Household, visits: Iterable[Visit]) -> list[Record]:
    """Return what is not settled yet of what was found there or came out of its visits."""
    found: list[Record] = list(unit.listing.where(kinds.HAZARD, household_id=home.id))
    ids = [one.id for one in visits]
    for kind in kinds.CASES:
        found += unit.listing.among(kind, "visit_id", ids)
    cases = {case.id: case for case in found}.values()
    return [one for one in cases if workflow.of(kind_of(one).name).is_open(one)]
