"""Doors that the register lacks: made from floors and the numbers of one floor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import addresses, kinds
from gridkeeper.domain.places import Dwelling
from gridkeeper.errors import RecordUnknownError
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.domain.places import Building
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

MOST = 2000
"""More doors than these no building has; a slip of a finger does."""

_PARTS = re.compile(r"[,，、;；\s]+")
_RANGE = re.compile(r"([A-Za-z]?)(-?\d+)\s*(?:-|\u2013|\u2014|~|～|至|到)\s*([A-Za-z]?)(\d+)")


@dataclass(frozen=True, slots=True)
class Plan:
    """What doors of a building shall be there, as somebody types it.

    Attributes:
        units: Staircases: `1-3`; "" for a building without.
        floors: `1-34`.
        ends: What the numbers of a floor end with: `01-08`.
    """

    units: str = ""
    floors: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What would come of a plan.

    Attributes:
        rooms: Unit, floor and room of each door that is new.
        known: How many of the plan are in the register.
        problem: Which part of the plan is not understood: `floors`, `ends` or `many`; "" for none.
    """

    rooms: tuple[tuple[str, str, str], ...] = ()
    known: int = 0
    problem: str = ""


def spread(text: str) -> list[str]:
    """Return what `1-3,5` or `01-08` stands for; a range keeps its leading zeros.

    A range that is none, or that runs backwards, stands for nothing.
    """
    found: list[str] = []
    for part in filter(None, _PARTS.split(text.strip())):
        reach = _RANGE.fullmatch(part)
        if reach is None:
            found.append(part)
            continue
        letter, first, _letter, last = reach.groups()
        wide = len(first) if first.startswith("0") else 0
        numbers = range(int(first), min(int(last), int(first) + MOST) + 1)
        found += [f"{letter}{number:0{wide}d}" for number in numbers if number]
    return list(dict.fromkeys(found))


class RoomService:
    """Makes the doors that a building lacks."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def guess(self, building_id: str) -> Plan:
        """Return the plan that a building's own figures and its known doors suggest."""
        with self._session.store.reading() as unit:
            building = _building(unit, building_id)
            doors = _known(unit, building_id)
        units = sorted({one[0] for one in doors if one[0]}, key=lambda one: (len(one), one))
        stairs = ",".join(units) if units else _upto(building.units)
        ends = sorted(
            {
                room.removeprefix(floor)
                for _unit, floor, room in doors
                if floor and room.startswith(floor) and len(room) > len(floor) + 1
            }
        )
        return Plan(stairs, _upto(building.floors), ",".join(ends) or "01-02")

    def lacking(self, building_id: str, plan: Plan) -> Lacking:
        """Return which doors of a plan are new."""
        units, floors, ends = (spread(one) for one in (plan.units, plan.floors, plan.ends))
        if not floors:
            return Lacking(problem="floors")
        if not ends:
            return Lacking(problem="ends")
        if max(len(units), 1) * len(floors) * len(ends) > MOST:
            return Lacking(problem="many")
        with self._session.store.reading() as unit:
            known = {(one[0], one[2]) for one in _known(unit, building_id)}
        wanted = [
            (addresses.bare("unit", stair), floor, floor + end)
            for stair in units or [""]
            for floor in floors
            for end in ends
        ]
        new = tuple(one for one in wanted if (one[0], one[2]) not in known)
        return Lacking(new, len(wanted) - len(new))

    def make(self, building_id: str, rooms: Sequence[tuple[str, str, str]]) -> int:
        """Make doors, in one transaction; return how many.

        Raises:
            RecordUnknownError: The building is not here.
        """
        with self._session.writing("record", kind=kinds.DWELLING.name) as work:
            building = _building(work.unit, building_id)
            for stair, floor, room in rooms:
                work.create(
                    Dwelling(
                        id=work.pen.new_id(),
                        grid_id=building.grid_id,
                        building_id=building.id,
                        unit=stair or None,
                        floor=floor or None,
                        room=room,
                    )
                )
        return len(rooms)


def _building(unit: Unit, building_id: str) -> Building:
    found = cast("Building | None", unit.listing.get(kinds.BUILDING, building_id))
    if found is None or found.deleted:
        raise RecordUnknownError(reference=building_id, kind=kinds.BUILDING.name)
    return found


def _known(unit: Unit, building_id: str) -> list[tuple[str, str, str]]:
    """Return unit, floor and room of the doors of a building, bare."""
    found = cast("list[Dwelling]", unit.listing.where(kinds.DWELLING, building_id=building_id))
    return [
        tuple(addresses.bare(part, getattr(one, part) or "") for part in ("unit", "floor", "room"))  # type: ignore[misc]
        for one in found
    ]


def _upto(number: int | None) -> str:
    return f"1-{number}" if number and number > 1 else str(number or "")


def problems() -> Mapping[str, str]:
    """Return what is said of each part of a plan that is not understood."""
    return {
        "floors": _("Write the floors, such as 1-34."),
        "ends": _("Write what the numbers end with, such as 01-08."),
        "many": _("These are more than {most} doors; write fewer floors or numbers.").format(
            most=f"{MOST:,}"
        ),
    }
