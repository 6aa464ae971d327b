"""The frame: who asked is told, unless it has gone."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject

from gridkeeper.errors import StoreBusyError
from gridkeeper.ui.jobs.runner import Lane
from tests.helpers.stores import a_copied_store
from tests.helpers.towns import FixedClock
from tests.helpers.windows import a_window, the_frame

pytestmark = pytest.mark.gui


@pytest.fixture
def window(qtbot, tmp_path):
    from gridkeeper.services.entrance import Entrance  # noqa: PLC0415
    from gridkeeper.services.session import Session  # noqa: PLC0415

    session = Session(a_copied_store(tmp_path), FixedClock())
    entrance = Entrance(FixedClock(), folder=tmp_path)
    with a_window(tmp_path, session, entrance=entrance) as opened:
        yield opened
        qtbot.waitUntil(lambda: opened.jobs.is_idle, timeout=20_000)


class Asker(QObject):
    """Somebody who may go before the answer comes."""

    def __init__(self, told):
        super().__init__()
        self.told = told

    def hear(self, result):
        self.told.append(result)


def test_a_result_reaches_who_asked(window, qtbot):
    told = []

    the_frame(window).ask("", lambda _progress: 7, told.append, Lane.KEEP)

    qtbot.waitUntil(lambda: told == [7])


def test_a_failure_is_said(window, qtbot):
    def fail(_progress):
        raise StoreBusyError(store="a.gkdb")

    the_frame(window).ask("", fail, print, Lane.KEEP)

    qtbot.waitUntil(lambda: "a.gkdb" in window.around.notices.text)


def test_who_has_gone_is_not_told(window, qtbot):
    told, going = [], threading.Event()
    asker = Asker(told)

    the_frame(window).ask("", lambda _progress: going.wait(10), asker.hear, Lane.KEEP)
    asker.deleteLater()
    qtbot.waitUntil(lambda: not _is_valid(asker))
    going.set()

    qtbot.waitUntil(lambda: window.jobs.is_idle)
    assert told == []


def _is_valid(asker):
    from shiboken6 import isValid  # noqa: PLC0415

    return isValid(asker)


def test_locking_waits_for_what_reads_the_store_and_tells_nobody(window, qtbot):
    told, began = [], threading.Event()
    frame = the_frame(window)

    def work(progress):
        began.set()
        with frame.desk.session.store.reading() as unit:
            while True:
                progress.report(0, 1)  # until it is cancelled
                assert unit.replica

    frame.ask("", work, told.append, Lane.LOOK)
    assert began.wait(10)
    window.lock()

    assert frame.is_closed
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    assert told == []
    assert window.frame is None


def test_what_failed_after_the_store_was_locked_is_said_to_nobody(window, qtbot):
    frame, going = the_frame(window), threading.Event()

    def work(_progress):
        going.wait(10)
        raise StoreBusyError(store="a.gkdb")

    frame.ask("", work, print, Lane.KEEP)
    frame.close()
    going.set()

    qtbot.waitUntil(lambda: window.jobs.is_idle)
    assert window.around.notices.text == ""


def test_a_closed_frame_begins_nothing(window, qtbot):
    told = []
    frame = the_frame(window)
    frame.close()

    frame.ask("", told.append, told.append, Lane.KEEP)

    qtbot.waitUntil(lambda: window.jobs.is_idle)
    assert told == []
