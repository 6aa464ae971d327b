"""Keying a visit sheet in while it is being saved."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gridkeeper.domain import kinds
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.entrance import Entrance
from gridkeeper.services.plans.visit_sheets import VisitSheetService
from gridkeeper.services.records.unsaved import UnsavedService
from gridkeeper.ui.messages import Messages
from gridkeeper.ui.today.keying import KeyingDialog
from tests.helpers.homes import settle
from tests.helpers.towns import where
from tests.helpers.windows import a_window

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def sheet(town):
    """A sheet of three homes."""
    settle(town.mei, "101", "201", "301")
    service = VisitSheetService(town.mei, lambda _letters: "AB12-CD34")
    return service.write(town.folder / "sheet.pdf")


def keying(qtbot, window, sheet):
    """Open the sheet and key its first line in."""
    asked = KeyingDialog(window.frame, sheet)
    window.frame.messages.show(asked)
    asked.activateWindow()
    qtbot.waitUntil(asked.view.hasFocus)
    QTest.keyClicks(asked.view, "1")
    return asked


@pytest.fixture
def wait(monkeypatch):
    """What saving waits for; then it fails if there is an error, and what the window says of it."""
    event = threading.Event()
    event.error, event.said = None, []
    key = VisitSheetService.key

    def waiting(*arguments):
        assert event.wait(10)
        if event.error is not None:
            raise event.error
        return key(*arguments)

    monkeypatch.setattr(VisitSheetService, "key", waiting)
    monkeypatch.setattr(Messages, "failed", lambda _self, error: event.said.append(error))
    yield event
    event.set()


def try_everything(asked):
    """Press what writes, saves, discards or closes."""
    there = asked.focusWidget() or asked
    QTest.keyClicks(there, "24W")
    QTest.keyClicks(asked.note, "words")
    QTest.keyClick(asked, KEY.Key_S, MODIFIER.ControlModifier)
    QTest.keyClick(asked, KEY.Key_C, MODIFIER.AltModifier)
    QTest.keyClick(asked, KEY.Key_T, MODIFIER.AltModifier)
    QTest.keyClick(asked, KEY.Key_Escape)
    asked.close()


def test_nothing_can_be_keyed_in_while_it_is_saved(qtbot, opened, town, sheet, wait):
    with opened(town.mei) as window:
        asked = keying(qtbot, window, sheet)
        asked.save()
        try_everything(asked)

        assert asked.isVisible()
        assert asked.table.facts() == {"1/outcome": "01"}
        wait.set()
        qtbot.waitUntil(lambda: window.frame.notices.text == "已录入 1 条走访。")
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        assert [one.outcome for one in where(window.frame.desk.session, kinds.VISIT)] == ["01"]


@pytest.mark.parametrize("outside", [False, True])
def test_after_it_was_not_saved_it_goes_on_where_it_was(qtbot, opened, town, sheet, wait, outside):
    wait.error = (
        OSError("disk") if outside else InputInvalidError(where="AB12-CD34", reason="第 1 行")
    )
    with opened(town.mei) as window:
        asked = keying(qtbot, window, sheet)
        asked.save()
        wait.set()
        qtbot.waitUntil(lambda: window.jobs.is_idle and asked.view.isEnabled())

        assert asked.view.hasFocus()
        QTest.keyClicks(asked.view, "2")
        assert asked.table.facts() == {"1/outcome": "01", "2/outcome": "02"}
        assert wait.said == ([wait.error] if outside else [])
        asked.reject()


def test_the_lock_closes_it_even_while_it_is_saved(qtbot, town, tmp_path, sheet, wait):
    session = town.mei
    town.sessions.pop(session.store.path.name)
    with a_window(tmp_path, session, entrance=Entrance(town.clock)) as window:
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        asked = keying(qtbot, window, sheet)
        asked.save()
        threading.Timer(0.05, wait.set).start()
        with qtbot.waitSignal(asked.finished):
            window.lock()

    assert [one.outcome for one in where(town.mei, kinds.VISIT)] == ["01"]
    assert UnsavedService(town.mei).all() == []


def test_a_letter_with_alt_presses_a_button_and_keys_nothing_in(qtbot, opened, town, sheet):
    with opened(town.mei) as window:
        asked = keying(qtbot, window, sheet)
        QTest.keyClick(asked.view, KEY.Key_W, MODIFIER.AltModifier)

        assert asked.table.facts() == {"1/outcome": "01"}
        asked.reject()
