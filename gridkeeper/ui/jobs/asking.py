"""Work for whoever has a window but no open store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.ui.jobs.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame, Surroundings
    from gridkeeper.ui.jobs.runner import Lane


def ask(
    around: Frame | Surroundings,
    label: str,
    work: Callable[[Progress], object],
    then: Callable[[Any], object],
    lane: Lane,
) -> Job:
    """Do work on a worker, then something with its result on the window's thread.

    The same as `Frame.ask`, also at the gate. What is called then should be a method of a QObject,
    so that nothing is called of one that has gone.
    """
    job = Job(label, work)
    job.finished.connect(then)
    job.failed.connect(around.messages.failed)
    return around.jobs.start(job, lane)
