"""The stores that the scenes are played in: the sample, with one conflict waiting."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.progress import Quiet
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.samples.sampling import OFFICE_FILE, PASSWORD, WORKER_FILE, Sampling
from gridkeeper.services.store import stores
from gridkeeper.services.store.stores import Place, StoreService
from tests.helpers.stores import CHEAP
from tests.helpers.towns import FixedClock, cheap_codes

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.services.session import Session

CLOCK = FixedClock(datetime(2026, 11, 20, 2, 30, tzinfo=UTC))
FILES = {
    "worker": WORKER_FILE,
    "office": OFFICE_FILE,
    "new": "新街道.gkdb",
    "alone": "自己用.gkdb",
}
PACKAGE, CODE = "开通包-孙晓.gkb", "code.txt"
DAMAGED = "20261118-2号网格-0003.gkb"


def make(folder: Path) -> None:
    """Make the sample, let two people say different things, and leave a batch lying about."""
    with cheap_codes():
        Sampling(CLOCK, new_id, CHEAP).make(folder, Quiet())
    batch = folder / "batch.gkb"
    worker, office = open_store(folder, "worker"), open_store(folder, "office")
    try:
        _say(worker, "张先生说灯又不亮了。")
        BatchExportService(worker).export(batch, Quiet())
        _say(office, "物业答复：周五前换好。")
        BatchImportService(office).take([batch], Quiet())
        _say(worker, "周四复看，灯已换好。")
        BatchExportService(worker).export(folder / "next.gkb", Quiet())
        assert StoreService(office).facts().conflicts
        _enrol(office, folder)
    finally:
        worker.close()
        office.close()
    damaged = bytearray((folder / "next.gkb").read_bytes())
    damaged[-40] ^= 1
    (folder / DAMAGED).write_bytes(damaged)
    for who, role in (("new", Role.OFFICE), ("alone", Role.ALONE)):
        replica = stores.new_replica(new_id(), role, FILES[who].removesuffix(".gkdb"), "")
        session, _key = stores.make(
            Place(folder / FILES[who], PASSWORD, CHEAP), replica, CLOCK, new_id
        )
        session.close()


def open_store(folder: Path, who: str) -> Session:
    """Open one of the stores."""
    return stores.opened(folder / FILES[who], (PASSWORD, ""), CLOCK)


def copied(stock: Path, folder: Path) -> Path:
    """Return a copy, so that no scene sees what another one did."""
    return shutil.copytree(stock, folder)


def first(session: Session, kind: str, **equal: str) -> str:
    """Return the id of a record that a scene shows: the newest that fits."""
    with session.store.reading() as unit:
        return unit.listing.where(KINDS[kind], **equal)[-1].id


def second(session: Session, kind: str) -> str:
    """Return the id of a record with which no list begins: the second newest."""
    with session.store.reading() as unit:
        return unit.listing.where(KINDS[kind])[-2].id


def _enrol(office: Session, folder: Path) -> None:
    """Leave the package of a worker who has not joined yet, and its code."""
    service = EnrolmentService(office)
    with cheap_codes():
        made = service.enrol("孙晓", [service.grids()[0][0]], folder / PACKAGE, Quiet())
    (folder / CODE).write_text(made.code, encoding="utf-8")


def _say(session: Session, text: str) -> None:
    with session.writing("amend") as work:
        found = work.unit.listing.where(kinds.REQUEST)
        request = min(found, key=lambda one: one.id)
        work.change(request, result=text)
