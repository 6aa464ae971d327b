"""The stores that the scenes are played in: the sample, with one conflict waiting."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import KINDS
from gridkeeper.progress import Quiet
from gridkeeper.services import stores
from gridkeeper.services.batch_export import BatchExportService
from gridkeeper.services.batch_import import BatchImportService
from gridkeeper.services.sampling import OFFICE_FILE, PASSWORD, WORKER_FILE, Sampling
from gridkeeper.services.stores import StoreService
from tests.helpers.stores import CHEAP
from tests.helpers.towns import FixedClock

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.services.session import Session

CLOCK = FixedClock(datetime(2026, 11, 20, 2, 30, tzinfo=UTC))
FILES = {"worker": WORKER_FILE, "office": OFFICE_FILE}


def make(folder: Path) -> None:
    """Make the sample, let two people say different things, and leave a batch lying about."""
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
    finally:
        worker.close()
        office.close()


def open_store(folder: Path, who: str) -> Session:
    """Open one of the stores."""
    return stores.opened(folder / FILES[who], PASSWORD, CLOCK)


def copied(stock: Path, folder: Path) -> Path:
    """Return a copy, so that no scene sees what another one did."""
    return shutil.copytree(stock, folder)


def first(session: Session, kind: str, **equal: str) -> str:
    """Return the id of a record that a scene shows: the newest that fits."""
    with session.store.reading() as unit:
        return unit.listing.where(KINDS[kind], **equal)[-1].id


def _say(session: Session, text: str) -> None:
    with session.writing("amend") as work:
        found = work.unit.listing.where(kinds.REQUEST)
        request = min(found, key=lambda one: one.id)
        work.change(request, remark=text)
