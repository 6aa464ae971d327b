"""Draws the cells of a list of records: text, and chips with a word in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from gridkeeper.ui.look import fonts, tokens
from gridkeeper.ui.look.tokens import Scheme, Tone
from gridkeeper.ui.models.records import FIRST_PAGES, PAGE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from gridkeeper.ui.look.theme import Theme
    from gridkeeper.ui.models.columns import Chip
    from gridkeeper.ui.models.records import AnyIndex, Line, RecordTable

_SELECTED = QStyle.StateFlag.State_Selected
_ELIDE = Qt.TextElideMode.ElideRight
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTER = int(Qt.AlignmentFlag.AlignCenter)


class RowDelegate(QStyledItemDelegate):
    """Draws without asking the model cell by cell: it takes a whole line."""

    def __init__(self, theme: Theme, model: RecordTable, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view
        self._header = view.horizontalHeader()
        self._contents: dict[str, int] = {}
        self._stale = True
        for signal in (model.modelReset, model.dataChanged, model.rowsInserted):
            signal.connect(self._forget)
        theme.follow(view, self._measure)

    def contents(self) -> dict[str, int]:
        """Return how wide what stands in the columns is, with their headings, by name.

        They never become narrower: a list must not jump while somebody looks for something.
        """
        if self._stale:
            rows = min(self._model.rowCount(), FIRST_PAGES * PAGE)
            lines = [self._model.line(row) for row in range(rows)]
            for place, column in enumerate(self._model.columns):
                heading = str(self._model.headerData(place, Qt.Orientation.Horizontal))
                wide = self._bold.horizontalAdvance(heading) + 3 * self._pad
                wide = max(wide, *(self._content(line, place) for line in lines), 0)
                self._contents[column.name] = max(self._contents.get(column.name, 0), wide)
            self._stale = False
        return self._contents

    def _content(self, line: Line, place: int) -> int:
        """Return how wide a cell would be in which all of it is seen."""
        wide = 2 * self._pad + sum(map(self._wide, line.chips[place]))
        if line.texts[place] and not self._model.columns[place].is_chip:
            wide += self._metrics.horizontalAdvance(line.texts[place]) + 1
        return wide

    def _forget(self) -> None:
        self._stale = True

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row, place = index.row(), index.column()
        line, column = self._model.known(row), self._model.columns[place]
        area: QRect = option.rect  # type: ignore[attr-defined]
        chosen = bool(option.state & _SELECTED)  # type: ignore[attr-defined]
        painter.fillRect(area, self._ground(row, chosen=chosen))
        if not self._header.visualIndex(place) and row == self._view.currentIndex().row():
            painter.fillRect(QRect(area.left(), area.top(), self._bar, area.height()), self._accent)
        text, chips = line.texts[place], line.chips[place]
        left, right = area.left() + self._pad, area.right() - self._pad
        if text and not column.is_chip:
            room = right - left - sum(map(self._wide, chips))
            facts = (chosen, not line.id, self._model.is_number(place))
            space = QRect(left, area.top(), max(room, 0), area.height())
            left += self._text(painter, space, text, facts)
        for chip in chips:
            space = QRect(left, area.top(), right - left, area.height())
            left += self._chip(painter, space, chip, chosen=chosen)
            if left >= right:
                break

    def _text(
        self, painter: QPainter, room: QRect, text: str, facts: tuple[bool, bool, bool]
    ) -> int:
        """Draw a text; return how much of the room it takes, with the gap behind it."""
        chosen, gone, number = facts
        painter.setFont(self._font)
        painter.setPen(self._soft if gone else self._on_chosen if chosen else self._ink)
        wide = self._metrics.horizontalAdvance(text)
        if wide > room.width():
            text, wide = self._metrics.elidedText(text, _ELIDE, room.width()), room.width()
        painter.drawText(room, _RIGHT if number else _LEFT, text)
        return wide + self._gap

    def _chip(self, painter: QPainter, room: QRect, chip: Chip, *, chosen: bool) -> int:
        text, tone = chip
        ground, ink = self._tones[tone]
        wide = self._small_metrics.horizontalAdvance(text) + 2 * self._gap
        if wide > room.width():
            wide = room.width()
            text = self._small_metrics.elidedText(text, _ELIDE, max(wide - 2 * self._gap, 0))
        if wide <= 2 * self._gap:
            return room.width()
        high = self._small_metrics.height() + self._pad // 2
        top = room.top() + (room.height() - high) // 2
        place = QRect(room.left(), top, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # A chosen row may have the ground of the chip.
        painter.setPen(ink if self._outlined or chosen else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(place, high / 2, high / 2)
        painter.setFont(self._small)
        painter.setPen(ink)
        painter.drawText(place, _CENTER, text)
        return wide + self._gap // 2

    def _wide(self, chip: Chip) -> int:
        """Return the room that a chip takes, with the gap before it."""
        return self._small_metrics.horizontalAdvance(chip[0]) + 3 * self._gap

    def _ground(self, row: int, *, chosen: bool) -> QColor:
        if chosen:
            return self._chosen
        return self._other if row % 2 else self._plain

    def _measure(self) -> None:
        theme = self._theme
        colours = theme.colours
        self._plain, self._other = QColor(colours.surface), QColor(colours.sunken)
        self._chosen, self._on_chosen = QColor(colours.accent_soft), QColor(colours.on_accent_soft)
        self._ink, self._soft = QColor(colours.text), QColor(colours.soft)
        self._accent = QColor(colours.accent)
        self._tones = {tone: tuple(QColor(name) for name in theme.tone(tone)) for tone in Tone}
        self._outlined = theme.scheme is Scheme.CONTRAST
        self._pad, self._gap, self._bar = theme.px(8), theme.px(8), theme.px(3)
        self._font = fonts.sized(theme.px(tokens.TEXT))
        self._small = fonts.sized(theme.px(tokens.SMALL))
        self._metrics, self._small_metrics = QFontMetrics(self._font), QFontMetrics(self._small)
        bold = fonts.sized(theme.px(tokens.TEXT))
        bold.setBold(True)
        self._bold = QFontMetrics(bold)
        self._contents.clear()
        self._stale = True
