"""Many batches in one go: an office takes in what sixty workers handed over.

    python -m tests.bench.many [--workers 60] [--visits 2000] [--rounds 3]

Everything is real: sixty stores that joined, sixty sealed and signed files in a folder. *Raw*
writes the same visits into an encrypted file, one transaction for each of sixty.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.places import Grid
from gridkeeper.domain.replicas import Role
from gridkeeper.progress import Quiet
from gridkeeper.services.exchange import enrolment
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.store import stores
from gridkeeper.services.store.stores import Place
from tests.bench import batch_stores
from tests.bench.memory import peak_mb
from tests.bench.rows import Row, table
from tests.helpers.stores import CHEAP, PASSWORD
from tests.helpers.towns import cheap_codes

_OFFICE = "office.gkdb"
_HANDED = "handed"


def run(workers: int = 60, visits: int = 2_000, rounds: int = 3) -> list[Row]:
    """Measure both sides in turn."""
    took: dict[str, list[float]] = {"ours": [], "again": [], "raw": [], "peak": []}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with cheap_codes():
            _prepare(folder, workers, visits)
        for _round in range(rounds):
            for name, seconds in _child(folder).items():
                took[name].append(seconds)
            took["raw"].append(_raw(folder, workers, visits))
    ours, again, raw = (statistics.median(took[name]) for name in ("ours", "again", "raw"))
    name, peak = f"{workers} batches of {visits:,}", max(took["peak"])
    note = f"{ours / workers * 1000:.0f} ms a batch, peak {peak:.0f} MB"
    return [
        Row(f"{name}, taken in", ours, "raw insert, encrypted", raw, raw / ours, "-", note),
        Row(f"{name}, again", again, "the first time", ours, ours / again, "-"),
    ]


def _prepare(folder: Path, workers: int, visits: int) -> None:
    clock = SystemClock()
    replica = stores.new_replica(new_id(), Role.OFFICE, "王芳", "晨光街道")
    office, _key = stores.make(Place(folder / _OFFICE, PASSWORD, CHEAP), replica, clock, new_id)
    grids = [Grid(id=new_id(), name=f"第{number}网格") for number in range(workers)]
    with office.writing("grids") as work:
        for grid in grids:
            work.create(grid)
    (folder / _HANDED).mkdir()
    for number, grid in enumerate(grids):
        made = enrolment.EnrolmentService(office).enrol(
            f"网格员{number}", [grid.id], folder / f"{number}.package", Quiet()
        )
        place = Place(folder / f"worker-{number}.gkdb", PASSWORD, CHEAP)
        worker, _key = enrolment.join(made.path, made.code, place, clock, new_id, Quiet())
        with worker.writing("visits") as work:
            for at in range(number * visits, (number + 1) * visits):
                work.create(replace(batch_stores.a_visit_at(at), grid_id=grid.id))
        BatchExportService(worker).export(folder / _HANDED, Quiet())
        worker.close()
    office.close()


def _raw(folder: Path, workers: int, visits: int) -> float:
    rows = [batch_stores.values_of(batch_stores.a_visit_at(at)) for at in range(workers * visits)]
    with (
        tempfile.TemporaryDirectory(dir=folder) as work,
        closing(batch_stores.raw(Path(work) / "raw.db")) as connection,
    ):
        batch_stores.make_table(connection)
        begun = time.perf_counter()
        for first in range(0, len(rows), visits):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(batch_stores.UPSERT, rows[first : first + visits])
            connection.execute("COMMIT")
        return time.perf_counter() - begun


def _child(folder: Path) -> dict[str, float]:
    """Take everything in on a fresh copy of the office, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.many", "--take", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
    took: dict[str, float] = json.loads(done.stdout)
    return took


def _take(folder: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=folder) as work:
        for end in ("", ".key"):
            shutil.copy(folder / (_OFFICE + end), Path(work) / (_OFFICE + end))
        session = stores.opened(Path(work) / _OFFICE, (PASSWORD, ""), SystemClock())
        with closing(session):
            service, handed = BatchImportService(session), [folder / _HANDED]
            begun = time.perf_counter()
            taken = service.take(handed, Quiet())
            ours = time.perf_counter() - begun
            begun = time.perf_counter()
            again = service.take(handed, Quiet())
            seen = time.perf_counter() - begun
    if not all(one.new and not one.refused for one in taken) or not all(one.seen for one in again):
        raise SystemExit("the result is wrong")
    return {"ours": ours, "again": seen, "peak": peak_mb()}


def main() -> None:
    """Print the table; or, as a child, what taking in took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=60)
    parser.add_argument("--visits", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--take", type=Path)
    asked = parser.parse_args()
    if asked.take:
        sys.stdout.write(json.dumps(_take(asked.take)))
    else:
        sys.stdout.write(table(run(asked.workers, asked.visits, asked.rounds)) + "\n")


if __name__ == "__main__":
    main()
