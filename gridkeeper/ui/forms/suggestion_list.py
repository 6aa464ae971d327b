"""What hangs under a line: suggestions of which one is chosen, or a sentence that nothing fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from gridkeeper.texts import pick
from gridkeeper.ui.forms.suggestion_rows import DETAIL, SuggestionRows
from gridkeeper.ui.widgets.around import card_of, scroll_areas
from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.ui.forms.suggestions import SuggestingLine

_MOST_SHOWN = 10
_ENOUGH = 4
"""Rows below a line for which it is not worth to cover what was filled in above it."""
_RIM = 8
_VALUE = Qt.ItemDataRole.UserRole


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
        self.setProperty("hangs", "true")  # over other fields, from which it is told by its edge
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
        """Return how wide it is if nothing in it is shortened."""
        shown = [self.item(row) for row in range(self.count())]
        texts = [(one.text(), str(one.data(DETAIL) or "")) for one in shown]
        lines = self._rows.measure(texts, self.fontMetrics())
        return lines + self._spare()

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
