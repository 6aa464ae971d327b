"""What stands on the card of a household: its home, its people, its last visits, open cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import kinds, workflow
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.lines import HouseholdLine
from gridkeeper.domain.people import lives_there
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.records.drafts import Surroundings
from gridkeeper.services.session import find
from gridkeeper.services.showing import naming
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


def card(unit: Unit, reference: str, profile: Profile, today: date) -> HouseholdLine:
    """Return the line of a household; nobody who died or moved out is on it.

    Args:
        unit: Where it stands.
        reference: Its id, its number or its door.
        profile: In full, or naming nobody in free texts.
        today: For what is read out of a door.

    Raises:
        RecordUnknownError: No such household.
    """
    known = Surroundings(unit, today).referred(kinds.HOUSEHOLD, reference)
    home = cast("Household", find(unit, kinds.HOUSEHOLD, known or reference))
    listing, homes = unit.listing, Homes(unit, [home.id])
    lines = LineMaker(unit, profile).household(home.id)
    people = [one for one in lines if lives_there(one.person)]
    visits = cast("list[Visit]", list(listing.where(kinds.VISIT, household_id=home.id)))
    visits.sort(key=lambda one: (str(one.visited_on), one.id), reverse=True)
    door = listing.get(kinds.DWELLING, home.dwelling_id)
    head = homes.head(home.id)
    grid = cast("Grid | None", listing.get(kinds.GRID, home.grid_id))
    return HouseholdLine(
        household=_seen(unit, profile, [home])[0],
        dwelling=cast("Dwelling", _seen(unit, profile, [door])[0]) if door is not None else None,
        address=homes.address(home.id),
        head=(head.name if head is not None else None) or "",
        worker=(grid.worker if grid is not None else None) or "",
        people=tuple(people),
        visits=tuple(_seen(unit, profile, visits[:_VISITS])),
        cases=tuple(_seen(unit, profile, _open_cases(unit, home, visits))),
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


def _seen(unit: Unit, profile: Profile, records: list[Any]) -> list[Any]:
    return records if profile is Profile.FULL else naming.veiled(unit, records)
