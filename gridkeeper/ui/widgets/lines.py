"""A line that leads somewhere: a title, and under it what it is about."""

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

_HEIGHT = 50
_MARGIN = 8


class DoorLine(Button):
    """A whole line to press; what does not fit is shortened and stands in its tool tip."""

    def __init__(
        self, theme: Theme, title: str, about: str, does: Callable[[], object], icon: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._title, self._about, self._icon = title, about, icon
        self.setProperty("kind", "line")
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.setToolTip(f"{title}\n{about}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: does())
        theme.follow(self, self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        theme, margin = self._theme, self._theme.px(_MARGIN)
        area = self.rect().adjusted(margin, margin // 2, -margin, -margin // 2)
        if self._icon:
            side = theme.px(tokens.ICON)
            icon = theme.icon(self._icon, theme.colours.soft)
            icon.paint(painter, QRect(area.left(), area.top() + theme.px(4), side, side))
            area.setLeft(area.left() + side + margin)
        upper = QRect(area.left(), area.top(), area.width(), area.height() // 2)
        lower = upper.translated(0, area.height() // 2)
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
