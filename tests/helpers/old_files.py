"""What each released version leaves behind: stores, batches, and what they say.

    python -m tests.helpers.old_files

makes `tests/data/old_VERSION` with the program as it is; run it once, when a version is released,
and never change the folder again. Everything in it is invented. Of 0.1.0 there are only the first
two lines, without attachments:

| file | what it is |
|---|---|
| `office.gkdb`, `office.jsonl` | an office that took in one batch, and what it says |
| `second.gkb` | her worker's second batch, with a photo; not taken in there yet |
| `volumes/` | her third one, in several volumes |
| `worker.gkdb`, `worker.jsonl` | the worker after all three, and what she says |
| `answer.gkb` | what the office sends her; not taken in yet |
| `package.gkb`, `code.txt` | the enrolment of a second worker, and its code |
| `gm/` | another office and a worker's `second.gkb` in the envelope `gm-v1` |
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper import __version__
from gridkeeper.domain import kinds
from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.people import Person
from gridkeeper.domain.places import Grid
from gridkeeper.domain.replicas import Role
from gridkeeper.exchange import envelopes
from gridkeeper.progress import Quiet
from gridkeeper.services.attachments.hanging import AttachmentService
from gridkeeper.services.exchange import enrolment
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.store import stores
from gridkeeper.services.store.stores import Place, StoreService
from gridkeeper.storage.engine import KdfCost
from tests.helpers.attachments import a_photo

if TYPE_CHECKING:
    from gridkeeper.services.session import Session

DATA = Path(__file__).resolve().parent.parent / "data"
PASSWORD = "old"
VOLUME = 6000
VISIT = {
    "visited_on": "2026-10-08",
    "outcome": "见到本人",
    "situation": "老人身体尚好，楼道灯不亮。",
    "hazards": [{"category": "05", "level": "2", "content": "楼道照明线路老化。"}],
    "requests": [{"title": "楼道灯不亮", "source": "走访"}],
}


def make(folder: Path) -> None:
    """Fill a new folder."""
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        office, worker = _pair(work, envelopes.AGE)
        RecordingService(worker).record(kinds.VISIT, [VISIT])
        (work / "volumes").mkdir()
        whole = work / "volumes" / "third.gkb"
        BatchExportService(worker).export(whole, Quiet(), limit=VOLUME)
        BatchExportService(office).export(work / "answer.gkb", Quiet())
        grids = [grid for grid, _name in enrolment.EnrolmentService(office).grids()]
        second = enrolment.EnrolmentService(office).enrol(
            "示例网格员二", grids, work / "package.gkb", Quiet()
        )
        (work / "code.txt").write_text(second.code, encoding="utf-8")
        _leave(office, work / "office.jsonl")
        _leave(worker, work / "worker.jsonl")
        (work / "gm").mkdir()
        office, worker = _pair(work / "gm", envelopes.GM)
        _leave(office, work / "gm" / "office.jsonl")
        worker.store.close()
        for file in (work / "gm").glob("worker.gkdb*"):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
        shutil.copytree(work, folder, ignore=shutil.ignore_patterns(*_NOT_LEFT))


_NOT_LEFT = ("*.jpg", "first*", "*.lock", "*-wal", "*-shm")


def _pair(work: Path, envelope: str) -> tuple[Session, Session]:
    """Make an office and its worker, who wrote two batches, of which the office took in one."""
    clock, cost = SystemClock(), KdfCost(1024, 1, 1)
    office, _key = stores.make(
        Place(work / "office.gkdb", PASSWORD, cost),
        stores.new_replica(new_id(), Role.OFFICE, "示例街道办事处", "晨光社区（示例）"),
        clock,
        new_id,
        envelope,
    )
    with office.writing("old") as writing:
        grid = writing.create(Grid(id=new_id(), name="第一网格", community="晨光社区（示例）"))
        writing.create(Person(id=new_id(), grid_id=grid.id, name="𠮷野㛃䶮", phone="19900000001"))
    enrolled = enrolment.EnrolmentService(office).enrol(
        "示例网格员", [grid.id], work / "first_package.gkb", Quiet()
    )
    place = Place(work / "worker.gkdb", PASSWORD, cost)
    worker, _key = enrolment.join(enrolled.path, enrolled.code, place, clock, new_id, Quiet())
    for number, name in enumerate(("first.gkb", "second.gkb"), start=1):
        (made, *_others) = RecordingService(worker).record(kinds.VISIT, [VISIT])
        photo = a_photo(work / f"{number}.jpg", seed=number)
        AttachmentService(worker).attach(made.record, [photo])
        BatchExportService(worker).export(work / name, Quiet())
        if name == "first.gkb":
            BatchImportService(office).take([work / name], Quiet())
    return office, worker


def _leave(session: Session, file: Path) -> None:
    """Write down what a store says, and close it."""
    file.write_bytes(b"\n".join(StoreService(session).dump()))
    session.store.close()


if __name__ == "__main__":
    target = DATA / f"old_{__version__}"
    if target.exists():
        sys.exit(f"{target.name} is there already and stays as it is")
    make(target)
