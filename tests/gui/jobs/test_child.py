"""Work in a process of its own: results, errors, progress, cancelling, a process that dies."""

from __future__ import annotations

import os
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


def deaf(progress):
    progress.report(1, 1)
    time.sleep(60)


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


def test_a_process_that_does_not_listen_is_ended(monkeypatch):
    monkeypatch.setattr("gridkeeper.ui.jobs.child._GRACE_S", 0.2)

    with pytest.raises(CancelledError):
        in_child(deaf)(Stopping())
