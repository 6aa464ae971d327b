"""Statements that are compiled once and run for many rows, and other turns of SQL.

What differs between databases stands here and in `engine` only.
"""

from __future__ import annotations

import json
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, bindparam, func, select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Delete, Insert, Update

_IDS = "sought_ids"


def many(
    connection: Connection,
    statement: Insert | Update | Delete,
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Run one statement for each row; all rows have the keys of the first.

    Goes round SQLAlchemy's handling of each row, which costs as much as the database (measured:
    twice the time of the plain driver), by way of the driver's own `executemany`.
    """
    names = list(rows[0])
    compiled = statement.compile(
        dialect=connection.dialect, column_keys=_settable(statement, names)
    )
    order = compiled.positiontup if compiled.positional else None
    if order is None:
        connection.execute(statement, list(rows))
        return
    connection.exec_driver_sql(str(compiled), list(map(_picker(order), rows)))


def _picker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Return what takes the values of these names out of a row."""
    picked = itemgetter(*names)
    return picked if len(names) > 1 else lambda row: (picked(row),)


def _settable(statement: Insert | Update | Delete, names: list[str]) -> list[str] | None:
    return names if statement.is_insert else None


def id_in(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a column is one of the ids given with `ids`, however many."""
    sought = func.json_each(bindparam(_IDS)).table_valued("value")
    return column.in_(select(sought.c.value))


def ids(sought: Iterable[str]) -> dict[str, str]:
    """Return the parameters for `id_in`."""
    return {_IDS: json.dumps(sorted(sought))}
