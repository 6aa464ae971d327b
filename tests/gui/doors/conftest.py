"""The page of doors over the store of somebody who works alone, with one building."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gridkeeper.domain import kinds
from gridkeeper.domain.replicas import Role
from gridkeeper.services.session import Session
from tests.helpers.buildings import a_building
from tests.helpers.stores import a_store
from tests.helpers.towns import FixedClock, where
from tests.helpers.windows import a_window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gridkeeper.ui.doors.page import DoorsPage
    from gridkeeper.ui.main_window import MainWindow


@dataclass
class Walk:
    """A window that shows the doors."""

    window: MainWindow
    session: Session
    qtbot: QtBot

    @property
    def page(self) -> DoorsPage:
        """The page of doors, with everything read."""
        workspace = self.window.workspace
        if workspace.shown != "doors":
            workspace.show_page("doors")
        self.still()
        return workspace.page

    @property
    def view(self):
        """The doors."""
        return self.page.side.view

    @property
    def here(self):
        """The room that the keyboard is on."""
        return self.view.door.room

    def still(self):
        """Wait until nothing is asked any more."""
        page = self.window.workspace.page

        def quiet():
            return self.window.jobs.is_idle and not any(
                timer.isActive() for timer in (page.houses._settling, page.side.view._settling)
            )

        self.qtbot.waitUntil(quiet)
        self.qtbot.waitUntil(quiet)

    def press(self, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
        """Press keys on the doors."""
        for key in keys:
            QTest.keyClick(self.view, key, modifiers)

    def visits(self, **equal):
        """Return the visits in the store."""
        self.still()
        return where(self.session, kinds.VISIT, **equal)


@pytest.fixture
def session(tmp_path):
    return Session(a_store(tmp_path, Role.ALONE), FixedClock())


@pytest.fixture
def walk(qtbot, session, tmp_path):
    """Two staircases of five floors, without a household in 102 of both."""
    a_building(session, units=("1", "2"), empty=("102",))
    with a_window(tmp_path, session) as window:
        yield Walk(window, session, qtbot)
        qtbot.waitUntil(lambda: window.jobs.is_idle)
