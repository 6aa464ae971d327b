"""In which order Tab goes through what is put together bit by bit."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLayout, QScrollArea, QWidget

from gridkeeper.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

W = TypeVar("W", bound=QWidget)


def tab_in_reading_order(within: QWidget) -> None:
    """Let Tab go through what lies in the layouts of a widget as it is read.

    Qt's own order is that in which things came into the window: a field that comes later would be
    reached after the buttons below it. To be called again when something has come.
    """
    for (_first, last), (first, _last) in pairwise(_stops(within)):
        QWidget.setTabOrder(last, first)


def first_stop(within: QWidget) -> QWidget | None:
    """Return what Tab comes to first in a widget, as it is read; None if there is nothing."""
    stops = (stop for stop, _last in _stops(within) if not stop.isHidden())
    return next(stops, None)


def first_of(within: QWidget, several: Sequence[W]) -> W | None:
    """Return which of several parts is read first in a widget; None if there are none.

    What lies elsewhere comes after all that lies in it.
    """
    stops = [stop for stop, _last in _stops(within)]

    def place(one: W) -> int:
        within_it = (n for n, stop in enumerate(stops) if stop is one or one.isAncestorOf(stop))
        return next(within_it, len(stops))

    return min(several, key=place, default=None)


def tab_to_checked(group: QButtonGroup) -> None:
    """Let Tab come to the checked one of exclusive buttons alone, as soon as all are in the group.

    Qt lets it come to the first one until then; from that, arrows would go on without choosing.
    """
    for button in group.buttons():
        _let_in(button, button.isChecked())
    group.buttonToggled.connect(_let_in)


def _let_in(button: QAbstractButton, on: bool) -> None:
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)


def _stops(within: QWidget) -> Iterator[tuple[QWidget, QWidget]]:
    """Yield what takes the keyboard, in order: where Tab comes to it, and from where it goes on."""
    inside = list(_inside(within))
    proxy = within.focusProxy()
    takes = within.focusPolicy() is not Qt.FocusPolicy.NoFocus
    if proxy is not None and takes and within.isAncestorOf(proxy):
        # Qt moves it together with what is inside, and must: it is a stop of its own.
        yield within, inside[-1][1] if inside else proxy
    else:
        # Of exclusive buttons Tab comes to the checked one alone; another may be that later.
        if takes:
            yield within, within
        yield from inside


def _inside(within: QWidget) -> Iterator[tuple[QWidget, QWidget]]:
    if isinstance(within, QScrollArea) and within.widget() is not None:
        yield from _stops(within.widget())
    if isinstance(within, Flow):  # it lays its parts out without a layout
        for part in within.parts:
            yield from _stops(part)
    layout = within.layout()
    if layout is not None:
        yield from _of_layout(layout)


def _of_layout(layout: QLayout) -> Iterator[tuple[QWidget, QWidget]]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        for held in (item.widget(), item.layout()):  # one of them is None
            if isinstance(held, QLayout):
                yield from _of_layout(held)
            elif isinstance(held, QWidget):
                yield from _stops(held)
