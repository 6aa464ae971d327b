"""A store that nobody touches is locked, and comes back where it was left."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gridkeeper.domain.file_names import DRAFT
from gridkeeper.domain.replicas import Role
from gridkeeper.progress import Quiet
from gridkeeper.services.entrance import Entrance
from gridkeeper.services.session import Session
from gridkeeper.ui.first_run.gate import Gate
from gridkeeper.ui.idleness import Idleness
from tests.helpers.stores import PASSWORD, a_copied_store
from tests.helpers.towns import FixedClock
from tests.helpers.windows import a_window

pytestmark = pytest.mark.no_cover


@pytest.fixture
def window(qtbot, tmp_path):
    """A window over an empty store of somebody who works alone."""
    session = Session(a_copied_store(tmp_path, Role.ALONE), FixedClock())
    with a_window(tmp_path, session, entrance=Entrance(FixedClock())) as made:
        qtbot.waitUntil(lambda: made.jobs.is_idle)
        yield made


def the_timer(window):
    """Return what counts the time without a key."""
    return window.findChild(Idleness).timer


def test_the_lock_shuts_when_nobody_touches_anything(window, qtbot):
    timer = the_timer(window)
    assert timer.interval() == 15 * 60_000

    timer.start(1)

    qtbot.waitUntil(lambda: window.workspace is None)
    assert window.findChild(Gate) is not None


@pytest.fixture
def left(tmp_path, monkeypatch):
    """A paper that a killed program was about to show."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = tmp_path / "gridkeeper-papers-left"
    folder.mkdir()
    (folder / "paper.pdf").write_bytes(b"%PDF")
    os.utime(folder, (0, 0))
    return folder


def test_the_lock_takes_away_what_a_killed_preview_left(left, window, qtbot):
    window.lock()

    qtbot.waitUntil(lambda: not left.exists())


def test_the_start_takes_away_what_a_killed_preview_left(left, qtbot, tmp_path):
    with a_window(tmp_path, entrance=Entrance(FixedClock())) as window:
        window.show_gate()

        qtbot.waitUntil(lambda: not left.exists())


def test_the_start_takes_away_what_a_killed_backup_left(qtbot, tmp_path):
    half = tmp_path / "half"
    half.write_text("half", encoding="utf-8")
    os.utime(half, (0, 0))
    draft = half.rename(tmp_path / f"{DRAFT}1-00000000-00000000.part")
    with a_window(tmp_path, entrance=Entrance(FixedClock())) as window:
        window.around.preferences.opened(tmp_path / "store.gkdb")

        window.show_gate()

        qtbot.waitUntil(lambda: not draft.exists())


def test_the_pages_are_loaded_while_a_password_is_typed(window, monkeypatch, qtbot):
    name = "gridkeeper.ui.figures.page"
    import_module(name)
    monkeypatch.delitem(sys.modules, name)

    window.lock()

    qtbot.waitUntil(lambda: name in sys.modules)


def test_a_key_begins_the_time_anew(window):
    timer = the_timer(window)
    timer.start(50 * 60_000)

    QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_Shift)

    assert timer.interval() == 15 * 60_000


def test_a_key_in_a_dialog_begins_the_time_anew(window, qtbot):
    timer = the_timer(window)
    window.actions_["search"].trigger()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not window.windowHandle())
    timer.start(50 * 60_000)

    QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_Shift)

    assert timer.interval() == 15 * 60_000
    QApplication.activeModalWidget().close()


def test_what_an_input_method_writes_begins_the_time_anew(window):
    timer = the_timer(window)
    window.workspace.show_page("people")
    window.workspace.page.perform("find")
    timer.start(50 * 60_000)

    QApplication.sendEvent(QGuiApplication.focusObject(), QInputMethodEvent("走访", []))

    assert timer.interval() == 15 * 60_000


def test_whoever_wants_it_is_never_locked_out(window):
    window.around.preferences.set("lock_minutes", "0")

    timer = the_timer(window)
    QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_Shift)

    assert not timer.isActive()


@pytest.mark.parametrize(("viewing", "shown"), [(False, "settings"), (True, "figures")])
def test_the_page_comes_back_but_not_to_who_only_looks(qtbot, tmp_path, viewing, shown):
    session = Session(a_copied_store(tmp_path, Role.OFFICE), FixedClock())
    with a_window(tmp_path, session, entrance=Entrance(FixedClock())) as window:
        window.workspace.show_page("settings")
        window.lock()
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        desk = Entrance(FixedClock()).open(session.store.path, PASSWORD, Quiet())
        window.open_desk(desk, viewing=viewing)
        qtbot.waitUntil(lambda: window.jobs.is_idle)

        assert window.workspace.shown == shown
