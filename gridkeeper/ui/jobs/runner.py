"""The worker threads on which jobs run."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gridkeeper.ui.jobs.tidying import Tidying

if TYPE_CHECKING:
    from gridkeeper.ui.jobs.job import Job


class Lane(Enum):
    """Who waits for whom: jobs of one lane run one after the other, lanes beside each other."""

    WORK = "work"  # what a person started and what writes: save, settle, take in
    LOOK = "look"  # what a view wants to show
    ROWS = "rows"  # what a list draws next; never behind a question that takes long
    KEEP = "keep"  # what keeps typing safe; never behind anything long
    BACKUP = "backup"  # one backup at a time; nobody waits for it
    ERRAND = "errand"  # what a process of its own does for long; a thread only waits for it
    AFAR = "afar"  # what may lie on a share or a stick; see `gridkeeper.ui.jobs.patient`


class JobRunner(QObject):
    """Runs jobs on Python threads, one a lane.

    Python's threads and not Qt's: coverage and debuggers follow them.

    Signals:
        busy: The job of the lane `WORK` that runs, or an errand with a label, or None; the status
            line shows it.
    """

    busy = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"gridkeeper-{lane.value}")
            for lane in Lane
        }
        self.tidying = Tidying(self)
        self._running: dict[Job, Future[None]] = {}
        self._working: list[Job] = []
        self._is_closed = False
        self._keeping: set[Job] = set()

    def start(self, job: Job, lane: Lane = Lane.WORK) -> Job:
        """Run a job that is connected to whoever wants to hear of it; window's thread only.

        It lives with the runner until everybody has heard of its end; whoever made it may go
        before. After closing nothing runs any more: the job ends as cancelled at once.
        """
        if self._is_closed:
            job.cancel()
            job.run()
            return job
        job.setParent(self)
        job.ended.connect(self._forget)
        if lane is Lane.KEEP:
            self._keeping.add(job)
        if lane is Lane.WORK or (lane is Lane.ERRAND and job.label):
            self._working.append(job)
            self.busy.emit(self._working[0])
        self._running[job] = self._pools[lane].submit(_run, [job])
        return job

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs or waits."""
        return not self._running

    def settle(self) -> None:
        """Cancel everything and wait for its end; what cannot be cancelled is finished."""
        self._cancel()
        wait(self._running.values())

    def close(self) -> None:
        """Cancel everything and wait for its end; nothing starts afterwards."""
        self._is_closed = True
        self._cancel()
        for lane, pool in self._pools.items():
            pool.shutdown(wait=True, cancel_futures=lane is not Lane.KEEP)
        self.tidying.close()

    def _cancel(self) -> None:
        """Cancel everything but what keeps typing safe: the last words are the newest."""
        for job in self._running:
            if job not in self._keeping:
                job.cancel()

    @Slot(object)
    def _forget(self, job: Job) -> None:
        future = self._running.get(job)
        if future is not None:
            wait([future])  # the worker lets go of it first, see `_run`
            del self._running[job]
        self._keeping.discard(job)
        if job in self._working:
            self._working.remove(job)
            self.busy.emit(self._working[0] if self._working else None)
        job.deleteLater()


def _run(handed: list[Job]) -> None:
    """Run a job on a worker thread, and let go of it before the thread says that it is done.

    Whoever lets go last destroys it, and a QObject must be destroyed on the thread that made it.
    """
    handed.pop().run()
