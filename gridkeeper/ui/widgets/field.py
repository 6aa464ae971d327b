"""An input under its label, with what is to be said about it below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gridkeeper.ui.look.theme import say
from gridkeeper.ui.widgets.around import scroll_areas
from gridkeeper.ui.widgets.pieces import label
from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGridLayout, QLabel

    from gridkeeper.ui.look.theme import Theme


class Field(QWidget):
    """One line of a short form.

    Attributes:
        input: What the keyboard speaks to.
        shown: What stands under the label: the input, or something around it.
    """

    def __init__(
        self, theme: Theme, text: str, input_: QWidget, hint: str = "", shown: QWidget | None = None
    ) -> None:
        """Put it together.

        Args:
            theme: The look in force.
            text: The label, with a mnemonic (`&`).
            input_: What is labelled.
            hint: Stands below as long as nothing is wrong.
            shown: Stands in the input's place if it is more than the input.
        """
        super().__init__()
        self.input = input_
        self.shown = shown or input_
        self._hint = hint
        self._head = head = label(text, "label")
        head.setBuddy(input_)
        self.call(text)
        self._note = label(hint, "small", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        theme.follow(self, lambda: layout.setSpacing(theme.px(4)))
        for part in (head, self.shown, self._note):
            layout.addWidget(part)
        self._note.setVisible(bool(hint))  # not before it has a parent: it would be a window
        self.setFocusProxy(input_)
        self._soon = Soon(self, self._come_into_view)

    def call(self, text: str) -> None:
        """Give it a label, with a mnemonic (`&`)."""
        self.name = text.replace("(&", "(").partition("(")[0].replace("&", "").strip()
        self._head.setText(text)
        self.input.setAccessibleName(self.name)

    @property
    def note(self) -> str:
        """What stands below."""
        return self._note.text()

    def say_problem(self, text: str) -> None:
        """Say what is wrong, and put the keyboard where it can be mended."""
        self._say(text, "problem")
        say(self.input, wrong=True)
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.input, QLineEdit):
            self.input.selectAll()
        self._soon.start()  # when the sentence has its room

    def come(self) -> None:
        """Take the keyboard, in sight with all that is said of it."""
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self._soon.start()

    def advise(self, text: str) -> None:
        """Say something that stops nobody; "" goes back to the hint."""
        self._say(text or self._hint, "advice" if text else "small")

    def clear_problem(self) -> None:
        """Forget what was wrong."""
        if self.input.property("wrong"):
            self._say(self._hint, "small")
            say(self.input, wrong=False)

    def _come_into_view(self) -> None:
        around = next(scroll_areas(self), None)
        if around is not None:
            around.ensureWidgetVisible(self)

    def _say(self, text: str, kind: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self.input.setAccessibleDescription(text)
        say(self._note, kind=kind)


def label_beside(grid: QGridLayout, input_: QWidget, columns: int = 1) -> QLabel:
    """Add an input as the next line of a grid, with its accessible name as the label before it.

    Args:
        grid: Labels stand in its first column.
        input_: What is labelled.
        columns: How many columns it takes.
    """
    made = label(input_.accessibleName(), "label")
    made.setBuddy(input_)
    row = grid.rowCount()
    grid.addWidget(made, row, 0)
    grid.addWidget(input_, row, 1, 1, columns)
    return made
