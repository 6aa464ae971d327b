"""Where each door of a building stands in its matrix: floors by doors, one staircase by another."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridkeeper.domain import addresses, ordering

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_bare = cache(addresses.bare)  # floors and numbers are few, and each stands there often
_SHORTEST = 3
_NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True, slots=True)
class Place:
    """A door as the matrix places it; parts as the register has them."""

    id: str
    unit: str
    floor: str
    room: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the matrix.

    Attributes:
        unit: Of its staircase.
        heading: What its rooms end with: `01`; "" where they have nothing in common.
    """

    unit: str
    heading: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix of doors.

    Attributes:
        floors: From the top.
        columns: From the left; those of a staircase stand side by side.
        cells: Id of the door by row and column; where none is, there is no entry.
    """

    floors: tuple[str, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[int, int], str]


def laid_out(places: Iterable[Place]) -> Grid:
    """Return where doors stand; those of one number on one floor stand side by side."""
    stairs: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    ends: dict[str, str] = {}
    for one in places:
        floor = floor_of(one)
        ends[one.id] = _end(one.room, floor)
        stairs[_bare("unit", one.unit)][floor].append(one)
    floors = sorted({floor for of in stairs.values() for floor in of}, key=height, reverse=True)
    rows = {floor: row for row, floor in enumerate(floors)}
    columns: list[Column] = []
    cells: dict[tuple[int, int], str] = {}
    for unit in sorted(stairs, key=lambda name: ordering.key(name, is_person=False)):
        by_floor = stairs[unit]
        regular = sorted({end for of in by_floor.values() for one in of if (end := ends[one.id])})
        first, wide = len(columns), len(regular)
        for floor, of in by_floor.items():
            taken = _in_columns(of, regular, ends)
            wide = max(wide, *(column + 1 for column in taken))
            cells |= {(rows[floor], first + column): one for column, one in taken.items()}
        names = [*regular, *[""] * (wide - len(regular))]
        columns += [Column(unit, name) for name in names]
    return Grid(tuple(floors), tuple(columns), cells)


def floor_of(one: Place) -> str:
    """Return on which floor a door is: as said, or as its number says; "" if nothing does."""
    if one.floor:
        return _bare("floor", one.floor)
    digits = _bare("room", one.room)
    return digits[:-2] if digits.isdigit() and len(digits) >= _SHORTEST else ""


def _end(written: str, floor: str) -> str:
    """Return what a number ends with behind its floor: `01` of 501; "" of a shop."""
    room = _bare("room", written)
    rest = room.removeprefix(floor) if floor and room.startswith(floor) else ""
    return rest if rest.isdigit() and len(rest) > 1 else ""


def _in_columns(
    doors: Sequence[Place], regular: Sequence[str], ends: Mapping[str, str]
) -> dict[int, str]:
    """Return the doors of a floor by their columns; shops and the like fill what is free."""
    found: dict[int, str] = {}
    rest: list[Place] = []
    for one in sorted(doors, key=lambda one: (len(one.room), one.room, one.id)):
        column = regular.index(ends[one.id]) if ends[one.id] else -1
        if column < 0 or column in found:
            rest.append(one)
        else:
            found[column] = one.id
    column = 0
    for one in rest:
        while column in found:
            column += 1
        found[column] = one.id
    return found


def height(floor: str) -> tuple[int, int, str]:
    """Return how high a floor is: numbers by their size, `B1` below, nothing said at the end."""
    if floor[:1] in {"B", "b", "负"}:
        floor = "-" + floor[1:]
    if _NUMBER.fullmatch(floor):
        return (1, int(floor), "")
    return (0 if not floor else 2, 0, floor)
