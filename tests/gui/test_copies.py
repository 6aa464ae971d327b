"""A restored copy is called one until somebody says which of the two stores goes on."""

from __future__ import annotations

from contextlib import closing, contextmanager

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.replicas import Role
from gridkeeper.services.session import Session
from gridkeeper.services.store.backups import BackupService
from gridkeeper.services.store.restoring import Unlocking, restore
from gridkeeper.storage.store import Store
from gridkeeper.ui.first_run import known
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.stores import PASSWORD, a_copied_store
from tests.helpers.towns import QUIET
from tests.helpers.windows import a_window

pytestmark = pytest.mark.gui


@pytest.fixture
def copy(tmp_path):
    """A store that was restored beside the one it was made of."""
    store = a_copied_store(tmp_path, Role.OFFICE)
    with closing(Session(store, SystemClock())) as session:
        backup = BackupService(session).make(None, QUIET).path
    target = tmp_path / "store-2.gkdb"
    restore(backup, target, Unlocking(PASSWORD), SystemClock(), QUIET)
    return target


@contextmanager
def opened(qtbot, path, **how):
    """Open a window over it, and wait until it knows how things stand."""
    with a_window(path.parent, Session(Store.open(path, PASSWORD), SystemClock()), **how) as window:
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        qtbot.waitUntil(lambda: bool(window.findChild(QPushButton, "backup").text()))
        yield window
        qtbot.waitUntil(lambda: window.jobs.is_idle)


def sign(window):
    return window.findChild(QPushButton, "copy")


def said(dialog):
    return " ".join(one.text() for one in dialog.findChildren(QLabel))


def test_the_first_opening_says_that_two_must_not_both_send(copy, qtbot):
    with opened(qtbot, copy) as window:
        dialog = window.findChild(Dialog)

        assert "两份都往外交接" in said(dialog)
        assert "store.gkdb" in said(dialog)
        dialog.reject()
        assert "恢复的副本" in window.windowTitle()
        assert sign(window).isVisible()


def test_it_is_said_once_and_stays_in_sight(copy, qtbot):
    with opened(qtbot, copy) as window:
        window.findChild(Dialog).reject()

    with opened(qtbot, copy) as window:
        assert window.findChild(Dialog) is None
        assert "恢复的副本" in window.windowTitle()
        assert "恢复的副本" in known.of(window.around.preferences, copy).about
        sign(window).click()
        window.findChild(Dialog).reject()


def test_the_one_that_goes_on_is_no_copy_any_more(copy, qtbot):
    with opened(qtbot, copy) as window:
        window.findChild(Dialog).accept()

        qtbot.waitUntil(lambda: not sign(window).isVisible())
        assert "恢复的副本" not in window.windowTitle()
        assert "store.older-" in window.around.notices.text
        assert not (copy.parent / "store.gkdb").exists()
        assert "恢复的副本" not in known.of(window.around.preferences, copy).about


def test_who_only_looks_is_told_and_decides_nothing(copy, qtbot):
    with opened(qtbot, copy, viewing=True) as window:
        dialog = window.findChild(Dialog)

        assert not [one for one in dialog.findChildren(QPushButton) if "继续用" in one.text()]
        dialog.reject()
        assert "恢复的副本" in window.windowTitle()


def test_a_store_that_was_not_restored_says_nothing_of_it(qtbot, tmp_path):
    a_copied_store(tmp_path).close()
    with opened(qtbot, tmp_path / "store.gkdb") as window:
        assert window.findChild(Dialog) is None
        assert not sign(window).isVisible()
        assert "恢复的副本" not in window.windowTitle()
