"""Looking every so often at what may change by itself, as long as somebody sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from typing_extensions import override

from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.ui.jobs.runner import JobRunner


class Watch(QObject):
    """Looks on a worker thread, at what may lie afar, while a widget is shown; one look at a time.

    Attributes:
        timer: Beats while the widget is shown.

    Signals:
        due: The timer beat; whoever watches looks then.
        found: What a look returned.
        failed: What it raised.
        ended: It is over, whatever came of it.
    """

    due = Signal()
    found = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, widget: QWidget, jobs: JobRunner, every_ms: int) -> None:
        super().__init__(widget)
        self._jobs = jobs
        self._job: Job | None = None
        self.timer = QTimer(self, interval=every_ms)
        self.timer.timeout.connect(self.due)
        widget.installEventFilter(self)

    @property
    def is_looking(self) -> bool:
        """Whether a look is under way."""
        return self._job is not None

    def look(self, work: Callable[[Progress], object]) -> None:
        """Look now; only where no look is under way."""
        job = self._job = Job("", work)
        job.finished.connect(self.found)
        job.failed.connect(self.failed)
        job.ended.connect(self._ended)
        self._jobs.start(job, Lane.AFAR)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self.timer.start()
        elif event.type() is QEvent.Type.Hide:
            self.timer.stop()
        return False

    def _ended(self, _job: object) -> None:
        self._job = None
        self.ended.emit()
