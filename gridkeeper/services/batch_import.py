"""Taking in: batches of the other side, rehearsed first, each in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.changes import fold
from gridkeeper.domain.edits import columns
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Peer, Role, Standing
from gridkeeper.errors import (
    BatchForOtherError,
    BatchFromStrangerError,
    BatchMissingError,
    BatchRevokedError,
    EnrolmentStaleError,
    FileMissingError,
    GridKeeperError,
    InputInvalidError,
)
from gridkeeper.exchange.manifest import ENROLMENT, is_genuine
from gridkeeper.exchange.reader import BatchFile
from gridkeeper.services import naming, returning, second_chance, streams
from gridkeeper.services.batch_export import SUFFIX
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.services.enrolment import grid_names, note
from gridkeeper.services.lists import Named, references, title
from gridkeeper.services.session import INDEXED_AT_ONCE
from gridkeeper.services.stores import keys_of
from gridkeeper.storage.projection import policies, ranks
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from gridkeeper.domain.fields import Field, Stored
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.exchange.manifest import Manifest
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session
    from gridkeeper.storage.journal import Received
    from gridkeeper.storage.unit import Unit

_SHOWN_DIFFERENCES = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that a batch changes, field by field from → to (stored values).

    Attributes:
        title: What tells the record from its like, masked.
        texts: The same as people read it, masked: field's label, from, to.
    """

    kind: str
    record: str
    before: Mapping[str, Stored]
    after: Mapping[str, Stored]
    title: str = ""
    texts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came, or would come, of one file.

    Attributes:
        refused: The sentence why nothing was taken from it; "" if it was.
        seen: Whether it was taken in before; then nothing happened.
        same: The file of this round that has the same in it; "" if it was taken in earlier.
        new: Changes that were not known.
        known: Changes that had come another way.
        returned: Changes that this office had lost and is given back.
        released: Changes that were put aside earlier and could be taken in now.
        created: Records that came into being, by kind.
        changed: Records that changed, by kind.
        differences: The first of them, field by field.
        conflicts: Kind, record and group of what is in conflict because of it.
        quarantined: Lines that were put aside, with the field that is wrong.
        confirmed: Up to which of this store's numbers the sender has received everything.
        confirmed_on: The day of the last batch of which the sender has received everything.
        gained: Names of the grids that one looks after from now on, and did not before.
        lost: Names of those that one looks after no longer.
    """

    file: str
    number: str = ""
    sender: str = ""
    refused: str = ""
    code: str = ""
    seen: bool = False
    same: str = ""
    new: int = 0
    known: int = 0
    returned: int = 0
    released: int = 0
    created: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    conflicts: tuple[tuple[str, str, str], ...] = ()
    quarantined: tuple[tuple[int, str], ...] = ()
    confirmed: int = 0
    confirmed_on: date | None = None
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


class BatchImportService:
    """Takes batches in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(
        self, paths: Iterable[Path], progress: Progress, *, rehearse: bool = False
    ) -> list[Outcome]:
        """Take in files, and folders full of them, in any order and under any names.

        Each batch is one transaction. A file that is refused leaves no trace and does not stop
        the others.

        Args:
            paths: Files and folders.
            progress: Steps are changes read.
            rehearse: Do everything and keep nothing.

        Raises:
            FileMissingError: A path is not there.
            BatchMissingError: A folder has no batch in it.
        """
        opened: list[BatchFile] = []
        outcomes: list[Outcome] = []
        for path in _files(paths):
            try:
                opened.append(BatchFile.open(path))
            except GridKeeperError as error:
                outcomes.append(_refused(path, error))
        take = self._rehearsed if rehearse else self._taken
        return outcomes + take(sorted(opened, key=_order), progress)

    def _taken(self, files: Sequence[BatchFile], progress: Progress) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for file in files:
            try:
                with self._session.store.writing() as unit:
                    outcomes.append(_compared(self._take(unit, file, progress), outcomes))
                    if unit.search.backlog() <= INDEXED_AT_ONCE:
                        unit.search.catch_up()
            except GridKeeperError as error:
                outcomes.append(_refused(file.path, error))
            else:
                self._session.deeds.forget()
                kinds = outcomes[-1].created.keys() | outcomes[-1].changed.keys()
                self._session.changes.tell(Changed(frozenset({BATCH, *kinds})))
        return outcomes

    def _rehearsed(self, files: Sequence[BatchFile], progress: Progress) -> list[Outcome]:
        """Take all files in, one after the other, and keep nothing of it."""
        outcomes: list[Outcome] = []
        with self._session.store.rehearsing() as unit:
            for file in files:
                try:
                    with unit.connection.begin_nested():
                        outcome = self._take(unit, file, progress)
                except GridKeeperError as error:
                    outcomes.append(_refused(file.path, error))
                else:
                    outcomes.append(_compared(outcome, outcomes))
        return outcomes

    def _take(self, unit: Unit, file: BatchFile, progress: Progress) -> Outcome:
        cover, now = file.cover, self._session.now()
        seen = unit.peers.batch(cover.batch_id)
        # One that was written here is no batch to take in: it is refused for what it is.
        if seen is not None and not seen.outgoing:
            streams.check_sender(file, seen)
            known = unit.peers.get(cover.sender.replica)  # a cover may name her unit alone
            sender = cover.sender.name if known is None else known.name
            return Outcome(file.path.name, cover.number, sender, seen=True)
        peer, manifest = self._proved(unit, file)
        contended = set(unit.listing.contended())
        source = streams.source(unit, file, peer, manifest, clock.stamp(now))
        lines = streams.followed(unit, file, source, peer, progress)
        if unit.replica.role is Role.WORKER:
            heard = returning.Heard()
            received = unit.journal.receive(heard.listen(lines), returning.marked(source, manifest))
            returning.compare(unit, peer, manifest, heard)
        else:
            received = unit.journal.receive(lines, source)
        settled = streams.acknowledged(unit, peer, file, manifest)
        moved = streams.moved_on(settled, file, manifest)
        returned = returning.take_back(unit, file, manifest, clock.stamp(now), received)
        unit.peers.put(replace(moved, thanked=cover.batch_id) if manifest.returned else moved)
        gained, lost = _scoped(unit, manifest) if moved != settled else ((), ())
        unit.peers.note(note(cover, peer.id, now, outgoing=False))
        again = second_chance.try_again(unit, clock.stamp(now))
        received.add(again)
        detail = {"batch": cover.batch_id, "changes": received.new}
        unit.note(clock.stamp(now), unit.replica.name, "batch import", detail)
        conflicts = [place for place in unit.listing.contended() if place not in contended]
        return Outcome(
            file=file.path.name,
            number=cover.number,
            sender=peer.name,
            new=received.new,
            known=received.known,
            created=_counts(received.created),
            changed=_counts(received.changed),
            returned=returned,
            released=again.new,
            differences=_differences(unit, received, cover.batch_id),
            conflicts=tuple((kind.name, record, group) for kind, record, group in conflicts),
            quarantined=tuple(received.quarantined),
            confirmed=settled.confirmed,
            confirmed_on=_confirmed_on(unit, settled),
            gained=gained,
            lost=lost,
        )

    def _proved(self, unit: Unit, file: BatchFile) -> tuple[Peer, Manifest]:
        """Return who sent a batch and what is sealed in it, or refuse it."""
        cover, name = file.cover, file.path.name
        if cover.kind == ENROLMENT:
            reason = _(
                "this is the package for a new worker; open it on the worker's computer, with "
                "“Join a street office”"
            )
            raise InputInvalidError(where=name, reason=reason)
        if cover.recipient.replica != unit.replica.id:
            other = unit.peers.get(cover.recipient.replica)  # a cover names her by her series
            known = cover.recipient.name if other is None else other.name
            raise BatchForOtherError(file=name, recipient=known)
        peer = unit.peers.get(cover.sender.replica)
        if peer is None:
            raise BatchFromStrangerError(file=name, sender=cover.sender.name)
        if peer.standing is Standing.REVOKED:
            raise BatchRevokedError(file=name, sender=peer.name)
        if peer.sign_key == cover.sender.sign_public:
            file.check_signer(peer.sign_key)
            return peer, file.unseal(keys_of(unit))
        manifest = file.unseal(keys_of(unit))
        introduction = manifest.introduction
        if introduction is None or not is_genuine(introduction, peer.id, peer.secret):
            raise BatchFromStrangerError(file=name, sender=cover.sender.name)
        file.check_signer(introduction.sign_public)
        if peer.standing is Standing.ACTIVE:
            raise EnrolmentStaleError(file=name, sender=peer.name)
        return replace(
            peer,
            standing=Standing.ACTIVE,
            sign_key=introduction.sign_public,
            seal_key=introduction.seal_public,
        ), manifest


def _scoped(unit: Unit, manifest: Manifest) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Let the owner look after the grids that the office says; return what is new and what not."""
    before, after = unit.replica.grids, manifest.scope
    if unit.replica.role is not Role.WORKER or not after or set(after) == set(before):
        return (), ()
    unit.look_after(after)
    gained = [one for one in after if one not in before]
    return grid_names(unit, gained), grid_names(unit, [one for one in before if one not in after])


def _differences(unit: Unit, received: Received, batch_id: str) -> tuple[Difference, ...]:
    """Return the first of the records that a batch changes, with and without it."""
    found: list[Difference] = []
    places = ((name, record) for name, ids in received.changed.items() for record in sorted(ids))
    for name, record in places:
        if len(found) == _SHOWN_DIFFERENCES:
            break
        kind = KINDS[name]
        history = unit.journal.history(record, kind)
        earlier = [entry.change for entry in history if entry.batch_id != batch_id]
        before, after = (
            columns(kind, fold(changes, policies(kind), ranks(kind)).values)
            for changes in (earlier, [entry.change for entry in history])
        )
        names = sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))
        if names:
            found.append(_difference(unit, kind, record, names, (before, after)))
    return tuple(found)


def _difference(
    unit: Unit,
    kind: Kind,
    record: str,
    names: Sequence[str],
    sides: tuple[Mapping[str, Stored], Mapping[str, Stored]],
) -> Difference:
    old, new = naming.veiled(unit, [kind.record.restored(record, side) for side in sides])
    named = Named(unit, references(kind, (old, new)))

    def text(about: Field, side: Record) -> str:
        value = getattr(side, about.name)
        return "" if value is None else named.text(about, value)

    before, after = ({name: side.get(name) for name in names} for side in sides)
    texts = tuple(
        (str(about.label), text(about, old), text(about, new))
        for about in kind.fields
        if about.name in names
    )
    return Difference(kind.name, record, before, after, title(kind, new), texts)


def _confirmed_on(unit: Unit, peer: Peer) -> date | None:
    """Return the day of the last batch that a peer has received with all before it."""
    days = (
        clock.local_date(clock.moment(one.handled_at))
        for one in unit.peers.batches()
        if one.outgoing
        and one.peer_id == peer.id
        and one.epoch == unit.replica.epoch
        and 0 < one.last <= peer.confirmed
    )
    return max(days, default=None)


def _compared(outcome: Outcome, earlier: Iterable[Outcome]) -> Outcome:
    """Say of what was seen whether that was in this round."""
    if not outcome.seen:
        return outcome
    found = (one.file for one in earlier if one.number == outcome.number and not one.seen)
    return replace(outcome, same=next(found, ""))


def _counts(ids: Mapping[str, set[str]]) -> dict[str, int]:
    return {kind: len(records) for kind, records in sorted(ids.items()) if records}


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not inside:
            raise BatchMissingError(file=path)
        if not inside[0].exists():
            raise FileMissingError(file=path)
        found += inside
    return list(dict.fromkeys(found))


def _order(file: BatchFile) -> tuple[str, int, int, int]:
    numbers = file.cover.numbers
    return (file.cover.sender.replica, numbers.epoch, numbers.first, numbers.last)


def _refused(path: Path, error: GridKeeperError) -> Outcome:
    return Outcome(path.name, refused=str(error), code=error.code)
