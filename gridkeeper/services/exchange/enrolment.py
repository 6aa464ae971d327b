"""How a worker joins an office: a package, a one-time code told by voice, and her first batch."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import clock as clocks
from gridkeeper.domain.ids import new_code, new_secret
from gridkeeper.domain.kinds import GRID, HOUSEHOLD
from gridkeeper.domain.replicas import OFFICE_SERIES, Peer, Replica, Role, Standing
from gridkeeper.errors import FileExistsAlreadyError, InputInvalidError, StoreBusyError
from gridkeeper.exchange import writer
from gridkeeper.exchange.keys import new_keys
from gridkeeper.exchange.manifest import ENROLMENT, Numbers, Outgoing, Package
from gridkeeper.exchange.reader import BatchFile
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.services.session import INDEXED_AT_ONCE, SOFTWARE, Session, find
from gridkeeper.services.store.stores import Place, keep_keys, keys_of
from gridkeeper.storage.journal import Source
from gridkeeper.storage.peers import BatchNote
from gridkeeper.storage.store import Store
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from gridkeeper.domain.clock import Clock
    from gridkeeper.domain.places import Grid
    from gridkeeper.exchange.manifest import Cover, Manifest
    from gridkeeper.progress import Progress
    from gridkeeper.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An enrolment package that was made.

    Attributes:
        code: To be told by voice, never sent with the package.
    """

    worker: Replica
    path: Path
    code: str
    changes: int


class EnrolmentService:
    """Makes packages, at the office."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def grids(self) -> list[tuple[str, str]]:
        """Return id and name of every grid that a worker can be given, in the order of names."""
        with self._session.store.reading() as unit:
            grids = cast("list[Grid]", list(unit.listing.all(GRID)))
        named = [(grid.id, grid.name or grid.code or grid.id) for grid in grids]
        return sorted(named, key=lambda grid: grid[1])

    def inhabited(self) -> frozenset[str]:
        """Return the ids of the grids in which a household lies."""
        with self._session.store.reading() as unit:
            return frozenset(home.grid_id for home in unit.listing.all(HOUSEHOLD) if home.grid_id)

    def holders(self) -> dict[str, tuple[str, ...]]:
        """Return by grid the names of the workers who look after it, invited ones too."""
        with self._session.store.reading() as unit:
            peers = [peer for peer in unit.peers.all() if peer.role is Role.WORKER]
        held: dict[str, tuple[str, ...]] = {}
        for peer in peers:
            if peer.standing is not Standing.REVOKED:
                held |= {grid: (*held.get(grid, ()), peer.name) for grid in peer.grids}
        return held

    def revoked(self) -> list[Peer]:
        """Return the workers whose computer was revoked and who have no other yet."""
        with self._session.store.reading() as unit:
            peers = [peer for peer in unit.peers.all() if peer.role is Role.WORKER]
        joined = {peer.name for peer in peers if peer.standing is not Standing.REVOKED}
        last = {peer.name: peer for peer in peers if peer.name not in joined}
        return list(last.values())

    def enrol(
        self,
        name: str,
        grids: Sequence[str],
        path: Path,
        progress: Progress,
        role: Role = Role.WORKER,
    ) -> Enrolled:
        """Make a package for a worker and invite her, or a street.

        Args:
            name: The worker's or the street's.
            grids: Names, codes or ids of the grids that she looks after; may be left out where
                there is only one.
            path: Where the package goes.
            progress: Steps are changes written.
            role: Of the new store. A street (`Role.OFFICE`) needs no grids: it brings its own.

        Raises:
            RoleRefusedError: This is not an office.
            InputInvalidError: No name; or no grid is given and there is none, or several.
            RecordUnknownError: A grid is not in the register.
            FileExistsAlreadyError: A file has the package's name; it may be another worker's.
            FileUnwritableError: The package cannot be written.
            StoreBusyError: Somebody else enrolled a worker at the same moment.
        """
        self._session.only(Role.OFFICE, action=_("enrolling a worker"))
        if path.exists():
            raise FileExistsAlreadyError(file=path)
        with self._session.store.reading() as unit:
            worker = self._worker(unit, name, grids, role)
            secret, code = new_secret().hex(), new_code()
            last = unit.journal.last_arrival
            outgoing = self._outgoing(unit, worker, secret, last)
            scope = worker.grids or (worker.id,)  # as of a peer: empty would mean all
            lines = unit.journal.scope_lines(0, last, scope, (worker.id, 0))
            cover = writer.write_package(path, outgoing, lines, keys_of(unit), code, progress)
        with _gone_unless_kept(path), self._session.writing("enrol", worker=worker.id) as work:
            if worker.series in {peer.series for peer in work.unit.peers.all()}:
                # Somebody else enrolled just now; two series of one mark would give numbers twice.
                raise StoreBusyError(store=self._session.store.path)
            work.unit.peers.put(
                Peer(
                    id=worker.id,
                    role=role,
                    name=name,
                    series=worker.series,
                    grids=worker.grids,
                    standing=Standing.INVITED,
                    secret=secret,
                    sent=last,
                )
            )
            work.unit.peers.note(
                note(cover, worker.id, work.pen.now, outgoing=True, grids=worker.grids)
            )
        self._session.changes.tell(Changed(frozenset({BATCH})))
        return Enrolled(worker, path, code, sum(cover.counts.values()))

    def _worker(self, unit: Unit, name: str, grids: Sequence[str], role: Role) -> Replica:
        if not name.strip():
            raise InputInvalidError(where=_("worker"), reason=_("a name is needed"))
        found = tuple(dict.fromkeys(grid_of(unit, grid) for grid in grids))
        if not found and role is Role.WORKER:
            found = _only_grid(unit)
        taken = {peer.series for peer in unit.peers.all()}
        series = next(f"{number:02d}" for number in range(1, 1000) if f"{number:02d}" not in taken)
        return Replica(self._session.new_id(), role, name, unit.replica.unit, series, grids=found)

    def _outgoing(self, unit: Unit, worker: Replica, secret: str, last: int) -> Outgoing:
        keys = keys_of(unit)
        return Outgoing(
            batch_id=self._session.new_id(),
            number=f"{unit.replica.unit}-{worker.series}",
            sender=unit.replica,
            recipient_id=worker.id,
            recipient_name=worker.series,
            numbers=Numbers(unit.replica.epoch, 1, last, whole=False),
            made_at=clocks.stamp(self._session.now()),
            software=SOFTWARE,
            package=Package(worker, keys.seal_public, secret),
            lacking=(),  # says that this program knows what attachments are
        )


@contextmanager
def _gone_unless_kept(package: Path) -> Iterator[None]:
    """Take a package away again whose worker could not be kept: nobody would know her."""
    try:
        yield
    except BaseException:
        package.unlink(missing_ok=True)
        raise


def join(
    package: Path,
    code: str,
    place: Place,
    clock: Clock,
    ids: Callable[[], str],
    progress: Progress,
) -> tuple[Session, str]:
    """Make a worker's store out of a package; return its session and its recovery key.

    Nothing is made before the whole package was read and proved.

    Raises:
        EnrolmentCodeError: The code does not open the package.
        BatchDamagedError: The package is damaged.
        InputInvalidError: It is a batch, not a package.
        FileExistsAlreadyError: The store is there already.
    """
    file = package_file(package)
    manifest = file.unseal_package(code)
    check_for(manifest, Role.WORKER, package.name)
    assert manifest.package is not None  # noqa: S101 - the reader refuses an enrolment without it
    now = clocks.stamp(clock.now())

    def begin(unit: Unit) -> None:
        keep_keys(unit, new_keys(file.cover.envelope))
        source = Source(file.cover.batch_id, now)
        take_package(unit, file, manifest, source, manifest.sender.name, progress)
        if unit.search.backlog() <= INDEXED_AT_ONCE:
            unit.search.catch_up()
        unit.note(now, "join", {})

    store, recovery_key = Store.create(
        place.path, place.password, manifest.package.worker, place.cost, begin
    )
    return Session(store, clock, ids), recovery_key


def package_file(package: Path) -> BatchFile:
    """Open an enrolment package.

    Raises:
        BatchDamagedError: It is damaged.
        InputInvalidError: It is a batch.
    """
    file = BatchFile.open(package)
    if file.cover.kind != ENROLMENT:
        raise InputInvalidError(
            where=package.name,
            reason=_("this is a batch; take it in with: gridkeeper batch import"),
        )
    return file


def check_for(manifest: Manifest, role: Role, name: str) -> None:
    """Refuse a package that is for somebody of another role.

    Raises:
        InputInvalidError: It is.
    """
    assert manifest.package is not None  # noqa: S101 - the reader refuses an enrolment without it
    if manifest.package.worker.role is not role:
        reason = (
            _("this package is for a worker; open it with “Join a street office”")
            if role is Role.OFFICE
            else _("this package is for a street office, which joins with the store that it has")
        )
        raise InputInvalidError(where=name, reason=reason)


def take_package(
    unit: Unit, file: BatchFile, manifest: Manifest, source: Source, name: str, progress: Progress
) -> None:
    """Take in what a package brings, and know who made it by a name.

    Raises:
        InputInvalidError: It is written in another envelope than this store writes in.
    """
    assert manifest.package is not None  # noqa: S101 - the reader refuses an enrolment without it
    cover = file.cover
    if (own := keys_of(unit).envelope) != cover.envelope:
        reason = _("it uses the envelope {other}, this store uses {own}; both must use the same")
        raise InputInvalidError(
            where=file.path.name, reason=reason.format(other=cover.envelope, own=own)
        )
    unit.journal.receive(file.lines(progress), source)
    unit.peers.put(
        Peer(
            id=manifest.sender.id,
            role=Role.OFFICE,
            name=name,
            series=OFFICE_SERIES,
            grids=(),
            standing=Standing.ACTIVE,
            sign_key=cover.sender.sign_public,
            seal_key=manifest.package.seal_public,
            secret=manifest.package.secret,
            received_epoch=cover.numbers.epoch,
            received=cover.numbers.last,
            received_chain=cover.batch_id,
            takes_contents=manifest.lacking is not None,
        )
    )
    handled = clocks.moment(source.received_at)
    unit.peers.note(note(cover, manifest.sender.id, handled, outgoing=False))


def note(
    cover: Cover, peer: str, now: datetime, *, outgoing: bool, grids: tuple[str, ...] = ()
) -> BatchNote:
    """Return the note that a store keeps of a batch."""
    return BatchNote(
        id=cover.batch_id,
        number=cover.number,
        outgoing=outgoing,
        peer_id=peer,
        epoch=cover.numbers.epoch,
        first=cover.numbers.first,
        last=cover.numbers.last,
        counts=cover.counts,
        grids=grids,
        made_at=cover.made_at,
        handled_at=clocks.stamp(now),
        size=sum(part.size for part in cover.parts),
    )


def _only_grid(unit: Unit) -> tuple[str]:
    """Return the one grid of the register, for who did not say which."""
    grids = cast("list[Grid]", list(unit.listing.all(GRID)))
    if not grids:
        reason = _(
            "there is no grid yet; import a roster with a grid column: gridkeeper register import"
        )
        raise InputInvalidError(where=unit.replica.name, reason=reason)
    if len(grids) > 1:
        names = ", ".join(grid.name or grid.id for grid in grids)
        reason = _("say with --grid which of the grids are the worker's: {grids}").format(
            grids=names
        )
        raise InputInvalidError(where=unit.replica.name, reason=reason)
    return (grids[0].id,)


def grid_names(unit: Unit, grids: Collection[str]) -> tuple[str, ...]:
    """Return the names of grids by their ids, in the order of names."""
    found = (cast("Grid", grid) for grid in unit.listing.some(GRID, grids).values())
    return tuple(sorted(grid.name or grid.code or grid.id for grid in found))


def grid_of(unit: Unit, wording: str) -> str:
    """Return the id of the grid that a name, a code or an id means.

    Raises:
        RecordUnknownError: None is meant, or several.
    """
    for field in ("name", "code"):
        found = unit.listing.where(GRID, **{field: wording})
        if len(found) == 1:
            return found[0].id
    return find(unit, GRID, wording).id
