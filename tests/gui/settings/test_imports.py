"""The files that somebody who works alone has imported."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from gridkeeper.domain import kinds
from gridkeeper.domain.replicas import Role
from gridkeeper.progress import Quiet
from gridkeeper.services.imports.register_import import NewGrid, RegisterImportService
from gridkeeper.services.session import Session
from gridkeeper.ui.exchange.undoing import UndoDialog
from tests.helpers.rosters import a_row, roster
from tests.helpers.stores import a_copied_store
from tests.helpers.towns import FixedClock, where
from tests.helpers.windows import a_window

pytestmark = pytest.mark.gui


@pytest.fixture
def session(tmp_path):
    """The store of somebody who works alone."""
    return Session(a_copied_store(tmp_path, Role.ALONE), FixedClock())


@pytest.fixture
def page(qtbot, session, tmp_path):
    """The settings."""
    with a_window(tmp_path, session) as window:
        window.workspace.show_page("settings")
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        yield window.workspace.page
        qtbot.waitUntil(lambda: window.jobs.is_idle)


def names(session):
    return [one.name for one in where(session, kinds.PERSON) if not one.deleted]


def test_a_file_imported_days_ago_can_be_taken_back(qtbot, page, session, tmp_path):
    service = RegisterImportService(session)
    service.take(roster(tmp_path / "花名册.csv", [a_row()]), {}, Quiet(), grid=NewGrid("一网格"))
    assert names(session) == ["李四"]
    dialog = page.store.show_imports()
    qtbot.waitUntil(lambda: dialog.lines.table.rowCount() == 1)

    dialog.listed.buttons[0].click()
    qtbot.waitUntil(lambda: bool(page.window().findChildren(UndoDialog)))
    page.window().findChild(UndoDialog).accept()

    qtbot.waitUntil(lambda: names(session) == [])
    qtbot.waitUntil(lambda: "恢复" in dialog.listed.buttons[0].text())
    dialog.reject()


def test_who_has_imported_nothing_is_told_so(qtbot, page):
    dialog = page.store.show_imports()

    qtbot.waitUntil(dialog.listed.isHidden)
    assert "还没有导入过文件。" in [one.text() for one in dialog.findChildren(QLabel)]
    dialog.reject()
