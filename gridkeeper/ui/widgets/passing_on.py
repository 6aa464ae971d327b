"""A click beside an open list reaches what it was meant for, and does not only close the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox

_LEFT = Qt.MouseButton.LeftButton
_SWALLOWING = frozenset({"xcb"})
"""Platforms on which Qt keeps such a click to itself; elsewhere it passes it on."""


class PassingOn(QObject):
    """Passes on the click that closes the list of a box; one on the box itself only closes it."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._box = box
        self._at = QPoint()
        self._soon = Soon(self, self._pass)
        self._watched: QWidget | None = None

    def watch(self) -> None:
        """Look after the list, which Qt makes when it is first shown."""
        shown = self._box.view().window()
        if shown is not self._watched and QGuiApplication.platformName() in _SWALLOWING:
            self._watched = shown
            shown.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = event.type() is QEvent.Type.MouseButtonPress
        if is_press and isinstance(event, QMouseEvent) and event.button() is _LEFT:
            at = event.globalPosition().toPoint()
            if not any(_holds(one, at) for one in (watched, self._box)):
                self._at = at
                self._soon.start()  # once the list is gone
        return False

    def _pass(self) -> None:
        around = self._box.window()
        window = around.windowHandle()
        if self._box.view().isVisible() or not _holds(around, self._at):
            return
        kinds = [QEvent.Type.MouseButtonPress]
        if not QGuiApplication.mouseButtons() & _LEFT:  # it was let go meanwhile
            kinds.append(QEvent.Type.MouseButtonRelease)
        at, everywhere = QPointF(window.mapFromGlobal(self._at)), QPointF(self._at)
        for kind in kinds:
            held = _LEFT if kind is QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
            keys = QGuiApplication.keyboardModifiers()
            made = QMouseEvent(kind, at, at, everywhere, _LEFT, held, keys)
            QCoreApplication.sendEvent(window, made)


def _holds(widget: QObject, at: QPoint) -> bool:
    return isinstance(widget, QWidget) and widget.rect().contains(widget.mapFromGlobal(at))
