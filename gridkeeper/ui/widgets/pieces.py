"""Labels, buttons, chips, cards and empty states in our look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gridkeeper.texts import capital
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.theme import say
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.pressing import Button, IconButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.ui.look.theme import Theme

_LETTER = re.compile(r"\(&\w\)")


def label(text: str, kind: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label; its text is plain, whatever stands in it."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    made.setWordWrap(wraps)
    return made


def dotted(*parts: str) -> str:
    """Return words with dots between them, for a text that wraps: no line of it begins with one."""
    return "\xa0· ".join(filter(None, parts))


def chip(text: str, tone: Tone = Tone.NEUTRAL) -> QLabel:
    """Return a state in a word on its ground."""
    made = label(capital(text))
    made.setProperty("tone", tone.value)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def button(
    theme: Theme, text: str, does: Callable[[], object], icon: str = "", kind: str = ""
) -> QPushButton:
    """Return a button.

    Args:
        theme: Gives its icon.
        text: With a mnemonic (`&`).
        does: Called when it is pressed.
        icon: A name of `resources/icons`.
        kind: "", `primary`, `quiet`, `danger`, `phrase` or `link`.
    """
    # Qt sets an icon and its text too close to each other.
    made = Button(f" {text}" if icon and text else text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if icon:
        theme.dress(made, icon)
    made.clicked.connect(lambda _checked=False: does())
    return made


def flush(made: QPushButton) -> QPushButton:
    """Let a quiet button begin at the very edge, as the texts above it do, and return it."""
    made.setProperty("flush", True)
    return made


def unlettered(text: str) -> str:
    """Return a text without its mnemonic: `登记走访(&V)` is `登记走访`."""
    return _LETTER.sub("", text).replace("&", "")


def recast(theme: Theme, made: QPushButton, icon: str, kind: str) -> None:
    """Let a button that has an icon be of another kind."""
    if made.property("kind") != kind:
        say(made, kind=kind)
        colours = theme.colours
        made.setIcon(theme.icon(icon, colours.on_accent if kind == "primary" else colours.text))


def icon_button(
    theme: Theme, name: str, icon: str, does: Callable[[], object] | None = None
) -> QToolButton:
    """Return a button that shows only an icon; its name is its tool tip and what is read aloud."""
    made = IconButton()
    made.setProperty("kind", "quiet")
    made.setToolTip(name)
    made.setAccessibleName(name)
    theme.dress(made, icon)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if does is not None:
        made.clicked.connect(lambda _checked=False: does())
    return made


def picture(theme: Theme, icon: str, pixels: int = tokens.ICON, colour: str = "") -> QLabel:
    """Return an icon that is only looked at; it follows the look in force."""
    made = QLabel()
    made.setAccessibleName(" ")

    def draw() -> None:
        side = theme.px(pixels)
        drawn = theme.icon(icon, colour or theme.colours.soft).pixmap(
            QSize(side, side), made.devicePixelRatioF()
        )
        made.setPixmap(drawn)

    theme.follow(made, draw)
    return made


def card(*, margin: int = 16) -> tuple[QFrame, QVBoxLayout]:
    """Return a card with its layout."""
    made = QFrame()
    made.setProperty("kind", "card")
    layout = QVBoxLayout(made)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(tokens.SPACE)
    return made, layout


def row(*parts: QWidget | None, spacing: int = tokens.SPACE) -> QHBoxLayout:
    """Return widgets side by side; None is room that stretches."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        else:
            layout.addWidget(part)
    return layout


def advance(bar: QProgressBar, done: int, total: int) -> None:
    """Show how far work is; without a total, only that it goes on.

    Of a thousand: the numbers themselves may be larger than a bar can hold.
    """
    bar.setRange(0, 1000 if total else 0)
    bar.setValue(done * 1000 // total if total else 0)


def rule() -> QFrame:
    """Return a thin line."""
    made = QFrame()
    made.setProperty("kind", "rule")
    return made


def empty(theme: Theme, icon: str, text: str, advice: str, *doors: QWidget) -> QWidget:
    """Return what stands where there is nothing: what it means, and what to do next."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setSpacing(tokens.SPACE)
    layout.addStretch(1)
    center = Qt.AlignmentFlag.AlignHCenter
    layout.addWidget(picture(theme, icon, 40), 0, center)
    heading = label(text, "heading", wraps=True)
    said = label(advice, "soft", wraps=True)
    for part in (heading, said):
        part.setAlignment(center)
        layout.addWidget(part)
    for door in doors:
        layout.addWidget(door, 0, center)
    layout.addStretch(2)
    return made
