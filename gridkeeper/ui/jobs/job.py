"""One piece of work, before, while and after it runs."""

from __future__ import annotations

import threading
import time
from contextvars import copy_context
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, Signal

from gridkeeper.progress import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.progress import Progress


class Job(QObject):
    """Work with a progress, a way to stop it, and exactly one ending.

    Make it, connect to it, then start it: a signal emitted before anyone connected is lost.
    Exactly one of `finished`, `failed` and `cancelled` is emitted, once; receivers that live on
    the window's thread get it there. The language in force where it was made holds in it. Once it
    is started it belongs to the runner, which takes it away after its end.

    Signals:
        progressed: Steps done and steps in all (0: not known), at most ten times a second.
        finished: The work's return value.
        failed: The exception that ended the work.
        cancelled: The work noticed the request and left nothing behind.
        ended: This job, after any of the three.
    """

    progressed = Signal(object, object)  # ints, which may be beyond 2^31
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal(object)

    _MIN_GAP: ClassVar[float] = 0.1

    def __init__(self, label: str, work: Callable[[Progress], object]) -> None:
        """Prepare work.

        Args:
            label: What is being done, for the person who waits.
            work: Called once on a worker thread with the job as its progress.
        """
        super().__init__()
        self.label = label
        self._work = work
        self._stop = threading.Event()
        self._last = 0.0
        self._context = copy_context()

    def cancel(self) -> None:
        """Ask the work to stop; it does so the next time it reports. Any thread."""
        self._stop.set()

    @property
    def is_cancelling(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def report(self, done: int, total: int) -> None:
        """Implement `Progress` for the worker thread."""
        if self._stop.is_set():
            raise CancelledError
        now = time.monotonic()
        if done == total or now - self._last >= self._MIN_GAP:
            self._last = now
            self.progressed.emit(done, total)

    def run(self) -> None:
        """Do the work; called by the runner on a worker thread."""
        try:
            if self._stop.is_set():
                raise CancelledError  # noqa: TRY301 - one way out for both kinds of stopping
            result = self._context.run(self._work, self)
        except CancelledError:
            self.cancelled.emit()
        except Exception as error:  # noqa: BLE001 - whoever asked decides what to say
            self.failed.emit(error)
        else:
            self.finished.emit(result)
        self.ended.emit(self)
