"""Taking in: batches of the other side, rehearsed first, each in one transaction."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.replicas import Peer, Role, Standing
from gridkeeper.errors import (
    BatchForOtherError,
    BatchFromStrangerError,
    BatchPackageError,
    BatchRevokedError,
    BatchVolumesMissingError,
    EnrolmentTwiceError,
    GridKeeperError,
)
from gridkeeper.exchange.introducing import is_genuine
from gridkeeper.exchange.manifest import ENROLMENT
from gridkeeper.services.attachments import contents
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.services.exchange import (
    differences,
    gathering,
    own_grids,
    refusals,
    resending,
    returning,
    second_chance,
    streams,
    streets,
    undone_there,
)
from gridkeeper.services.exchange.batch_outcomes import Outcome, compared, counts, refused
from gridkeeper.services.exchange.batch_undoing import undone_batches
from gridkeeper.services.exchange.enrolment import note
from gridkeeper.services.session import INDEXED_AT_ONCE
from gridkeeper.services.store.stores import keys_of
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from gridkeeper.exchange.manifest import Cover, Manifest
    from gridkeeper.exchange.reader import BatchFile
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit


class BatchImportService:
    """Takes batches in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(
        self, paths: Iterable[Path], progress: Progress, *, rehearse: bool = False
    ) -> list[Outcome]:
        """Take in files, and folders full of them, in any order and under any names.

        Each batch is one transaction. A file that is refused leaves a line in the history and does
        not stop the others, nor does one with which something happens that nobody foresaw.

        Args:
            paths: Files and folders.
            progress: Steps are changes read.
            rehearse: Do everything and keep nothing.

        Raises:
            FileMissingError: A path is not there.
            BatchMissingError: A folder has no batch in it.
        """
        found = gathering.opened(gathering.files(paths))
        outcomes = [refused(path, error) for path, error in found.refused]
        outcomes += self._in_part(found)
        take = self._rehearsed if rehearse else self._taken
        outcomes += take(sorted(found.batches, key=_order), progress)
        if not rehearse:
            refusals.remember(self._session, outcomes)
        return outcomes

    def _in_part(self, found: gathering.Opened) -> list[Outcome]:
        """Say of volumes that are there twice, or not all of them, what they are."""
        outcomes: list[Outcome] = []
        for volume, used in found.copies:
            cover, name = volume.cover, volume.path.name
            outcomes.append(
                Outcome(name, cover.number, cover.sender.name, seen=True, same=used.name)
            )
        with self._session.store.reading() as unit:
            for volume, missing in found.lacking:
                cover, name = volume.cover, volume.path.name
                if not _may_be_ours(unit, cover.sender.replica):
                    other = BatchForOtherError(file=name, recipient=_("somebody else"))
                    outcomes.append(refused(volume.path, other))
                    continue
                if unit.peers.batch(cover.batch_id) is not None:
                    outcomes.append(Outcome(name, cover.number, cover.sender.name, seen=True))
                    continue
                lacking = _(", ").join(map(str, missing))
                places = {"number": cover.number, "count": cover.volumes, "missing": lacking}
                error = BatchVolumesMissingError(file=name, **places)
                outcomes.append(refused(volume.path, error))
        return outcomes

    def _taken(self, files: Sequence[BatchFile], progress: Progress) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for file in files:
            try:
                with self._session.store.writing() as unit:
                    outcome = compared(self._take(unit, file, progress), outcomes)
                    if unit.search.backlog() <= INDEXED_AT_ONCE:
                        unit.search.catch_up()
            except Exception as error:  # noqa: BLE001 - see `refused`
                outcomes.append(refused(file.path, error))
                with suppress(GridKeeperError):  # what cannot be noted does not stop the others
                    resending.remember(self._session, file, error)
            else:
                outcomes.append(outcome)  # only now is it kept
                self._session.deeds.forget()
                kinds = outcome.created.keys() | outcome.changed.keys()
                self._session.changes.tell(Changed(frozenset({BATCH, *kinds})))
        return outcomes

    def _rehearsed(self, files: Sequence[BatchFile], progress: Progress) -> list[Outcome]:
        """Take all files in, one after the other, and keep nothing of it."""
        outcomes: list[Outcome] = []
        with self._session.store.rehearsing() as unit:
            for file in files:
                try:
                    with unit.connection.begin_nested():
                        outcome = self._take(unit, file, progress, keep=False)
                except Exception as error:  # noqa: BLE001 - see `refused`
                    outcomes.append(refused(file.path, error))
                else:
                    outcomes.append(compared(outcome, outcomes))
        return outcomes

    def _take(
        self, unit: Unit, file: BatchFile, progress: Progress, *, keep: bool = True
    ) -> Outcome:
        cover, now = file.cover, self._session.now()
        seen = unit.peers.batch(cover.batch_id)
        # One that was written here is no batch to take in: it is refused for what it is.
        if seen is not None and not seen.outgoing:
            streams.check_sender(file, seen)
            return _taken_before(unit, file)
        peer, manifest = self._proved(unit, file)
        contended = set(unit.listing.contended())
        source = streams.source(unit, file, peer, manifest, clock.stamp(now))
        lines, brought = streams.followed(unit, file, source, peer, progress), streets.Brought()
        if unit.replica.role is Role.WORKER:
            heard = returning.Heard()
            received = unit.journal.receive(heard.listen(lines), returning.marked(source, manifest))
            returning.compare(unit, peer, manifest, heard)
        else:
            received = unit.journal.receive(brought.listen(lines), source)
        settled = streams.acknowledged(unit, peer, file, manifest)
        settled = contents.heard(unit, settled, manifest, is_newest=streams.is_newest(peer, file))
        moved = brought.of(unit, streams.moved_on(unit, settled, file, manifest))
        returned = returning.take_back(unit, file, manifest, clock.stamp(now), received)
        grids = own_grids.take(unit, manifest, now) if moved != settled else own_grids.Moved()
        moved, wanted = resending.heed(unit, moved, manifest, clock.stamp(now))
        unit.peers.put(replace(moved, thanked=cover.batch_id) if manifest.returned else moved)
        resending.taken(unit, file, moved)
        turned = undone_there.Turned()
        if streams.is_newest(peer, file):
            turned = undone_there.heed(unit, peer, manifest, clock.stamp(now))
        unit.peers.note(note(cover, peer.id, now, outgoing=False))
        again = second_chance.try_again(unit, clock.stamp(now))
        received.add(again)
        detail = {"batch": cover.batch_id, "changes": received.new}
        unit.note(clock.stamp(now), "batch import", detail)
        conflicts = [place for place in unit.listing.contended() if place not in contended]
        return Outcome(
            file=file.path.name,
            number=cover.number,
            sender=peer.name,
            new=received.new,
            known=received.known,
            created=counts(differences.seen(unit, received.created)),
            changed=counts(differences.seen(unit, received.changed)),
            returned=returned,
            released=again.new,
            differences=differences.of_batch(unit, received, cover.batch_id),
            arrived=differences.arrived(unit, received),
            conflicts=tuple((kind.name, record, group) for kind, record, group in conflicts),
            quarantined=tuple(received.quarantined),
            confirmed=settled.confirmed,
            confirmed_on=_confirmed_on(unit, settled),
            gained=grids.gained,
            lost=grids.lost,
            keeps=grids.keeps,
            wanted=wanted,
            turned=turned,
            contents=len(file.enclosed),
            shared=contents.kept(unit, self._session.store.contents, moved, file, keep=keep),
        )

    def _proved(self, unit: Unit, file: BatchFile) -> tuple[Peer, Manifest]:
        """Return who sent a batch and what is sealed in it, or refuse it."""
        cover, name = file.cover, file.path.name
        if cover.kind == ENROLMENT:
            raise BatchPackageError(file=name)
        if cover.recipient.replica != unit.replica.id:
            raise BatchForOtherError(file=name, recipient=_whom(unit, cover))
        peer = unit.peers.get(cover.sender.replica)
        if peer is None:
            return streets.introduced(unit, file)
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
            raise EnrolmentTwiceError(file=name, sender=peer.name)
        return replace(
            peer,
            standing=Standing.ACTIVE,
            sign_key=introduction.sign_public,
            seal_key=introduction.seal_public,
        ), manifest


def _taken_before(unit: Unit, file: BatchFile) -> Outcome:
    cover = file.cover
    known = unit.peers.get(cover.sender.replica)  # a cover may name her unit alone
    sender = cover.sender.name if known is None else known.name
    undone = cover.batch_id if cover.batch_id in undone_batches(unit) else ""
    return Outcome(file.path.name, cover.number, sender, seen=True, undone=undone)


def _may_be_ours(unit: Unit, sender: str) -> bool:
    """Whether a volume may be for this store: it says who wrote it, and nothing of for whom.

    To an office everybody hands in, a street unknown to it among them; a worker has her office.
    """
    if sender == unit.replica.id:
        return False
    return unit.replica.role is Role.OFFICE or unit.peers.get(sender) is not None


def _whom(unit: Unit, cover: Cover) -> str:
    """Return for whom a batch is; a cover names whom an office looks after by a number only."""
    other = unit.peers.get(cover.recipient.replica)
    if other is not None:
        return other.name
    name = cover.recipient.name
    if not name.isdecimal():
        return name
    sender = unit.peers.get(cover.sender.replica)
    from_district = sender is not None and sender.is_above and unit.replica.role is Role.OFFICE
    text = (
        _("the office with the number {number}")
        if from_district
        else _("the grid worker with the number {number}")
    )
    return text.format(number=name)


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


def _order(file: BatchFile) -> tuple[str, int, int, int]:
    numbers = file.cover.numbers
    return (file.cover.sender.replica, numbers.epoch, numbers.first, numbers.last)
