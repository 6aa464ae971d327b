"""Lines that were put aside because this program could not take them in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, delete, func, select

from gridkeeper.domain import wire
from gridkeeper.storage import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.changes import Change


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that was put aside.

    Attributes:
        line: Its number in its sender's stream.
        reason: The field that is wrong.
        body: As it came.
    """

    batch_id: str
    line: int
    reason: str
    body: bytes

    @property
    def change(self) -> Change:
        """What it says."""
        return wire.decode(self.body)


class Quarantine:
    """Reads what was put aside, inside the caller's transaction; the journal puts it there."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lines(self, most: int) -> Sequence[Aside]:
        """Return the first lines, by batch and number."""
        table = tables.quarantine
        query = select(table).order_by(table.c.batch_id, table.c.line).limit(most)
        return [
            Aside(row.batch_id, row.line, row.reason, row.body)
            for row in self._connection.execute(query)
        ]

    def count(self) -> int:
        """Return how many there are."""
        query = select(func.count()).select_from(tables.quarantine)
        return int(self._connection.execute(query).scalar_one())

    def release(self, one: Aside) -> None:
        """Forget about a line that was taken in."""
        table = tables.quarantine
        here = and_(table.c.batch_id == one.batch_id, table.c.line == one.line)
        self._connection.execute(delete(table).where(here))
