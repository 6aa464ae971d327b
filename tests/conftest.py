"""What holds for every test: no screen, no time zone to lean on, nothing left behind."""

from __future__ import annotations

import os
import sys
import threading
import time

# A program of ours that a test starts would compile all of itself each time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Before Qt is imported: without a display it would end the whole process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Far from China, with half an hour and a summer time: a test that leans on the zone fails here.
os.environ.setdefault("TZ", "NST+03:30NDT")
if hasattr(time, "tzset"):
    time.tzset()

import hypothesis
import pytest

from gridkeeper import texts
from tests.helpers.logfail import unexpected_logs

sys.dont_write_bytecode = False

# No deadline: two cores are shared with other work, and speed has its own measurements.
hypothesis.settings.register_profile("dev", max_examples=50, deadline=None)
hypothesis.settings.register_profile(
    "ci", max_examples=200, deadline=None, derandomize=True, database=None
)
hypothesis.settings.register_profile("nightly", max_examples=5000, deadline=None)
hypothesis.settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)


@pytest.fixture(autouse=True)
def _chinese():
    """Begin every test in the language that people see first."""
    texts.use(texts.CHINESE)
    yield
    texts.use(texts.CHINESE)


@pytest.fixture(autouse=True)
def logs():
    """Fail on warnings in the log; a test that wants one says `logs.expect(part of it)`."""
    with unexpected_logs() as handler:
        yield handler


@pytest.fixture(autouse=True)
def _no_thread_is_left():
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        if thread.ident is not None:  # else another thread is just about to start it
            thread.join(timeout=2)  # one that is about to end may end
    alive = [thread.name for thread in left if thread.is_alive()]
    assert not alive, f"threads left behind: {alive}"


def pytest_terminal_summary(terminalreporter):
    """Say what tests have counted, such as the controls that a screen reader is told of."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")
