"""A line with suggestions under it, of which one is chosen by arrows and Enter.

Enter and Tab take what is marked and go on, as in every line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from gridkeeper.texts import pick
from gridkeeper.ui.forms.lines import LineEditor
from gridkeeper.ui.forms.suggestion_rows import DETAIL, SuggestionRows
from gridkeeper.ui.widgets.around import card_of, scroll_areas
from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from gridkeeper.domain.fields import Field
    from gridkeeper.ui.frame import Frame

_MOST_SHOWN = 10
_ENOUGH = 4
"""Rows below a line for which it is not worth to cover what was filled in above it."""
_RIM = 8
_VALUE = Qt.ItemDataRole.UserRole
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
        self._rows = SuggestionRows(editor.frame.theme, self)
        self.setItemDelegate(self._rows)
        self.setAccessibleName(str(editor.about.label))
        self.itemClicked.connect(self._clicked)
        self._placing = Soon(self, self._follow)
        for area in scroll_areas(editor):
            area.verticalScrollBar().valueChanged.connect(self.hide)

    @property
    def chosen(self) -> Suggestion | None:
        """The one that is marked."""
        marked = self.currentItem() if self.currentRow() >= 0 else None
        return cast("Suggestion", marked.data(_VALUE)) if marked is not None else None

    @property
    def offers(self) -> bool:
        """Whether there is anything to choose in it."""
        return self.count() > 0 and bool(self.item(0).flags() & Qt.ItemFlag.ItemIsEnabled)

    def fill(self, found: Sequence[Suggestion], marked: int = 0) -> None:
        """Show these, the one in a row marked, or none for -1; if there are none, nothing."""
        self.clear()
        for one in found:
            item = QListWidgetItem(one.text)
            item.setData(_VALUE, one)
            item.setData(DETAIL, one.detail)
            said = pick("，", ", ").join(part for part in (one.text, one.detail) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.addItem(item)
        self.setCurrentRow(marked)
        self._come()

    def say(self, text: str) -> None:
        """Show a sentence that cannot be chosen, in grey; "" shows nothing."""
        self.clear()
        if text:
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self._come()

    def move_mark(self, steps: int) -> None:
        """Mark another one."""
        if self.offers:
            self.setCurrentRow(min(max(self.currentRow() + steps, 0), self.count() - 1))

    def _come(self) -> None:
        """Hang under the line with what there is now; with nothing, go away."""
        self.setVisible(self.count() > 0)
        if self.count():
            self._place()
            self.raise_()
            self._see_marked()
            self._placing.start()  # a text below its form may just come or go

    def _follow(self) -> None:
        """Stay at the line when what stands around it has found its place."""
        if self.isVisible():
            self._place()
            self._see_marked()

    def _see_marked(self) -> None:
        self.scrollToItem(self.item(max(self.currentRow(), 0)))

    def _clicked(self, item: QListWidgetItem) -> None:
        self._editor.choose(item.data(_VALUE))
        self.hide()

    def _widest(self) -> int:
        """Return how wide it is if nothing in it is shortened, and at least so wide."""
        shown = [self.item(row) for row in range(self.count())]
        texts = [(one.text(), str(one.data(DETAIL) or "")) for one in shown]
        lines = self._rows.measure(texts, self.fontMetrics())
        return max(lines + self._spare(), self._editor.frame.theme.px(260))

    def _spare(self) -> int:
        """Return how much of its width is not for its rows."""
        bar = self.verticalScrollBar().sizeHint().width() if self.count() > _ENOUGH else 0
        return 2 * self.frameWidth() + bar

    def _place(self) -> None:
        """Hang it under the line, or above its label where there is no room."""
        line, window = self._editor.line, self._editor.window()
        around = card_of(self._editor)
        if self.parent() is not window:
            self.setParent(window)
            self.show()
        corner = line.mapTo(window, QPoint(0, line.height() + 2))
        # It stays inside the card of its form, if there is one.
        least = around.mapTo(window, QPoint(_RIM, 0)).x()
        room = around.width() - 2 * _RIM
        wide = max(line.width(), self._widest())
        left = corner.x()
        if left + wide > least + room:  # then it stands in line with the card's edges, not its own
            left, wide = least, room
        self._rows.fit(wide - self._spare())
        self.scheduleDelayedItemsLayout()
        row, frame = max(self.sizeHintForRow(0), 1), 2 * self.frameWidth() + 4
        height = min(self.count(), _MOST_SHOWN) * row + frame
        top, below = corner.y(), self._floor() - corner.y()
        above = self._above() - 2
        enough = min(height, _ENOUGH * row + frame)
        is_above = enough > below and above > below
        height = min(height, above if is_above else below)  # never over what is typed
        height -= (height - frame) % row if height > row + frame else 0  # whole rows
        if is_above:
            top = above - height
        self.setGeometry(QRect(left, top, wide, height))

    def _floor(self) -> int:
        """Return down to where it may reach in the window: not over the buttons below a form."""
        window = self._editor.window()
        seen = [area.viewport() for area in scroll_areas(self._editor)]
        ends = [one.mapTo(window, QPoint(0, one.height())).y() for one in seen]
        return min((window.height() - 8, *ends))

    def _above(self) -> int:
        """Return where what belongs to the line begins in the window: its label, or itself."""
        editor, window = self._editor, self._editor.window()
        parts: list[QWidget] = [editor.line]
        if (beside := editor.parentWidget()) is not None:
            labels = beside.findChildren(QLabel, "", Qt.FindChildOption.FindDirectChildrenOnly)
            parts += [one for one in labels if one.isVisible() and one.buddy() is editor.control]
        return min(one.mapTo(window, QPoint(0, 0)).y() for one in parts)


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
    def marked(self) -> Suggestion | None:
        """What Enter would take; None where no suggestion is shown or marked."""
        return self._list.chosen if self._list is not None and self.is_open else None

    @property
    def is_open(self) -> bool:
        """Whether suggestions are shown."""
        return self._is_shown and self._list is not None and self._list.offers

    @property
    def _is_shown(self) -> bool:
        """Whether anything hangs under the line, if only a sentence."""
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

    def unfound(self) -> str:
        """Return the sentence where nothing fits what is typed: what comes of it; "" for none."""
        return ""

    def suggest(self, found: Sequence[Suggestion], *, mark: bool = True) -> None:
        """Show what may be meant, if the keyboard is still here; or say that nothing fits.

        Args:
            found: The likeliest first.
            mark: Whether the first is meant unless an arrow says another.
        """
        if not self.line.hasFocus():
            return
        said = self.unfound() if self._holds is None and self.line.text().strip() else ""
        if self._list is None:
            if not found and not said:
                return
            self._list = SuggestionList(self)
            self.destroyed.connect(self._list.deleteLater)
        if not found:
            self._list.say(said)
            return
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
        if Qt.Key(event.key()) is Qt.Key.Key_Escape and self._is_shown:
            event.accept()
            return True
        return super()._overrides(event)

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self._is_shown and self._list is not None:
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
