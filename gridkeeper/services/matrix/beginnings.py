"""What a new record begins with that is begun at a door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.services.matrix.values import about, lies_at

if TYPE_CHECKING:
    from gridkeeper.services.matrix.values import Door


def began_at(door: Door, kind: str) -> dict[str, str]:
    """Return what a new record of a kind begins with that is begun at a door.

    A hazard is of the household where there is one only, from which its place follows; a case that
    names no household knows the place.
    """
    if kind == "person":
        return lived_at(door)
    if kind == "visit" or (kind == "hazard" and len(door.homes) == 1):
        return about(door)
    return lies_at(door) if kind in {one.name for one in kinds.CASES} else {}


def lived_at(door: Door) -> dict[str, str]:
    """Return what a new resident of a door begins with.

    A household where one lives there; the place where it is new, or one of several is to be said.
    """
    return {"household_id": door.home if len(door.homes) == 1 else door.place}
