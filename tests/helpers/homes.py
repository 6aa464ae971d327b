"""Builders of homes that are older than the town."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds
from gridkeeper.domain.households import Household
from gridkeeper.domain.people import Person, PersonTag
from gridkeeper.domain.places import Building, Dwelling
from tests.helpers.towns import where

if TYPE_CHECKING:
    from gridkeeper.services.session import Session

OLD = "0195"
"""What ids of records begin with that were born long before the town's today."""


def old_id(session: Session) -> str:
    """Return the id of a record that was born long ago."""
    return OLD + session.new_id()[4:]


def settle(
    session: Session, *rooms: str, unit: str = "1", house: str = "5幢", use: str = "", **person: Any
) -> list[str]:
    """Let people live in rooms of a building since long ago; return the ids of their homes."""
    grid = where(session, kinds.GRID, code="WG01")[0].id
    found = where(session, kinds.BUILDING, name=house)
    homes = []
    with session.writing("register") as work:
        building = found[0].id if found else old_id(session)
        if not found:
            work.create(Building(id=building, grid_id=grid, compound="晨光花园", name=house))
        for room in rooms:
            door, home, head = (old_id(session) for _ in range(3))
            work.create(
                Dwelling(
                    id=door,
                    grid_id=grid,
                    building_id=building,
                    unit=unit,
                    room=room,
                    use=use or None or None,
                )
            )
            work.create(Household(id=home, grid_id=grid, dwelling_id=door, head_id=head))
            facts = {"name": f"王{room}", "birth": date(1940, 5, 5)} | person
            work.create(Person(id=head, grid_id=grid, household_id=home, **facts))
            homes.append(home)
    return homes


def lone(session: Session, home: str) -> Person:
    """Let who lives in a home be cared for as living alone."""
    (head,) = where(session, kinds.PERSON, household_id=home)
    with session.writing("register") as work:
        work.create(
            PersonTag(id=old_id(session), grid_id=head.grid_id, person_id=head.id, tag="A01")
        )
    return head
