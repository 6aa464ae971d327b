"""What each released version leaves behind: a store, a batch, and what they say.

    python -m tests.helpers.old_files

makes `tests/data/old_VERSION` with the program as it is; run it once, when a version is released,
and never change the folder again. Everything in it is invented.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from gridkeeper import __version__
from gridkeeper.domain import kinds
from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.people import Person
from gridkeeper.domain.places import Grid
from gridkeeper.domain.replicas import Role
from gridkeeper.progress import Quiet
from gridkeeper.services import enrolment, stores
from gridkeeper.services.batch_export import BatchExportService
from gridkeeper.services.batch_import import BatchImportService
from gridkeeper.services.recording import RecordingService
from gridkeeper.services.stores import Place, StoreService
from gridkeeper.storage.engine import KdfCost

DATA = Path(__file__).resolve().parent.parent / "data"
PASSWORD = "old"
VISIT = {
    "visited_on": "2026-10-08",
    "outcome": "见到本人",
    "situation": "老人身体尚好，楼道灯不亮。",
    "hazards": [{"category": "05", "level": "2", "content": "楼道照明线路老化。"}],
    "requests": [{"title": "楼道灯不亮", "source": "走访"}],
}


def make(folder: Path) -> None:
    """Make an office that took in one batch and has a second one, not yet taken in, beside it."""
    work = Path(tempfile.mkdtemp())
    clock, cost = SystemClock(), KdfCost(1024, 1, 1)
    office, _key = stores.make(
        Place(work / "office.gkdb", PASSWORD, cost),
        stores.new_replica(new_id(), Role.OFFICE, "示例街道办事处", "晨光社区（示例）"),
        clock,
        new_id,
    )
    with office.writing("old") as writing:
        grid = writing.create(Grid(id=new_id(), name="第一网格", community="晨光社区（示例）"))
        writing.create(Person(id=new_id(), grid_id=grid.id, name="𠮷野㛃䶮", phone="19900000001"))
    enrolled = enrolment.EnrolmentService(office).enrol(
        "示例网格员", [grid.id], work / "package.gkb", Quiet()
    )
    place = Place(work / "worker.gkdb", PASSWORD, cost)
    worker, _key = enrolment.join(enrolled.path, enrolled.code, place, clock, new_id, Quiet())
    for name in ("first.gkb", "second.gkb"):
        RecordingService(worker).record(kinds.VISIT, [VISIT])
        BatchExportService(worker).export(work / name, Quiet())
        if name == "first.gkb":
            BatchImportService(office).take([work / name], Quiet())
    (work / "office.jsonl").write_bytes(b"\n".join(StoreService(office).dump()))
    worker.store.close()
    office.store.close()
    folder.mkdir(parents=True)
    for name in ("office.gkdb", "office.gkdb.key", "office.jsonl", "second.gkb"):
        shutil.copy(work / name, folder / name)
    shutil.rmtree(work)


if __name__ == "__main__":
    target = DATA / f"old_{__version__}"
    if target.exists():
        sys.exit(f"{target.name} is there already and stays as it is")
    make(target)
