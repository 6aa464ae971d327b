"""Work that a page at the gate waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridkeeper.ui.jobs.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.progress import Progress
    from gridkeeper.ui.first_run.step import Step


class Attempt(QObject):
    """Work that a page waits for; if the page goes first, nobody is told."""

    def __init__(
        self, step: Step, work: Callable[[Progress], object], then: Callable[[object], None]
    ) -> None:
        super().__init__(step)
        self._step = step
        self._then = then
        self.job = Job("", work)
        self.job.progressed.connect(self.progressed)
        self.job.finished.connect(self.finished)
        self.job.failed.connect(self.failed)
        self.job.cancelled.connect(self.cancelled)

    def progressed(self, done: object, total: object) -> None:
        """Show how far it is."""
        self._step.show_progress(done, total)

    def finished(self, result: object) -> None:
        """Go on with the result."""
        self._step.ended()
        self._then(result)
        self.deleteLater()

    def failed(self, error: Exception) -> None:
        """Say what went wrong."""
        self._step.ended()
        self._step.failed(error)
        self.deleteLater()

    def cancelled(self) -> None:
        """Be ready again."""
        self._step.ended()
        self._step.begin()
        self.deleteLater()
