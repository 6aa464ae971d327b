"""In which order Tab goes through what is put together bit by bit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


def tab_in_reading_order(within: QWidget) -> None:
    """Let Tab go through what lies in the layouts of a widget as it is read.

    Qt's own order is that in which things came into the window: a field that comes later would be
    reached after the buttons below it. To be called again when something has come.
    """
    for one, following in pairwise(_stops(within)):
        QWidget.setTabOrder(one, following)


def _stops(within: QWidget) -> Iterator[QWidget]:
    if within.focusPolicy() & Qt.FocusPolicy.TabFocus and within.focusProxy() is None:
        yield within
    if isinstance(within, QScrollArea) and within.widget() is not None:
        yield from _stops(within.widget())
    layout = within.layout()
    if layout is not None:
        yield from _of_layout(layout)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from _stops(widget)
        elif inner is not None:
            yield from _of_layout(inner)
