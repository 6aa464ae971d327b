"""The bar of numbers: what of a computer is here, what is missing, what waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from gridkeeper.services.exchange.radar import HERE, MISSING, WAITING, Span, said
from gridkeeper.ui.look.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from gridkeeper.services.exchange.radar import Stream
    from gridkeeper.ui.look.theme import Theme

HEIGHT = 12
_LEAST = 10
_TONES = {HERE: Tone.GOOD, MISSING: Tone.BAD, WAITING: Tone.WARNING}
_PATTERNS = {
    HERE: Qt.BrushStyle.SolidPattern,
    MISSING: Qt.BrushStyle.NoBrush,
    WAITING: Qt.BrushStyle.BDiagPattern,
}


def shares(spans: Sequence[Span], wide: int, least: int) -> list[int]:
    """Return how wide each span is drawn: by its numbers, but so that the smallest is seen."""
    if not spans:
        return []
    whole = sum(span.count for span in spans)
    free = max(wide - least * len(spans), 0)
    found = [least + free * span.count // whole for span in spans]
    found[0] += max(wide - sum(found), 0)
    return found


def draw(painter: QPainter, theme: Theme, area: QRect, spans: Sequence[Span]) -> None:
    """Draw a bar: filled what is here, hollow what is missing, hatched what waits."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left = area.left()
    gap = theme.px(2)
    for span, wide in zip(spans, shares(spans, area.width(), theme.px(_LEAST)), strict=True):
        ink = QColor(theme.tone(_TONES[span.state])[1])
        pen = QPen(ink, theme.px(1))
        if span.state == MISSING:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QBrush(ink, _PATTERNS[span.state]))
        place = QRectF(left + 0.5, area.top() + 0.5, max(wide - gap, 1), area.height() - 1)
        painter.drawRoundedRect(place, theme.px(2), theme.px(2))
        left += wide
    painter.restore()


class GapBar(QWidget):
    """The bar of one computer."""

    def __init__(self, theme: Theme, stream: Stream) -> None:
        super().__init__()
        self._theme = theme
        self._stream = stream
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(said(stream))
        theme.follow(self, self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(2 * HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw(painter, self._theme, self.rect(), self._stream.spans)
        painter.end()


class Swatch(QWidget):
    """A piece of the bar beside the words that say what it means."""

    def __init__(self, theme: Theme, state: str) -> None:
        super().__init__()
        self._theme = theme
        self._span = Span(state, 1, 1)
        theme.follow(self, self._measure)

    def _measure(self) -> None:
        self.setFixedSize(self._theme.px(2 * HEIGHT), self._theme.px(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw(painter, self._theme, self.rect(), [self._span])
        painter.end()
