"""Handing over: a batch of what the other side does not have yet."""

from __future__ import annotations

import glob
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import clock, file_names, kinds
from gridkeeper.domain.replicas import Peer, Role, Standing
from gridkeeper.errors import FileExistsAlreadyError, InputInvalidError
from gridkeeper.exchange import writer
from gridkeeper.exchange.introducing import introduce
from gridkeeper.exchange.manifest import Ack, Numbers, Outgoing
from gridkeeper.exchange.splitting import split
from gridkeeper.services.attachments import contents
from gridkeeper.services.attachments.contents import NOTHING, Shared
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.services.exchange import batch_history, resending, undone_there, unsent
from gridkeeper.services.exchange.enrolment import note
from gridkeeper.services.exchange.gathering import SUFFIX
from gridkeeper.services.session import SOFTWARE
from gridkeeper.services.store import leftovers
from gridkeeper.services.store.stores import keys_of
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gridkeeper.domain.places import Grid
    from gridkeeper.exchange.manifest import Cover
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session
    from gridkeeper.storage.forgotten import Returned
    from gridkeeper.storage.unit import Unit

WAYS = {"any": 0, "chat": 100_000_000, "mail": 20_000_000, "stick": 4_000_000_000}
"""How many bytes one file may have, by the way it goes; 0 is any number."""


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A batch that was written, read back from the medium and proved.

    Attributes:
        first: First number that the other side had not confirmed.
        records: How many records are in it, as `gridkeeper.services.exchange.unsent` counts.
        changes: How many changes are in it.
        contents: How many photos and documents are in it.
        shared: How many of those that concern her she has or gets with it.
        again: How many of the records were handed over before, without a receipt so far.
        volumes: All files that it is in; `path` is the first of them.
        moves: Whether it tells her of grids that she gained or lost.
    """

    path: Path
    recipient: str
    first: int
    last: int
    records: int
    changes: int
    cover: Cover
    contents: int = 0
    shared: Shared = NOTHING
    again: int = 0
    volumes: tuple[Path, ...] = ()
    moves: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it says no more than what has arrived here, and what is lacking."""
        return not (self.changes or self.contents or self.moves)


class BatchExportService:
    """Writes batches: a worker for her office, an office for its workers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def export(
        self,
        path: Path,
        progress: Progress,
        to: str = "",
        *,
        everything: bool = False,
        again: str = "",
        limit: int = 0,
    ) -> list[HandedOut]:
        """Write one batch for each recipient.

        Everything since the last acknowledgement goes along, so a lost batch heals itself with the
        next one. A batch counts as handed out once it was read back from the medium.

        Args:
            path: A file, or a folder for one batch a recipient with names of their own.
            progress: Steps are changes written.
            to: A worker's name or series; all of them if it is left out.
            everything: Also what was acknowledged, for somebody who has lost it since.
            again: The id of a batch: what was in it and everything since, acknowledged or not.
            limit: So many bytes may a file have (`WAYS`); a larger batch becomes several volumes.

        Raises:
            InputInvalidError: There is nobody to write to, or several and `path` is a file.
            FileExistsAlreadyError: Something that is no batch has the file's name.
            FileUnwritableError: The medium is full or cannot be written.
            BatchMediumError: The medium does not give back what was written.
        """
        with self._session.store.reading() as unit:
            peers = [_before(unit, again)] if again else _recipients(unit, to)
        leftovers.sweep(path if path.is_dir() else path.parent)
        if everything:
            peers = [replace(peer, confirmed=0) for peer in peers]
        if len(peers) > 1 and not path.is_dir():
            raise InputInvalidError(
                where=path.name,
                reason=_("there are several recipients; name a folder, or one of them with --to"),
            )
        whole = everything or bool(again)
        return [self._export(path, peer, progress, limit, everything=whole) for peer in peers]

    def _export(
        self, path: Path, peer: Peer, progress: Progress, limit: int, *, everything: bool
    ) -> HandedOut:
        store = self._session.store
        with store.reading() as unit:
            cargo = contents.loading(unit, store.contents, peer, everything=everything)
            returned = unit.forgotten.lines() if unit.replica.role is Role.WORKER else []
            outgoing = replace(
                self._outgoing(unit, peer, returned),
                lacking=contents.lacking(unit, store.contents, peer),
                enclosed=cargo.chosen,
            )
            target = self._place(unit, path, peer) if path.is_dir() else path
            if target.exists() and target.suffix != SUFFIX:
                raise FileExistsAlreadyError(file=target)
            lines = cargo.watched(_lines(unit, peer, outgoing.numbers))
            keys = keys_of(unit)
            cover = writer.write(target, outgoing, lines, keys, peer.seal_key, progress)
            files = split(target, cover, keys, limit, progress) if limit else [target]
            records = unsent.within(unit, peer, peer.confirmed).records
            again = 0 if everything else records - unsent.of_peer(unit, peer).records
            shared = contents.shared(unit, peer, cargo)
            moves = batch_history.moved(unit, peer, unit.peers.batches())
        with self._session.writing("batch export", batch=cover.batch_id) as work:
            known = work.unit.peers.get(peer.id) or peer
            work.unit.forgotten.sent([one.id for one in returned], cover.batch_id)
            work.unit.peers.put(replace(known, sent=max(known.sent, cover.numbers.last)))
            resending.done(work.unit, peer, cover.numbers.first)
            noted = note(cover, peer.id, work.pen.now, outgoing=True, grids=peer.scope)
            work.unit.peers.note(noted)
            work.unit.attachments.told(peer.id, cargo.told, cover.numbers.last)
        self._session.changes.tell(Changed(frozenset({BATCH})))
        first, last = cover.numbers.first, cover.numbers.last
        changes = sum(cover.counts.values())
        return HandedOut(
            *(files[0], peer.name, first, last, records, changes, cover),
            contents=len(cargo.sent),
            shared=shared,
            again=again,
            volumes=tuple(files),
            moves=moves,
        )

    def _place(self, unit: Unit, folder: Path, peer: Peer) -> Path:
        """Return where a batch for a peer goes: nothing that is there already has this name."""
        replica = unit.replica
        if replica.role is Role.WORKER:
            parts: tuple[str, ...] = (pick("上交", "hand-in"), replica.name, _area(unit))
        elif peer.is_above:
            parts = (pick("上交", "hand-in"), replica.unit)
        else:
            parts = (pick("下发", "send-down"), pick("给{}", "to-{}").format(peer.name))
        today = clock.local_date(self._session.now())
        name = file_names.of_batch(*parts, day=today, number=_number(unit))
        # Somebody of the same name may have left hers in the same folder.
        names = (name if again == 1 else f"{name}-{again}" for again in count(1))
        return next(one for one in (folder / (name + SUFFIX) for name in names) if _is_free(one))

    def _outgoing(self, unit: Unit, peer: Peer, returned: Sequence[Returned]) -> Outgoing:
        replica, journal = unit.replica, unit.journal
        whole = replica.role is Role.WORKER
        last = journal.own_seq if whole else journal.last_arrival
        before = journal.chain_at(replica.id, replica.epoch, peer.confirmed) if whole else bytes(32)
        ack = Ack(peer.id, peer.received_epoch, peer.received, peer.received_chain)
        today = clock.local_date(self._session.now())
        return Outgoing(
            batch_id=self._session.new_id(),
            number=f"{replica.series}-{today:%Y%m%d}-{_number(unit):03d}",
            sender=replica,
            recipient_id=peer.id,
            recipient_name=_recipient(unit, peer),
            numbers=Numbers(replica.epoch, peer.confirmed + 1, last, whole),
            made_at=clock.stamp(self._session.now()),
            software=SOFTWARE,
            acks=(ack,),
            chain_before=before.hex(),
            # In every batch: an office that restored last week's backup may have forgotten her.
            introduction=(
                introduce(keys_of(unit), replica.id, peer.secret) if peer.is_above else None
            ),
            scope=peer.scope if peer.role is Role.WORKER else None,
            returned=tuple((one.line.decode(), one.mark.hex()) for one in returned),
            thanks=peer.thanked,
            resend=resending.request(unit, peer),
            undone=undone_there.of_peer(unit, peer),
        )


def _is_free(path: Path) -> bool:
    """Whether neither a batch nor a volume of one has this name."""
    beside = path.parent.glob(f"{glob.escape(path.stem)}_*{SUFFIX}")
    return not path.exists() and not any(beside)


def _recipients(unit: Unit, to: str) -> list[Peer]:
    active = [peer for peer in unit.peers.all() if peer.standing is Standing.ACTIVE]
    chosen = [peer for peer in active if not to or to in (peer.name, peer.series, peer.id)]
    if active and not chosen:
        names = ", ".join(peer.name for peer in active)
        reason = _("nobody of this name takes batches; known are: {names}").format(names=names)
        raise InputInvalidError(where=f"--to {to}", reason=reason)
    if not chosen:
        raise InputInvalidError(
            where=unit.replica.name,
            reason=_(
                "there is nobody to send anything down to yet; enrol a worker, or import a "
                "worker's first batch"
            ),
        )
    return chosen


def _before(unit: Unit, batch_id: str) -> Peer:
    """Return the recipient of a batch as she was before it came.

    Raises:
        InputInvalidError: She takes no batches, or it was not written here.
    """
    notes = [note for note in unit.peers.batches() if note.outgoing]
    meant = next((note for note in notes if note.id == batch_id), None)
    if meant is None:
        raise InputInvalidError(where=batch_id, reason=_("this batch was not written here"))
    (peer,) = _recipients(unit, meant.peer_id)
    # The newest come first.
    led = (note for note in notes if note.peer_id == peer.id and note.last < meant.first)
    held = next((note.grids for note in led), ())
    confirmed = min(peer.confirmed, meant.first - 1)
    return replace(peer, confirmed=confirmed, held=held if confirmed else ())


def _recipient(unit: Unit, peer: Peer) -> str:
    """Return what the cover calls the recipient: never a person's name."""
    if not peer.is_above:
        return peer.series
    return unit.replica.unit if unit.replica.role is Role.WORKER else peer.name


def _lines(unit: Unit, peer: Peer, numbers: Numbers) -> Iterator[bytes]:
    if numbers.whole:
        return unit.journal.own_lines(numbers.first - 1, numbers.last)
    return unit.journal.scope_lines(
        numbers.first - 1, numbers.last, peer.scope, _own(peer), peer.owed
    )


def _own(peer: Peer) -> tuple[str, int]:
    """Return the replica and the incarnation in which a peer spoke last."""
    return peer.id, peer.received_epoch


def _number(unit: Unit) -> int:
    """Return which one the next batch is, of all that this store has written."""
    own = f"{unit.replica.series}-"
    notes = [one for one in unit.peers.batches() if one.outgoing and one.number.startswith(own)]
    ends = [one.number.rpartition("-")[2] for one in notes]
    return max((int(end) for end in ends if end.isdecimal()), default=0) + 1


def _area(unit: Unit) -> str:
    """Return the grid that a worker looks after, and how many more there are."""
    grids = unit.listing.some(kinds.GRID, unit.replica.grids)
    names = sorted(cast("Grid", grid).name or "" for grid in grids.values())
    if len(names) < 2:
        return "".join(names)
    return pick("{first}等{n}个", "{first} and {n} more").format(
        first=names[0], n=pick(str(len(names)), str(len(names) - 1))
    )
