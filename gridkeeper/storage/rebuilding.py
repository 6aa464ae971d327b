"""Making rows anew from the journal: all of them, or what a newer program understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, literal, select, text

from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage import statements, tables
from gridkeeper.storage.projection import Projection, count_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import Connection

    from gridkeeper.domain.records import Kind
    from gridkeeper.progress import Progress
    from gridkeeper.storage.unit import Unit

_CHUNK = 2000


def rebuild(unit: Unit, progress: Progress) -> int:
    """Throw all rows away and make them anew from the journal; return how many there are."""
    for name in KINDS:
        unit.connection.execute(delete(tables.records[name]))
    unit.connection.execute(delete(tables.contention))
    unit.connection.execute(delete(tables.search_entry))
    unit.connection.execute(text("DELETE FROM search_term"))
    unit.settings.set("indexed", "0")
    projection = Projection(unit.connection, unit.replica.id)
    total = int(
        unit.connection.execute(
            select(func.count(tables.change.c.record_id.distinct()))
        ).scalar_one()
    )
    done = 0
    for kind in KINDS.values():
        for record_ids in _chunks(unit.connection, kind):
            projection.refold(kind, record_ids)
            done += len(record_ids)
            progress.report(done, total)
    unit.search.catch_up()
    return done


def fold_what_is_new(
    connection: Connection, own_replica: str, before: Mapping[str, set[str]]
) -> None:
    """Have the rows say what the journal says in words that this program did not know before.

    Args:
        connection: In a transaction that writes.
        own_replica: Whose store it is.
        before: The columns that each table had, by its name.
    """
    projection = Projection(connection, own_replica)
    said = select(tables.change.c.kind).distinct()
    for name in sorted(set(connection.execute(said).scalars()).intersection(KINDS)):
        kind = KINDS[name]
        if not count_rows(connection, kind):
            for record_ids in _chunks(connection, kind):
                projection.refold(kind, record_ids)
        elif fresh := {one.group for one in kind.fields} - _groups(kind, before[name]):
            projection.refold(kind, _saying(connection, kind, fresh))


def _groups(kind: Kind, columns: set[str]) -> set[str]:
    return {one.group for one in kind.fields if one.name in columns}


def _saying(connection: Connection, kind: Kind, groups: Collection[str]) -> list[str]:
    """Return the records of a kind whose changes set any of some groups."""
    change = tables.change
    sets = func.json_each(statements.element(change, "sets")).table_valued("key")
    said = select(literal(1)).select_from(sets).where(sets.c.key.in_(sorted(groups)))
    query = select(change.c.record_id).where(change.c.kind == kind.name, said.exists())
    return list(connection.execute(query.distinct()).scalars())


def _chunks(connection: Connection, kind: Kind) -> Iterator[list[str]]:
    """Yield the ids of all records of a kind that the journal knows, some at a time."""
    table = tables.change
    last = ""
    while True:
        query = (
            select(table.c.record_id)
            .where(table.c.kind == kind.name, table.c.record_id > last)
            .distinct()
            .order_by(table.c.record_id)
            .limit(_CHUNK)
        )
        record_ids = list(connection.execute(query).scalars())
        if not record_ids:
            return
        yield record_ids
        last = record_ids[-1]
