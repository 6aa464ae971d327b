"""Jobs: one ending each, progress, cancelling, lanes, the language in force."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from gridkeeper import texts
from gridkeeper.progress import CancelledError
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import JobRunner, Lane

pytestmark = pytest.mark.gui


@pytest.fixture
def runner(qapp):
    made = JobRunner()
    yield made
    made.close()


def endings(job):
    """Return the list to which a job's endings will be added."""
    found = []
    job.finished.connect(lambda value: found.append(("finished", value)))
    job.failed.connect(lambda error: found.append(("failed", error)))
    job.cancelled.connect(lambda: found.append(("cancelled", None)))
    return found


def test_work_ends_once_with_its_result_on_the_thread_of_the_window(qtbot, runner):
    threads = []
    job = Job("counting", lambda progress: threading.current_thread().name)
    found = endings(job)
    job.finished.connect(lambda _value: threads.append(threading.current_thread()))

    with qtbot.waitSignal(job.ended):
        runner.start(job)

    assert found == [("finished", "gridkeeper-work_0")]
    qtbot.waitUntil(lambda: threads == [threading.main_thread()])


def test_what_work_raises_is_its_ending(qtbot, runner):
    def work(progress):
        raise ValueError

    job = Job("", work)
    found = endings(job)

    with qtbot.waitSignal(job.ended):
        runner.start(job)

    assert [(what, type(value)) for what, value in found] == [("failed", ValueError)]


def test_work_that_is_cancelled_stops_the_next_time_it_reports(qtbot, runner):
    begun, go_on = threading.Event(), threading.Event()

    def work(progress):
        begun.set()
        go_on.wait(5)
        progress.report(1, 10)
        raise AssertionError

    job = Job("", work)
    found = endings(job)
    runner.start(job)
    assert begun.wait(5)

    with qtbot.waitSignal(job.ended):
        job.cancel()
        go_on.set()

    assert found == [("cancelled", None)]
    assert job.is_cancelling


def test_work_that_is_cancelled_before_its_turn_never_begins(qtbot, runner):
    go_on = threading.Event()
    first = Job("", lambda progress: go_on.wait(5))
    second = Job("", lambda progress: pytest.fail("began"))
    found = endings(second)
    runner.start(first)
    runner.start(second)
    second.cancel()

    with qtbot.waitSignal(second.ended):
        go_on.set()

    assert found == [("cancelled", None)]
    qtbot.waitUntil(lambda: runner.is_idle)


def test_work_may_cancel_itself(qtbot, runner):
    def work(progress):
        raise CancelledError

    job = Job("", work)
    found = endings(job)

    with qtbot.waitSignal(job.ended):
        runner.start(job)

    assert found == [("cancelled", None)]


def test_progress_arrives_and_its_last_step_always_does(qtbot, runner):
    job = Job("", lambda progress: [progress.report(n, 1000) for n in range(1, 1001)])
    seen = []
    job.progressed.connect(lambda done, total: seen.append((done, total)))

    with qtbot.waitSignal(job.ended):
        runner.start(job)

    qtbot.waitUntil(lambda: seen[-1:] == [(1000, 1000)])
    assert len(seen) < 1000


def test_the_language_in_force_holds_in_the_work(qtbot, runner):
    texts.use(texts.ENGLISH)
    job = Job("", lambda progress: texts.language())
    found = endings(job)

    with qtbot.waitSignal(job.ended):
        runner.start(job)

    assert found == [("finished", texts.ENGLISH)]


def test_lanes_do_not_wait_for_each_other(qtbot, runner):
    go_on = threading.Event()
    slow = Job("slow", lambda progress: go_on.wait(5))
    quick = Job("", lambda progress: go_on.is_set())
    found = endings(quick)
    runner.start(slow, Lane.WORK)

    with qtbot.waitSignal(quick.ended):
        runner.start(quick, Lane.LOOK)

    assert found == [("finished", False)]
    with qtbot.waitSignal(slow.ended):
        go_on.set()


def test_the_status_line_hears_of_work_and_of_its_end(qtbot, runner):
    heard = []
    runner.busy.connect(heard.append)
    job = Job("working", lambda progress: None)

    with qtbot.waitSignal(job.ended):
        runner.start(job)

    qtbot.waitUntil(lambda: heard == [job, None])


def test_closing_waits_for_what_runs_and_stops_it(qapp):
    runner = JobRunner()
    begun = threading.Event()

    def work(progress):
        begun.set()
        while True:
            progress.report(0, 0)

    runner.start(Job("", work))
    assert begun.wait(5)

    runner.close()

    assert not [one for one in threading.enumerate() if one.name.startswith("gridkeeper-")]


def test_a_job_that_goes_at_its_end_still_tells_everybody(qtbot, runner):
    go_on = threading.Event()
    job = Job("", lambda _progress: go_on.wait(5))
    told = []
    runner.start(job)
    # The worker is held up in the middle of telling, when the runner has heard of the end already
    # and takes the job away.
    job.ended.connect(lambda _job: threading.Event().wait(0.05), Qt.ConnectionType.DirectConnection)
    job.ended.connect(told.append, Qt.ConnectionType.QueuedConnection)
    gone = []
    job.destroyed.connect(lambda: gone.append(True))

    go_on.set()
    qtbot.waitUntil(lambda: gone == [True])

    assert told == [job]
    assert runner.is_idle


def test_what_is_started_after_closing_ends_as_cancelled(qapp):
    runner = JobRunner()
    runner.close()
    job = Job("", lambda progress: pytest.fail("began"))
    found = endings(job)

    runner.start(job)

    assert found == [("cancelled", None)]
    assert runner.is_idle
