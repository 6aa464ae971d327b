"""A line with suggestions under it, of which one is chosen by arrows and Enter.

Enter and Tab take what is marked and go on, as in every line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from gridkeeper.texts import pick
from gridkeeper.ui.forms.lines import LineEditor
from gridkeeper.ui.look import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFontMetrics, QKeyEvent

    from gridkeeper.domain.fields import Field
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.look.theme import Theme

_MOST_SHOWN = 10
_RIM = 8
_VALUE = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.UserRole + 1
_DOWN = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One of the values that may be meant.

    Attributes:
        value: What the services read.
        text: What the line shows when it is chosen.
        detail: What tells it from others.
    """

    value: str
    text: str
    detail: str = ""


class SuggestionList(QListWidget):
    """What hangs under a line; it never has the keyboard, so an input method stays on."""

    def __init__(self, editor: SuggestingLine) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self.setProperty("kind", "framed")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self._painter = _Lines(editor.frame.theme, self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(str(editor.about.label))
        self.itemClicked.connect(self._clicked)
        for above in _ancestors(editor):
            if isinstance(above, QScrollArea):
                above.verticalScrollBar().valueChanged.connect(self.hide)

    @property
    def chosen(self) -> Suggestion | None:
        """The one that is marked."""
        marked = self.currentItem() if self.currentRow() >= 0 else None
        return cast("Suggestion", marked.data(_VALUE)) if marked is not None else None

    def fill(self, found: Sequence[Suggestion], marked: int = 0) -> None:
        """Show these, the one in a row marked, or none for -1; if there are none, nothing."""
        self.clear()
        for one in found:
            item = QListWidgetItem(one.text)
            item.setData(_VALUE, one)
            item.setData(_DETAIL, one.detail)
            said = pick("，", ", ").join(part for part in (one.text, one.detail) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.addItem(item)
        self.setCurrentRow(marked)
        self.setVisible(bool(found))
        if found:
            self._place()
            self.raise_()
            self.scrollToItem(self.item(max(marked, 0)))

    def move_mark(self, steps: int) -> None:
        """Mark another one."""
        self.setCurrentRow(min(max(self.currentRow() + steps, 0), self.count() - 1))

    def _clicked(self, item: QListWidgetItem) -> None:
        self._editor.choose(item.data(_VALUE))
        self.hide()

    def _widest(self) -> int:
        """Return how wide it is if nothing in it is shortened, and at least so wide."""
        px, wide = self._editor.frame.theme.px, self.fontMetrics().horizontalAdvance
        shown = (self.item(row) for row in range(self.count()))
        lines = [wide(one.text()) + wide(str(one.data(_DETAIL) or "")) for one in shown]
        bar = self.verticalScrollBar().sizeHint().width() if self.count() > _MOST_SHOWN else 0
        return max(max(lines, default=0) + px(44) + bar, px(260))

    def _place(self) -> None:
        """Hang it under the line, or above it where there is no room."""
        line, window = self._editor.line, self._editor.window()
        around = _card(self._editor)
        if self.parent() is not window:
            self.setParent(window)
            self.show()
        corner = line.mapTo(window, QPoint(0, line.height() + 2))
        row = max(self.sizeHintForRow(0), 1)
        height = min(self.count(), _MOST_SHOWN) * row + 2 * self.frameWidth() + 4
        # It stays inside the card of its form, if there is one.
        least = around.mapTo(window, QPoint(_RIM, 0)).x()
        room = around.width() - 2 * _RIM
        wide = max(line.width(), min(self._widest(), room))
        left = max(min(corner.x(), least + room - wide), least)
        top, below = corner.y(), window.height() - 8 - corner.y()
        above = line.mapTo(window, QPoint(0, -2)).y()
        if height > below and above > below:
            height = min(height, above)
            top = above - height
        height = min(height, max(below, above))  # never over what is typed
        self.setGeometry(QRect(left, top, wide, height))


class SuggestingLine(LineEditor):
    """A line that suggests what may be meant; subclasses say what.

    Signals:
        chosen: One was chosen, or what was chosen does not hold any more.
    """

    chosen = Signal()

    def __init__(self, frame: Frame, about: Field) -> None:
        super().__init__(frame, about)
        self._list: SuggestionList | None = None
        self._holds: Suggestion | None = None
        self.line.textEdited.connect(self.look)

    @property
    def holds(self) -> Suggestion | None:
        """What was chosen and not typed over; None if what stands there was typed."""
        return self._holds

    @property
    def is_open(self) -> bool:
        """Whether suggestions are shown."""
        return self._list is not None and self._list.isVisible()

    @override
    def value(self) -> str:
        return self._holds.value if self._holds else super().value()

    @override
    def set_value(self, typed: str) -> None:
        self._holds = None
        super().set_value(typed)

    def look(self, text: str) -> None:
        """Look for what may be meant, and `suggest` it; "" asks for all there is to choose."""
        raise NotImplementedError

    def suggest(self, found: Sequence[Suggestion], *, mark: bool = True) -> None:
        """Show what may be meant, if the keyboard is still here.

        Args:
            found: The likeliest first.
            mark: Whether the first is meant unless an arrow says another.
        """
        if not self.line.hasFocus():
            return
        if self._list is None:
            if not found:
                return
            self._list = SuggestionList(self)
            self.destroyed.connect(self._list.deleteLater)
        held = self._holds.value if self._holds else ""
        marked = [place for place, one in enumerate(found) if one.value == held]
        self._list.fill(found, marked[0] if marked else 0 if mark else -1)

    def choose(self, one: Suggestion) -> None:
        """Take a suggestion for what is meant."""
        self.hold(one)
        self.changed.emit()
        self.chosen.emit()

    def hold(self, one: Suggestion) -> None:
        """Show what is meant."""
        self._holds = one
        self.line.setText(one.text)
        self.line.setCursorPosition(0)

    def close_list(self) -> None:
        """Take the suggestions away."""
        if self._list is not None:
            self._list.hide()

    @override
    def _overrides(self, event: QKeyEvent) -> bool:
        if Qt.Key(event.key()) is Qt.Key.Key_Escape and self.is_open:
            event.accept()
            return True
        return super()._overrides(event)

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self.is_open and self._list is not None:
            return self._pressed_open(key, self._list) or super()._pressed(event)
        if key is Qt.Key.Key_Down:
            self.look("" if self._holds else self.line.text())
            return True
        return super()._pressed(event)

    def _pressed_open(self, key: Qt.Key, shown: SuggestionList) -> bool:
        if key in _DOWN:
            shown.move_mark(_DOWN[key])
            return True
        if key is Qt.Key.Key_Escape:
            self.close_list()
            return True
        if key in _ENTER or key is Qt.Key.Key_Tab:
            one = shown.chosen
            self.close_list()
            if one is not None and (key in _ENTER or self._holds is None):
                self.choose(one)
        return False

    @override
    def settle(self) -> None:
        self.close_list()
        super().settle()

    @override
    def _edited(self, text: str) -> None:
        held, self._holds = self._holds, None
        super()._edited(text)
        if held is not None:
            self.chosen.emit()


class _Lines(QStyledItemDelegate):
    """Draws a suggestion with its detail in grey behind it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._theme.px(tokens.CONTROL - 2))

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
        inner = rect.adjusted(px(10), 0, -px(10), 0)
        text, detail = str(index.data()), str(index.data(_DETAIL) or "")
        metrics = painter.fontMetrics()
        painter.setPen(QColor(colours.on_accent_soft if marked else colours.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        wide = inner.width() if not detail else min(metrics.horizontalAdvance(text), inner.width())
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignLeft), elided)
        rest = inner.adjusted(wide + px(12), 0, 0, 0)
        if detail and rest.width() > px(24):
            painter.setPen(QColor(colours.on_accent_soft if marked else colours.soft))
            shown = in_room(metrics, detail, rest.width())
            painter.drawText(rest, int(middle | Qt.AlignmentFlag.AlignRight), shown)
        painter.restore()


def in_room(metrics: QFontMetrics, detail: str, wide: int) -> str:
    """Return a detail as far as there is room: its end, such as a room or a year, tells more."""
    return metrics.elidedText(detail, Qt.TextElideMode.ElideLeft, wide)


def _card(widget: QWidget) -> QWidget:
    """Return the card that a widget stands in, or its window."""
    cards = (one for one in _ancestors(widget) if one.property("kind") == "card")
    return next(cards, widget.window())


def _ancestors(widget: QWidget) -> list[QWidget]:
    found = []
    above = widget.parentWidget()
    while above is not None:
        found.append(above)
        above = above.parentWidget()
    return found
