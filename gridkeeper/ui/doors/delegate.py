"""Draws the doors: room, name, and the letter of the layer on the ground of its tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from gridkeeper.ui.look import fonts, tokens
from gridkeeper.ui.look.tokens import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from gridkeeper.services.matrix.layers import Mark
    from gridkeeper.services.matrix.values import Door, Matrix
    from gridkeeper.ui.doors.table import AnyIndex, DoorTable
    from gridkeeper.ui.look.theme import Theme

_SELECTED = QStyle.StateFlag.State_Selected
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ELIDE = Qt.TextElideMode.ElideRight
_MOST = 4000
"""So many pictures of doors are kept; a building has a few hundred."""


class DoorDelegate(QStyledItemDelegate):
    """Keeps a picture of each door: painting a building is copying some hundred of them."""

    def __init__(self, theme: Theme, table: DoorTable, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._table = table
        self._view = view
        self._kept: dict[tuple[str, str, str, Tone, int, int, float, bool], QPixmap] = {}
        self._judged: tuple[tuple[Matrix | None, str, int] | None, bool] = (None, False)
        theme.follow(view, self._measure)

    @property
    def least(self) -> QSize:
        """How large a door is at least: its room, a surname with its stars, a letter."""
        wide = self._bold.horizontalAdvance("1001") + self._metrics.horizontalAdvance("张**")
        wide += self._bold.horizontalAdvance("99天") + 4 * self._pad
        return QSize(wide, self._metrics.height() + 2 * self._pad)

    @property
    def lowest(self) -> int:
        """How high a door is where there is no room for all floors."""
        return self._metrics.height() + self._pad

    def is_short(self, wide: int) -> bool:
        """Whether names stand without their stars at a width, because one has no room for them.

        They stand in one way in all doors: stars here and none there would seem to mean something.
        """
        asked = (self._table.matrix, self._table.layer, wide)
        if self._judged[0] != asked:
            several = (door for _row, _column, door in self._table.doors)
            cut = any(
                fitting(one.who, self._metrics, self._free(one, self._table.mark(one), wide))
                != one.who
                for one in several
            )
            self._judged = (asked, cut)
        return self._judged[1]

    def _free(self, door: Door, mark: Mark, wide: int) -> int:
        """Return how much room a name has in its door."""
        letter, room = self._bold.horizontalAdvance(mark.letter), wide - 2 * self._pad
        number = self._bold.elidedText(door.room, _ELIDE, room - letter)
        before = self._bold.horizontalAdvance(number) + self._pad
        free = room - letter - before - self._pad // 2
        return free - self._metrics.horizontalAdvance(door.more)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        door = self._table.door(index.row(), index.column())
        if door is None:
            return
        area: QRect = option.rect  # type: ignore[attr-defined]
        current = self._view.currentIndex()
        self.draw(
            painter,
            area,
            door,
            chosen=bool(option.state & _SELECTED),  # type: ignore[attr-defined]
            current=(index.row(), index.column()) == (current.row(), current.column()),
        )

    def draw(
        self, painter: QPainter, area: QRect, door: Door, *, chosen: bool, current: bool
    ) -> None:
        """Draw a door; `current`: the keyboard is on it."""
        picture = self._picture(door, self._table.mark(door), area.size())
        painter.drawPixmap(area.topLeft(), picture)
        if chosen and not current:
            painter.setPen(self._chosen)
            painter.drawRect(area.adjusted(2, 2, -3, -3))
        if current:
            painter.setPen(self._current)
            painter.drawRect(area.adjusted(1, 1, -2, -2))

    def _picture(self, door: Door, mark: Mark, size: QSize) -> QPixmap:
        ratio = self._view.devicePixelRatioF()
        key = (
            door.room,
            door.who + door.more,
            mark.letter,
            mark.tone,
            size.width(),
            size.height(),
            ratio,
            self.is_short(size.width()),
        )
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            found = self._kept[key] = self._drawn(door, mark, size, ratio)
        return found

    def _drawn(self, door: Door, mark: Mark, size: QSize, ratio: float) -> QPixmap:
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        ground, ink = self._tones[mark.tone]
        plain = mark.tone is Tone.NEUTRAL and not mark.letter
        made.fill(self._surface if plain else ground)
        painter = QPainter(made)
        room = QRect(QPoint(0, 0), size).adjusted(self._pad, 0, -self._pad, 0)
        painter.setPen(self._line)
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.setPen(self._ink if plain else ink)
        painter.setFont(self._bold_font)
        taken = self._bold.horizontalAdvance(mark.letter)
        painter.drawText(room, _RIGHT, mark.letter)
        number = self._bold.elidedText(door.room, _ELIDE, room.width() - taken)
        painter.drawText(room, _LEFT, number)
        before = self._bold.horizontalAdvance(number) + self._pad
        painter.setFont(self._font)
        painter.setPen(self._ink)
        free = self._free(door, mark, size.width())
        name = surname(door.who) if self.is_short(size.width()) else door.who
        who = fitting(name, self._metrics, free)
        who += door.more  # that others live there is never left out
        painter.drawText(room.adjusted(before, 0, 0, 0), _LEFT, who)
        painter.end()
        return made

    def _measure(self) -> None:
        theme = self._theme
        colours = theme.colours
        self._kept.clear()
        self._judged = (None, False)
        self._tones = {
            tone: (QColor(ground), QColor(ink))
            for tone, (ground, ink) in ((tone, theme.tone(tone)) for tone in Tone)
        }
        self._surface, self._ink = QColor(colours.surface), QColor(colours.text)
        self._line = QColor(colours.strong_line)
        self._current = QPen(QColor(colours.focus), theme.px(3))
        self._current.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._chosen = QPen(QColor(colours.text), theme.px(2), Qt.PenStyle.DotLine)
        self._pad = theme.px(7)
        self._font = fonts.sized(theme.px(tokens.SMALL))
        self._bold_font = fonts.sized(theme.px(tokens.SMALL))
        self._bold_font.setBold(True)
        self._metrics, self._bold = QFontMetrics(self._font), QFontMetrics(self._bold_font)


def surname(who: str) -> str:
    """Return a masked name without its stars."""
    return who.partition("*")[0]


def fitting(who: str, metrics: QFontMetrics, room: int) -> str:
    """Return what has room of a masked name: all of it, else the surname alone, else nothing.

    Dots would say less than either; the whole name is said beside or below the doors.
    """
    several = (who, surname(who))
    return next((one for one in several if metrics.horizontalAdvance(one) <= room), "")
