"""One item of a checklist in a form: its three answers, by one key each, and a short note."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from gridkeeper.domain.checks import Mark, Result
from gridkeeper.texts import N_, _, pick
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.keys import is_bare
from gridkeeper.ui.widgets.line import Line
from gridkeeper.ui.widgets.lines import Link
from gridkeeper.ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.ui.frame import Frame

WORDS = {Mark.FINE: N_("In order"), Mark.WRONG: N_("Not in order"), Mark.VOID: N_("None here")}
"""What each answer says, as English source text; in the order of their keys."""

_MARKS: Sequence[Mark | None] = (None, *WORDS)
_DIGITS = dict(zip((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3), WORDS, strict=True))
_UNSAID = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0})
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Space: 1}
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
_HAZARD = Qt.Key.Key_H


class CheckLine(QWidget):
    """An item with its answers; nothing is said of it until somebody says it.

    Signals:
        changed: Something else is said of it.
        moved: The keyboard goes on to the item before (-1) or behind (1).
        answered: All is said of it, and the keyboard goes on to the next that has no answer.
        found: What is wrong is to be recorded as a hazard.
    """

    changed = Signal()
    moved = Signal(int)
    answered = Signal()
    found = Signal()

    def __init__(self, frame: Frame, result: Result, *, finds: bool) -> None:
        """Show an item.

        Args:
            frame: The window around it.
            result: The item and what is said of it already.
            finds: Whether a hazard can be recorded beside it.
        """
        super().__init__()
        self._item, self._mark, self._finds = result.item, result.mark, finds
        self._buttons: dict[Mark, QPushButton] = {}
        marks = QHBoxLayout()
        marks.setSpacing(2)
        for mark, words in WORDS.items():
            made = button(frame.theme, mark.value, partial(self._press, mark))
            made.setCheckable(True)
            made.setToolTip(_(words))
            made.setAccessibleName(f"{self._item} {_(words)}")
            made.installEventFilter(self)
            self._buttons[mark] = made
            marks.addWidget(made)
        self._said = label(self._item, wraps=True)
        self.note = Line()
        self.note.setText(result.note)
        said = _("What is wrong; Up, then H: hazard")
        self.note.setPlaceholderText(said if finds else _("What is wrong, in a few words"))
        self.note.setAccessibleName(pick(f"{self._item}，说明", f"{self._item}, note"))
        self.note.textEdited.connect(lambda _text: self.changed.emit())
        self.note.installEventFilter(self)
        self.hazard = Link(frame.theme, _("Record as a hazard"), self.found.emit)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addLayout(marks, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._said, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.note, 1, 0, 1, 2)
        grid.addWidget(self.hazard, 2, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._show()

    @property
    def result(self) -> Result:
        """The item with what is said of it."""
        return Result(self._item, self._mark, " ".join(self.note.text().split()))

    @property
    def is_said(self) -> bool:
        """Whether anything is said of it."""
        return self._mark is not None or bool(self.result.note)

    @property
    def here(self) -> QWidget:
        """The part that gets the keyboard."""
        return self._buttons[self._mark or Mark.FINE]

    def inputs(self) -> list[QWidget]:
        """Return the parts that Tab goes through."""
        return [*self._buttons.values(), self.note, self.hazard]

    def say(self, mark: Mark | None) -> None:
        """Say how it was found; None says nothing of it any more."""
        had = self._has_keyboard()
        self._mark = mark
        self._show()
        if had:
            self.here.setFocus()
        self.changed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if not is_bare(event):
            return False
        if watched is self.note:
            return self._leave(key)
        if key in _DIGITS:
            self.say(_DIGITS[key])
            if self._mark is Mark.WRONG:
                self.note.setFocus()
            else:
                self.moved.emit(1)
        elif key in _UNSAID:
            self.say(None)
        elif key in _STEPS:
            at = _MARKS.index(self._mark) + _STEPS[key]
            self.say(_MARKS[at % len(_MARKS)])
        elif key == _HAZARD and self._offers_hazard:
            self.found.emit()
        else:
            return self._go(key)
        return True

    def _leave(self, key: Qt.Key) -> bool:
        """Come out of the note: back to the answers, or on to what has none yet."""
        if key is Qt.Key.Key_Up:
            self.here.setFocus()
        elif key in _MOVES:
            self.answered.emit()
        return key in _MOVES

    def _go(self, key: Qt.Key) -> bool:
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
        return key in _MOVES

    def _press(self, mark: Mark) -> None:
        self.say(None if self._mark is mark else mark)
        if self._mark is Mark.WRONG:
            self.note.setFocus()

    @property
    def _offers_hazard(self) -> bool:
        return self._finds and self._mark is Mark.WRONG

    def _has_keyboard(self) -> bool:
        return any(one.hasFocus() for one in self._buttons.values())

    def _show(self) -> None:
        policy = Qt.FocusPolicy
        for mark, made in self._buttons.items():
            made.setChecked(mark is self._mark)
            made.setFocusPolicy(policy.StrongFocus if made is self.here else policy.ClickFocus)
        wrong = self._mark is Mark.WRONG
        self.note.setVisible(wrong or bool(self.note.text()))
        self.hazard.setVisible(self._offers_hazard)
