"""What an auditor wants to know of a batch: whose it is, whether it fits, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.replicas import Standing
from gridkeeper.errors import (
    BatchDamagedError,
    BatchForOtherError,
    BatchGapError,
    FileMissingError,
)
from gridkeeper.exchange.reader import BatchFile
from gridkeeper.progress import Quiet
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.exchange.batch_undoing import undone_batches
from gridkeeper.services.store.stores import keys_of
from gridkeeper.storage import tracing
from gridkeeper.texts import N_

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from gridkeeper.domain.replicas import Peer
    from gridkeeper.exchange.manifest import Cover
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session
    from gridkeeper.storage.peers import BatchNote
    from gridkeeper.storage.unit import Unit


class Signer(StrEnum):
    """Who signed a batch, as far as a store knows."""

    SELF = "self"
    KNOWN = "known"
    INVITED = "invited"
    REVOKED = "revoked"
    OTHER_KEY = "other key"
    STRANGER = "stranger"


class Chain(StrEnum):
    """How a batch fits what a store has of its sender."""

    CONTINUES = "continues"
    HELD = "held"
    LACKING = "lacking"
    GAP = "gap"
    CONTRADICTS = "contradicts"
    NOT_SEEN = "not seen"


SIGNERS = {
    Signer.SELF: N_("this store itself"),
    Signer.KNOWN: N_("known to this store, with the key that it knows"),
    Signer.INVITED: N_("invited here; its first batch introduces its key"),
    Signer.REVOKED: N_("revoked here"),
    Signer.OTHER_KEY: N_("known here, but signed with another key"),
    Signer.STRANGER: N_("not known to this store"),
}
CHAINS = {
    Chain.CONTINUES: N_("continues what is here; it would be taken in"),
    Chain.HELD: N_("every change in it is here, word for word"),
    Chain.LACKING: N_("some of its changes are not here, or were altered"),
    Chain.GAP: N_("something is missing before it"),
    Chain.CONTRADICTS: N_("contradicts what is here"),
    Chain.NOT_SEEN: N_("cannot be said: this store cannot open it"),
}
_SOUND_SIGNERS = {Signer.SELF, Signer.KNOWN, Signer.INVITED}
_SOUND_CHAINS = {Chain.CONTINUES, Chain.HELD, Chain.NOT_SEEN}


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a store can say of a batch; the signature fits the cover and the cover the parts.

    Attributes:
        peer: Name of the one it came from or went to, as this store knows her; "" if it does not.
        ours: Whether it is for this store.
        outgoing: Whether this store wrote it.
        handled_at: When it was written or taken in here, in local time; None if it was not.
        undone: Whether it was taken in and is taken back at present.
        refused: The sentence with which it would be refused; "" if it would not, or was taken in.
    """

    cover: Cover
    signer: Signer
    peer: str
    ours: bool
    outgoing: bool
    chain: Chain
    handled_at: datetime | None
    undone: bool
    refused: str = ""

    @property
    def sound(self) -> bool:
        """Whether nothing speaks against it."""
        return self.signer in _SOUND_SIGNERS and self.chain in _SOUND_CHAINS and not self.refused


class InspectionService:
    """Looks at batches with what a store knows; keeps nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def inspect(self, path: Path, progress: Progress) -> Inspected:
        """Return what the store can say of a batch or a package.

        Raises:
            FileMissingError: It is not there.
            GridKeeperError: It is no sound batch; as `BatchFile.open`.
        """
        if path.is_dir():
            raise FileMissingError(file=path)
        file = BatchFile.open(path)
        with self._session.store.reading() as unit:
            note = unit.peers.batch(file.cover.batch_id)
            signer = _signer(unit, file.cover)
            taken = note is not None and not note.outgoing
            chain = _held(unit, file, signer, progress) if taken else Chain.NOT_SEEN
            ours = file.cover.recipient.replica == unit.replica.id
            undone = file.cover.batch_id in undone_batches(unit)
            peer = _peer(unit, file.cover, note)
        refused = ""
        if note is None and ours and not self._session.store.looking:
            chain, refused = self._rehearsed(path)
        return Inspected(
            cover=file.cover,
            signer=signer,
            peer="" if peer is None else peer.name,
            ours=ours,
            outgoing=note is not None and note.outgoing,
            chain=chain,
            handled_at=None if note is None else clock.local(clock.moment(note.handled_at)),
            undone=undone,
            refused=refused,
        )

    def _rehearsed(self, path: Path) -> tuple[Chain, str]:
        """Take a batch in for trial; return how it fits, and why it is refused."""
        outcome = BatchImportService(self._session).take([path], Quiet(), rehearse=True)[0]
        chains = {
            "": Chain.CONTINUES,
            BatchGapError.code: Chain.GAP,
            BatchDamagedError.code: Chain.CONTRADICTS,
        }
        return chains.get(outcome.code, Chain.NOT_SEEN), outcome.refused


def _signer(unit: Unit, cover: Cover) -> Signer:
    key = cover.sender.sign_public
    if cover.sender.replica == unit.replica.id:
        return Signer.SELF if key == keys_of(unit).sign_public else Signer.OTHER_KEY
    peer = unit.peers.get(cover.sender.replica)
    if peer is None:
        return Signer.STRANGER
    if peer.standing is Standing.INVITED:
        return Signer.INVITED
    if peer.sign_key != key:
        return Signer.OTHER_KEY
    return Signer.REVOKED if peer.standing is Standing.REVOKED else Signer.KNOWN


def _held(unit: Unit, file: BatchFile, signer: Signer, progress: Progress) -> Chain:
    """Return whether all that a batch brought is here, word for word."""
    if signer is Signer.OTHER_KEY or signer is Signer.STRANGER:
        return Chain.CONTRADICTS
    try:
        file.check_signer(file.cover.sender.sign_public)
        file.unseal(keys_of(unit))
    except BatchForOtherError:  # a package: only its code opens it
        return Chain.NOT_SEEN
    return Chain.LACKING if tracing.lacking(unit.connection, file.lines(progress)) else Chain.HELD


def _peer(unit: Unit, cover: Cover, note: BatchNote | None) -> Peer | None:
    if note is not None:
        return unit.peers.get(note.peer_id)
    own = cover.sender.replica == unit.replica.id
    return unit.peers.get(cover.recipient.replica if own else cover.sender.replica)
