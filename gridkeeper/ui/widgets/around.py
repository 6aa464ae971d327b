"""What a widget stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    """Yield what a widget stands in, from the inside."""
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def scroll_areas(widget: QWidget) -> Iterator[QScrollArea]:
    """Yield what a widget is scrolled by, from the inside."""
    return (above for above in ancestors(widget) if isinstance(above, QScrollArea))


def card_of(widget: QWidget) -> QWidget:
    """Return the card that a widget stands in, or its window."""
    cards = (one for one in ancestors(widget) if one.property("kind") == "card")
    return next(cards, widget.window())
