"""Fields for a password, and for a new one with a hint how good it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.services.store.strength import strength
from gridkeeper.texts import N_, _, pick
from gridkeeper.ui.look.theme import say
from gridkeeper.ui.look.tokens import SPACE, Tone
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.pieces import icon_button, label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QKeyEvent

    from gridkeeper.ui.look.theme import Theme

_LEVELS = (N_("very weak"), N_("weak"), N_("fair"), N_("good"), N_("very good"))
_TONES = (Tone.BAD, Tone.BAD, Tone.WARNING, Tone.GOOD, Tone.GOOD)


class PasswordLine(QLineEdit):
    """A line that shows dots; no input method composes in it.

    Signals:
        caps: Whether capitals come without Shift.
    """

    caps = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.show_text(shown=False)

    def show_text(self, *, shown: bool) -> None:
        """Show the letters, or dots; Chinese can be typed where it can be seen."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isascii() and typed.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(typed.isupper() != shift)
        super().keyPressEvent(event)


class PasswordField(Field):
    """A password under its label, with a button that shows it."""

    def __init__(self, theme: Theme, text: str, hint: str = "") -> None:
        self.line = PasswordLine()
        self._theme = theme
        self._eye = icon_button(theme, _("Show the password"), "reveal")
        self._eye.setCheckable(True)
        around = QWidget()
        across = QHBoxLayout(around)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE // 2)
        across.addWidget(self.line, 1)
        across.addWidget(self._eye)
        super().__init__(theme, text, self.line, hint, around)
        self._eye.toggled.connect(self._show_text)
        self.line.caps.connect(self._warn)
        self.line.textEdited.connect(self.clear_problem)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def _show_text(self, shown: bool) -> None:
        self.line.show_text(shown=shown)
        self._eye.setIcon(self._theme.icon("hide" if shown else "reveal"))
        self.line.setFocus()

    def _warn(self, capitals: bool) -> None:
        if not self.line.property("wrong"):
            self.advise(_("Caps Lock is on.") if capitals else "")


class NewPassword(QWidget):
    """A new password, typed twice, with a hint how long it would hold somebody off."""

    def __init__(self, theme: Theme, known: Callable[[], Iterable[str]], *, word: str = "") -> None:
        """Put it together.

        Args:
            theme: The look in force.
            known: Asked for words that others connect with the owner.
            word: The first label; the usual one if it is left out.
        """
        super().__init__()
        self._known = known
        self.first = PasswordField(theme, word or _("&Password"))
        self.again = PasswordField(theme, _("Password &again"))
        self._bar = QProgressBar(maximum=len(_LEVELS), textVisible=False)
        self._bar.setAccessibleName(_("Password strength"))
        self._said = label("", "small", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self.weak = QCheckBox(_("Use &it all the same"))
        self.weak.hide()
        for part in (self.first, self._bar, self._said, self.weak):
            layout.addWidget(part)
        layout.addSpacing(SPACE)  # what is said belongs to the first
        layout.addWidget(self.again)
        self.first.line.textChanged.connect(self._judge)
        self.again.line.textEdited.connect(self.again.clear_problem)
        self._judge("")

    @property
    def text(self) -> str:
        """The password; only to be used after `holds`."""
        return self.first.text

    @property
    def hint(self) -> str:
        """What is said about it."""
        return self._said.text()

    def holds(self) -> bool:
        """Say what is wrong, if anything is; return whether nothing is."""
        if not self.first.text:
            self.first.say_problem(_("Choose a password."))
        elif self._level == 0 and not self.weak.isChecked():
            self.weak.show()
            self.first.say_problem(_("This password is easily guessed: better choose another."))
        elif self.again.text != self.first.text:
            self.again.say_problem(_("The two do not match."))
        else:
            return True
        return False

    def _judge(self, password: str) -> None:
        self._level = 0
        self.weak.setChecked(False)
        self.weak.hide()
        if not password:
            self._bar.setValue(0)
            self._said.setText(
                _("Four words that do not belong together are easy to keep and hard to guess.")
            )
            return
        found = strength(password, self._known())
        self._level = found.level
        self._bar.setValue(found.level + 1)
        say(self._bar, tone=_TONES[found.level].value)
        said = _("This password is {level}.").format(level=_(_LEVELS[found.level]))
        self._said.setText(pick("", " ").join(part for part in (said, found.advice) if part))
