"""Where a recovery key is typed: all of it is seen at once, to be compared with the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from gridkeeper.ui.look.theme import Theme

_LINES = 3
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class KeyLines(QPlainTextEdit):
    """A key of many groups goes on in the next line; Tab leaves it, Enter is the page's."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        theme.follow(self, self.updateGeometry)

    def text(self) -> str:
        """Return what was typed, as one line."""
        return " ".join(self.toPlainText().split())

    @override
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        around = 2 * self._theme.px(6) + 2 * int(self.document().documentMargin()) + 2
        lines = _LINES * QFontMetrics(self.font()).lineSpacing()
        return QSize(super().sizeHint().width(), lines + around)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)
