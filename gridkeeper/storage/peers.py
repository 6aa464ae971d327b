"""Who else this store knows, and which batches went to and fro."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from gridkeeper.domain.replicas import Peer, Role, Standing
from gridkeeper.storage import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row

_GRIDS = ("grids", "held", "past")


@dataclass(frozen=True, slots=True)
class BatchNote:
    """A batch that this store wrote or took in.

    Attributes:
        first: First of the numbers that it covers; `last` the last.
        grids: Ids of the grids that it was about, of one from an office; empty means all.
        size: Of its sealed parts, in bytes; 0 if it was noted before that was.
        handled_at: When it was written or taken in here, stamped.
    """

    id: str
    number: str
    outgoing: bool
    peer_id: str
    epoch: int
    first: int
    last: int
    counts: Mapping[str, int]
    grids: tuple[str, ...]
    made_at: str
    handled_at: str
    size: int = 0


class Peers:
    """Reads and writes peers and batch notes inside the caller's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> list[Peer]:
        """Return all peers, in the order of their series."""
        query = select(tables.peer).order_by(tables.peer.c.series, tables.peer.c.id)
        return [_peer(row) for row in self._connection.execute(query)]

    def get(self, replica: str) -> Peer | None:
        """Return a peer by the id of its replica."""
        query = select(tables.peer).where(tables.peer.c.id == replica)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _peer(row)

    def put(self, peer: Peer) -> None:
        """Keep a peer, new or changed."""
        values: dict[str, Any] = {
            name: getattr(peer, name)
            for name in tables.peer.columns.keys()  # noqa: SIM118
        }
        values |= {
            **{name: json.dumps(getattr(peer, name)) for name in _GRIDS},
            "role": peer.role.value,
            "standing": peer.standing.value,
        }
        statement = insert(tables.peer).values(values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=values)
        )

    def rename(self, known_as: str, replica: str) -> None:
        """Let a peer, and what went to and fro, be known by another replica."""
        for column in (tables.peer.c.id, tables.batch.c.peer_id):
            renamed = update(column.table).where(column == known_as).values({column: replica})
            self._connection.execute(renamed)

    def note(self, batch: BatchNote) -> None:
        """Keep a note of a batch; noting it again replaces the note."""
        values = {
            name: getattr(batch, name)
            for name in tables.batch.columns.keys()  # noqa: SIM118
        }
        values["counts"] = json.dumps(dict(batch.counts), sort_keys=True)
        values["grids"] = json.dumps(batch.grids)
        statement = insert(tables.batch).values(values)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["id"], set_=values)
        )

    def batch(self, batch_id: str) -> BatchNote | None:
        """Return the note of a batch, or None if this store has not handled it."""
        query = select(tables.batch).where(tables.batch.c.id == batch_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _note(row)

    def told(self) -> dict[str, tuple[str, ...]]:
        """Return, by replica, the grids that the last batch for it was about."""
        notes = (note for note in self.batches() if note.outgoing)
        found: dict[str, tuple[str, ...]] = {}
        for note in notes:
            found.setdefault(note.peer_id, note.grids)
        return found

    def batches(self) -> list[BatchNote]:
        """Return all notes, the newest first."""
        query = select(tables.batch).order_by(
            tables.batch.c.handled_at.desc(), tables.batch.c.id.desc()
        )
        return [_note(row) for row in self._connection.execute(query)]


def _peer(row: Row[Any]) -> Peer:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    values |= {name: tuple(json.loads(values[name])) for name in _GRIDS}
    values["role"] = Role(row.role)
    values["standing"] = Standing(row.standing)
    return Peer(**values)


def _note(row: Row[Any]) -> BatchNote:
    values = dict(row._mapping)  # noqa: SLF001 - as above
    values |= {"counts": json.loads(row.counts), "grids": tuple(json.loads(row.grids))}
    return BatchNote(**values)
