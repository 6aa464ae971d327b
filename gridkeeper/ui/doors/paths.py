"""Which door is next: by an arrow, by Home and End, by what is typed of its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.services.matrix.values import Door
    from gridkeeper.ui.doors.table import DoorTable

    Place = tuple[int, int]

_PAGE = 5
_Move = QAbstractItemView.CursorAction


def first(table: DoorTable) -> Place | None:
    """Return where one begins: the lowest floor of the first staircase; None without doors."""
    doors = table.doors
    if not doors:
        return None
    unit = min(doors, key=lambda one: one[1])[2].unit
    row = max(one[0] for one in doors if one[2].unit == unit)
    return row, min(one[1] for one in doors if one[0] == row)


def step(
    table: DoorTable, place: Place, move: _Move, *, whole: bool, within: bool = False
) -> Place:
    """Return the door where a movement of the keyboard leads; where there is none, it stays.

    Up and down never leave the staircase: what stands higher next door is not above this door.

    Args:
        table: The doors.
        place: Row and column of the door that the keyboard is on.
        move: Where to.
        whole: Whether Home and End mean the building, and not the floor.
        within: Whether nothing leads out of the staircase, since doors are being chosen.
    """
    row, column = place
    here = table.door(row, column)
    unit = here.unit if here else ""
    last = table.rowCount() - 1
    match move:
        case _Move.MoveLeft | _Move.MovePrevious:
            found = _along(table, place, range(column - 1, -1, -1), unit if within else None)
        case _Move.MoveRight | _Move.MoveNext:
            found = _along(
                table, place, range(column + 1, table.columnCount()), unit if within else None
            )
        case _Move.MoveHome | _Move.MoveEnd:
            places = [
                (one[0], one[1])
                for one in table.doors
                if (whole or one[0] == row) and (not within or one[2].unit == unit)
            ]
            found = places[0 if move is _Move.MoveHome else -1]
        case _Move.MoveUp:
            found = _on_floors(table, place, range(row - 1, -1, -1), unit)
        case _Move.MoveDown:
            found = _on_floors(table, place, range(row + 1, last + 1), unit)
        case _Move.MovePageUp:
            found = _on_floors(table, place, range(max(row - _PAGE, 0), row), unit)
        case _:
            found = _on_floors(table, place, range(min(row + _PAGE, last), row, -1), unit)
    return found


def beginning(table: DoorTable, typed: str, here: Door | None) -> Door | None:
    """Return the door whose number begins with what is typed: in this staircase before others."""
    unit = here.unit if here else ""
    doors = [one[2] for one in table.doors]
    ways: tuple[Callable[[Door], bool], ...] = (
        lambda one: one.room == typed and one.unit == unit,
        lambda one: one.room.startswith(typed) and one.unit == unit,
        lambda one: f"{one.unit}-{one.room}".startswith(typed),
        lambda one: one.room.startswith(typed),
    )
    for way in ways:
        fitting = [one for one in doors if way(one)]
        if fitting:
            return min(fitting, key=lambda one: (len(one.room), one.unit, one.room))
    return None


def _along(table: DoorTable, place: Place, columns: range, unit: str | None) -> Place:
    """Return the first door of some columns; only in a staircase, if one is given."""
    row, _column = place
    found = ((one, table.door(row, one)) for one in columns)
    fits = (one for one, door in found if door and (unit is None or door.unit == unit))
    return next(((row, one) for one in fits), place)


def _on_floors(table: DoorTable, place: Place, rows: range, unit: str) -> Place:
    """Return the first door of a column on some floors; the staircase's nearest one if it lacks."""
    column = place[1]
    for row in rows:
        if table.door(row, column):
            return row, column
    for row in rows:
        near = [one[1] for one in table.doors if one[0] == row and one[2].unit == unit]
        if near:
            return row, min(near, key=lambda one: abs(one - column))
    return place
