"""Which changes came with a batch, or were made here in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, or_, select

from gridkeeper.domain import wire
from gridkeeper.storage import statements, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridkeeper.domain.changes import Change

Records = dict[tuple[str, str], set[str]]
"""Ids of changes by kind and id of the record that they are about."""


def of_batch(connection: Connection, batch_id: str) -> Records:
    """Return the changes that a batch brought, in the order of arrival; looks at every change."""
    return _by_record(connection, tables.change.c.batch_id == batch_id)


def made_here(connection: Connection, replica: str, spans: Iterable[tuple[int, int]]) -> Records:
    """Return the changes with a store's own numbers from one to another, both inside."""
    table = tables.change
    within = [table.c.seq.between(first, last) for first, last in spans]
    return _by_record(connection, (table.c.replica == replica) & or_(*within)) if within else {}


def _by_record(connection: Connection, condition: Any) -> Records:  # noqa: ANN401 - of SQLAlchemy
    table = tables.change
    query = select(table.c.kind, table.c.record_id, table.c.id).where(condition)
    found: Records = {}
    for row in connection.execute(query.order_by(table.c.arrival)):
        found.setdefault((row.kind, row.record_id), set()).add(row.id)
    return found


def changes_of(
    connection: Connection, kind: str, record_ids: Sequence[str]
) -> dict[str, list[Change]]:
    """Return all changes of some records of a kind, by the record's id."""
    table = tables.change
    query = select(table.c.record_id, table.c.body).where(
        table.c.kind == kind, statements.id_in(table.c.record_id)
    )
    found: dict[str, list[Change]] = {}
    for row in connection.execute(query, statements.ids(record_ids)):
        found.setdefault(row.record_id, []).append(wire.decode(row.body))
    return found
