"""The window at the gate, over a computer that has no store yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from gridkeeper.domain.replicas import Role
from gridkeeper.progress import Quiet
from gridkeeper.services.entrance import Entrance
from gridkeeper.services.store.backups import BackupService
from tests.helpers.stores import CHEAP
from tests.helpers.town_fixtures import made_town, quick_codes, town
from tests.helpers.towns import FixedClock
from tests.helpers.windows import a_window

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.first_run.gate import Gate
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.main_window import MainWindow

__all__ = ["made_town", "quick_codes", "town"]
SECRET = "haus baum tisch rad"


@dataclass
class Computer:
    """A window at its gate, and the hands that use it."""

    window: MainWindow
    qtbot: object
    folder: Path

    @property
    def gate(self) -> Gate:
        return self.window._gate

    @property
    def page(self):
        return self.gate.page

    def press(self, *keys) -> None:
        for key in keys:
            self.qtbot.keyClick(QApplication.focusWidget() or self.window, key)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def tab(self, times: int = 1) -> None:
        for _each in range(times):
            self.window.focusNextChild()

    def until(self, holds) -> None:
        self.qtbot.waitUntil(holds, timeout=20_000)

    def go_on(self) -> None:
        """Press Enter, and wait for what it does."""
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.gate is None or not getattr(self.page, "is_busy", False))

    def make(self, name: str, role: Role = Role.OFFICE) -> tuple[Path, str]:
        """Make a store, as if it had been there before, and show its lock."""
        path = self.folder / f"{name}.gkdb"
        desk, key = self.window.entrance.create(role, name, "", (path, SECRET))
        desk.session.close()
        self.window.around.preferences.opened(path)
        self.window.show_gate()
        return path, key


def links(page: QWidget) -> set[str]:
    """Return what stands on the links of a page."""
    return {one.text() for one in page.findChildren(QPushButton) if one.property("kind") == "link"}


def opened(computer: Computer) -> Frame:
    """Wait until a store is open; return its window's frame."""
    computer.until(lambda: computer.window.frame is not None)
    return computer.window.frame


def saved(computer: Computer, path: Path) -> Path:
    """Leave a backup beside a store."""
    desk = computer.window.entrance.open(path, SECRET)
    proved = BackupService(desk.session).make(None, Quiet())
    desk.session.close()
    return proved.path


@pytest.fixture
def computer(qtbot, tmp_path):
    """Somebody's first start."""
    folder = tmp_path / "docs"
    folder.mkdir()
    entrance = Entrance(FixedClock(), cost=CHEAP, folder=folder)
    with a_window(tmp_path, entrance=entrance) as window:
        with qtbot.waitActive(window):
            window.activateWindow()
        window.show_gate()
        yield Computer(window, qtbot, folder)
        qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=20_000)
