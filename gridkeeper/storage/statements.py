"""Statements that run for many rows, and other turns of SQL.

What differs between databases stands here and in `engine` only.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from gridkeeper.domain import wire
from gridkeeper.progress import CancelledError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Table

    from gridkeeper.progress import Progress

_IDS = "sought_ids"

made_once = lru_cache(maxsize=512)
"""Keeps what a function makes: of many statements, the making takes longer than the running."""

_WATCHED_EVERY = 10_000  # steps of SQLite's machine: a millisecond or two


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
    """Update rows as `insert_many` inserts; each has the new values, and then its place."""
    values = ", ".join(f"{_quoted(name)} = ?" for name in names)
    sql = f"UPDATE {_quoted(table.name)} SET {values} WHERE rowid = ?"  # noqa: S608 - our names
    connection.exec_driver_sql(sql, rows)


def _quoted(name: str) -> str:
    return f'"{name}"'


def id_in(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that a column is one of the ids given with `ids`, however many."""
    sought = func.json_each(bindparam(_IDS)).table_valued("value")
    return column.in_(select(sought.c.value))


def ids(sought: Iterable[str] | Iterable[int]) -> dict[str, str]:
    """Return the parameters for `id_in`."""
    return {_IDS: json.dumps(sorted(sought))}


def place_of(table: Table) -> ColumnElement[int]:
    """Return where a row lies: a number that is quick to find, and good until the row is folded."""
    return literal_column(f'"{table.name}".rowid', Integer())


def element(change: FromClause, name: str) -> ColumnElement[Any]:
    """Return what the line of a change says, by the name of one of `wire.ELEMENTS`."""
    line = cast(change.c.body, Text)
    return func.json_extract(line, f"$[{wire.ELEMENTS.index(name)}]")


def unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a column for whose sake SQLite uses no index."""
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


@contextmanager
def watched(connection: Connection, progress: Progress) -> Iterator[None]:
    """Ask every few milliseconds whether to go on, and break off the statement that is running.

    SQLite does not ask while it puts into order what it has found. Inside, the driver's own cursor
    may be read: its errors become SQLAlchemy's.

    Raises:
        CancelledError: `progress` did; the transaction goes on.
    """
    stops: list[CancelledError] = []

    def look() -> int:
        try:
            if not stops:  # statements within statements are broken off one by one
                progress.report(0, 0)
        except CancelledError as stop:
            stops.append(stop)
        return len(stops)

    driver: Any = connection.connection.driver_connection
    progress.report(0, 0)
    driver.set_progress_handler(look, _WATCHED_EVERY)
    try:
        yield
    except Exception as error:
        if stops:
            raise stops[0] from None
        if isinstance(error, connection.dialect.loaded_dbapi.DatabaseError):
            raise DatabaseError(None, None, error) from error
        raise
    finally:
        driver.set_progress_handler(None, 0)


def spelled(text: ColumnElement[Any], *, is_person: bool) -> ColumnElement[str]:
    """Return what a text is sorted by; see `ordering.key`."""
    return func.spelled(text, int(is_person), type_=Text)
