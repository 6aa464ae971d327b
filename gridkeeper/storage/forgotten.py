"""What an office passed on and does not know any more since it was set back to a backup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, insert, select, update

from gridkeeper.storage import statements, tables

if TYPE_CHECKING:
    from collections.abc import Collection

_MOST_BYTES = 8 * 1024 * 1024
"""What a batch gives back at once; the next one gives back the rest."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A change that goes back to the office that once passed it on.

    Attributes:
        mark: By which the office knows it again.
    """

    id: str
    line: bytes
    mark: bytes


class Forgotten:
    """Keeps, at a worker, which changes her office has to be given back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def compare(self, heard: Collection[str]) -> None:
        """Note what the office has forgotten, by all that it says it knows of one's grids.

        Only lines that it once marked count: it takes no others back.

        Args:
            heard: Ids of all changes of the first batch of its new incarnation.
        """
        change = tables.change
        self._connection.execute(delete(tables.forgotten))
        fits = func.length(change.c.body) <= _MOST_BYTES
        marked = select(change.c.id).where(change.c.mark != b"", fits)
        gone = set(self._connection.execute(marked).scalars()).difference(heard)
        if gone:
            rows = [{"change_id": one, "batch_id": ""} for one in sorted(gone)]
            self._connection.execute(insert(tables.forgotten), rows)

    def hear(self, heard: Collection[str]) -> None:
        """Forget about what the office has said: it knows it."""
        gone = delete(tables.forgotten).where(statements.id_in(tables.forgotten.c.change_id))
        self._connection.execute(gone, statements.ids(heard))

    def lines(self) -> list[Returned]:
        """Return what is given back with the next batch."""
        change, forgotten = tables.change, tables.forgotten
        query = (
            select(change.c.id, change.c.body, change.c.mark)
            .join(forgotten, forgotten.c.change_id == change.c.id)
            .order_by(change.c.arrival)
        )
        found: list[Returned] = []
        size = 0
        for row in self._connection.execute(query):
            size += len(row.body)
            if found and size > _MOST_BYTES:
                break
            found.append(Returned(row.id, row.body, row.mark))
        return found

    def sent(self, change_ids: Collection[str], batch_id: str) -> None:
        """Note in which batch they were given back last."""
        table = tables.forgotten
        noted = update(table).where(statements.id_in(table.c.change_id)).values(batch_id=batch_id)
        self._connection.execute(noted, statements.ids(change_ids))

    def thanked(self, batch_id: str) -> None:
        """Forget about what was given back last with a batch that the office has taken in."""
        table = tables.forgotten
        self._connection.execute(delete(table).where(table.c.batch_id == batch_id))
