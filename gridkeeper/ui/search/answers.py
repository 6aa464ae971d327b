"""The lines under the search box: headings, and what answers, drawn in our look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyledItemDelegate
from typing_extensions import override

from gridkeeper.ui.look import fonts, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from gridkeeper.ui.look.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex

ANSWER = Qt.ItemDataRole.UserRole

_ROW, _HEADING = 38, 32
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Answer:
    """One line.

    Attributes:
        detail: Beside the title, in less weight.
        keys: At the right.
        does: Called when it is chosen; None makes it a heading, or what is only said.
        is_heading: Whether that is a heading.
    """

    title: str
    detail: str = ""
    icon: str = ""
    keys: str = ""
    does: Callable[[], object] | None = None
    is_heading: bool = True

    @property
    def text(self) -> str:
        """All of it, to be read aloud."""
        return " ".join(part for part in (self.title, self.detail, self.keys) if part)


def item(answer: Answer) -> QListWidgetItem:
    """Return the item of a line; a heading cannot be chosen."""
    made = QListWidgetItem(answer.text)
    made.setData(ANSWER, answer)
    if answer.does is None:
        made.setFlags(Qt.ItemFlag.NoItemFlags)
    else:
        made.setToolTip(answer.text)
    return made


class AnswerDelegate(QStyledItemDelegate):
    """Draws the lines."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        answer: Answer = index.data(ANSWER)
        return QSize(0, self._theme.px(_ROW if answer.does is not None else _HEADING))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        answer: Answer = index.data(ANSWER)
        theme, colours = self._theme, self._theme.colours
        area: QRect = option.rect  # type: ignore[attr-defined]
        room = area.adjusted(theme.px(12), 0, -theme.px(12), 0)
        if answer.does is None:
            room.setTop(room.top() + theme.px(6))
            self._write(painter, room, answer.title, colours.soft, bold=answer.is_heading)
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        ink, soft = colours.text, colours.soft
        if chosen:
            painter.fillRect(area, QColor(colours.accent_soft))
            bar = QRect(area.left(), area.top(), theme.px(3), area.height())
            painter.fillRect(bar, QColor(colours.accent))
            ink = soft = colours.on_accent_soft
        if answer.icon:
            side = theme.px(tokens.ICON)
            top = room.top() + (room.height() - side) // 2
            theme.icon(answer.icon, soft).paint(painter, QRect(room.left(), top, side, side))
        room.setLeft(room.left() + theme.px(tokens.ICON + 10))
        if answer.keys:
            wide = self._write(painter, room, answer.keys, soft, at_right=True)
            room.setRight(room.right() - wide - theme.px(12))
        wide = self._write(painter, room, answer.title, ink, size=tokens.TEXT)
        room.setLeft(room.left() + wide + theme.px(16))
        self._write(painter, room, answer.detail, soft)

    def _write(
        self,
        painter: QPainter,
        room: QRect,
        text: str,
        colour: str,
        *,
        size: int = tokens.SMALL,
        **how: bool,
    ) -> int:
        """Draw a text (`bold`, `at_right`), shortened if it must be; return its width."""
        font = fonts.sized(self._theme.px(size))
        font.setBold(how.get("bold", False))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        painter.drawText(room, _RIGHT if how.get("at_right") else _LEFT, shown)
        return metrics.horizontalAdvance(shown)
