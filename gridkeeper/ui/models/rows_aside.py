"""Rows that are read beside the window: it waits for them a moment, and is told of them later.

From a warm disk rows come before anybody could see that they were missing; from a cold one, or a
slow one, each would let the window stand still.
"""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from gridkeeper.ui.jobs.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gridkeeper.progress import Progress
    from gridkeeper.services.views.browsing import BrowseService, Row
    from gridkeeper.ui.models.records import RecordTable, Wanted

PATIENCE_S = 0.02
"""How long one picture waits for its rows: with them it is drawn within a frame of 50 ms."""


class _Reading:
    """Rows while they are read; they may be taken before the job says that it has ended."""

    def __init__(self, wanted: Wanted, browsing: BrowseService) -> None:
        self.wanted = wanted
        self.rows: Mapping[int, Row] | None = None
        self.done = threading.Event()
        self.job = Job("", partial(self._read, browsing))

    def _read(self, browsing: BrowseService, _progress: Progress) -> None:
        try:
            self.rows = self.wanted.read(browsing)
        finally:
            self.done.set()


class RowsAside(QObject):
    """Brings the rows of a table, one job at a time.

    Signals:
        arrived: Rows came that are seen, and that were not waited for any longer.
        free: Nothing is under way any more.
    """

    arrived = Signal()
    free = Signal()

    def __init__(
        self, table: RecordTable, browsing: BrowseService, start: Callable[[Job], object]
    ) -> None:
        """Read for a table; `start` has a job run on a worker thread that does nothing else."""
        super().__init__(table)
        self._table = table
        self._browsing = browsing
        self._start = start
        self._reading: _Reading | None = None
        self._seen = range(0)

    def see(self, seen: range) -> None:
        """Have the rows that are about to be drawn, as far as they come in a moment."""
        self._seen = seen
        end = time.monotonic() + PATIENCE_S
        while (wanted := self._missing()) is not None:
            reading = self._reading or self._read(wanted)
            if not reading.done.wait(max(0.0, end - time.monotonic())) or reading.rows is None:
                return
            self._take(reading)

    def want(self, row: int) -> None:
        """Have a row read that nobody waits for, unless others are under way."""
        wanted = self._table.wanted(row, row)
        if wanted is not None and self._reading is None:
            self._read(wanted)

    def _missing(self) -> Wanted | None:
        return self._table.wanted(self._seen.start, self._seen.stop - 1)

    def _read(self, wanted: Wanted) -> _Reading:
        reading = self._reading = _Reading(wanted, self._browsing)
        reading.job.failed.connect(self._failed)
        reading.job.ended.connect(self._ended)
        self._start(reading.job)
        return reading

    def _take(self, reading: _Reading) -> None:
        self._reading = None
        if reading.rows is not None:
            self._table.take(reading.wanted, reading.rows)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        # One that failed is not taken before its job says so: it is still the one under way.
        if self._reading is not None:
            self._table.leave(self._reading.wanted, error)

    @Slot(object)
    def _ended(self, job: Job) -> None:
        reading = self._reading
        if reading is None or reading.job is not job:
            return
        was_missing = self._missing() is not None
        self._take(reading)
        still = self._missing()
        if still is not None and not job.is_cancelling:  # else the next picture asks
            self._read(still)
        if was_missing:
            self.arrived.emit()
        if self._reading is None:
            self.free.emit()
