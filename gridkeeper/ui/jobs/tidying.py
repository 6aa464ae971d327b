"""Garbage is collected on the window's thread alone.

Python collects garbage on whatever thread happens to allocate. A widget that is part of a circle
would then be destroyed on a worker thread, and Qt ends the process for that.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500


class Tidying(QObject):
    """Collects garbage by a timer, as often as Python itself would, as long as it is open.

    Python's own collecting is off meanwhile.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()

    def tidy(self) -> None:
        """Collect the generations that are due."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def keep(self) -> None:
        """Leave what is there now out of it: program and pages, which stay.

        To look through all of them takes longer than a frame of the window may.
        """
        gc.freeze()

    def release(self) -> None:
        """Collect all that went since `keep`; only where nobody waits for the window."""
        gc.unfreeze()
        gc.collect()

    def close(self) -> None:
        """Let Python collect by itself again, if it did before."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()
