"""The window with very long lists: how long it stands still, how much it takes, how it starts.

    python -m tests.bench.screen [--rows 200000] [--store FILE] [--rounds 3]

The real window shows a store of visits. A *frame* is one scroll step with its repaint. Where work
runs beside the window, the longest frame counts, and the longest time between two beats of the
event loop. Without `--store`, a store of so many visits is made first. `QT_QPA_PLATFORM` says on
which platform it runs (offscreen, if nothing is said).
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.periods import Period
from gridkeeper.domain.privacy import Profile
from gridkeeper.services import errands
from gridkeeper.services.session import Session
from gridkeeper.storage.store import Store
from gridkeeper.ui import pages
from gridkeeper.ui.jobs.child import in_child
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.lists.filters import Filters
from tests.bench.browsing import fill
from tests.bench.memory import now_mb, peak_mb
from tests.bench.rows import Row, table
from tests.helpers.stores import PASSWORD, a_store
from tests.helpers.windows import a_window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gridkeeper.ui.lists.record_page import RecordPage
    from gridkeeper.ui.main_window import MainWindow

FRAME_S, FRAME_BAR = 0.050, "longest ≤ 50 ms"
START_TIMES, START_BAR = 2.0, "≤ 2 × bare"
MEMORY_MB, MEMORY_BAR = 400, "≤ 400 MB"
_BARE = """
import time; begun = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        print(time.perf_counter() - begun, flush=True); QApplication.quit()
application = QApplication([]); window = Window(); window.resize(1280, 800); window.show()
application.exec()
"""
_OURS = """
import time; begun = time.perf_counter()
import sys
from gridkeeper.app import App
from PySide6.QtWidgets import QApplication, QMainWindow
def paint(self, event):
    print(time.perf_counter() - begun, flush=True); QApplication.quit()
def live(run=QApplication.exec):
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    type(window).paintEvent = paint
    return run()
QApplication.exec = staticmethod(live)
App().window()
"""


class Beats:
    """Keeps the longest time between two beats of the event loop."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._beat)

    @contextmanager
    def going(self) -> Iterator[Beats]:
        """Listen for as long as the block lasts."""
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start()
        yield self
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def until(condition: Callable[[], bool], seconds: float = 120) -> None:
    """Let the window live until something holds."""
    loop, end, held = QEventLoop(), time.perf_counter() + seconds, []

    def look() -> None:
        if condition():
            held.append(True)
        if held or time.perf_counter() > end:
            loop.quit()

    timer = QTimer(interval=2)
    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    assert held


def run(rows: int, rounds: int, store: Path | None = None) -> list[Row]:
    """Measure."""
    found = [_start(rounds * 3)]
    with tempfile.TemporaryDirectory() as folder:
        if store is None:
            with closing(a_store(Path(folder))) as made:
                fill(made, rows)
                store = made.path
        session = Session(Store.open(store, PASSWORD), SystemClock())
        with a_window(Path(folder), session) as window:
            found += _lists(window, rounds, Path(folder))
    return found


def _lists(window: MainWindow, rounds: int, folder: Path) -> list[Row]:
    workspace, beats, began = window.workspace, Beats(), now_mb()
    assert workspace is not None
    pages.prepare()  # as while a password is typed
    until(lambda: window.jobs.is_idle)
    begun = time.perf_counter()
    with beats.going():
        workspace.show_page("visits")
        page: RecordPage = workspace.page  # type: ignore[assignment]
        until(lambda: page.side.view.table.rowCount() > 0)
        opened = time.perf_counter() - begun
        until(lambda: window.jobs.is_idle)
    count = page.side.view.table.rowCount()
    found = [_row(f"open {count} visits", opened, beats.longest)]
    found += [_scroll(page, rounds), _jump(page, rounds)]
    for name, ask in _questions(page).items():
        found.append(_ask(page, beats, name, ask))
    mb, now = f"RSS {began:.0f} → {now_mb():.0f} MB, peak {peak_mb():.0f}", now_mb()
    found.append(_beside_a_ledger(window, page, folder))
    return [*found, Row("memory", 0, "-", 0, 1, MEMORY_BAR, mb, now <= MEMORY_MB)]


@dataclass
class _Frames:
    """Seconds of some frames, and how many of them were drawn before all their rows had come."""

    took: list[float] = field(default_factory=list)
    waiting: int = 0

    def draw(self, page: RecordPage, places: Iterable[int]) -> _Frames:
        """Scroll to each of some places, and paint."""
        view = page.side.view
        for place in places:
            begun = time.perf_counter()
            view.verticalScrollBar().setValue(place)
            view.viewport().repaint()
            self.took.append(time.perf_counter() - begun)
            ends = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
            self.waiting += not all(map(view.table.is_here, ends))
        return self


def _scroll(page: RecordPage, rounds: int) -> Row:
    step = page.side.view.verticalScrollBar().pageStep()
    return _of_frames(
        "scroll page by page", _Frames().draw(page, range(0, step * 100 * rounds, step))
    )


def _jump(page: RecordPage, rounds: int) -> Row:
    chance = random.Random(7)  # noqa: S311 - the same jumps in every run
    most = page.side.view.verticalScrollBar().maximum()
    return _of_frames(
        "jump anywhere", _Frames().draw(page, (chance.randint(0, most) for _ in range(70 * rounds)))
    )


def _questions(page: RecordPage) -> dict[str, Callable[[], object]]:
    side = page.side
    return {
        "sort by outcome": lambda: side.view.sort_by("outcome", descending=False),
        "the usual order": lambda: side.view.sort_by("", descending=False),
        "filter by a word": lambda: side.bar.choose(Filters(text="灯泡不亮")),
        "filter by a state": lambda: side.bar.choose(Filters(codes={"state": "30"})),
        "show everything": side.bar.clear,
    }


def _ask(page: RecordPage, beats: Beats, name: str, ask: Callable[[], object]) -> Row:
    jobs, answers = page.frame.jobs, []
    page.side.view.answered.connect(answers.append)
    begun = time.perf_counter()
    with beats.going():
        ask()
        until(lambda: bool(answers))
        took = time.perf_counter() - begun
        page.side.view.viewport().repaint()
        until(lambda: jobs.is_idle)
    page.side.view.answered.disconnect(answers.append)
    return _row(f"{name}: {answers[0]} rows", took, beats.longest)


def _beside_a_ledger(window: MainWindow, page: RecordPage, folder: Path) -> Row:
    """Scroll while a ledger of a hundred days is written by another process."""
    way = errands.access(page.frame.desk.session)
    period = Period(date(2024, 6, 1), date(2024, 9, 8))
    work = in_child(
        errands.write_ledger, way, "visits", period, folder / "ledger.xlsx", Profile.MASKED
    )
    job, ended, frames = Job("", work), [], _Frames()
    job.finished.connect(ended.append)
    job.failed.connect(ended.append)
    window.jobs.start(job)
    begun, place = time.perf_counter(), 0
    step = page.side.view.verticalScrollBar().pageStep()

    def scroll() -> bool:
        nonlocal place
        place += step
        frames.draw(page, [place])
        return bool(ended)

    until(scroll, 600)
    note = f"the ledger took {time.perf_counter() - begun:.1f} s; {ended[0]}"[:120]
    return _of_frames("scroll beside a ledger", frames, note)


def _start(times: int) -> Row:
    """Start bare Qt and ours, by turns, each in a process of its own.

    Both are compiled, as they are on a user's computer from the second start on.
    """
    took: dict[str, list[float]] = {_BARE: [], _OURS: []}
    nowhere = tempfile.TemporaryDirectory()
    around = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "XDG_CONFIG_HOME": nowhere.name}
    for round_ in range(times + 1):
        for program, times_s in took.items():
            done = subprocess.run(  # noqa: S603 - our own text
                [sys.executable, "-c", program],
                env=around,
                capture_output=True,
                text=True,
                check=True,
            )
            if round_:
                times_s.append(float(done.stdout))
    nowhere.cleanup()
    ours, bare = (statistics.median(took[program]) for program in (_OURS, _BARE))
    note = f"{(ours - bare) * 1000:.0f} ms more"
    return Row(
        "start to first paint",
        ours,
        "bare QMainWindow",
        bare,
        bare / ours,
        START_BAR,
        note,
        ours / bare <= START_TIMES,
    )


def _row(name: str, took: float, longest: float) -> Row:
    note = f"window stood still {longest * 1000:.0f} ms at the longest"
    return Row(name, took, "-", took, 1, FRAME_BAR, note, longest <= FRAME_S)


def _of_frames(name: str, frames: _Frames, note: str = "") -> Row:
    took = frames.took
    median, p95 = statistics.median(took), statistics.quantiles(took, n=20)[18]
    said = f"p95 {p95 * 1000:.1f} ms, longest {max(took) * 1000:.1f}, {len(took)} frames"
    said += f", {frames.waiting} before their rows came" if frames.waiting else ""
    said = "; ".join(part for part in (said, note) if part)
    return Row(name, median, "-", median, 1, FRAME_BAR, said, max(took) <= FRAME_S)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--store", type=Path)
    asked = parser.parse_args()
    QApplication.instance() or QApplication([])
    sys.stdout.write(table(run(asked.rows, asked.rounds, asked.store)) + "\n")


if __name__ == "__main__":
    main()
