"""The window with the help pages; it stays open beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser

from gridkeeper import resources, texts
from gridkeeper.texts import _
from gridkeeper.ui.help import keys

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.frame import Surroundings

PAGES = ("begin", "visits", "cases", "register", "exchange", "papers", "safety")
"""Files of `resources/help/<language>`, in order; the page of all keys comes last."""


class HelpDialog(QDialog):
    """Shows one page at a time; the arrow keys go through them, Esc closes."""

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        theme = around.theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help"))
        self.resize(theme.px(860), theme.px(600))
        self._pages = [_page(name) for name in PAGES] + [keys.page()]
        self.list = QListWidget()
        self.list.setProperty("kind", "framed")
        self.list.setAccessibleName(_("Help pages"))
        self.list.setMaximumWidth(theme.px(220))
        self.text = QTextBrowser()
        self.text.setProperty("kind", "framed")
        self.text.setAccessibleName(_("Help"))
        self.text.setOpenExternalLinks(False)
        self.text.document().setDocumentMargin(theme.px(16))
        for page in self._pages:
            self.list.addItem(page.partition("\n")[0].lstrip("# "))
        self.list.currentRowChanged.connect(self._show)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(self.list)
        layout.addWidget(self.text, 1)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _show(self, row: int) -> None:
        self.text.setMarkdown(self._pages[row])


def _page(name: str) -> str:
    return resources.text(f"help/{texts.language()}/{name}.md")
