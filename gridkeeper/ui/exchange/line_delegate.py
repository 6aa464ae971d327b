"""Draws the cells of small tables: a text that wraps, a softer one below, or a chip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from gridkeeper.ui.exchange import gap_bar
from gridkeeper.ui.look import fonts, tokens
from gridkeeper.ui.look.tokens import Scheme, Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QTableView

    from gridkeeper.ui.look.theme import Theme

TONE = int(Qt.ItemDataRole.UserRole)
UNDER = TONE + 1
BAR = TONE + 2

_SELECTED = QStyle.StateFlag.State_Selected
_WRAP = int(Qt.TextFlag.TextWordWrap)
_TOP = int(Qt.AlignmentFlag.AlignTop)
_TALL = 10_000
_LONG = re.compile(r"[!-~]{17,}")
_WORD = re.compile(r"[!-~“”‘’]{7,}[，。；：、）]?")
_LETTERS = re.compile(r"(?<=[!-~])(?=[!-~])")  # no closing sign begins a line
_MOMENT = re.compile(r"(?<=\d{4}-\d\d-\d\d) (?=\d\d:\d\d)")
_MASKED = re.compile(r"(?<=[^\W\d_a-zA-Z])(?=\*)")  # 王**
_HIDDEN = re.compile(r"\d+\*+\d*")  # 138****1234
_DOT = " · "
_SEAM = re.compile(r"(?<=[-_./\\@])")


class LineDelegate(QStyledItemDelegate):
    """Measures and draws by itself, so that both agree."""

    def __init__(self, theme: Theme, view: QTableView, *, from_top: bool = False) -> None:
        """Draw cells in the middle of their lines; `from_top`, texts are compared line by line."""
        super().__init__(view)
        self._from_top = from_top
        self._theme = theme
        self._view = view
        theme.follow(view, self._measure)

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        first, count = index.column(), self._view.columnSpan(index.row(), index.column())
        wide = sum(self._view.columnWidth(at) for at in range(first, first + count))
        high = self._theme.px(tokens.ROW)
        if index.data(TONE) is None:
            text, under = self._heights(index, wide - 2 * self._pad)
            high = max(high, text + under + self._barred(index) + 2 * self._pad)
        return QSize(wide, high)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area: QRect = option.rect  # type: ignore[attr-defined]
        chosen = bool(option.state & _SELECTED)  # type: ignore[attr-defined]
        colours = self._theme.colours
        ground = colours.sunken if index.row() % 2 else colours.surface
        painter.fillRect(area, QColor(colours.accent_soft if chosen else ground))
        if chosen and index.column() == 0:
            bar = QRect(area.left(), area.top(), self._theme.px(3), area.height())
            painter.fillRect(bar, QColor(colours.accent))
        inner = area.adjusted(self._pad, self._pad, -self._pad, -self._pad)
        tone = index.data(TONE)
        if tone is not None:
            room = area.adjusted(self._pad, 0, -self._pad, 0)
            self._chip(painter, room, index, tone, chosen=chosen)
        else:
            self._texts(painter, inner, index, chosen=chosen)

    def _texts(
        self,
        painter: QPainter,
        inner: QRect,
        index: QModelIndex | QPersistentModelIndex,
        *,
        chosen: bool,
    ) -> None:
        colours = self._theme.colours
        text, under = self._heights(index, inner.width())
        barred = self._barred(index)
        if barred:
            high = text + under + barred
            top = inner.top() + max(inner.height() - high, 0) // 2
            area = QRect(inner.left(), top, inner.width(), self._theme.px(gap_bar.HEIGHT))
            gap_bar.draw(painter, self._theme, area, index.data(BAR))
            inner = inner.adjusted(0, top - inner.top() + barred, 0, 0)
        align = index.data(int(Qt.ItemDataRole.TextAlignmentRole))
        across = int(align & Qt.AlignmentFlag.AlignHorizontal_Mask)
        left = 0 if self._from_top else max(inner.height() - text - under, 0)
        top = inner.top() + left // 2
        upper = QRect(inner.left(), top, inner.width(), text)
        lower = QRect(inner.left(), top + text, inner.width(), under)
        painter.setFont(self._font)
        painter.setPen(QColor(colours.on_accent_soft if chosen else colours.text))
        said = _breakable(index.data(), self._font, inner.width())
        painter.drawText(upper, across | _TOP | _WRAP, said)
        if under:
            painter.setFont(self._small)
            painter.setPen(QColor(colours.on_accent_soft if chosen else colours.soft))
            said = _breakable(index.data(UNDER), self._small, inner.width())
            painter.drawText(lower, across | _TOP | _WRAP, said)

    def _chip(
        self,
        painter: QPainter,
        room: QRect,
        index: QModelIndex | QPersistentModelIndex,
        tone: Tone,
        *,
        chosen: bool,
    ) -> None:
        text = index.data()
        if not text:
            return
        ground, ink = (QColor(name) for name in self._theme.tone(tone))
        metrics = QFontMetrics(self._small)
        wide = min(metrics.horizontalAdvance(text) + 2 * self._pad, room.width())
        high = metrics.height() + self._pad // 2
        top = room.top() + (room.height() - high) // 2
        place = QRect(room.left(), top, wide, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outlined = self._theme.scheme is Scheme.CONTRAST
        # A chosen row may have the ground of the chip.
        painter.setPen(ink if outlined or chosen else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(place, high / 2, high / 2)
        painter.setFont(self._small)
        painter.setPen(ink)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()

    def _barred(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """Return how much of a cell a bar takes, with the gap below it."""
        return self._theme.px(gap_bar.HEIGHT) + self._pad // 2 if index.data(BAR) else 0

    def _heights(self, index: QModelIndex | QPersistentModelIndex, wide: int) -> tuple[int, int]:
        """Return how high both texts of a cell are in some width."""
        space = QRect(0, 0, max(wide, 1), _TALL)
        heights = []
        for text, font in ((index.data() or " ", self._font), (index.data(UNDER), self._small)):
            said = _breakable(text or "", font, wide)
            area = QFontMetrics(font).boundingRect(space, _WRAP, said)
            heights.append(area.height() if text else 0)
        return heights[0], heights[1]

    def _measure(self) -> None:
        self._pad = self._theme.px(8)
        self._font = fonts.sized(self._theme.px(tokens.TEXT))
        self._small = fonts.sized(self._theme.px(tokens.SMALL))


def _breakable(text: str, font: QFont, wide: int) -> str:
    """Return a text that fits into some width.

    A day and its hour stay together, and a name and its stars; a dot between two parts goes where a
    line ends. Long names of files may be broken where their parts meet, a masked number from the
    quotation marks around it, a word that is wider than that anywhere.
    """
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance("0000-00-00 00:00") <= wide:
        text = _MOMENT.sub("\u00a0", text)
    text = "\n".join(_parted(line, metrics, wide) for line in text.split("\n"))

    def broken(word: re.Match[str]) -> str:
        if metrics.horizontalAdvance(word[0]) <= wide:
            return word[0]
        masked = _HIDDEN.search(word[0])
        if masked is not None and metrics.horizontalAdvance(masked[0]) <= wide:
            return "\u200b".join(filter(None, _around(masked)))
        return _LETTERS.sub("\u200b", word[0])

    text = _WORD.sub(broken, _LONG.sub(lambda long: _SEAM.sub("\u200b", long[0]), text))
    return _MASKED.sub("\u2060", text)


def _around(part: re.Match[str]) -> tuple[str, str, str]:
    """Return what stands before a part of a word, the part, and what stands behind it."""
    return part.string[: part.start()], part[0], part.string[part.end() :]


def _parted(line: str, metrics: QFontMetrics, wide: int) -> str:
    """Return a line whose parts are parted by dots, but for those that go on in a new line."""
    made, last = "", ""
    for part in line.split(_DOT):
        together = f"{last}{_DOT}{part}" if made else part
        fits = metrics.horizontalAdvance(together) <= wide
        made = part if not made else f"{made}{_DOT if fits else chr(10)}{part}"
        last = together if fits else part
    return made
