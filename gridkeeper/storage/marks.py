"""How far a store has been written, to see what another program that has it open has added."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, func, select

from gridkeeper.storage import tables

if TYPE_CHECKING:
    from collections.abc import Collection


class Mark(NamedTuple):
    """A place in what is only ever added to.

    Attributes:
        arrival: Of the last change.
        line: Of the audit; the last one.
    """

    arrival: int
    line: int


def mark(connection: Connection) -> Mark:
    """Return how far a store has been written."""
    change, audit = tables.change.c.arrival, tables.audit.c.id
    arrival = select(func.coalesce(func.max(change), 0)).scalar_subquery()
    line = select(func.coalesce(func.max(audit), 0)).scalar_subquery()
    return Mark(*connection.execute(select(arrival, line)).one())


def actions(connection: Connection, since: Mark, now: Mark) -> Collection[str]:
    """Return the actions that the audit notes after a mark and up to another one."""
    audit = tables.audit.c
    query = select(audit.action).where(audit.id > since.line, audit.id <= now.line).distinct()
    return set(connection.execute(query).scalars())
