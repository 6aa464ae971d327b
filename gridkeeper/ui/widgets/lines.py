"""What leads somewhere: a line with a title and what it is about, and a text as long as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from gridkeeper.ui.look import fonts, tokens
from gridkeeper.ui.widgets.pressing import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridkeeper.ui.look.theme import Theme

_HEIGHT, _LOW = 50, 36
_FURTHER = 21  # so much higher is a line to press for each line that a text goes on in
_MOST = 2
_MARGIN = 8
_LINK = 28
_ENDLESS = 10_000
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class DoorLine(Button):
    """A whole line to press; a long text goes on below once, the rest stands in its tool tip.

    It is lower where there is nothing to say about what it leads to.
    """

    def __init__(
        self, theme: Theme, title: str, about: str, does: Callable[[], object], icon: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._title, self._about, self._icon = title, about, icon
        self.setProperty("kind", "line")
        self.setProperty("low", not about)
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.setToolTip(f"{title}\n{about}".strip())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked=False: does())
        theme.follow(self, self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._low)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._low)

    @override
    def heightForWidth(self, width: int) -> int:
        texts = self._texts(width - 2 * self._theme.px(_MARGIN) - self._beside)
        further = sum(len(lines) - 1 for lines, *_look in texts)
        return self._low + further * self._theme.px(_FURTHER)

    @property
    def _low(self) -> int:
        return self._theme.px(_HEIGHT if self._about else _LOW)

    @property
    def _beside(self) -> int:
        """How much of its width its icon takes."""
        return self._theme.px(tokens.ICON) + self._theme.px(_MARGIN) if self._icon else 0

    def _texts(self, room: int) -> list[tuple[Sequence[str], QFont, str]]:
        """Return its texts, broken for so much room, with their fonts and colours."""
        colours, px = self._theme.colours, self._theme.px
        looks = [
            (self._title, tokens.TEXT, colours.text),
            (self._about, tokens.SMALL, colours.soft),
        ]
        return [
            (broken(text, fonts.sized(px(size)), room), fonts.sized(px(size)), colour)
            for text, size, colour in looks[: 2 if self._about else 1]
        ]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        theme, margin = self._theme, self._theme.px(_MARGIN)
        area = self.rect().adjusted(margin, margin // 2, -margin, -margin // 2)
        texts = self._texts(area.width() - self._beside)
        high = area.height() // sum(len(lines) for lines, *_look in texts)
        if self._icon:
            side = theme.px(tokens.ICON)
            icon = theme.icon(self._icon, theme.colours.soft)
            above = theme.px(4) if self._about else (high - side) // 2
            icon.paint(painter, QRect(area.left(), area.top() + above, side, side))
        place = QRect(area.left() + self._beside, area.top(), area.width() - self._beside, high)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for lines, font, colour in texts:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            for line in lines:
                painter.drawText(place, int(flags), line)
                place.translate(0, high)
        painter.end()


def broken(text: str, font: QFont, room: int, most: int = _MOST) -> list[str]:
    """Return a text in lines that have room; the last of `most` ends in dots if there is more."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(room, 1))
        starts.append(line.textStart())
    layout.endLayout()
    units = text.encode("utf-16-le")  # which Qt counts in
    ends = [*starts[1:], len(units) // 2]
    parts = (units[2 * start : 2 * end] for start, end in zip(starts, ends, strict=True))
    lines = [part.decode("utf-16-le").rstrip() for part in parts] or [""]
    elided = QFontMetrics(font).elidedText(lines[-1], Qt.TextElideMode.ElideRight, room)
    return [*lines[:-1], elided]


class Link(Button):
    """A text to press; it goes on below where there is no more room."""

    def __init__(self, theme: Theme, text: str, does: Callable[[], object]) -> None:
        super().__init__()
        self._theme, self._said = theme, text
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked=False: does())
        theme.follow(self, self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._said) + 1
        return QSize(wide, self.heightForWidth(wide))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(96), self.sizeHint().width()), self._theme.px(_LINK))

    @override
    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width, 1), _ENDLESS)
        high = self.fontMetrics().boundingRect(room, int(_WRAPPED), self._said).height()
        return max(high + tokens.FOCUS_WIDTH, self._theme.px(_LINK))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.colours.accent))
        above = (self._theme.px(_LINK) - painter.fontMetrics().height()) // 2
        painter.drawText(self.rect().adjusted(0, above, 0, 0), int(_WRAPPED), self._said)
        painter.end()
