"""What went to and fro: the batches of this store, and how far each peer has come."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import clock, kinds
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.errors import BatchUnknownError
from gridkeeper.services.exchange import radar, refusals, undone_there, unsent
from gridkeeper.services.exchange.batch_undoing import undone_batches
from gridkeeper.services.imports import imported

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from gridkeeper.domain.places import Grid
    from gridkeeper.domain.replicas import Peer
    from gridkeeper.services.exchange.radar import Stream
    from gridkeeper.services.exchange.refusals import Refusal
    from gridkeeper.services.imports.imported import ImportNote
    from gridkeeper.services.session import Session
    from gridkeeper.storage.peers import BatchNote
    from gridkeeper.storage.unit import Unit

MOST = 200
"""So many batches are listed at most."""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch that this store wrote or took in, or a file that was imported.

    Attributes:
        peer: Who it was for, or whom it came from; "" if nobody knows her any more.
        at: When it was written or taken in here, in local time.
        first: First of the sender's numbers that it covers; `last` the last.
        changes: How many changes are in it; `counts` says so by kind.
        confirmed: Whether the peer has acknowledged all of it; None where nobody has to. One with
            nothing in it waits only until the office is heard of for the first time.
        undone: Whether it is taken back at present: here, or if it was written here, at the other
            side.
        repeatable: Whether it was written here for somebody who takes batches.
        refused: Why a file was not taken in; "" for a batch. `number` is then the file's name.
        imported: Of a file that was imported, how many of its rows brought something; `number` is
            its name then, and `counts` what was new. None for a batch.
    """

    id: str
    number: str
    outgoing: bool
    peer_id: str
    peer: str
    at: datetime
    first: int
    last: int
    changes: int
    counts: Mapping[str, int] = field(default_factory=dict)
    confirmed: bool | None = None
    undone: bool = False
    repeatable: bool = False
    refused: str = ""
    imported: int | None = None


@dataclass(frozen=True, slots=True)
class PeerLine:
    """Somebody with whom batches are exchanged.

    Attributes:
        grids: Names of the grids in her scope.
        received_at: When the last batch of hers was taken in, in local time.
        received: The highest of her numbers that is here.
        sent_at: When the last batch was handed out to her, in local time.
        confirmed: Up to which of this store's numbers she has everything; `sent` is the last that
            was handed out.
        waiting: How many records were not handed over to her.
        waiting_since: The day of the first of them.
        changes: How many changes the next batch for her goes through.
        unanswered: How many records were handed over to her that have no receipt yet, where nothing
            else waits.
        stream: What is here of her numbers; None of whoever sends down to this store.
        heard: Whether she has answered since the first batch for her; an office knows a worker
            from her first batch on.
        moved: Whether other grids are hers now than the last file for her said.
    """

    id: str
    name: str
    role: Role
    series: str
    standing: Standing
    grids: tuple[str, ...] = ()
    received_at: datetime | None = None
    received: int = 0
    sent_at: datetime | None = None
    sent: int = 0
    confirmed: int = 0
    waiting: int = 0
    waiting_since: date | None = None
    changes: int = 0
    unanswered: int = 0
    heard: bool = True
    moved: bool = False
    stream: Stream | None = None

    @property
    def unconfirmed(self) -> int:
        """How many changes were handed out to her and not acknowledged yet."""
        return max(self.sent - self.confirmed, 0)


class BatchHistoryService:
    """Says what went to and fro; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def batches(self) -> list[BatchLine]:
        """Return the last batches, the files refused and those imported, the newest first."""
        with self._session.store.reading() as unit:
            peers = {peer.id: peer for peer in unit.peers.all()}
            epoch = unit.replica.epoch
            notes = unit.peers.batches()
            undone = undone_batches(unit) | undone_there.known(unit)
            unheard = {peer_id for peer_id in peers if not _heard(unit, peer_id, notes)}
            lines = [
                replace(
                    _line(note, peers.get(note.peer_id), epoch, unheard=note.peer_id in unheard),
                    undone=note.id in undone,
                )
                for note in notes[:MOST]
            ]
            files = [_imported(one, undone) for one in imported.all_notes(unit)]
            if others := [*map(_refused, refusals.refusals(unit)), *files]:
                lines = [*others, *lines]
                lines.sort(key=lambda line: line.at, reverse=True)
            return lines[:MOST]

    def imported(self, import_id: str) -> BatchLine:
        """Return a file that was imported.

        Raises:
            BatchUnknownError: There is none.
        """
        with self._session.store.reading() as unit:
            note = imported.find(unit, import_id)
            if note is None:
                raise BatchUnknownError(number=import_id)
            return _imported(note, undone_batches(unit))

    def peers(self) -> list[PeerLine]:
        """Return everybody with whom batches are exchanged, in the order of their series."""
        with self._session.store.reading() as unit:
            named = {
                grid.id: grid.name or grid.code or ""
                for grid in cast("Iterable[Grid]", unit.listing.all(kinds.GRID))
            }
            notes = unit.peers.batches()
            streams = {one.peer_id: one for one in radar.streams(unit)}
            return [
                replace(_peer(unit, peer, notes, named), stream=streams.get(peer.id))
                for peer in unit.peers.all()
            ]


def _heard(unit: Unit, peer_id: str, notes: Sequence[BatchNote]) -> bool:
    """Whether a worker's office has answered; the package that she joined with is no answer."""
    ways = [note.outgoing for note in reversed(notes) if note.peer_id == peer_id]
    return not _is_whole(unit) or (True in ways and False in ways[ways.index(True) :])


def _line(note: BatchNote, peer: Peer | None, epoch: int, *, unheard: bool) -> BatchLine:
    waits = note.outgoing and note.epoch == epoch and peer is not None
    if note.last < note.first and not unheard:
        waits = False  # nothing is in it, and so nothing of it can be acknowledged
    return BatchLine(
        id=note.id,
        number=note.number,
        outgoing=note.outgoing,
        peer_id=note.peer_id,
        peer="" if peer is None else peer.name,
        at=_local(note.handled_at),
        first=note.first,
        last=note.last,
        changes=sum(note.counts.values()),
        counts=note.counts,
        repeatable=note.outgoing and peer is not None and peer.standing is Standing.ACTIVE,
        confirmed=(
            note.first <= note.last <= peer.confirmed if waits and peer is not None else None
        ),
    )


def _refused(one: Refusal) -> BatchLine:
    return BatchLine(
        id=f"{one.at.isoformat()} {one.file}",
        number=one.file,
        outgoing=False,
        peer_id="",
        peer="",
        at=one.at,
        first=0,
        last=-1,
        changes=0,
        refused=one.reason,
    )


def _imported(note: ImportNote, undone: Collection[str]) -> BatchLine:
    first, last = note.numbers
    return BatchLine(
        id=note.id,
        number=note.file,
        outgoing=False,
        peer_id="",
        peer="",
        at=_local(note.at),
        first=first,
        last=last,
        changes=note.changes,
        counts=note.counts,
        undone=note.id in undone,
        imported=note.rows,
    )


def _peer(unit: Unit, peer: Peer, notes: Sequence[BatchNote], named: Mapping[str, str]) -> PeerLine:
    last: dict[bool, datetime] = {}
    sent = peer.sent
    for note in notes:  # the newest first
        if note.peer_id == peer.id:
            last.setdefault(note.outgoing, _local(note.handled_at))
            # In a new incarnation nothing was handed out to her; without a receipt it is still.
            sent = max(sent, note.last) if note.outgoing else sent
    waiting = unsent.of_peer(unit, peer)
    here = unit.journal.own_seq if _is_whole(unit) else unit.journal.last_arrival
    return PeerLine(
        id=peer.id,
        name=peer.name,
        role=peer.role,
        series=peer.series,
        standing=peer.standing,
        grids=tuple(filter(None, (named.get(one, "") for one in peer.grids))),
        received_at=last.get(False),
        received=peer.received,
        sent_at=last.get(True),
        sent=sent,
        confirmed=peer.confirmed,
        waiting=waiting.records,
        waiting_since=unsent.since(waiting),
        changes=max(here - peer.confirmed, 0),
        unanswered=_unanswered(unit, peer) if sent > peer.confirmed and not waiting.records else 0,
        heard=_heard(unit, peer.id, notes),
        moved=moved(unit, peer, notes),
    )


def moved(unit: Unit, peer: Peer, notes: Sequence[BatchNote]) -> bool:
    """Whether a worker is to be told of grids that she gained or lost; notes: the newest first."""
    if unit.replica.role is Role.WORKER or peer.role is not Role.WORKER:
        return False
    told = next((note.grids for note in notes if note.outgoing and note.peer_id == peer.id), ())
    # Empty: of a file that was noted before its grids were.
    return bool(told) and set(told) != set(peer.scope)


def _unanswered(unit: Unit, peer: Peer) -> int:
    """Return how many records she was given, if that is all there is, and did not acknowledge."""
    return unsent.within(unit, peer, peer.confirmed).records


def _is_whole(unit: Unit) -> bool:
    """Whether a peer gets everything that was made here, and nothing else."""
    return unit.replica.role is Role.WORKER


def _local(stamped: str) -> datetime:
    return clock.local(clock.moment(stamped))
