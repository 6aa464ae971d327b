"""Whether a batch follows what came before from its sender, and how far both sides have come.

Nothing here trusts a number alone: stores are restored from backups and copied, and then give the
same numbers to other changes. A place in a worker's stream is named with its chain, a place in an
office's with the batch that led there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gridkeeper.domain import wire
from gridkeeper.domain.ids import next_epoch
from gridkeeper.domain.replicas import Peer, Role
from gridkeeper.errors import BatchDamagedError, BatchGapError
from gridkeeper.storage.journal import Source
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.domain.changes import Change
    from gridkeeper.exchange.manifest import Ack, Manifest
    from gridkeeper.exchange.reader import BatchFile
    from gridkeeper.progress import Progress
    from gridkeeper.storage.peers import BatchNote
    from gridkeeper.storage.unit import Unit


def check_sender(file: BatchFile, seen: BatchNote) -> None:
    """Refuse a batch under the id of somebody else's: nothing of it was ever taken in.

    Raises:
        BatchDamagedError: It is.
    """
    if seen.peer_id != file.cover.sender.replica:
        reason = _("its number belongs to somebody else's batch")
        raise BatchDamagedError(file=file.path.name, reason=reason)


def source(unit: Unit, file: BatchFile, peer: Peer, manifest: Manifest, now: str) -> Source:
    """Return where the lines come from, or refuse them if they do not follow what is here.

    Raises:
        BatchGapError: Something is missing before them.
        BatchDamagedError: They contradict what came before.
    """
    numbers = file.cover.numbers
    received = peer.received if numbers.epoch == peer.received_epoch else 0
    known = _places_before(unit, file, peer)
    if numbers.first > received + 1 and not known:
        raise BatchGapError(
            file=file.path.name, first=received + 1, last=numbers.first - 1, sender=peer.name
        )
    if not numbers.whole:
        if peer.role is Role.WORKER:  # only an office passes on what others wrote
            raise _contradicts(file)
        return _passed_on(unit, file, peer, now)
    before = bytes.fromhex(manifest.chain_before)
    if before not in known and (known or numbers.last < received):
        raise _contradicts(file)
    made = Source(file.cover.batch_id, now, peer.id, numbers.epoch, numbers.first, before)
    if peer.role is Role.WORKER:
        return replace(made, author=peer.name, grids=peer.ever)
    return made


def _passed_on(unit: Unit, file: BatchFile, peer: Peer, now: str) -> Source:
    """Return where the lines of an office come from.

    Between offices it is kept who passed a line on, since in this incarnation she has it; a street
    speaks for its workers, but moves nothing that never lay in its grids.
    """
    if unit.replica.role is Role.WORKER:
        return Source(file.cover.batch_id, now)
    grids = peer.ever or peer.scope
    return Source(file.cover.batch_id, now, peer.id, file.cover.numbers.epoch, grids=grids)


def followed(
    unit: Unit, file: BatchFile, origin: Source, peer: Peer, progress: Progress
) -> Iterator[tuple[Change, bytes]]:
    """Return the lines of a batch.

    Where the line before the first one went into quarantine, the place there is not known; then
    the lines must lead through the place up to which the stream is here.

    Raises:
        BatchDamagedError: They do not; or as `BatchFile.lines`.
    """
    lines = file.lines(progress)
    if not origin.chain or _places_before(unit, file, peer):
        return lines
    return _led_through(file, lines, origin, peer)


def _led_through(
    file: BatchFile, lines: Iterator[tuple[Change, bytes]], origin: Source, peer: Peer
) -> Iterator[tuple[Change, bytes]]:
    chain = origin.chain
    for number, (change, line) in enumerate(lines, origin.first):
        chain = wire.chain(chain, line)
        if number == peer.received and chain.hex() != peer.received_chain:
            raise _contradicts(file)
        yield change, line


def acknowledged(unit: Unit, peer: Peer, file: BatchFile, manifest: Manifest) -> Peer:
    """Return the peer with what she says she has received from this store.

    What she names must be a place that this store has come to. If it is not, or lies before what
    she named earlier, one of the two was restored or copied: then what follows it goes to her
    again, and she leaves out what she knows. What a copy of her store confirms that still speaks
    in an incarnation before her last, she herself may lack.
    """
    own = unit.replica
    ack = next((one for one in manifest.acks if one.replica == own.id), None)
    if ack is None:
        return peer
    if ack.epoch == own.epoch and _was_here(unit, peer, ack):
        if file.cover.numbers.epoch < peer.received_epoch:
            return replace(peer, confirmed=min(ack.upto, peer.confirmed))
        led = unit.peers.batch(ack.chain)
        return replace(peer, confirmed=ack.upto, held=peer.held if led is None else led.grids)
    if (ack.epoch, bool(ack.upto)) >= (own.epoch, True):
        _begin_anew(unit, ack.epoch)
    return replace(peer, confirmed=0, held=())


def _begin_anew(unit: Unit, epoch: int) -> None:
    """Begin an incarnation after the one in which a peer has more than this store remembers.

    To the peers of an office nothing counts as handed out then: whatever it said in the days that
    it lost, its batches are the newest again.
    """
    unit.begin_epoch(next_epoch(epoch))
    if unit.replica.role is not Role.WORKER:
        for peer in unit.peers.all():
            unit.peers.put(replace(peer, confirmed=0, held=()))


def speak_anew(unit: Unit) -> None:
    """Let a store that was restored begin a new incarnation, if it is one that numbers its own.

    Numbers that it gives from now on may have been given before, to changes that are lost here. So
    the whole own journal goes out again; who has received it leaves out what she knows. An office
    finds out by itself what is lost, from the receipts that name batches it has not.
    """
    if unit.replica.role is Role.WORKER:
        unit.begin_epoch(next_epoch(unit.replica.epoch))
        for peer in unit.peers.all():
            unit.peers.put(replace(peer, confirmed=0))


def moved_on(unit: Unit, peer: Peer, file: BatchFile, manifest: Manifest) -> Peer:
    """Return the peer with what this store has received from her now.

    In a new incarnation she may have lost anything, her own words too: all goes to her again, and
    nothing counts as handed out to her. Only a worker gives her office back what it has lost in a
    way of its own (`gridkeeper.services.exchange.returning`).
    """
    numbers = file.cover.numbers
    if (numbers.epoch, numbers.last) <= (peer.received_epoch, peer.received):
        return peer
    is_again = peer.received_epoch not in {0, numbers.epoch}
    if is_again and unit.replica.role is not Role.WORKER:
        peer = replace(peer, confirmed=0, sent=0, held=())
    return replace(
        peer,
        received_epoch=numbers.epoch,
        received=numbers.last,
        received_chain=manifest.chain_after if numbers.whole else file.cover.batch_id,
    )


def is_newest(peer: Peer, file: BatchFile) -> bool:
    """Whether nothing of a sender is here that she wrote after a batch."""
    numbers = file.cover.numbers
    return (numbers.epoch, numbers.last) >= (peer.received_epoch, peer.received)


def _places_before(unit: Unit, file: BatchFile, peer: Peer) -> set[bytes]:
    """Return the chains that a sender's stream is known to have had before a batch."""
    numbers = file.cover.numbers
    if not numbers.whole:
        return set()
    known = unit.journal.chains_at(peer.id, numbers.epoch, numbers.first - 1)
    reached = (numbers.epoch, numbers.first - 1) == (peer.received_epoch, peer.received)
    if reached and peer.received_chain:
        known.add(bytes.fromhex(peer.received_chain))
    return known


def _was_here(unit: Unit, peer: Peer, ack: Ack) -> bool:
    """Whether this store has come to the place that a peer names."""
    own = unit.replica
    if own.role is Role.WORKER:
        return unit.journal.chain_at(own.id, own.epoch, ack.upto).hex() == ack.chain
    handed = unit.peers.batch(ack.chain)
    return (
        handed is not None
        and handed.outgoing
        and (handed.peer_id, handed.last) == (peer.id, ack.upto)
    )


def _contradicts(file: BatchFile) -> BatchDamagedError:
    reason = _("it does not continue what came before from this sender")
    return BatchDamagedError(file=file.path.name, reason=reason)
