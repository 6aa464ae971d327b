"""Figures on tiles that lead to what they count, and rows of such things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.look import fonts, tokens
from gridkeeper.ui.widgets.pressing import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridkeeper.services.papers.month_figures import Figure
    from gridkeeper.ui.look.theme import Theme

_USUAL, _LEAST = 168, 96
_MARGIN, _FIGURE = 14, 26


class Tile(Button):
    """A number to press: what it counts above it, what it is compared with below."""

    def __init__(
        self, theme: Theme, title: str, number: str, below: str, does: Callable[[], object]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._texts = (title, number, below)
        # The style sheet gives both their height.
        self.setProperty("kind", "tile" if below else "low_tile")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{title} {number}")
        self.setAccessibleDescription(below)
        self.setToolTip("\n".join(part for part in (f"{title} {number}", below) if part))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: does())

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_USUAL), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        # Below what columns are given, so that they can be squeezed until they become fewer.
        return QSize(self._theme.px(_LEAST), super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, px, colours = QPainter(self), self._theme.px, self._theme.colours
        margin = px(_MARGIN)
        left, wide, top = margin, self.width() - 2 * margin, px(10)
        for text, size, height, colour, bold in zip(
            self._texts,
            (tokens.TEXT, _FIGURE, tokens.SMALL),
            (24, 34, 22),
            (colours.soft, colours.text, colours.soft),
            (False, True, False),
            strict=True,
        ):
            font = fonts.sized(px(size))
            font.setBold(bold)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, wide)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(left, top, wide, px(height)), int(flags), shown)
            top += px(height)
        painter.end()


def figure_tile(theme: Theme, figure: Figure, does: Callable[[], object]) -> Tile:
    """Return the tile of a figure beside the one of before."""
    said = _("before: {before}").format(before=f"{figure.before:,}")
    below = f"{said}  {figure.change}".rstrip().replace("-", "\u2212")
    return Tile(theme, figure.label, f"{figure.now:,}", below, does)


class Columns(QWidget):
    """Widgets in as many columns of one width as have room."""

    def __init__(self, theme: Theme, parts: Sequence[QWidget], least: int, most: int) -> None:
        """Lay them out.

        Args:
            theme: The look in force.
            parts: In reading order.
            least: The width below which a column is not squeezed, at the normal text size.
            most: So many columns at most.
        """
        super().__init__()
        self._theme, self._parts = theme, parts
        self._least, self._most = least, most
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.SPACE * 2)
        theme.follow(self, self._lay_out)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        gap = self._grid.spacing()
        room = (self.width() + gap) // (self._theme.px(self._least) + gap)
        most = max(1, min(room, self._most))
        # As many in each line, where that goes: three and one would leave a hole.
        lines = -(-len(self._parts) // most)
        even = (some for some in range(most, 1, -1) if not len(self._parts) % some)
        across = next(even, -(-len(self._parts) // max(1, lines)))
        if across == self._across:
            return
        for part in self._parts:
            self._grid.removeWidget(part)
        for column in range(self._most):
            self._grid.setColumnStretch(column, int(column < across))
        for place, part in enumerate(self._parts):
            self._grid.addWidget(part, *divmod(place, across))
        self._across = across
