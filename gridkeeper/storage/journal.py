"""The journal: every change this store knows, in the order of arrival.

Arrival order is this store's own affair; nothing that people see depends on it. A change that was
made here, or came straight from its author's replica, also has a place `(replica, epoch, seq)` in
that replica's hash chain.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects import sqlite

from gridkeeper.domain import ids, wire
from gridkeeper.domain.edits import columns
from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage import scopes, statements, tables
from gridkeeper.storage.admission import Admission, Source
from gridkeeper.storage.projection import Arrived, Projected, Projection
from gridkeeper.storage.traces import Step, said_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from gridkeeper.domain.changes import Change
    from gridkeeper.domain.fields import Stored
    from gridkeeper.domain.records import Kind
    from gridkeeper.storage.settings import Settings

__all__ = ["Entry", "Journal", "Received", "Source"]

_CHUNK = 5000
_COLUMNS = (
    "arrival",
    "id",
    "record_id",
    "kind",
    "moves",
    "replica",
    "epoch",
    "seq",
    "chain",
    "batch_id",
    "received_at",
    "body",
    "mark",
)


@dataclass
class Received:
    """What came of receiving changes.

    Attributes:
        new: Changes that were not known.
        known: Changes that were.
        quarantined: Lines that were put aside, with the reason.
        created: By kind, the ids of records that came into being, as `ids.number_of` has them.
        changed: The same of records that were there.
    """

    new: int = 0
    known: int = 0
    quarantined: list[tuple[int, str]] = field(default_factory=list)
    created: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    changed: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, other: Received) -> None:
        """Let this count what came of another receiving, too."""
        self.new += other.new
        self.known += other.known
        self.quarantined += other.quarantined
        for mine, more in ((self.created, other.created), (self.changed, other.changed)):
            for kind, records in more.items():
                mine[kind] |= records


@dataclass(frozen=True, slots=True)
class Entry:
    """A change in the history of a record, with how it came here."""

    change: Change
    replica: str
    received_at: str
    batch_id: str


class Journal:
    """Reads and extends the journal inside the caller's transaction."""

    def __init__(
        self, connection: Connection, settings: Settings, replica: str, epoch: int
    ) -> None:
        self._connection = connection
        self._settings = settings
        self._replica = replica
        self._epoch = epoch
        self._projection = Projection(connection, replica)

    @property
    def lamport(self) -> int:
        """The highest number this store has seen."""
        return self._settings.number("lamport")

    @property
    def own_seq(self) -> int:
        """The number of the last change made here."""
        return self._settings.number("own_seq")

    @property
    def last_arrival(self) -> int:
        """The arrival of the last change."""
        last = self._connection.execute(select(func.max(tables.change.c.arrival))).scalar()
        return int(last or 0)

    def touched(self, after: int, most: int) -> dict[str, set[str]] | None:
        """Return, by kind, the ids of what changed since an arrival; None if it is more."""
        change = tables.change.c
        query = select(change.kind, change.record_id).where(change.arrival > after).limit(most + 1)
        rows = self._connection.execute(query).all()
        if len(rows) > most:
            return None
        found: dict[str, set[str]] = {}
        for row in rows:
            found.setdefault(row.kind, set()).add(row.record_id)
        return found

    def append(self, changes: Sequence[Change], now: str) -> Projected:
        """Add changes made here: their place in the own chain, their lines, their rows."""
        seq, chain = self.own_seq, self._settings.bytes("own_chain", wire.CHAIN_START)
        source, last = Source("", now, self._replica, self._epoch), self.last_arrival
        rows, arrived = [], []
        for arrival, change in enumerate(changes, last + 1):
            line = wire.encode(change)
            seq, chain = seq + 1, wire.chain(chain, line)
            rows.append((arrival, *_row(change, line, source, seq, chain, b"")))
            arrived.append(Arrived(change, Step(seq, arrival, ""), _values(change)))
        if rows:
            statements.insert_many(self._connection, tables.change, _COLUMNS, rows)
        self._settings.set("own_seq", str(seq))
        self._settings.set("own_chain", chain.hex())
        self._raise_lamport(changes)
        return self._projection.apply(arrived)

    def receive(self, lines: Iterable[tuple[Change, bytes]], source: Source) -> Received:
        """Add changes of others; what is known already is left out, whatever way it came.

        A line whose values are not of their fields' types is put into quarantine with its reason.
        """
        done = Received()
        stream, seq, chain = iter(lines), source.first, source.chain
        with _uncollected():
            while chunk := list(islice(stream, _CHUNK)):
                chain = self._receive_chunk(chunk, replace(source, first=seq, chain=chain), done)
                seq += len(chunk)
        return done

    def _receive_chunk(
        self, chunk: Sequence[tuple[Change, bytes]], source: Source, done: Received
    ) -> bytes:
        """Receive lines that begin where the source says; return the chain after them."""
        known = self._known({change.id for change, _ in chunk})
        admission = Admission(self._connection, source, [change for change, _ in chunk])
        rows: list[tuple[str | int | bytes, ...]] = []
        arrived, bad = [], []
        own, chain = source.replica == self._replica, source.chain
        last, speaker = self.last_arrival, source.replica or source.speaker
        who = said_by(speaker, source.epoch, self._replica)
        for seq, (change, line) in enumerate(chunk, start=source.first):
            if chain:
                chain = wire.chain(chain, line)
            if change.id in known:
                done.known += 1
                continue
            known.add(change.id)
            values = _values(change)
            wrong = admission.fault(change, values)
            if wrong:
                bad.append(_quarantined(source, seq, wrong, line))
                done.quarantined.append((seq, wrong))
                continue
            place = seq if chain else 0
            arrival = last + len(rows) + 1
            rows.append((arrival, *_row(change, line, source, place, chain, source.mark(seq))))
            arrived.append(Arrived(change, Step(seq if own else 0, arrival, who), values))
        if bad:
            # A batch that is taken in a second time finds its bad lines there already.
            aside = sqlite.insert(tables.quarantine).on_conflict_do_nothing()
            self._connection.execute(aside, bad)
        if rows:
            statements.insert_many(self._connection, tables.change, _COLUMNS, rows)
            self._raise_lamport([one.change for one in arrived])
            self._note(self._projection.apply(arrived), done)
        done.new += len(rows)
        return chain

    def _note(self, projected: Projected, done: Received) -> None:
        for kind, records in projected.created.items():
            done.created[kind].update(map(ids.number_of, records))
        for kind, records in projected.changed.items():
            done.changed[kind].update(set(map(ids.number_of, records)) - done.created[kind])

    def _known(self, change_ids: set[str]) -> set[str]:
        query = select(tables.change.c.id).where(statements.id_in(tables.change.c.id))
        return set(self._connection.execute(query, statements.ids(change_ids)).scalars())

    def _raise_lamport(self, changes: Iterable[Change]) -> None:
        highest = max((change.lamport for change in changes), default=0)
        if highest > self.lamport:
            self._settings.set("lamport", str(highest))

    def own_lines(self, after: int, upto: int) -> Iterator[bytes]:
        """Yield the lines of this store's own changes, by number, `after` left out."""
        table = tables.change
        query = select(table.c.body).where(
            table.c.replica == self._replica,
            table.c.epoch == self._epoch,
            table.c.seq > after,
            table.c.seq <= upto,
        )
        yield from self._stream(query.order_by(table.c.seq))

    def scope_lines(
        self,
        after: int,
        upto: int,
        grids: Collection[str],
        without: tuple[str, int],
        owed: Collection[str] = (),
    ) -> Iterator[bytes]:
        """Yield the lines that a peer needs who looks after some grids.

        These are the changes that arrived after `after` of records that are in the grids now, the
        whole history of records that were moved into one of them since, and, as a leave notice,
        what moved records out of them.

        Args:
            after: The last arrival that the peer has confirmed.
            upto: The last arrival to go along.
            grids: Ids of grids; empty means all records.
            without: The peer's replica and incarnation: what she wrote in this one she has. What
                she wrote in earlier ones she may have lost, or a copy of her store wrote it.
            owed: Those of the grids that she was entrusted with since: of what lies there the
                whole history goes along.
        """
        query = scopes.lines(after, upto, grids, without, owed)
        yield from self._stream(query, statements.ids(grids))

    def _stream(self, query: Any, parameters: dict[str, str] | None = None) -> Iterator[bytes]:  # noqa: ANN401
        rows = self._connection.execute(
            query, parameters or {}, execution_options={"yield_per": 2000}
        )
        for some in rows.scalars().partitions():
            yield from some

    def chain_at(self, replica: str, epoch: int, seq: int) -> bytes:
        """Return a replica's chain after one of its numbers; empty if this store lacks it."""
        return next(iter(self.chains_at(replica, epoch, seq)), b"")

    def chains_at(self, replica: str, epoch: int, seq: int) -> set[bytes]:
        """Return all values that a replica's chain had here after one of its numbers.

        There are several where a copy of its store has gone another way.
        """
        if seq == 0:
            return {wire.CHAIN_START}
        table = tables.change
        query = select(table.c.chain).where(
            table.c.replica == replica, table.c.epoch == epoch, table.c.seq == seq
        )
        return set(self._connection.execute(query).scalars())

    def move_to_epoch(self, epoch: int) -> None:
        """Let all own changes count as sent in a new epoch; their numbers and chain stay."""
        own = tables.change.c.replica == self._replica
        self._connection.execute(update(tables.change).where(own).values(epoch=epoch))
        self._epoch = epoch

    def history(self, record_id: str, kind: Kind | None = None) -> list[Entry]:
        """Return all changes of a record, oldest first as far as anyone can tell.

        With its kind, what gives the same id to another kind is left out, as the rows leave it out.
        """
        table = tables.change
        query = select(table).where(table.c.record_id == record_id)
        if kind is not None:
            query = query.where(table.c.kind == kind.name)
        entries = [
            Entry(wire.decode(row.body), row.replica, row.received_at, row.batch_id)
            for row in self._connection.execute(query)
        ]
        return sorted(entries, key=lambda entry: (entry.change.lamport, entry.change.id))

    def lines(self) -> Iterator[bytes]:
        """Yield every line, in the order of arrival."""
        yield from self._stream(select(tables.change.c.body).order_by(tables.change.c.arrival))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for cycles.

    Changes by the ten thousand come and go without making any; looking for them took a seventh of
    the time.
    """
    afterwards = gc.enable if gc.isenabled() else gc.disable
    gc.disable()
    try:
        yield
    finally:
        afterwards()


def _values(change: Change) -> Mapping[str, Stored]:
    """Return what a change says of the columns that this program knows."""
    kind = KINDS.get(change.kind)
    return columns(kind, change.sets) if kind else {}


def _row(
    change: Change, line: bytes, source: Source, seq: int, chain: bytes, mark: bytes
) -> tuple[str | int | bytes, ...]:
    """Return the values of `_COLUMNS` but the first."""
    return (
        change.id,
        change.record,
        change.kind,
        change.creates or "grid_id" in change.sets,
        source.replica or source.speaker,
        source.epoch,
        seq,
        chain,
        source.batch_id,
        source.received_at,
        line,
        mark,
    )


def _quarantined(source: Source, line: int, reason: str, body: bytes) -> dict[str, object]:
    return {"batch_id": source.batch_id, "line": line, "reason": reason, "body": body}
