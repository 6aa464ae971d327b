"""What leads somewhere: a line with a title and what it is about, and a text as long as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from gridkeeper.ui.look import fonts, tokens
from gridkeeper.ui.widgets.pressing import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.ui.look.theme import Theme

_HEIGHT, _LOW = 50, 36
_MARGIN = 8
_LINK = 28
_ENDLESS = 10_000
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class DoorLine(Button):
    """A whole line to press; what does not fit is shortened and stands in its tool tip.

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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: does())
        theme.follow(self, self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._high)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._high)

    @property
    def _high(self) -> int:
        return self._theme.px(_HEIGHT if self._about else _LOW)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        theme, margin = self._theme, self._theme.px(_MARGIN)
        area = self.rect().adjusted(margin, margin // 2, -margin, -margin // 2)
        if self._icon:
            side = theme.px(tokens.ICON)
            icon = theme.icon(self._icon, theme.colours.soft)
            above = theme.px(4) if self._about else (area.height() - side) // 2
            icon.paint(painter, QRect(area.left(), area.top() + above, side, side))
            area.setLeft(area.left() + side + margin)
        lines = 2 if self._about else 1
        upper = QRect(area.left(), area.top(), area.width(), area.height() // lines)
        lower = upper.translated(0, area.height() // lines)
        for place, text, size, colour in (
            (upper, self._title, tokens.TEXT, theme.colours.text),
            (lower, self._about, tokens.SMALL, theme.colours.soft),
        ):
            painter.setFont(fonts.sized(theme.px(size)))
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, place.width()
            )
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(flags), shown)
        painter.end()


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
        wide = self.fontMetrics().horizontalAdvance(self._said) + 2 * self._pad + 1
        return QSize(wide, self.heightForWidth(wide))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(96), self.sizeHint().width()), self._theme.px(_LINK))

    @override
    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - 2 * self._pad, 1), _ENDLESS)
        high = self.fontMetrics().boundingRect(room, int(_WRAPPED), self._said).height()
        return max(high + 2 * tokens.FOCUS_WIDTH, self._theme.px(_LINK))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.colours.accent))
        above = (self._theme.px(_LINK) - painter.fontMetrics().height()) // 2
        area = self.rect().adjusted(self._pad, above, -self._pad, 0)
        painter.drawText(area, int(_WRAPPED), self._said)
        painter.end()

    @property
    def _pad(self) -> int:
        return indent(self._theme)


def indent(theme: Theme) -> int:
    """Return how far in the text of a link begins."""
    return theme.px(4) + tokens.FOCUS_WIDTH
