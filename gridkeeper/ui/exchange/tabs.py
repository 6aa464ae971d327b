"""Tabs below the cards, each with a table or with what is said as long as it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget
from typing_extensions import override

from gridkeeper.ui.look import tokens

if TYPE_CHECKING:
    from gridkeeper.ui.look.theme import Theme

_LEAST = 300


class Tabs(QTabWidget):
    """Tabs that take the room there is: what is too high in them scrolls.

    They are at least as high as the page that is shown says it has to be (`minimumHeight`).
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.follow(self, self.updateGeometry)
        self.currentChanged.connect(self._changed)

    def _changed(self, _place: int) -> None:
        self.updateGeometry()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    @override
    def hasHeightForWidth(self) -> bool:
        return False

    @override
    def minimumSizeHint(self) -> QSize:
        page, around = self.currentWidget(), 2
        if isinstance(page, QStackedWidget):  # a table, or what is said as long as it is empty
            around += page.contentsMargins().top()
            page = page.currentWidget()
        needed = page.minimumHeight() if self.count() else 0
        high = max(self._theme.px(_LEAST), self.tabBar().sizeHint().height() + around + needed)
        return QSize(super().minimumSizeHint().width(), high)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())


def either(view: QWidget, none: QWidget) -> QStackedWidget:
    """Return what shows one of two widgets: the second as long as nobody has looked.

    That there is nothing is said only when it is known.
    """
    made = QStackedWidget()
    made.addWidget(none)
    made.addWidget(view)
    made.setCurrentWidget(view)
    made.setContentsMargins(0, tokens.SPACE, 0, 0)
    return made
