"""In which order the rows of a list come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, FromClause, Integer, case, cast, func

from gridkeeper.domain import codes
from gridkeeper.domain.fields import Mask, Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.queries import ADDRESS
from gridkeeper.storage import statements, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gridkeeper.domain.fields import Field
    from gridkeeper.domain.records import Kind

_LIES_IN = {
    "person": ("household_id", "household"),
    "household": ("dwelling_id", "dwelling"),
    "dwelling": ("building_id", "building"),
}
"""By which field, and in what, a record lies; buildings are the end of it."""

_TIME = "started_at"
_DOORS = {*_LIES_IN, "building"}


@dataclass(slots=True)
class Order:
    """What rows are put into order by.

    Attributes:
        joins: Other tables that it needs, each with how it is joined.
        keys: The weightiest first.
    """

    joins: list[tuple[FromClause, ColumnElement[bool]]] = field(default_factory=list)
    keys: list[ColumnElement[Any]] = field(default_factory=list)
    descending: bool = False

    def directed(self, keys: Iterable[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
        """Return what `ORDER BY` takes; what has no value comes last whichever way it goes."""
        return [(key.desc() if self.descending else key.asc()).nulls_last() for key in keys]


def order(kind: Kind, sort: str, *, descending: bool) -> Order:
    """Return the order that `Query.sort` and `Query.descending` say."""
    usual = sort or _usual(kind)
    found = Order(descending=descending if sort else bool(kind.day))
    found.keys = [*_keys(found, kind, usual), tables.records[kind.name].c.id]
    return found


def in_a_day(kind: Kind) -> list[ColumnElement[Any]]:
    """Return by what papers put records of one day into order: visits by their time and number.

    What has no time comes last, or first where the newest does.
    """
    if _TIME not in kind.by_name:
        return []
    table = tables.records[kind.name]
    return [
        column for name in (_TIME, "number") for column in (table.c[name].is_(None), table.c[name])
    ]


def _usual(kind: Kind) -> str:
    if kind.day:
        return kind.day
    if kind.name in _DOORS:
        return ADDRESS
    return "name" if "name" in kind.by_name else ""


def _keys(found: Order, kind: Kind, sort: str) -> list[ColumnElement[Any]]:
    table = tables.records[kind.name]
    if not sort:
        return []
    if sort == ADDRESS and kind.name in _DOORS:
        return _door(found, kind.name, table)
    about = kind.field(sort)
    column = table.c[sort]
    if about.type is Type.CODE:
        return _code(about, column)
    if about.type is Type.RECORD and about.refers:
        return _referred(found, about, column)
    is_looked_up = sort == kind.title or about.mask is Mask.NAME
    return _spelled(about, column) if is_looked_up else [column]


def _code(about: Field, column: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """Return the code's rank in its table, unless the codes themselves are in that order."""
    labels = list(codes.table(about.codes).labels)
    if labels == sorted(labels):
        return [column]
    ranks: Mapping[Any, Any] = {code: rank for rank, code in enumerate(labels)}
    rank = case(ranks, value=column, else_=case((column.is_not(None), len(labels))))
    return [rank, column]


def _referred(found: Order, about: Field, column: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    other = tables.records[about.refers].alias()
    found.joins.append((other, other.c.id == column))
    if about.refers in _DOORS - {"person"}:
        return _door(found, about.refers, other)
    title = KINDS[about.refers].field(KINDS[about.refers].title)
    return _spelled(title, other.c[title.name])


def _spelled(about: Field, column: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """Return the order in which people look up names and titles; see `ordering.key`."""
    return [statements.spelled(column, is_person=about.mask is Mask.NAME), column]


def _door(found: Order, kind: str, table: FromClause) -> list[ColumnElement[Any]]:
    """Return compound, building, unit, floor and room, numbers as numbers."""
    keys: list[ColumnElement[Any]] = []
    while kind in _LIES_IN:
        if kind == "dwelling":
            keys = _behind_the_building(table)
        name, kind = _LIES_IN[kind]
        other = tables.records[kind].alias()
        found.joins.append((other, other.c.id == table.c[name]))
        table = other
    return [table.c.compound, _number(table.c.name), table.c.name, *keys]


def _behind_the_building(dwelling: FromClause) -> list[ColumnElement[Any]]:
    unit, floor, room = dwelling.c.unit, dwelling.c.floor, dwelling.c.room
    # Where nobody said the floor, the room says it: 501 lies on the fifth.
    on_floor = func.coalesce(_number(floor), _number(room) // 100)
    return [_number(unit), unit, on_floor, _number(room), room]


def _number(text: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the number that a text begins with; 0 where it begins with none."""
    return cast(text, Integer)
