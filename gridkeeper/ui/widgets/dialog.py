"""A dialog with a title, a body and its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.pieces import button, label
from gridkeeper.ui.widgets.tabbing import tab_in_reading_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from gridkeeper.ui.look.theme import Theme

_JOINER = "\u2060"  # keeps two characters in one line, and is not seen
_NAME = 8  # characters; a longer one may be needed in two lines

_MOST = 0.9
"""Of the height of what it stands above: its buttons must be seen on every screen."""


class Dialog(QDialog):
    """A question or a small form above the window; opened with `open`, never with `exec`.

    Attributes:
        body: Where its content goes.
        theme: The look in force.
    """

    def __init__(self, theme: Theme, title: str, parent: QWidget | None, text: str = "") -> None:
        super().__init__(parent)
        self.theme = theme
        self._fitting = QSize()  # as long as nobody makes it larger, it goes with its content
        self.setWindowTitle(title.replace(_JOINER, ""))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(420))
        self._outer = outer = QVBoxLayout(self)
        margin = theme.px(24)
        outer.setContentsMargins(margin, margin, margin, theme.px(16))
        outer.setSpacing(theme.px(tokens.SPACE * 2))
        self._heading = label(title, "heading", wraps=True)
        self._heading.setAccessibleName(self.windowTitle())
        outer.addWidget(self._heading)
        if text:
            self.text = label(text, "", wraps=True)
            outer.addWidget(self.text)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(tokens.SPACE))
        outer.addLayout(self.body)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        outer.addLayout(self._buttons)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        tab_in_reading_order(self)
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room, place = self.screen().availableGeometry(), self.frameGeometry()
        below = min(place.bottom() - room.bottom(), place.top() - room.top())
        if below > 0:  # it has grown out of the screen, where its buttons are
            self.move(self.x(), self.y() - below)

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            # Something came or went, such as a sentence about what is wrong.
            if self.size() == self._fitting.expandedTo(self.minimumSize()):
                self.fit()
            else:
                self.resize(self._needed().expandedTo(self.size()))
        return done

    def fit(self) -> None:
        """Be as high as what it says needs in its width; Qt guesses as if it were narrow."""
        self.resize(self._needed())
        self._fitting = self.size()

    def _needed(self) -> QSize:
        layout = self._outer
        layout.activate()
        wide = max(self.width(), self.minimumWidth(), layout.totalMinimumSize().width())
        if layout.hasHeightForWidth():
            high = layout.totalHeightForWidth(wide)
        else:
            high = layout.totalSizeHint().height()
        return QSize(wide, min(high, self.most_high))

    @property
    def most_high(self) -> int:
        """How high it may be: not quite as high as the window, or the screen if it has none."""
        above = self.parentWidget()
        while above is not None and (behind := above.window().parentWidget()) is not None:
            above = behind  # a dialog above another one is no smaller for that
        around = above.window().height() if above is not None else self.screen().size().height()
        return round(around * _MOST)

    def retitle(self, title: str, text: str) -> None:
        """Be about something else from now on; only where a text was given in the beginning."""
        self.setWindowTitle(title.replace(_JOINER, ""))
        self._heading.setText(title)
        self.text.setText(text)

    def add_button(
        self, text: str, does: Callable[[], object], *, icon: str = "", kind: str = ""
    ) -> QPushButton:
        """Add a button; the primary one is pressed by Enter."""
        made = button(self.theme, text, does, icon, kind)
        if kind == "primary":
            made.setDefault(True)
        self._buttons.addWidget(made)
        return made

    def save_by_keys(self, made: QPushButton) -> None:
        """Let a button be pressed by the keys that save a form too."""
        for keys in ("Ctrl+S", "Ctrl+Return"):
            QShortcut(QKeySequence(keys), self, made.click)

    def add_cancel(self, text: str = "") -> QPushButton:
        """Add the button that closes it and does nothing; Esc does the same."""
        return self.add_button(text or _("&Cancel"), self.reject)


def unbroken(name: str) -> str:
    """Return a name for the title of a dialog; it goes as a whole where the title goes on below."""
    return _JOINER.join(name) if len(name) <= _NAME else name
