"""A place that may never answer is asked by a thread that nobody has to wait for."""

from __future__ import annotations

import threading

import pytest

from gridkeeper.progress import CancelledError, Quiet
from gridkeeper.ui.jobs.patient import NoAnswerError, Patient


class Stopping:
    """Somebody who wants the work to stop."""

    def report(self, _done, _total):
        raise CancelledError


@pytest.fixture
def silence():
    """A question that is answered when the test says so, and its answer."""
    answers = threading.Event()

    def question():
        answers.wait(60)
        return "here"

    question.answer = answers.set
    yield question
    answers.set()
    for thread in threading.enumerate():
        if thread.name == "gridkeeper-afar":
            thread.join(60)


def test_an_answer_comes_from_another_thread():
    name = Patient().ask(lambda: threading.current_thread().name, Quiet())

    assert name == "gridkeeper-afar"


def test_what_a_question_raises_is_raised_to_whoever_asks():
    def question():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Patient().ask(question, Quiet())


def test_nobody_waits_longer_than_a_while_and_the_same_place_is_not_asked_meanwhile(silence):
    patient = Patient(glances=1)
    for _time in range(2):
        with pytest.raises(NoAnswerError):
            patient.ask(silence, Quiet())
    waiting = [one for one in threading.enumerate() if one.name == "gridkeeper-afar"]
    assert len(waiting) == 1
    assert waiting[0].daemon  # the program can end

    silence.answer()
    waiting[0].join(60)

    assert patient.ask(lambda: "again", Quiet()) == "again"


def test_whoever_stops_waits_no_more(silence):
    with pytest.raises(CancelledError):
        Patient().ask(silence, Stopping())
