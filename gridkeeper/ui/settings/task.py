"""A button with the progress of what it does, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gridkeeper.texts import _
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.look.tokens import SPACE
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import advance, button

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.jobs.runner import Lane

    Work = Callable[[Progress], object]


class Task(QWidget):
    """Buttons that start work; while it runs, its progress stands in their place.

    Signals:
        finished: The work's result.
        failed: What ended it.
    """

    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, frame: Frame, lane: Lane, *starts: QWidget) -> None:
        super().__init__()
        self._frame = frame
        self._lane = lane
        self._starts = starts
        self._job: Job | None = None
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(_("Progress"))
        self._stop = button(frame.theme, _("&Stop"), self._cancel, kind="quiet")
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        self._start = Flow(*starts, spacing=SPACE)
        down.addWidget(self._start)
        across = QHBoxLayout()
        across.setSpacing(SPACE)
        across.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self._stop)
        down.addLayout(across)
        self._show_busy(busy=False)

    @property
    def is_busy(self) -> bool:
        """Whether it runs."""
        return self._job is not None

    def start(self, work: Work) -> None:
        """Do the work on a worker thread."""
        self._show_busy(busy=True)
        self._job = job = Job("", work)
        job.progressed.connect(self._advance)
        job.finished.connect(self.finished)
        job.failed.connect(self.failed)
        job.ended.connect(self._ended)
        self._frame.jobs.start(job, self._lane)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _advance(self, done: int, total: int) -> None:
        advance(self._bar, done, total)

    def _ended(self, _job: object) -> None:
        self._job = None
        self._show_busy(busy=False)

    def _show_busy(self, *, busy: bool) -> None:
        self._start.setVisible(not busy)
        self._bar.setMaximum(0)
        self._bar.setVisible(busy)
        self._stop.setVisible(busy)
        if busy:
            self._stop.setFocus()
        elif self._starts and self.isVisible():
            self._starts[0].setFocus()
