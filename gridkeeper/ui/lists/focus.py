"""Where the keyboard is."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def holds_focus(widget: QWidget) -> bool:
    """Whether the keyboard speaks to a widget or to something in it.

    Also while a dialog above its window has it: as soon as that closes, the keyboard is back.
    """
    focus = cast("QWidget | None", widget.window().focusWidget())
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))
