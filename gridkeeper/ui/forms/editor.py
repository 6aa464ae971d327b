"""What every editor of a field is: a value as it is typed, and a sentence under it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.texts import _, pick
from gridkeeper.ui.look.theme import say
from gridkeeper.ui.widgets.around import ancestors, scroll_areas
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.keys import is_of_a_button, is_undo
from gridkeeper.ui.widgets.lines import Link
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from gridkeeper.domain.fields import Field
    from gridkeeper.ui.frame import Frame

_CTRL = Qt.KeyboardModifier.ControlModifier
# What Qt's fields would do with these under X11 is less than what the window does with them.
_OF_WINDOW = frozenset({Qt.Key.Key_K, Qt.Key.Key_E})
_ASIDE = "aside"


class Editor(QWidget):
    """Edits one field; what is typed into it is never changed behind a person's back.

    Attributes:
        about: The description of the field.
        control: What has the keyboard.
        is_wide: Whether its label always stands above it, so that it has all the room there is.
        tells_apart: Whether a person of whom a sentence speaks can be said to be another one.

    Signals:
        changed: Something else is typed now.
        left: The keyboard has gone elsewhere.
        told_apart: The id of the person who is said to be another one.
    """

    is_wide = False
    changed = Signal()
    left = Signal()
    told_apart = Signal(str)

    def __init__(self, frame: Frame, about: Field, control: QWidget) -> None:
        super().__init__()
        self.frame = frame
        self.about = about
        self.control = control
        control.setParent(self)
        control.setObjectName(about.name)
        control.setAccessibleName(str(about.label))
        control.installEventFilter(self)
        self.setFocusProxy(control)
        self._said = label("", "problem", wraps=True)
        self._said.hide()
        self._hint = label("", "small", wraps=True)
        self._hint.hide()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self._box.addWidget(control)
        self._box.addWidget(self._hint)
        self._box.addWidget(self._said)
        self._refers = ("", "")
        self._doors: Flow | None = None
        self.tells_apart = False
        self._past = self._caution = ""
        self._is_wanted = about.required
        self._show_grey()

    @property
    def problem(self) -> str:
        """The sentence under it; "" if there is none."""
        return self._said.text()

    def value(self) -> str:
        """Return what is typed, as the services read it."""
        raise NotImplementedError

    def set_value(self, typed: str) -> None:
        """Show a typed value; `changed` is not emitted."""
        raise NotImplementedError

    def set_past(self, text: str) -> None:
        """Show in grey what was said last time, or what may be typed."""
        self._past = text
        self._show_grey()

    def want(self, *, on: bool = True) -> None:
        """Say softly, as long as it is empty, that it has to be filled in."""
        if on is not self._is_wanted:
            self._is_wanted = on
            self._show_grey()

    def settle(self) -> None:
        """Write what is typed in the usual way; done when it is left, and before it is saved."""

    def focus(self) -> None:
        """Give it the keyboard, and scroll to it."""
        for area in scroll_areas(self):
            area.ensureWidgetVisible(self, 0, self.frame.theme.px(24))
        self.here.setFocus(Qt.FocusReason.OtherFocusReason)

    def select(self) -> None:
        """Mark what stands in its line, so that typing replaces it."""
        if isinstance(self.control, QLineEdit):
            self.control.selectAll()

    @property
    def here(self) -> QWidget:
        """The part that gets the keyboard now."""
        return self.control

    def inputs(self) -> list[QWidget]:
        """Return the parts that Tab goes through."""
        return [self.control]

    def has_focus(self) -> bool:
        """Whether the keyboard speaks to it."""
        return self.control.hasFocus()

    def hint(self, text: str, *, caution: bool = False) -> None:
        """Say something under it, in grey or as a caution."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        kind = "advice" if caution else "small"
        if self._hint.property("kind") != kind:
            say(self._hint, kind=kind)
        self._caution = text if caution else ""
        self._describe()

    def say_problem(
        self, text: str, *, warning: bool = False, refers: tuple[str, str] = ("", "")
    ) -> None:
        """Say what is wrong with it; "" if nothing is.

        Args:
            text: A sentence.
            warning: Whether it can be saved all the same.
            refers: Kind and id of the record that the sentence is about, to be opened from here.
        """
        self._lead_to(refers)
        if text == self._said.text() and (self._said.property("kind") == "advice") is warning:
            return
        self._said.setText(text)
        self._said.setVisible(bool(text))
        say(self._said, kind="advice" if warning else "problem")
        say(self.control, wrong=bool(text) and not warning)
        self._show_grey()

    def _lead_to(self, refers: tuple[str, str]) -> None:
        if refers == self._refers:
            return
        self._refers = refers
        if self._doors is not None:
            self._doors.hide()
            self._doors.deleteLater()
            self._doors = None
        if refers[0]:
            ways = [Link(self.frame.theme, _("Open"), self._open_other)]
            if self.tells_apart and refers[0] == "person":
                ways.append(Link(self.frame.theme, _("Not the same person"), self._tell_apart))
            self._doors = Flow(*ways)
            set_aside(self._doors)
            self._box.addWidget(self._doors)
            for before, after in pairwise([self.inputs()[-1], *ways]):
                QWidget.setTabOrder(before, after)
            self._doors.show()  # at once, and not when Qt comes to it

    def _open_other(self) -> None:
        self.frame.show_record(*self._refers)

    def _tell_apart(self) -> None:
        other = self._refers[1]
        self.say_problem("")
        self.focus()
        self.told_apart.emit(other)

    def grey(self, text: str) -> None:
        """Show a text in grey as long as nothing is typed."""
        self.hint(text)

    def _show_grey(self) -> None:
        # What is said in red under it is not said in grey as well.
        wanted = _("Required") if self._is_wanted and self.problem != _("Required") else ""
        self.grey(" · ".join(part for part in (wanted, self._past) if part))
        self._describe()

    def _describe(self) -> None:
        """Tell a screen reader what the eye sees in grey and under it."""
        wanted = _("Required") if self._is_wanted else ""
        said = dict.fromkeys(part for part in (wanted, self.problem, self._caution) if part)
        for part in {self.control, *self.inputs()}:
            part.setAccessibleDescription(pick("，", ", ").join(said))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.control:
            return False
        kind = event.type()
        if kind is QEvent.Type.FocusOut:
            self.settle()
            self.left.emit()
        elif isinstance(event, QKeyEvent):
            if kind is QEvent.Type.ShortcutOverride:
                return self._overrides(event)
            if kind is QEvent.Type.KeyPress:
                return is_of_a_button(event) or self._pressed(event)
        return False

    def _overrides(self, event: QKeyEvent) -> bool:
        """Whether a key that the window also knows is settled here: taken, or left to it."""
        of_window = event.modifiers() == _CTRL and Qt.Key(event.key()) in _OF_WINDOW
        # Nobody can mean an empty field; one that was filled in for her she may.
        if of_window or (is_undo(event) and not self.value() and not self._undoes()):
            event.ignore()
            return True
        return False

    def _undoes(self) -> bool:
        """Whether its control has something to undo, or to do again, by itself."""
        control = self.control
        if isinstance(control, QLineEdit):
            return control.isUndoAvailable() or control.isRedoAvailable()
        if isinstance(control, QPlainTextEdit):
            document = control.document()
            return document.isUndoAvailable() or document.isRedoAvailable()
        return False

    def _pressed(self, _event: QKeyEvent) -> bool:
        """Do what a key means; return whether that is all it does."""
        return False


def set_aside(part: QWidget) -> None:
    """Let Enter pass over something that stands between fields; Tab comes to it."""
    part.setProperty(_ASIDE, True)


def stands_aside(part: QWidget | None) -> bool:
    """Return whether Enter passes over something, or over what it stands in."""
    return part is not None and any(one.property(_ASIDE) for one in (part, *ancestors(part)))
