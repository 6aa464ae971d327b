"""Garbage is collected on the window's thread alone, and by Python itself again afterwards."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import JobRunner

pytestmark = [pytest.mark.gui, pytest.mark.no_cover]


class Circle(QObject):
    """Something that only the collector can take away."""

    def __init__(self):
        super().__init__()
        self.itself = self


def test_a_worker_that_allocates_much_collects_nothing(qtbot):
    runner = JobRunner()
    gone = []
    circle = Circle()
    weakref.finalize(circle, lambda: gone.append(threading.current_thread()))
    del circle
    job = Job("", lambda progress: [[number] for number in range(200_000)] and None)

    with qtbot.waitSignal(job.ended):
        runner.start(job)
    assert not [thread for thread in gone if thread is not threading.main_thread()]

    gc.collect()
    runner.close()
    assert gone == [threading.main_thread()]


def test_the_timer_collects_what_is_due(qtbot):
    runner = JobRunner()
    gc.collect()
    gone = []
    for _ in range(2000):
        circle = Circle()
    weakref.finalize(circle, lambda: gone.append(1))
    del circle

    qtbot.waitUntil(lambda: gone == [1])

    runner.close()


def test_python_collects_by_itself_before_and_after(qapp):
    assert gc.isenabled()
    runner = JobRunner()
    assert not gc.isenabled()

    runner.close()

    assert gc.isenabled()


def test_what_is_kept_is_not_looked_through_until_it_is_released(qapp):
    runner = JobRunner()
    gone = []
    circle = Circle()
    weakref.finalize(circle, lambda: gone.append(1))
    runner.tidying.keep()
    del circle

    gc.collect()
    assert not gone
    runner.tidying.release()

    assert gone == [1]
    runner.close()
