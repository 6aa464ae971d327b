"""The window with the help pages; it stays open beside the work."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QSizePolicy,
    QTextBrowser,
)
from typing_extensions import override

from gridkeeper import resources, texts
from gridkeeper.texts import _
from gridkeeper.ui.help import keys
from gridkeeper.ui.help.dressing import dress, unbroken
from gridkeeper.ui.look import fonts, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.frame import Surroundings

PAGES = (
    "begin",
    "today",
    "doors",
    "visits",
    "cases",
    "photos",
    "register",
    "exchange",
    "workers",
    "papers",
    "safety",
)
"""Files of `resources/help/<language>`, in order; the page of all keys comes last."""

_WIDE, _WIDEST, _AROUND = 208, 320, 56

_FITTING: Mapping[str, str] = MappingProxyType(
    {
        "today": "today",
        "doors": "doors",
        "visits": "visits",
        "disputes": "cases",
        "hazards": "cases",
        "requests": "cases",
        "people": "register",
        "exchange": "exchange",
        "papers": "papers",
        "figures": "papers",  # where it is a part, see `_PARTS`
        "settings": "safety",
    }
)

_TURNING: Mapping[int, QAbstractSlider.SliderAction] = MappingProxyType(
    {
        Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
        Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
        Qt.Key.Key_Space: QAbstractSlider.SliderAction.SliderPageStepAdd,
    }
)

_PARTS: Mapping[str, int] = MappingProxyType({"figures": 3})
"""Which part of its page is about a page of the navigation, where that is not the first."""


class HelpDialog(QDialog):
    """Shows one page at a time; arrow keys go through them, PageDown turns, Esc closes."""

    def __init__(self, around: Surroundings, parent: QWidget, shown: str = "") -> None:
        """Open the page that fits a page of the navigation; the first one if none does."""
        super().__init__(parent)
        theme = around.theme
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help"))
        # Never larger than what it stands above.
        self.resize(
            min(theme.px(880), parent.width() - 48), min(theme.px(640), parent.height() - 48)
        )
        self._pages = [page(name) for name in PAGES] + [keys.page(around.actions)]
        self.list = QListWidget()
        self.list.setProperty("kind", "navigation")
        self.list.setAccessibleName(_("Help pages"))
        self.list.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = QTextBrowser()
        self.text.setProperty("kind", "framed")
        self.text.setAccessibleName(_("Help"))
        self.text.setOpenLinks(False)
        for text in self._pages:
            self.list.addItem(text.partition("\n")[0].lstrip("# "))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(self.list)
        layout.addWidget(self.text, 1)
        self.list.setCurrentRow(PAGES.index(_FITTING.get(shown, PAGES[0])))
        self.list.currentRowChanged.connect(self._show)
        theme.follow(self, self._draw)
        self.list.installEventFilter(self)
        self.list.setFocus()
        self._part = _PARTS.get(shown, 0)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._part:
            self._turn_to(self._part)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.list and event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _TURNING:
            # The arrows go through the contents; these turn the page that is read.
            self.text.verticalScrollBar().triggerAction(_TURNING[event.key()])
            return True
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        px = self._theme.px
        bold = fonts.sized(px(tokens.TEXT))
        bold.setBold(True)  # as the chosen one is
        metrics = QFontMetrics(bold)
        titles = (self.list.item(row).text() for row in range(self.list.count()))
        widest = max(map(metrics.horizontalAdvance, titles)) + px(_AROUND)
        self.list.setFixedWidth(min(max(px(_WIDE), widest), px(_WIDEST)))
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(0, self._theme.px(tokens.ROW)))
        self._show()

    def _show(self, _row: int = 0) -> None:
        # The dots of a button's name stay with it.
        self.text.setMarkdown(self._pages[self.list.currentRow()].replace(" …", "\u00a0…"))
        dress(self.text.document(), self._theme)

    def _turn_to(self, part: int) -> None:
        """Show a page from the heading of one of its parts."""
        block = self.text.document().begin()
        while block.isValid() and part:
            part -= block.blockFormat().headingLevel() == 2
            if part:
                block = block.next()
        top = self.text.document().documentLayout().blockBoundingRect(block).top()
        self.text.verticalScrollBar().setValue(int(top) - self._theme.px(tokens.SPACE))


def page(name: str) -> str:
    """Return a page as Markdown, in the language in force."""
    return unbroken(resources.text(f"help/{texts.language()}/{name}.md"))
