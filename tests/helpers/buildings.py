"""Buildings with doors, homes and people, for whoever walks through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.households import Household
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.people import Person
from gridkeeper.domain.places import Building, Dwelling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.services.session import Session


def a_building(  # noqa: PLR0913 - a builder says what differs from the usual
    session: Session,
    *,
    name: str = "9幢",
    units: Sequence[str] = ("1",),
    floors: int = 5,
    ends: Sequence[str] = ("01", "02"),
    empty: Sequence[str] = (),
    where: str = "晨光花园",
) -> Building:
    """Keep a building whose doors are lived in, but for those rooms that are empty."""
    with session.writing("register") as work:
        grids = work.unit.replica.grids
        grid = grids[0] if grids else None
        house = Building(
            id=new_id(),
            grid_id=grid,
            compound=where,
            name=name,
            units=len(units),
            floors=floors or None,
        )
        work.create(house)
        for unit in units:
            for floor in range(1, floors + 1):
                for end in ends:
                    room = f"{floor}{end}"
                    door = Dwelling(
                        id=new_id(),
                        grid_id=grid,
                        building_id=house.id,
                        unit=unit,
                        floor=str(floor),
                        room=room,
                    )
                    work.create(door)
                    if room not in empty:
                        head = new_id()
                        home = Household(
                            id=new_id(), grid_id=grid, dwelling_id=door.id, head_id=head
                        )
                        person = Person(
                            id=head, grid_id=grid, household_id=home.id, name=f"张{room}"
                        )
                        work.create(home)
                        work.create(person)
    return house
