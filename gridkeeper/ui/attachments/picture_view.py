"""One picture, as large as there is room for, or larger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent, QWheelEvent

_STEP, _MOST, _LEAST = 1.25, 8.0, 0.05
_LARGER = frozenset({Qt.Key.Key_Plus, Qt.Key.Key_Equal})
_SMALLER = frozenset({Qt.Key.Key_Minus, Qt.Key.Key_Underscore})
_ONWARDS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1,
}  # fmt: skip


class PictureView(QGraphicsView):
    """Fits a picture into its room, never larger than it is, until somebody zooms.

    Signals:
        turned: -1 or 1: the one before or the next is wanted.
    """

    turned = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._held = QGraphicsScene(self)
        self.setScene(self._held)
        self.is_fitting = True
        self.setAccessibleName(name)
        self.setProperty("kind", "picture")
        self.setRenderHint(self.renderHints().SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)

    def show_picture(self, picture: QImage | None) -> None:
        """Show a picture, or nothing."""
        self._held.clear()
        if picture is not None and not picture.isNull():
            shown = self._held.addPixmap(QPixmap.fromImage(picture))
            shown.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
            self._held.setSceneRect(shown.boundingRect())
        self.fit()

    def fit(self) -> None:
        """Show all of it."""
        self.is_fitting = True
        area = self._held.itemsBoundingRect()
        self.resetTransform()
        if not area.isEmpty():
            room = self.viewport().size()
            factor = min(room.width() / area.width(), room.height() / area.height(), 1.0)
            self.scale(factor, factor)

    def zoom(self, steps: int) -> None:
        """Show it larger by so many steps, or smaller."""
        now = self.transform().m11()
        wanted = min(max(now * _STEP**steps, _LEAST), _MOST)
        self.is_fitting = False
        self.scale(wanted / now, wanted / now)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_fitting:
            self.fit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _LARGER:
            self.zoom(1)
        elif key in _SMALLER:
            self.zoom(-1)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in _ONWARDS:
            self.turned.emit(_ONWARDS[key])
        else:
            super().keyPressEvent(event)
