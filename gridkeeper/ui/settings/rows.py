"""One setting in a row: what it is, and its choices beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gridkeeper.ui.look.tokens import SPACE
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import card, label
from gridkeeper.ui.widgets.pressing import Button
from gridkeeper.ui.widgets.tabbing import tab_to_checked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.ui.look.theme import Theme

_LABEL_WIDE = 128


@dataclass(frozen=True, slots=True)
class Setting:
    """A preference with its choices.

    Attributes:
        name: Of the preference.
        text: The label.
        choices: The value that is kept, and what it is called.
    """

    name: str
    text: str
    choices: tuple[tuple[str, str], ...]
    hint: str = ""


class ChoiceRow(QWidget):
    """A setting whose choices are buttons; arrows go from one to the next.

    Signals:
        chosen: The preference's name and the value.
    """

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, setting: Setting, value: str) -> None:
        super().__init__()
        self._setting = setting
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        for key, text in setting.choices:
            made = Button(text)
            made.setCheckable(True)
            made.setChecked(key == value)
            made.setAutoDefault(False)
            made.setAccessibleName(f"{setting.text}: {text}")
            made.setObjectName(f"{setting.name}:{key}")
            self.buttons[key] = made
            self._group.addButton(made)
        if self._group.checkedButton() is None:
            # Set by hand in the file to what is offered nowhere.
            next(iter(self.buttons.values())).setChecked(True)
        tab_to_checked(self._group)
        self._group.buttonClicked.connect(self._clicked)
        flow = Flow(*self.buttons.values(), spacing=SPACE // 2)
        lay_out(theme, self, setting.text, [flow], setting.hint)

    @property
    def checked(self) -> QPushButton:
        """The choice that holds."""
        return next(made for made in self.buttons.values() if made.isChecked())

    def show_value(self, value: str) -> None:
        """Show which choice holds; nobody is told."""
        self.buttons[value].setChecked(True)

    def allow(self, allowed: bool) -> None:
        """Let another choice be made, or only say which one holds."""
        for made in self.buttons.values():
            made.setEnabled(allowed or made.isChecked())

    def _clicked(self, button: QPushButton) -> None:
        value = next(key for key, made in self.buttons.items() if made is button)
        self.chosen.emit(self._setting.name, value)


def lay_out(
    theme: Theme, widget: QWidget, text: str, controls: Sequence[QWidget], hint: str = ""
) -> None:
    """Put a label, controls and a hint below them into a row."""
    head = label(text, "label")
    theme.follow(head, lambda: head.setFixedWidth(theme.px(_LABEL_WIDE)))
    if not isinstance(controls[0], QLabel):  # beside a text it stands as high as its first line
        theme.follow(head, lambda: head.setMinimumHeight(theme.px(34)))
    head.setWordWrap(True)
    across = QHBoxLayout(widget)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(SPACE * 2)
    across.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
    down = QVBoxLayout()
    down.setSpacing(SPACE // 2)
    for control in controls:
        down.addWidget(control)
    if hint:
        down.addWidget(label(hint, "small", wraps=True))
    across.addLayout(down, 1)


def buttons(theme: Theme, text: str, *parts: QWidget, hint: str = "") -> QWidget:
    """Return a row with buttons side by side behind its label."""
    return row(theme, text, Flow(*parts, spacing=SPACE), hint=hint)


def row(theme: Theme, text: str, *parts: QWidget, hint: str = "") -> QWidget:
    """Return a row with widgets one under the other behind its label."""
    made = QWidget()
    lay_out(theme, made, text, parts, hint)
    return made


def section(text: str, *rows: QWidget) -> QFrame:
    """Return a card with a heading and rows."""
    made, inside = card(margin=20)
    inside.setSpacing(SPACE * 2)
    inside.addWidget(label(text, "heading"))
    for part in rows:
        inside.addWidget(part)
    return made
