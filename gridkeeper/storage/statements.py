"""Statements that run for many rows, and other turns of SQL.

What differs between databases stands here and in `engine` only.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, bindparam, func, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Table

_IDS = "sought_ids"


def insert_many(
    connection: Connection, table: Table, names: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    """Insert rows; each has the values of the named columns, in their order.

    Goes round SQLAlchemy, whose compiling and handling of each row cost more than the database, by
    way of the driver's own `executemany`.
    """
    columns, marks = ", ".join(map(_quoted, names)), ", ".join("?" * len(names))
    sql = f"INSERT INTO {_quoted(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608 - our names
    connection.exec_driver_sql(sql, rows)


def update_many(
    connection: Connection, table: Table, names: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    """Update rows as `insert_many` inserts; each has the new values, and then the row's id."""
    values = ", ".join(f"{_quoted(name)} = ?" for name in names)
    sql = f"UPDATE {_quoted(table.name)} SET {values} WHERE id = ?"  # noqa: S608 - our names
    connection.exec_driver_sql(sql, rows)


def _quoted(name: str) -> str:
    return f'"{name}"'


def id_in(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a column is one of the ids given with `ids`, however many."""
    sought = func.json_each(bindparam(_IDS)).table_valued("value")
    return column.in_(select(sought.c.value))


def ids(sought: Iterable[str]) -> dict[str, str]:
    """Return the parameters for `id_in`."""
    return {_IDS: json.dumps(sorted(sought))}
