"""A small town for one test: an office, and two workers who have joined it.

It is made once for all tests and copied for each, because stores take their time to be made.
"""

from __future__ import annotations

import hashlib
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pyrage
import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.households import Household
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.people import Person
from gridkeeper.domain.places import Building, Dwelling, Grid
from gridkeeper.domain.premises import Premises
from gridkeeper.domain.replicas import Role
from gridkeeper.progress import Quiet
from gridkeeper.services.exchange import enrolment, sealing
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.session import Session
from gridkeeper.services.store import stores
from gridkeeper.services.store.stores import Place, StoreService
from gridkeeper.storage.store import Store
from tests.helpers.stores import CHEAP, NOW, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.exchange.batch_outcomes import Outcome

QUIET = Quiet()
ZHANG_SAN = "11010119491001001X"
OFFICE, WORKER_1, WORKER_2 = "office.gkdb", "worker-1.gkdb", "worker-2.gkdb"
WORKER_3 = "worker-3.gkdb"


@dataclass
class FixedClock:
    """A clock that goes only when a test moves it."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment

    def pass_days(self, days: int) -> None:
        """Let some days go by."""
        self.moment += timedelta(days=days)


@dataclass
class Town:
    """Open sessions of an office and its workers: 李梅 in the first grid, 赵刚 in both."""

    folder: Path
    clock: FixedClock = field(default_factory=FixedClock)
    sessions: dict[str, Session] = field(default_factory=dict)

    @property
    def office(self) -> Session:
        """王芳 at the office."""
        return self.open(OFFICE)

    @property
    def mei(self) -> Session:
        """李梅, who looks after the first grid."""
        return self.open(WORKER_1)

    @property
    def gang(self) -> Session:
        """赵刚, who looks after both grids."""
        return self.open(WORKER_2)

    def open(self, name: str) -> Session:
        """Return a session; a store that is not open yet is opened."""
        if name not in self.sessions:
            store = Store.open(self.folder / name, PASSWORD)
            self.sessions[name] = Session(store, self.clock)
        return self.sessions[name]

    def copy(self, name: str, copied: str) -> Session:
        """Return a session on a copy of a store, as somebody who copies files makes it."""
        self.close(name)
        for end in ("", ".key"):
            shutil.copy(self.folder / (name + end), self.folder / (copied + end))
        return self.open(copied)

    def close(self, name: str) -> None:
        """Close one store, if it is open."""
        if name in self.sessions:
            self.sessions.pop(name).store.close()

    def close_all(self) -> None:
        """Close all stores."""
        for name in list(self.sessions):
            self.close(name)

    def hand_in(self, worker: Session, name: str = "") -> Path:
        """Let a worker export a batch for the office."""
        return hand_in(worker, self.folder, name)

    def only(self, kind: Kind, session: Session | None = None, **equal: object) -> Record:
        """Return the one record of a kind with these values."""
        found = where(session or self.office, kind, **equal)
        assert len(found) == 1, found
        return found[0]


def where(session: Session, kind: Kind, **equal: object) -> list[Record]:
    """Return the records of a store with these stored values."""
    with session.store.reading() as unit:
        return unit.listing.where(kind, **equal)


def record(session: Session, kind: Kind, **facts: object) -> Record:
    """Record one thing as a form does."""
    return RecordingService(session).record(kind, [facts])[0].record


def a_visit_of(session: Session, **facts: object) -> Record:
    """Record a visit to the household of 张三."""
    usual = {"household_id": "3-2-501", "visited_on": "2026-10-07", "outcome": "01"}
    return record(session, kinds.VISIT, **usual | facts)


def record_sixty(session: Session, title: str) -> None:
    """Record sixty requests, which fill several volumes, in one go: each save takes its time."""
    titles = [f"{title} {number:04} 号" for number in range(60)]
    facts = [{"title": one, "received_on": "2026-10-07"} for one in titles]
    RecordingService(session).record(kinds.REQUEST, facts)


def rename(session: Session, kind: Kind, record_: Record, **values: object) -> None:
    """Change a record."""
    with session.writing("edit") as work:
        work.change(work.unit.listing.get(kind, record_.id), **values)


def hand_in(session: Session, folder: Path, name: str = "") -> Path:
    """Export the one batch there is to export."""
    target = folder / name if name else folder
    return BatchExportService(session).export(target, QUIET)[0].path


def take(session: Session, *paths: Path, rehearse: bool = False) -> list[Outcome]:
    """Import batches."""
    return BatchImportService(session).take(paths, QUIET, rehearse=rehearse)


def newest_batch(session: Session) -> str:
    """Return the id of the newest batch that came in."""
    with session.store.reading() as unit:
        return next(note.id for note in unit.peers.batches() if not note.outgoing)


def dumped(session: Session) -> list[bytes]:
    """Return the logical content of a store."""
    return list(StoreService(session).dump())


def living(session: Session) -> dict[tuple[str, str], object]:
    """Return all living records, as they are stored."""
    with session.store.reading() as unit:
        return {
            (kind.name, one.id): one.stored()
            for kind in kinds.KINDS.values()
            for one in unit.listing.all(kind)
        }


def conflicts(session: Session) -> list[tuple[str, list[object]]]:
    """Return what is in conflict, with the values side by side."""
    return [
        (one.group, sorted(next(iter(claim.values.values())) for claim in one.claims))
        for one in ConflictService(session).open()
    ]


@contextmanager
def a_town(made: Path, folder: Path) -> Iterator[Town]:
    """Copy the stores of a town and open them; in the end all of them are closed.

    A town in which many tests want something to have happened is made so once and copied again.
    """
    shutil.copytree(made, folder)
    town = Town(folder)
    try:
        yield town
    finally:
        town.close_all()


@contextmanager
def cheap_codes() -> Iterator[None]:
    """Seal enrolment packages without the second that each guess of a code costs."""

    def encrypt(plain: bytes, code: str) -> bytes:
        return hashlib.sha256(code.encode()).digest() + plain

    def decrypt(locked: bytes, code: str) -> bytes:
        if not locked.startswith(hashlib.sha256(code.encode()).digest()):
            raise pyrage.DecryptError
        return locked[32:]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pyrage.passphrase, "encrypt", encrypt)
        patch.setattr(pyrage.passphrase, "decrypt", decrypt)
        yield


def build(folder: Path, *, third: bool = False, envelope: str = sealing.AGE) -> None:
    """Make the stores of the town in a folder; `third`: 孙丽 joins too, for the second grid."""
    clock = FixedClock()
    replica = stores.new_replica(new_id(), Role.OFFICE, "王芳", "晨光街道")
    place = Place(folder / OFFICE, PASSWORD, CHEAP)
    office, _key = stores.make(place, replica, clock, new_id, envelope)
    try:
        with office.writing("register") as work:
            for one in register():
                work.create(one)
        enrol(office, "李梅", ["第一网格"], folder / WORKER_1).store.close()
        enrol(office, "赵刚", ["第一网格", "WG02"], folder / WORKER_2).store.close()
        if third:
            enrol(office, "孙丽", ["WG02"], folder / WORKER_3).store.close()
    finally:
        office.store.close()


def enrol(office: Session, name: str, grids: list[str], store: Path) -> Session:
    """Enrol a worker and let her join."""
    package = store.with_suffix(".package.gkb")
    made = EnrolmentService(office).enrol(name, grids, package, QUIET)
    place = Place(store, PASSWORD, CHEAP)
    session, _key = enrolment.join(package, made.code, place, FixedClock(), new_id, QUIET)
    return session


def register() -> list[Record]:
    """Return two grids, and a household of two behind one door of the first."""
    one, two = (
        Grid(id=new_id(), name=f"第{name}网格", code=code, community="晨光社区", street="晨光街道")
        for name, code in (("一", "WG01"), ("二", "WG02"))
    )
    house = Building(id=new_id(), grid_id=one.id, compound="晨光花园", name="3幢")
    door = Dwelling(id=new_id(), grid_id=one.id, building_id=house.id, unit="2", room="501")
    head = new_id()
    home = Household(id=new_id(), grid_id=one.id, dwelling_id=door.id, number="H001", head_id=head)
    people = [
        Person(
            id=head,
            grid_id=one.id,
            household_id=home.id,
            name="张三",
            phone="13800001111",
            id_number=ZHANG_SAN,
            relation="02",
        ),
        Person(id=new_id(), grid_id=one.id, household_id=home.id, name="𠮷小花", relation="10"),
    ]
    shop = Premises(id=new_id(), grid_id=one.id, name="晨光超市", phone="13900002222")
    return [one, two, house, door, home, *people, shop]
