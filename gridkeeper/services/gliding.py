"""Progress that goes on between two steps of which one takes long and says nothing."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridkeeper.progress import Progress

_FINENESS = 10
"""Steps are told in tenths, so that a bar moves by little rather than by leaps."""


class Gliding:
    """Goes from each step towards the next one as time passes, and never beyond it.

    Whoever asks again and again how far the work is, as a job does that waits for a process, sees
    that it goes on.
    """

    def __init__(
        self,
        told: Progress,
        steps: Sequence[int],
        usual_s: float,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Stand between work and whoever is told of it.

        Args:
            told: Who hears of it.
            steps: What the work reports, in order.
            usual_s: How long its longest steps take.
            now: Seconds.
        """
        self._told = told
        self._steps = steps
        self._usual_s = usual_s
        self._now = now
        self._at, self._since = -1, 0.0

    def report(self, done: int, total: int) -> None:
        """Tell how far it is; `done` is one of the steps."""
        if done != self._at:
            self._at, self._since = done, self._now()
        following = next((step for step in self._steps if step > done), done)
        gone = 1 - math.exp((self._since - self._now()) / self._usual_s)
        shown = done * _FINENESS + math.floor((following - done) * _FINENESS * gone)
        self._told.report(shown, total * _FINENESS)
