"""An office and workers who do everything that people do to stores and files, in any order.

What each of them holds is compared when every batch has reached everyone.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.requests import Request
from gridkeeper.domain.visits import Visit
from gridkeeper.exchange.reader import inspect
from gridkeeper.progress import Quiet
from gridkeeper.services.attachments.hanging import AttachmentService
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.exchange.batch_undoing import BatchUndoService, undone_batches
from gridkeeper.services.exchange.claims import like
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.exchange.entrusting import EntrustingService
from gridkeeper.services.exchange.mailbox import MailboxService
from gridkeeper.services.exchange.mailbox_reading import MailboxReader
from gridkeeper.services.exchange.radar import HERE, RadarService
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.session import Session
from gridkeeper.storage import tables, traces
from gridkeeper.storage.store import Store
from tests.helpers.stores import PASSWORD, verified
from tests.helpers.towns import OFFICE, FixedClock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.exchange.batch_outcomes import Outcome

QUIET = Quiet()
WORKED_ON = (kinds.VISIT, kinds.REQUEST)
GAP = "batch.gap"
_MOST_ROUNDS = 12
_QUIET_ROUNDS = 3
"""So many rounds without news it takes until copies of a store have found out about each other."""


@dataclass(frozen=True)
class File:
    """A batch on its way.

    Attributes:
        sender: Name of the store that wrote it.
        recipient: Id of the replica that it is for.
    """

    path: Path
    sender: str
    recipient: str


@dataclass
class Hands:
    """Stores in a folder, opened when somebody works at them.

    Attributes:
        alive: Names of the stores at which somebody still works.
        gaps: How often something was missing before a batch, and was sent again.
    """

    folder: Path
    alive: list[str]
    files: list[File] = field(default_factory=list)
    clocks: dict[str, FixedClock] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    made: int = 0
    gaps: int = 0

    def open(self, name: str) -> Session:
        """Return a session at a store."""
        if name not in self.sessions:
            clock = self.clocks.setdefault(name, FixedClock())
            self.sessions[name] = Session(Store.open(self.folder / name, PASSWORD), clock)
        return self.sessions[name]

    def close(self, name: str) -> None:
        """Close a store."""
        if name in self.sessions:
            self.sessions.pop(name).close()

    def close_all(self) -> None:
        """Close all stores."""
        for name in list(self.sessions):
            self.close(name)

    def grids(self) -> list[str]:
        """Return the ids of the grids, in the order of their codes."""
        with self.open(OFFICE).store.reading() as unit:
            found = unit.listing.where(kinds.GRID)
        return [one.id for one in sorted(found, key=lambda one: one.code or "")]

    def records(self, name: str) -> list[tuple[Kind, Record]]:
        """Return what is worked on at a store, deleted ones too."""
        found: list[tuple[Kind, Record]] = []
        with self.open(name).store.reading() as unit:
            for kind in WORKED_ON:
                table = tables.records[kind.name]
                ids = unit.connection.execute(select(table.c.id).order_by(table.c.id)).scalars()
                held = unit.listing.some(kind, list(ids))
                held = {one: unit.listing.get(kind, one) for one in ids} | held
                found += [(kind, held[one]) for one in sorted(held)]
        return found

    def create(self, name: str, grid: str, *, visit: bool) -> None:
        """Write something down."""
        self.made += 1
        session = self.open(name)
        with session.writing("record") as work:
            record: Record = (
                Visit(id=new_id(), grid_id=grid, situation=f"情况{self.made}", outcome="01")
                if visit
                else Request(id=new_id(), grid_id=grid, title=f"诉求{self.made}", state="10")
            )
            work.create(record)

    def change(self, name: str, place: int, **values: object) -> None:
        """Change a record of a store, if there is one."""
        found = self.records(name)
        if found:
            with self.open(name).writing("amend") as work:
                work.change(found[place % len(found)][1], **values)

    def attach(self, name: str, place: int, content: int) -> None:
        """Attach one of some documents to a record of a store, if there is one."""
        found = self.records(name)
        if found:
            file = self.folder / f"{content}.txt"
            file.write_text(f"材料{content}", encoding="utf-8")
            owner = found[place % len(found)][1]
            AttachmentService(self.open(name)).attach(owner, [file])

    def lose_contents(self, name: str) -> None:
        """Lose what is in the attachments of a store."""
        shutil.rmtree(self.open(name).store.contents.folder, ignore_errors=True)

    def settle(self, name: str, place: int) -> None:
        """Let a claim stand at a store, and the same side wherever it says the like."""
        service = ConflictService(self.open(name))
        if found := service.open():
            conflict = found[place % len(found)]
            claim = conflict.claims[place % len(conflict.claims)]
            chosen = [(conflict, claim), *like(conflict, claim, found)]
            service.settle_all([(one, said.change_id) for one, said in chosen])

    def open_again(self, name: str, place: int) -> None:
        """Open a conflict again that was settled at a store, if there is one."""
        service = ConflictService(self.open(name))
        if found := service.settled():
            service.reopen(found[place % len(found)])

    def undo(self, name: str) -> None:
        """Take back what was done last at a store."""
        UndoService(self.open(name)).undo()

    def take_back(self, place: int) -> None:
        """Take a whole batch back at the office, or let one that was taken back count again."""
        office = self.open(OFFICE)
        with office.store.reading() as unit:
            notes = [note.id for note in unit.peers.batches() if not note.outgoing]
            undone = undone_batches(unit)
        if notes:
            batch, service = sorted(notes)[place % len(notes)], BatchUndoService(office)
            (service.redo if batch in undone else service.undo)(batch, QUIET)

    def entrust(self, place: int, grids: Collection[int]) -> None:
        """Let a worker look after other grids, as the office says."""
        service, all_grids = EntrustingService(self.open(OFFICE)), self.grids()
        workers = sorted(peer.id for peer in service.workers())
        if workers:
            chosen = sorted({all_grids[one % len(all_grids)] for one in grids})
            service.entrust(workers[place % len(workers)], chosen)

    def leave(self, place: int, to: int) -> None:
        """Give all grids of a worker to another, as the office says."""
        service = EntrustingService(self.open(OFFICE))
        workers = sorted(service.workers(), key=lambda peer: peer.id)
        if workers:
            giver, taker = workers[place % len(workers)], workers[to % len(workers)]
            if giver.grids and giver.id != taker.id:
                service.hand_over(giver.id, taker.id)

    def ask_again(self, name: str) -> None:
        """Let an office ask everybody for what is missing, as far as it can tell."""
        service = RadarService(self.open(name))
        for stream in service.streams():
            if stream.may_ask:
                service.ask(stream.peer_id)

    def hand_over(self, name: str, *, everything: bool = False) -> None:
        """Write batches for everybody a store knows."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        done = BatchExportService(self.open(name)).export(folder, QUIET, everything=everything)
        self.files += [File(one.path, name, one.cover.recipient.replica) for one in done]

    def use_mailbox(self, name: str) -> None:
        """Hand over by the folder that all share, and take in what is said to be new there."""
        folder, session = self.folder / "mailbox", self.open(name)
        folder.mkdir(exist_ok=True)
        BatchExportService(session).export(folder, QUIET)
        known = {path: inspect(path) for path in folder.iterdir()}
        self.files += [
            File(path, name, cover.recipient.replica)
            for path, cover in known.items()
            if path not in {file.path for file in self.files}
        ]
        mine = {
            path for path, cover in known.items() if cover.recipient.replica == session.replica.id
        }
        service, reader = MailboxService(session), MailboxReader()
        new = set(service.sorted(reader.read(folder)).new)
        assert new <= mine
        old = BatchImportService(session).take(mine - new, QUIET, rehearse=True)
        assert all(one.seen for one in old), old
        taken = BatchImportService(session).take(new, QUIET)
        left = {path.name for path in service.sorted(reader.read(folder)).new}
        assert left == {one.file for one in taken if one.refused}

    def take(self, name: str, *files: File, rehearse: bool = False) -> list[Outcome]:
        """Give batches to a store; only what is for it."""
        session = self.open(name)
        own = [one.path for one in files if one.recipient == session.replica.id]
        taken = BatchImportService(session).take(own, QUIET, rehearse=rehearse) if own else []
        assert not any(one.fault for one in taken), taken  # it would stop nothing, and hide
        return taken

    def copy(self, name: str, copied: str) -> None:
        """Copy a store's files, as somebody does who knows no better."""
        self.close(name)
        for end in ("", ".key"):
            shutil.copy(self.folder / (name + end), self.folder / (copied + end))
        self.clocks[copied] = FixedClock(self.clocks.get(name, FixedClock()).moment)

    def set_clock(self, name: str, days: int) -> None:
        """Put a computer's clock wrong."""
        self.open(name)
        self.clocks[name].moment = FixedClock().moment + timedelta(days=days)

    def heal(self, quiet_rounds: int = _QUIET_ROUNDS) -> None:
        """Let every batch reach everyone, and what is missing be sent again, until all is said.

        Args:
            quiet_rounds: After so many rounds without news in a row all is said; one is enough
                where no store is a copy of another and nothing was lost.

        Raises:
            AssertionError: There is no end of it.
        """
        quiet = 0
        for _round in range(_MOST_ROUNDS):
            came = [self._carry(name) for name in self.alive]
            quiet = 0 if any(came) else quiet + 1
            if quiet == quiet_rounds:
                return
        raise AssertionError(_MOST_ROUNDS)

    def _carry(self, name: str) -> int:
        """Let the batches of a store reach everyone; return how much was new to them."""
        before, came = len(self.files), 0
        self.hand_over(name)
        for file in self.files[before:]:
            for other in self.alive:
                contents = self.open(other).store.contents.folder
                held = len(list(contents.rglob("*")))
                outcomes = self.take(other, file)
                if any(one.code == GAP for one in outcomes):
                    self.gaps += 1
                    again = len(self.files)
                    self.hand_over(name, everything=True)
                    outcomes = self.take(other, *self.files[again:])
                came += sum(one.new for one in outcomes) + len(list(contents.rglob("*"))) - held
        return came


@contextmanager
def at_work(ready: Path, folder: Path) -> Iterator[Hands]:
    """Copy ready stores and let people work at them."""
    shutil.copytree(ready, folder, dirs_exist_ok=True)
    hands = Hands(folder, sorted(one.name for one in folder.glob("*.gkdb")))
    try:
        yield hands
    finally:
        hands.close_all()


def rows(session: Session, grids: tuple[str, ...] | None) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the rows of a store in some grids, all of them if None, without what is local."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    with session.store.reading() as unit:
        for name, table in tables.records.items():
            for row in unit.connection.execute(select(table)).mappings():
                place = name, row["id"]
                if grids is None or _grid(place, row) in grids:
                    kept = {key: value for key, value in row.items() if key not in traces.COLUMNS}
                    found[place] = kept
    return found


def contended(session: Session) -> set[tuple[str, str, str]]:
    """Return what is in conflict at a store."""
    with session.store.reading() as unit:
        return {(kind.name, record, group) for kind, record, group in unit.listing.contended()}


def change_ids(session: Session, *, own: bool) -> set[str]:
    """Return the ids of the changes that a store knows, or of those that were made there."""
    table = tables.change
    query = select(table.c.id)
    if own:
        query = query.where(table.c.replica == session.replica.id)
    with session.store.reading() as unit:
        return set(unit.connection.execute(query).scalars())


def differences(hands: Hands) -> list[tuple[Any, ...]]:
    """Return what is not as it must be when every batch has arrived; nothing is.

    Each store is sound and has what is in its attachments, the office knows all that anybody
    knows and lacks none of anybody's numbers, and whoever looks after a grid, as the office says,
    holds of it what the office holds: the same rows, the same conflicts.
    """
    office = hands.open(OFFICE)
    everything, held, disputed = (
        change_ids(office, own=False),
        rows(office, None),
        contended(office),
    )
    found: list[tuple[Any, ...]] = [
        ("the radar of the office", stream.name, span.state, span.first, span.last)
        for stream in RadarService(office).streams()
        for span in stream.spans
        if span.state != HERE
    ]
    with office.store.reading() as unit:
        scopes = {peer.id: set(peer.scope) for peer in unit.peers.all()}
    for name in hands.alive:
        session = hands.open(name)
        grids = session.replica.grids or None
        if grids is not None and set(grids) != scopes[session.replica.id]:
            found.append((name, "looks after", grids, scopes[session.replica.id]))
        due = {
            place: row for place, row in held.items() if grids is None or _grid(place, row) in grids
        }
        found += [(name, problem) for problem in verified(session.store).problems]
        found += [(name, "lacks a content", one) for one in _lacking(session)]
        unknown = change_ids(session, own=False) - everything
        found += [(name, "unknown to the office", one) for one in sorted(unknown)]
        found += [(name, *one) for one in _differing(rows(session, grids), due)]
        open_here = contended(session)
        found += [
            (name, "contended", *one) for one in disputed if one[:2] in due and one not in open_here
        ]
    return found


def _lacking(session: Session) -> list[str]:
    with session.store.reading() as unit:
        wanted = unit.attachments.wanted()
    return [one for one in wanted if not session.store.contents.is_sound(one)]


def _differing(
    mine: dict[tuple[str, str], dict[str, Any]], due: dict[tuple[str, str], dict[str, Any]]
) -> list[tuple[Any, ...]]:
    """Return what differs: place, column, what is held, what should be."""
    found: list[tuple[Any, ...]] = [
        (*place, "only here" if place in mine else "missing")
        for place in sorted(mine.keys() ^ due.keys())
    ]
    for place in sorted(mine.keys() & due.keys()):
        row = due[place]
        found += [
            (*place, name, value, row[name])
            for name, value in mine[place].items()
            if value != row[name]
        ]
    return found


def _grid(place: tuple[str, str], row: dict[str, Any]) -> str:
    return place[1] if place[0] == "grid" else row["grid_id"]
