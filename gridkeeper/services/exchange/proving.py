"""What auditors ask: a page that proves what went to and fro, and whether a store still says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain import clock, proofs
from gridkeeper.domain.privacy import Profile
from gridkeeper.domain.proofs import BatchProof, PeerProof, Proof, Stream
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import InputInvalidError
from gridkeeper.exchange.packing import normal_code
from gridkeeper.services.papers.sheets import heading
from gridkeeper.storage import tracing
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from gridkeeper.domain.replicas import Peer
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session
    from gridkeeper.storage.peers import BatchNote
    from gridkeeper.storage.unit import Unit

SHOWN = 20
"""So many of the last batches stand on the page, if there is room."""

_MISTYPED = 3
"""If no more letters of a code differ, they were mistyped; of another code nearly all differ."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a code.

    Attributes:
        holds: Whether the journal still begins with exactly the changes that the code stands for.
        place: How many these were; `changes` is how many the journal has now.
        digest: Of the journal's changes up to the place; "" if it has not so many.
        group: Which group of the code was mistyped, from 1; 0 if that cannot be told. All the rest
            of it fits, which it does by chance of no other code.
    """

    holds: bool
    place: int
    changes: int
    digest: str
    group: int = 0


class ProvingService:
    """Makes pages that prove, and checks their codes."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def proof(self, progress: Progress, day: date | None = None, peer: str = "") -> Proof:
        """Return what is to be proved up to the end of a day; today, unless it is said.

        Args:
            progress: Steps are changes read.
            day: The last day.
            peer: Name or series of the only one to be shown; the code is about all in any case.

        Raises:
            InputInvalidError: Nobody of this name is known.
        """
        day = day or self._session.today()
        end = clock.stamp(clock.noon(day) + timedelta(hours=12))
        with self._session.store.reading() as unit:
            place = tracing.place_before(unit.connection, end)
            lines = tracing.first_lines(unit.journal, place, progress)
            digest = proofs.digest(unit.replica.id, lines)
            peers = _chosen(unit, peer)
            notes = [note for note in unit.peers.batches() if note.handled_at < end]
            ids = {one.id: one.name for one in peers}
            shown = [_batch(note, ids) for note in notes if note.peer_id in ids]
            return Proof(
                replica=unit.replica,
                day=day,
                place=place,
                digest=digest.hex(),
                code=proofs.code(place, digest),
                counts=tracing.counts(unit.connection, place),
                peers=tuple(_peer(unit, one, notes, place) for one in peers),
                batches=tuple(shown[:SHOWN]),
                earlier=len(shown[SHOWN:]),
            )

    def write(
        self, path: Path, progress: Progress, day: date | None = None, peer: str = ""
    ) -> Proof:
        """Write the page as a PDF file; return what stands on it.

        Raises:
            InputInvalidError: Nobody of this name is known.
            FileUnwritableError: The file cannot be written.
        """
        from gridkeeper.reports import proof as paper  # noqa: PLC0415 - reportlab is heavy

        found = self.proof(progress, day, peer)
        paper.write(path, found, heading=heading(self._session, None, Profile.FULL))
        return found

    def check(self, code: str, progress: Progress) -> Checked:
        """Find out whether the journal still begins with what a code stands for.

        Raises:
            InputInvalidError: It is no code of a page.
        """
        normal = normal_code(code)
        place = proofs.place_of(normal)
        if place is None:
            reason = _("it is not a code of a proof: {count} letters and digits").format(
                count=proofs.LETTERS
            )
            raise InputInvalidError(where=code, reason=reason)
        with self._session.store.reading() as unit:
            changes = unit.journal.last_arrival
            if place > changes:
                return Checked(holds=False, place=place, changes=changes, digest="")
            lines = tracing.first_lines(unit.journal, place, progress)
            digest = proofs.digest(unit.replica.id, lines)
        wrong = proofs.wrong_letters(proofs.code(place, digest), normal)
        group = wrong[0] // proofs.GROUP + 1 if 0 < len(wrong) <= _MISTYPED else 0
        return Checked(not wrong, place, changes, digest.hex(), group)


def _chosen(unit: Unit, wanted: str) -> Sequence[Peer]:
    found = [peer for peer in unit.peers.all() if not wanted or wanted in (peer.name, peer.series)]
    if wanted and not found:
        names = ", ".join(peer.name for peer in unit.peers.all())
        reason = _("nobody of this name is known; known are: {names}").format(names=names)
        raise InputInvalidError(where=wanted, reason=reason)
    return found


def _peer(unit: Unit, peer: Peer, notes: Sequence[BatchNote], place: int) -> PeerProof:
    streams = (
        _stream(
            unit, [note for note in notes if (note.peer_id, note.outgoing) == (peer.id, way)], place
        )
        for way in (True, False)
    )
    return PeerProof(peer.name, peer.series, tuple(one for one in streams if one is not None))


def _stream(unit: Unit, notes: Sequence[BatchNote], place: int) -> Stream | None:
    """Return what went one way, from the newest note on."""
    if not notes:
        return None
    newest = notes[0]
    furthest = max(notes, key=lambda note: (note.epoch, note.last))
    sender = unit.replica.id if newest.outgoing else newest.peer_id
    chains = _chains(unit, sender, furthest)
    counts: Mapping[str, int] = {}
    if chains:
        counts = tracing.counts(unit.connection, place, sender, furthest.last)
    return Stream(
        outgoing=newest.outgoing,
        batches=len(notes),
        last=newest.number,
        day=_day(newest),
        upto=furthest.last,
        mark=min(chains).hex() if chains else newest.id,
        chained=bool(chains),
        counts=counts,
    )


def _chains(unit: Unit, sender: str, note: BatchNote) -> set[bytes]:
    """Return the chain that a sender's own changes had at the end of a batch.

    Of an office only a choice of what it knows goes out, which has no chain.
    """
    own = unit.replica
    if note.outgoing:  # numbers and chain stay what they are in each incarnation of a store
        worker = own.role is Role.WORKER
        return unit.journal.chains_at(sender, own.epoch, note.last) if worker else set()
    peer = unit.peers.get(note.peer_id)
    if peer is None or peer.role is not Role.WORKER:
        return set()
    if (peer.received_epoch, peer.received) == (note.epoch, note.last):
        return {bytes.fromhex(peer.received_chain)}
    return unit.journal.chains_at(sender, note.epoch, note.last)


def _batch(note: BatchNote, names: Mapping[str, str]) -> BatchProof:
    return BatchProof(
        day=_day(note),
        outgoing=note.outgoing,
        peer=names[note.peer_id],
        number=note.number,
        first=note.first,
        last=note.last,
        changes=sum(note.counts.values()),
    )


def _day(note: BatchNote) -> date:
    return clock.local_date(clock.moment(note.handled_at))
