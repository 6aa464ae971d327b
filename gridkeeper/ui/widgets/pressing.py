"""Buttons that Enter presses as the space bar does, and that arrows go along without straying.

Qt itself lets Enter press nothing outside a dialog, and inside one the primary button even while
the keyboard is on another: on “Cancel”, Enter would do what was to be cancelled. And it lets an
arrow do what Tab does: after the last button of a row, it goes on anywhere in the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget
from typing_extensions import override

from gridkeeper.ui.widgets.around import scroll_areas
from gridkeeper.ui.widgets.keys import is_bare

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


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
        if not _pressed(self, event) and not moved(self, event):
            super().keyPressEvent(event)


class IconButton(QToolButton):
    """A button that shows only an icon."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _pressed(self, event) and not moved(self, event):
            super().keyPressEvent(event)


def _pressed(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button if Enter was; a key that is held down presses it once."""
    if event.key() not in _ENTER or not is_bare(event):
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


def moved(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Let an arrow go on among what stands around a button; at the end it stays."""
    step = _ARROWS.get(Qt.Key(event.key()), 0)
    if not step or not is_bare(event) or button.group() is not None:
        return False  # Qt knows its way in a group
    area, beside = next(scroll_areas(button), None), _next(button, step)
    around = area.widget() if area is not None else button.parentWidget()
    near = around is not None and around.isAncestorOf(beside)
    if near and isinstance(beside, QAbstractButton):
        beside.setFocus(Qt.FocusReason.TabFocusReason)
        if area is not None:  # Tab would scroll there by itself
            area.ensureWidgetVisible(beside)
    return True


def _next(button: QAbstractButton, step: int) -> QWidget:
    """Return what Tab comes to next, or came from."""
    one = button.nextInFocusChain() if step > 0 else button.previousInFocusChain()
    while one is not None and one is not button:
        takes = one.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and one.isVisible() and one.isEnabled():
            return one
        one = one.nextInFocusChain() if step > 0 else one.previousInFocusChain()
    return button
