"""Keeping what is typed through a killed program, at every keystroke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame


def form_key(kind: str, record_id: str = "", preset: Mapping[str, str] | None = None) -> str:
    """Return under which name a form's draft is kept.

    A form that begins with something, such as a door, has a draft of its own: what is half written
    about one household does not turn up at another one.
    """
    if record_id:
        return f"{kind}:{record_id}"
    about = next((value for name, value in (preset or {}).items() if name.endswith("_id")), "")
    return f"{kind}:new:{about}" if about else f"{kind}:new"


class DraftKeeper(QObject):
    """Writes what a form holds, the latest state wins; nothing waits for it.

    It belongs to the frame: a form that goes does not take its last words with it.
    """

    def __init__(self, frame: Frame, key: str) -> None:
        super().__init__(frame)
        self._frame = frame
        self.key = key
        self._waiting: Callable[[], None] | None = None
        self._runs = False
        self._complained = False
        self._released = False

    def keep(self, facts: Mapping[str, str]) -> None:
        """Keep this; what is still waiting to be kept is out of date."""
        unsaved, key, kept = self._frame.desk.unsaved, self.key, dict(facts)
        self._do(lambda: unsaved.keep(key, kept))

    def forget(self) -> None:
        """Drop what was kept."""
        unsaved, key = self._frame.desk.unsaved, self.key
        self._do(lambda: unsaved.forget(key))

    def release(self) -> None:
        """Go as soon as everything is kept."""
        self._released = True
        if not self._runs:
            self.deleteLater()

    def _do(self, work: Callable[[], None]) -> None:
        self._waiting = work
        if not self._runs:
            self._next()

    def _next(self) -> None:
        work, self._waiting = self._waiting, None
        self._runs = work is not None
        if work is None:
            return

        def run(_progress: Progress) -> object:
            return work()

        job = Job("", run, self._frame)
        job.failed.connect(self._failed)
        job.finished.connect(self._kept)
        job.ended.connect(self._ended)
        job.ended.connect(job.deleteLater)
        self._frame.jobs.start(job, Lane.KEEP)

    def _kept(self, _result: object) -> None:
        self._complained = False

    def _failed(self, error: Exception) -> None:
        if not self._complained:
            self._complained = True
            self._frame.messages.failed(error)

    def _ended(self, _job: object) -> None:
        self._next()
        if self._released and not self._runs:
            self.deleteLater()
