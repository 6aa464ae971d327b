"""Going about in the pages of lists, as a person would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from gridkeeper.services.session import Session
    from gridkeeper.ui.lists.record_page import RecordPage
    from gridkeeper.ui.main_window import MainWindow


@dataclass
class Stand:
    """A window over an open store."""

    window: MainWindow
    session: Session
    qtbot: QtBot

    def page(self, name: str) -> RecordPage:
        """Show a page of records and wait until its list is there."""
        workspace = self.window.workspace
        assert workspace is not None
        workspace.show_page(name)
        page: RecordPage = workspace.page  # type: ignore[assignment]
        self.settled(page)
        return page

    def settled(self, page: RecordPage) -> None:
        """Wait until nothing is asked any more."""
        self.qtbot.waitUntil(lambda: bool(page.side.text) and self.window.jobs.is_idle)
        self.qtbot.waitUntil(lambda: not page.side.view.is_settling and self.window.jobs.is_idle)

    def texts(self, page: RecordPage, name: str) -> list[str]:
        """Return what the list shows in a column."""
        table = page.side.view.table
        column = [one.name for one in table.columns].index(name)
        return [str(table.index(row, column).data()) for row in range(table.rowCount())]

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """Return the one dialog of a kind that is open."""
        (found,) = [one for one in self.window.findChildren(kind) if one.isVisible()]
        return found

    def press(self, page: RecordPage, key: object) -> None:
        """Press a key in the list."""
        QTest.keyClick(page.side.view, key)  # type: ignore[call-overload]
