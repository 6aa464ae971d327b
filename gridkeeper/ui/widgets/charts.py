"""Charts on the screen; paper shows the same in `gridkeeper.reports.charts`.

Lines are told apart by their dashes too, and what a chart shows is also said in words.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from gridkeeper.domain.charts import every, steps
from gridkeeper.texts import _, pick
from gridkeeper.ui.look import fonts, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.charts import Trend
    from gridkeeper.ui.look.theme import Theme

_HEIGHT, _HEAD, _FOOT = 190, 30, 24
_HEADROOM = 1.15  # over the highest point, for its label: else it stands in the legend
_SWATCH = 22
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTER = int(Qt.AlignmentFlag.AlignCenter)


class TrendChart(QWidget):
    """A line for this period and a dashed one for the period before."""

    def __init__(self, theme: Theme, name: str, trend: Trend) -> None:
        """Show a trend; `name` is read aloud, with a sentence that says what it shows."""
        super().__init__()
        self._theme, self._trend = theme, trend
        top = max((*trend.now, *trend.before), default=0)
        self._axis = steps(ceil(top * _HEADROOM))
        self.setAccessibleName(name)
        self.setAccessibleDescription(_in_words(trend))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self, self._measure)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(_HEIGHT))

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._said_at(event.pos().x()), self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        self._legend(painter)
        self._grid(painter)
        colours = self._theme.colours
        if self._trend.before:
            self._line(painter, self._trend.before, colours.strong_line, dashed=True)
        self._line(painter, self._trend.now, colours.accent, dashed=False)
        self._peak(painter)
        painter.end()

    def _measure(self) -> None:
        self._font = fonts.sized(self._theme.px(tokens.SMALL))
        self._metrics = QFontMetrics(self._font)
        self.updateGeometry()

    def _area(self) -> QRect:
        """Return where the lines are drawn."""
        px = self._theme.px
        left = self._metrics.horizontalAdvance(f"{self._axis[-1]:,}") + px(10)
        return self.rect().adjusted(left, px(_HEAD), -px(4), -px(_FOOT))

    def _x(self, place: int) -> float:
        area = self._area()
        return area.left() + area.width() * (place + 0.5) / max(1, len(self._trend.labels))

    def _y(self, value: int) -> float:
        area = self._area()
        return area.bottom() - area.height() * value / self._axis[-1]

    def _legend(self, painter: QPainter) -> None:
        px, colours = self._theme.px, self._theme.colours
        head = QRect(0, 0, self.width() - px(4), px(_HEAD - 6))
        painter.setPen(QColor(colours.soft))
        painter.drawText(head, _LEFT, _("Unit: {unit}").format(unit=self._trend.unit))
        until = _("this period, up to {day}").format(day=self._trend.until)
        shown = [(until if self._trend.until else _("this period"), colours.accent, False)]
        if self._trend.before:
            shown.append((_("period before"), colours.strong_line, True))
        right = head.right()
        for text, colour, dashed in shown:
            painter.setPen(QColor(colours.soft))
            painter.drawText(QRect(0, 0, right, head.height()), _RIGHT, text)
            right -= self._metrics.horizontalAdvance(text) + px(6)
            painter.setPen(self._pen(colour, dashed=dashed))
            middle = head.height() / 2
            painter.drawLine(QPointF(right - px(_SWATCH), middle), QPointF(right, middle))
            right -= px(_SWATCH) + px(16)

    def _grid(self, painter: QPainter) -> None:
        area, colours, px = self._area(), self._theme.colours, self._theme.px
        high = self._metrics.height()
        for step in self._axis:
            y = round(self._y(step))
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(area.left(), y, area.right(), y)
            painter.setPen(QColor(colours.soft))
            painter.drawText(
                QRect(0, y - high // 2, area.left() - px(6), high), _RIGHT, f"{step:,}"
            )
        labels = self._trend.labels
        widest = max(map(self._metrics.horizontalAdvance, labels), default=0) + px(8)
        gap = area.width() / max(1, len(labels))
        for place in range(0, len(labels), every(len(labels), widest, gap)):
            middle = round(self._x(place))
            room = QRect(middle - widest, area.bottom() + px(4), 2 * widest, high)
            painter.drawText(room, _CENTER, labels[place])

    def _pen(self, colour: str, *, dashed: bool) -> QPen:
        pen = QPen(QColor(colour), self._theme.px(1 if dashed else 2))
        if dashed:
            pen.setDashPattern([4, 3])
        return pen

    def _line(self, painter: QPainter, values: Sequence[int], colour: str, *, dashed: bool) -> None:
        points = [QPointF(self._x(place), self._y(value)) for place, value in enumerate(values)]
        painter.setPen(self._pen(colour, dashed=dashed))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        if len(points) == 1:
            painter.drawEllipse(points[0], 2, 2)

    def _peak(self, painter: QPainter) -> None:
        """Mark the highest point and write its number above."""
        now, px = self._trend.now, self._theme.px
        at = _highest(now)
        if at is None:
            return
        colour = QColor(self._theme.colours.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(self._x(at), self._y(now[at])), px(3), px(3))
        text = f"{now[at]:,}"
        wide, high = self._metrics.horizontalAdvance(text) + px(6), self._metrics.height()
        left = round(min(max(self._x(at) - wide / 2, 0), self.width() - wide))
        place = QRect(left, round(self._y(now[at])) - high - px(4), wide, high)
        painter.fillRect(place, QColor(self._theme.colours.surface))  # no line runs through it
        painter.setPen(colour)
        painter.drawText(place, _CENTER, text)

    def _said_at(self, x: int) -> str:
        """Return the numbers of the day under the pointer."""
        area, labels = self._area(), self._trend.labels
        place = (x - area.left()) * len(labels) // max(1, area.width())
        if not 0 <= place < len(labels):
            return ""
        now = self._trend.now
        number = f"{now[place]:,}" if place < len(now) else _("not over yet")
        said = pick("{day}：{number}", "{day}: {number}").format(day=labels[place], number=number)
        if place < len(self._trend.before):
            said += "\n" + _("before: {before}").format(before=f"{self._trend.before[place]:,}")
        return said


def _highest(values: Sequence[int]) -> int | None:
    at = max(range(len(values)), key=lambda place: values[place], default=None)
    return at if at is not None and values[at] else None


def _in_words(trend: Trend) -> str:
    """Return what a trend shows: its sum, its highest point, the sum of before."""
    at = _highest(trend.now)
    text = _("{total} in all up to {day}") if trend.until else _("{total} in all")
    said = [text.format(total=f"{sum(trend.now):,}", day=trend.until)]
    if at is not None:
        text = _("peak {value} ({label})")
        said.append(text.format(value=f"{trend.now[at]:,}", label=trend.labels[at]))
    if trend.before:
        said.append(_("before: {before}").format(before=f"{sum(trend.before):,}"))
    if trend.waiting:
        said.append(trend.waiting)
    return pick("；", "; ").join(said)
