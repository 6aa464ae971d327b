"""How far a journal had come by a moment, what it held then, and whether it holds some lines."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from gridkeeper.storage import statements, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gridkeeper.domain.changes import Change
    from gridkeeper.progress import Progress
    from gridkeeper.storage.journal import Journal

_CHUNK = 5000
_REPORT_EVERY = 10_000


def place_before(connection: Connection, moment: str) -> int:
    """Return the last arrival before a moment, stamped."""
    table = tables.change.c
    query = select(func.max(table.arrival)).where(table.received_at < moment)
    return int(connection.execute(query).scalar() or 0)


def counts(
    connection: Connection, place: int, replica: str = "", upto: int | None = None
) -> dict[str, int]:
    """Return the changes by kind up to an arrival.

    Args:
        connection: Of the store.
        place: The arrival.
        replica: Only those that were made there, or came straight from there.
        upto: Only those up to this of its numbers.
    """
    table = tables.change.c
    query = select(table.kind, func.count()).where(table.arrival <= place)
    if replica:
        query = query.where(table.replica == replica, table.seq > 0)
    if upto is not None:
        query = query.where(table.seq <= upto)
    rows = connection.execute(query.group_by(table.kind).order_by(table.kind))
    return {str(kind): int(number) for kind, number in rows}


def first_lines(journal: Journal, place: int, progress: Progress) -> Iterator[bytes]:
    """Yield the lines up to an arrival, in the order of arrival."""
    for done, line in enumerate(islice(journal.lines(), place), 1):
        yield line
        if done % _REPORT_EVERY == 0:
            progress.report(done, place)


def lacking(connection: Connection, lines: Iterable[tuple[Change, bytes]]) -> int:
    """Return how many lines are neither in the journal, word for word, nor put aside."""
    left, stream = 0, iter(lines)
    while chunk := {change.id: line for change, line in islice(stream, _CHUNK)}:
        left += len(chunk) - _held(connection, chunk)
    return left


def _held(connection: Connection, lines: Mapping[str, bytes]) -> int:
    """Return how many of some lines, by the ids of their changes, are here word for word."""
    table = tables.change.c
    query = select(table.id, table.body).where(statements.id_in(table.id))
    rows = connection.execute(query, statements.ids(lines.keys()))
    held = {row.id for row in rows if row.body == lines[row.id]}
    aside = set(connection.execute(select(tables.quarantine.c.body)).scalars())
    return len(held) + sum(line in aside for key, line in lines.items() if key not in held)
