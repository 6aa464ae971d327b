"""Editors of texts and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from gridkeeper.domain import clock, hours, spoken_days
from gridkeeper.domain.fields import Check, Type
from gridkeeper.domain.parsing import Problem, parse
from gridkeeper.texts import _
from gridkeeper.ui.forms.editor import Editor, stands_aside
from gridkeeper.ui.widgets.line import Line
from gridkeeper.ui.widgets.lines import broken

if TYPE_CHECKING:
    from datetime import date, datetime

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gridkeeper.domain.fields import Field
    from gridkeeper.ui.frame import Frame

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_RIGHT = frozenset({Type.NUMBER, Type.AMOUNT})
_LEAST_LINES, _MOST_LINES = 2, 8


class LineEditor(Editor):
    """One line; Enter goes on to the next field."""

    def __init__(self, frame: Frame, about: Field) -> None:
        self.line = Line()
        super().__init__(frame, about, self.line)
        if about.type in _RIGHT:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.textEdited.connect(self._edited)

    @override
    def value(self) -> str:
        return self.line.text()

    @override
    def set_value(self, typed: str) -> None:
        self.line.setText(typed)
        self.line.setCursorPosition(0)

    @override
    def grey(self, text: str) -> None:
        self.line.setPlaceholderText(text)

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        if Qt.Key(event.key()) in _ENTER and not event.modifiers():
            self.go_on()
            return True
        return False

    def go_on(self) -> None:
        """Give the keyboard to the field that follows."""
        self.focusNextPrevChild(True)
        while stands_aside(self.window().focusWidget()):
            self.focusNextPrevChild(True)  # Enter leads on from field to field

    def _edited(self, _text: str) -> None:
        self.changed.emit()


def plainly(about: Field, typed: str, today: date) -> str:
    """Return what is typed into a field of days with a spoken day in digits."""
    past = Check.NOT_FUTURE in about.checks
    return spoken_days.written(spoken_days.unabridged(typed), today, past=past)


class MomentLine(LineEditor):
    """A day with a time of day; written in the usual way when it is left."""

    @override
    def settle(self) -> None:
        today = self.frame.desk.session.today()
        value = parse(self.about, plainly(self.about, self.value(), today), today)
        if value is not None and not isinstance(value, Problem):
            moment: datetime = value  # type: ignore[assignment]
            self.line.setText(f"{clock.local(moment):%Y-%m-%d %H:%M}")
        super().settle()


class HourLine(LineEditor):
    """An hour of the day in whatever words; written in the usual way when it is left."""

    def __init__(self, frame: Frame, about: Field) -> None:
        super().__init__(frame, about)
        self.set_past(_("Such as 19:30"))

    @override
    def settle(self) -> None:
        hour = hours.written(self.value())
        if hour is not None and hour != self.value():
            self.line.setText(hour)
            self.changed.emit()
        super().settle()


class ProseBox(Editor):
    """Several lines; it grows with them, Tab leaves it and Enter makes a line."""

    def __init__(self, frame: Frame, about: Field) -> None:
        self.box = QPlainTextEdit()
        self._said_in_grey = ""
        super().__init__(frame, about, self.box)
        self._quiet = False
        self.box.setTabChangesFocus(True)
        self.box.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = self.box.document().documentLayout()
        layout.documentSizeChanged.connect(self._grow)
        self.box.textChanged.connect(self._edited)
        frame.theme.follow(self.box, self._grow)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_grey()
        self._grow()  # the same text takes fewer lines in a wider box, and Qt does not tell

    @override
    def value(self) -> str:
        return self.box.toPlainText()

    @override
    def set_value(self, typed: str) -> None:
        self._quiet = True
        self.box.setPlainText(typed)
        self._quiet = False

    @override
    def grey(self, text: str) -> None:
        self._said_in_grey = text
        self._fit_grey()

    def _fit_grey(self) -> None:
        """Show of the grey words what an empty box has room for; dots say that there are more."""
        room = self.box.viewport().width() - 2 * int(self.box.document().documentMargin())
        lines = broken(self._said_in_grey, self.box.font(), room, _LEAST_LINES)
        self.box.setPlaceholderText("\n".join(lines))

    def _grow(self, *_size: object) -> None:
        lines = min(max(int(self.box.document().size().height()), _LEAST_LINES), _MOST_LINES)
        # A font of several faces is as high as the highest that stands in a line.
        spacing = QFontMetrics(self.box.font()).lineSpacing()
        around = self.frame.theme.px(6) * 2 + 2 + 2 * int(self.box.document().documentMargin())
        self.box.setFixedHeight(lines * spacing + around)
        high = lines == _MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.box.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if high else policy.ScrollBarAlwaysOff
        )

    def _edited(self) -> None:
        if not self._quiet:
            self.changed.emit()
