"""Buttons that Enter presses as the space bar does, wherever they stand.

Qt itself lets Enter press nothing outside a dialog, and inside one the primary button even while
the keyboard is on another: on “Cancel”, Enter would do what was to be cancelled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Button(QPushButton):
    """A button with words."""

    @override
    def setText(self, text: str) -> None:
        """Say something; Qt itself sets an icon and its text too close to each other."""
        gap, bare = " " if text and not self.icon().isNull() else "", text.strip(" ")
        is_behind = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        super().setText(bare + gap if is_behind else gap + bare)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed(self, event):
            super().keyPressEvent(event)


class IconButton(QToolButton):
    """A button that shows only an icon."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed(self, event):
            super().keyPressEvent(event)


def _pressed(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button if Enter was; a key that is held down presses it once."""
    if event.key() not in _ENTER or event.modifiers() not in _PLAIN:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True
