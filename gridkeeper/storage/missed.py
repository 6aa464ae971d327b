"""Batches that were refused because something before them is missing here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, or_, select
from sqlalchemy.dialects.sqlite import insert

from gridkeeper.storage import tables

if TYPE_CHECKING:
    from gridkeeper.domain.replicas import Peer


@dataclass(frozen=True, slots=True)
class MissedBatch:
    """A batch that came and could not be taken in.

    Attributes:
        first: First of its sender's numbers that it covers; `last` the last.
        size: Of its sealed parts, in bytes.
        made_at: By its maker's clock, stamped.
        refused_at: When it was refused here the last time, stamped.
    """

    id: str
    number: str
    peer_id: str
    epoch: int
    first: int
    last: int
    size: int
    made_at: str
    refused_at: str


class Missed:
    """Reads and writes them inside the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, batch: MissedBatch) -> None:
        """Remember a batch; one that is refused again replaces what is remembered of it."""
        values = {name: getattr(batch, name) for name in MissedBatch.__dataclass_fields__}
        statement = insert(tables.missed).values(values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=values)
        )

    def heal(self, peer: Peer) -> None:
        """Forget what lies before the place to which a peer's stream has come by now."""
        table = tables.missed
        here = or_(table.c.epoch != peer.received_epoch, table.c.last <= peer.received)
        self._connection.execute(delete(table).where(table.c.peer_id == peer.id, here))

    def all(self) -> list[MissedBatch]:
        """Return all of them, in the order of their numbers."""
        table = tables.missed
        query = select(table).order_by(table.c.peer_id, table.c.first, table.c.last, table.c.id)
        return [MissedBatch(**row) for row in self._connection.execute(query).mappings()]
