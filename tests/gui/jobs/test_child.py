"""Work in a process of its own: results, errors, progress, cancelling, a process that dies."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from gridkeeper import texts
from gridkeeper.errors import FileMissingError
from gridkeeper.progress import CancelledError, Quiet
from gridkeeper.ui.jobs.child import ChildBrokenError, in_child

pytestmark = pytest.mark.gui


class Stopping:
    """Progress that asks to stop once it has heard of a step."""

    def __init__(self):
        self.heard = []

    def report(self, done, total):
        self.heard.append((done, total))
        if done:
            raise CancelledError


def sums(numbers, progress):
    progress.report(len(numbers), len(numbers))
    return sum(numbers), os.getpid(), texts.language()


def misses(progress):
    raise FileMissingError(file="花名册.csv")


def breaks(name, progress):
    raise ValueError(name)


def dies(progress):
    os._exit(3)


def endless(folder, progress):
    try:
        for step in range(1, 1_000_000):
            progress.report(step, 0)
            time.sleep(0.001)
    finally:
        (Path(folder) / "tidied").touch()


def busy(folder, progress):
    """Be in the middle of something long, without a word."""
    progress.report(1, 1)
    try:
        time.sleep(60)
    finally:
        (Path(folder) / "tidied").touch()


def deaf(progress):
    """Be where nothing but the end of the process helps."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    progress.report(1, 1)
    time.sleep(60)


def leaves_a_mark(folder, progress):
    """Begin something at once, and never ask whether to go on."""
    (Path(folder) / "begun").touch()


def slow_to_tidy(folder, progress):
    """Hear by itself, and take a while to take away what it began."""
    try:
        for step in range(1, 1_000_000):
            progress.report(step, 0)
            time.sleep(0.001)
    finally:
        time.sleep(0.4)
        (Path(folder) / "tidied").touch()


def over_in_time(progress):
    """Ask for a stop by `Stopping`, and return how long it takes."""
    asked = []

    class Watch(Stopping):
        def report(self, done, total):
            if done and not asked:
                asked.append(time.monotonic())
            super().report(done, total)

    with pytest.raises(CancelledError):
        progress(Watch())
    return time.monotonic() - asked[0]


def test_it_gives_back_what_the_function_returned_elsewhere():
    texts.use(texts.ENGLISH)

    total, process, language = in_child(sums, [1, 2, 3])(Quiet())

    assert (total, language) == (6, texts.ENGLISH)
    assert process != os.getpid()


def test_an_error_for_people_comes_back_as_itself():
    with pytest.raises(FileMissingError, match=r"花名册\.csv"):
        in_child(misses)(Quiet())


def test_a_fault_says_where_it_was_and_not_what_it_held():
    with pytest.raises(ChildBrokenError) as caught:
        in_child(breaks, "王秀英")(Quiet())

    assert "ValueError" in str(caught.value)
    assert "breaks" in str(caught.value)
    assert "王秀英" not in str(caught.value)


def test_a_process_that_dies_is_told():
    with pytest.raises(ChildBrokenError, match="exit code 3"):
        in_child(dies)(Quiet())


def test_cancelling_lets_the_work_tidy_up(tmp_path):
    progress = Stopping()

    with pytest.raises(CancelledError):
        in_child(endless, str(tmp_path))(progress)

    assert (tmp_path / "tidied").exists()
    assert progress.heard[-1][0] > 0


def test_work_that_is_in_the_middle_of_something_is_interrupted_and_tidies_up(tmp_path):
    assert over_in_time(in_child(busy, str(tmp_path))) < 1

    assert (tmp_path / "tidied").exists()


def test_work_that_heard_by_itself_may_finish_its_tidying(tmp_path, monkeypatch):
    monkeypatch.setattr("gridkeeper.ui.jobs.child._GRACE_S", 20)

    over_in_time(in_child(slow_to_tidy, str(tmp_path)))

    assert (tmp_path / "tidied").exists()


def test_a_process_that_does_not_listen_is_ended_within_a_second():
    assert over_in_time(in_child(deaf)) < 1


def test_what_is_cancelled_before_its_process_is_ready_never_begins(tmp_path):
    class AtOnce:
        def report(self, done, total):
            raise CancelledError

    with pytest.raises(CancelledError):
        in_child(leaves_a_mark, str(tmp_path))(AtOnce())

    assert list(tmp_path.iterdir()) == []
