"""Line icons in the colour of their surroundings, sharp at every scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from gridkeeper import resources

_DRAWN = b'stroke="currentColor"'
_FADED = 0.4


@lru_cache(maxsize=512)
def icon(name: str, colour: str, chosen: str = "", barred: str = "") -> QIcon:
    """Return an icon.

    Args:
        name: What it means: a file of `resources/icons` without its ending.
        colour: `#rrggbb`.
        chosen: Its colour where it is checked or selected; the same if it is left out.
        barred: Its colour, before it fades, where it is disabled; the same if it is left out.
    """
    return QIcon(_LineIcon(name, colour, chosen or colour, barred or colour))


def svg(name: str, colour: str) -> bytes:
    """Return an icon's drawing in a colour."""
    drawing = resources.path(f"icons/{name}.svg").read_bytes()
    return drawing.replace(_DRAWN, f'stroke="{colour}"'.encode())


@lru_cache(maxsize=512)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg(name, colour)))


class _LineIcon(QIconEngine):
    """Draws an icon anew at whatever size and scale is asked for."""

    def __init__(self, name: str, colour: str, chosen: str, barred: str) -> None:
        super().__init__()
        self._facts = (name, colour, chosen, barred)

    @override
    def paint(self, painter: QPainter, rect: object, mode: QIcon.Mode, state: QIcon.State) -> None:
        name, colour, chosen, barred = self._facts
        if mode is QIcon.Mode.Disabled:
            painter.setOpacity(_FADED)
            colour = barred
        elif mode is QIcon.Mode.Selected or state is QIcon.State.On:
            colour = chosen
        drawing = _drawing(name, colour)
        drawing.render(painter, QRectF(rect))  # type: ignore[call-overload]

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap

    @override
    def clone(self) -> QIconEngine:
        return _LineIcon(*self._facts)
