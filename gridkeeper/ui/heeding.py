"""Heeding what another program writes into the open store: the command line, a second window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from typing_extensions import override

from gridkeeper.errors import GridKeeperError
from gridkeeper.services import heeding
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame

_EVERY_MS = 30_000


class Heeding(QObject):
    """Looks now, whenever the window is turned to, and every half minute.

    What it finds comes by `Changes`, as what is written here does.

    Attributes:
        timer: Beats as long as the store is open.
    """

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._job: Job | None = None
        self.timer = QTimer(self, interval=_EVERY_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()
        frame.messages.window.installEventFilter(self)
        self.look()

    def look(self) -> None:
        """Look, if no look is under way; who works with a damaged store hears of it elsewhere."""
        if self._job is None and not self._frame.is_closed:
            self._job = Job("", self._heed)
            self._job.ended.connect(self._ended)
            self._frame.jobs.start(self._job, Lane.LOOK)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate:
            self.look()
        return False

    def _heed(self, _progress: Progress) -> object:
        try:
            heeding.heed(self._frame.desk.session)
        except GridKeeperError:
            return None  # what is shown asks the store itself, and says what is wrong with it
        return None

    def _ended(self, _job: object) -> None:
        self._job = None
