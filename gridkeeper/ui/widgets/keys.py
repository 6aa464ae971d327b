"""Keys that a field must not take, because somebody means more than the field by them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def is_of_a_button(event: QKeyEvent) -> bool:
    """Return whether a key is a letter with Alt: it presses what has it, and writes nothing.

    Where nothing has it just now, Qt would write the letter. Ctrl and Alt together write signs on
    some keyboards, as Alt alone does on a Mac.
    """
    held = event.modifiers()
    with_alt = bool(held & _ALT) and not held & _CTRL
    return with_alt and event.text().isprintable() and bool(event.text()) and _alt_is_for_buttons()


def is_bare(event: QKeyEvent) -> bool:
    """Return whether nothing is held with a key; a digit or an arrow may be of the keypad."""
    return event.modifiers() in _BARE


def is_undo(event: QKeyEvent) -> bool:
    """Return whether a key undoes or redoes."""
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)


def _alt_is_for_buttons() -> bool:
    return sys.platform != "darwin"
