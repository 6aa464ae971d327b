"""One setting in a row: what it is, and its choices beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gridkeeper.ui.look.tokens import SPACE
from gridkeeper.ui.widgets.pieces import card, label

if TYPE_CHECKING:
    from gridkeeper.ui.look.theme import Theme

_LABEL_WIDE = 160


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
        choices = QHBoxLayout()
        choices.setSpacing(SPACE // 2)
        for key, text in setting.choices:
            made = QPushButton(text, checkable=True, checked=key == value)
            made.setAutoDefault(False)
            made.setAccessibleName(f"{setting.text}: {text}")
            self.buttons[key] = made
            self._group.addButton(made)
            choices.addWidget(made)
        choices.addStretch(1)
        self._group.buttonClicked.connect(self._clicked)
        lay_out(theme, self, setting.text, choices, setting.hint)

    def _clicked(self, button: QPushButton) -> None:
        value = next(key for key, made in self.buttons.items() if made is button)
        self.chosen.emit(self._setting.name, value)


def lay_out(
    theme: Theme, widget: QWidget, text: str, controls: QHBoxLayout | QVBoxLayout, hint: str = ""
) -> None:
    """Put a label, controls and a hint below them into a row."""
    head = label(text, "label")
    theme.follow(head, lambda: head.setFixedWidth(theme.px(_LABEL_WIDE)))
    theme.follow(head, lambda: head.setMinimumHeight(theme.px(34)))
    head.setWordWrap(True)
    across = QHBoxLayout(widget)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(SPACE * 2)
    across.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
    down = QVBoxLayout()
    down.setSpacing(SPACE // 2)
    down.addLayout(controls)
    if hint:
        down.addWidget(label(hint, "small", wraps=True))
    across.addLayout(down, 1)


def row(
    theme: Theme, text: str, *parts: QWidget | None, hint: str = "", stacked: bool = False
) -> QWidget:
    """Return a row with widgets behind its label, side by side or one under the other."""
    made = QWidget()
    controls = QVBoxLayout() if stacked else QHBoxLayout()
    controls.setSpacing(SPACE)
    for part in parts:
        if part is not None:
            controls.addWidget(part)
    if not stacked and (not parts or parts[-1] is None):
        controls.addStretch(1)
    lay_out(theme, made, text, controls, hint)
    return made


def section(text: str, *rows: QWidget) -> QFrame:
    """Return a card with a heading and rows."""
    made, inside = card(margin=20)
    inside.setSpacing(SPACE * 2)
    inside.addWidget(label(text, "heading"))
    for part in rows:
        inside.addWidget(part)
    return made
