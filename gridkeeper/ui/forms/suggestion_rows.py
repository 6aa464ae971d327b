"""How a suggestion is drawn: its text, and in grey what tells it from others of that text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from gridkeeper.domain import addresses
from gridkeeper.ui.look import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFontMetrics, QPainter
    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.look.theme import Theme

DETAIL = Qt.ItemDataRole.UserRole + 1
_EDGE, _GAP = 10, 16
_KEY = 72
"""So wide is a key or a code at most, which stands at the right edge."""
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class SuggestionRows(QStyledItemDelegate):
    """Draws a suggestion with its detail: at the right edge, in a column, or in a second line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts = self._details = 0
        self._is_double = False

    def measure(self, shown: Sequence[tuple[str, str]], metrics: QFontMetrics) -> int:
        """Take the texts and details that are shown; return how wide all of it would be."""
        wide, px = metrics.horizontalAdvance, self._theme.px
        self._texts = max((wide(text) for text, _detail in shown), default=0)
        self._details = max((wide(detail) for _text, detail in shown), default=0)
        if self._has_keys:
            lines = max((wide(text) + wide(detail) for text, detail in shown), default=0)
        else:
            lines = self._texts + self._details
        return lines + px(2 * _EDGE + _GAP)

    def fit(self, wide: int) -> None:
        """Take the room there is: where a detail has none beside its text, it goes below."""
        beside = self._texts + self._details + self._theme.px(2 * _EDGE + _GAP)
        self._is_double = not self._has_keys and beside > wide

    @property
    def _has_keys(self) -> bool:
        return self._details <= self._theme.px(_KEY)

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line = self._theme.px(tokens.CONTROL - 2)
        return QSize(0, line * 8 // 5 if self._is_double else line)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colours, px = self._theme.colours, self._theme.px
        marked = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        if marked:
            painter.fillRect(rect, QColor(colours.accent_soft))
        inner = rect.adjusted(px(_EDGE), 0, -px(_EDGE), 0)
        text, detail = str(index.data()), str(index.data(DETAIL) or "")
        metrics = painter.fontMetrics()
        above, rest = self._parted(inner, metrics.horizontalAdvance(text))
        plain = colours.text if index.flags() & Qt.ItemFlag.ItemIsEnabled else colours.soft
        painter.setPen(QColor(colours.on_accent_soft if marked else plain))
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, above.width())
        painter.drawText(above, int(_LEFT), elided)
        if detail and rest.width() > px(24):
            painter.setPen(QColor(colours.on_accent_soft if marked else colours.soft))
            shown = in_room(metrics, detail, rest.width())
            painter.drawText(rest, int(_RIGHT if self._has_keys else _LEFT), shown)
        painter.restore()

    def _parted(self, inner: QRect, text: int) -> tuple[QRect, QRect]:
        """Return where a text of some width stands, and where its detail does."""
        px = self._theme.px
        if self._is_double:
            half, edge = inner.height() // 2, px(3)
            return inner.adjusted(0, edge, 0, -half), inner.adjusted(0, half, 0, -edge)
        beside = (text if self._has_keys else self._texts) + px(_GAP)
        return inner, inner.adjusted(beside, 0, 0, 0)


def in_room(metrics: QFontMetrics, detail: str, wide: int) -> str:
    """Return a detail as far as there is room.

    Of a door the compound goes first, which is often the same for all, and then what stands behind
    the door; of anything else the beginning, since an end, such as a number's, tells more.
    """
    place = addresses.parse(detail.partition(" · ")[0])
    if not place.room:
        return metrics.elidedText(detail, Qt.TextElideMode.ElideLeft, wide)
    door = detail.removeprefix(place.compound)
    if metrics.horizontalAdvance(f"…{door}") <= wide:
        return metrics.elidedText(detail, Qt.TextElideMode.ElideLeft, wide)
    return metrics.elidedText(door, Qt.TextElideMode.ElideRight, wide)
