"""The lines of a visit sheet while they are keyed in: one key a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from typing_extensions import override

from gridkeeper.domain import codes
from gridkeeper.domain.contacts import MET
from gridkeeper.services.plans.visit_sheets import TICKS
from gridkeeper.texts import _, capital, pick
from gridkeeper.ui.doors.knocks import KEYS
from gridkeeper.ui.exchange.tables import Column, LineTable, LineView
from gridkeeper.ui.look import fonts, tokens
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.keys import is_of_a_button

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gridkeeper.services.plans.visit_sheets import Line
    from gridkeeper.ui.look.theme import Theme

_OUTCOME, _NOTE = "outcome", "situation"
_OUTCOMES, _NOTES = 2, 3  # columns
_AROUND = 34  # a chip and its cell
_ENTERING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right})
_EMPTYING = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


@dataclass(slots=True)
class Keyed:
    """A line of the sheet, and what was keyed in for it."""

    line: Line
    outcome: str = ""
    note: str = ""

    @property
    def is_done(self) -> bool:
        """Whether it was keyed in and saved before."""
        return bool(self.line.visit_id)


class SheetTable(LineTable):
    """The lines in the order of the paper."""

    def __init__(self, lines: Sequence[Line]) -> None:
        columns = (
            Column(_("No."), lambda one: str(one.line.number), 36, right=True),
            Column(_("Door and head"), _where),  # in one line: the more homes are seen
            Column(_("Outcome"), _said, 96, tone=_tone),
            Column(_("In one line"), lambda one: one.note),
        )
        super().__init__(columns)
        self.lines = [Keyed(line) for line in lines]
        self.show(self.lines)

    def facts(self) -> dict[str, str]:
        """Return what was keyed in, by line and field: `3/outcome`."""
        return dict(self._facts())

    def fill(self, facts: Mapping[str, str]) -> None:
        """Bring back what was keyed in; lines that were saved since stay as they are."""
        for one in self.lines:
            if not one.is_done:
                one.outcome = facts.get(f"{one.line.number}/{_OUTCOME}", "")
                one.note = facts.get(f"{one.line.number}/{_NOTE}", "")
        self.show(self.lines)

    def answers(self, visited_on: str) -> list[dict[str, object]]:
        """Return what was keyed in as the service takes it, all of one day."""
        return [
            {"line": one.line.number, _OUTCOME: one.outcome, "visited_on": visited_on}
            | ({_NOTE: one.note} if one.note.strip() else {})
            for one in self.lines
            if one.outcome
        ]

    def change(self, row: int, *, outcome: str | None = None, note: str | None = None) -> None:
        """Key something in for a line that was not saved before."""
        one = self.lines[row]
        if one.is_done:
            return
        one.outcome = one.outcome if outcome is None else outcome
        one.note = one.note if note is None else note
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def following(self, row: int) -> int:
        """Return the next line that can be keyed in; the same one after the last."""
        later = (at for at in range(row + 1, len(self.lines)) if not self.lines[at].is_done)
        return next(later, row)

    def first(self) -> int:
        """Return the first line for which nothing was keyed in."""
        free = (at for at, one in enumerate(self.lines) if not one.is_done and not one.outcome)
        return next(free, 0)

    def _facts(self) -> Iterator[tuple[str, str]]:
        for one in self.lines:
            for name, value in ((_OUTCOME, one.outcome), (_NOTE, one.note)):
                if value:
                    yield f"{one.line.number}/{name}", value


class SheetView(LineView):
    """Shows them; a key says what became of the line, and leads to the next one.

    Signals:
        ticked: The code of an outcome.
        emptied: What was keyed in for the line shall go.
        noting: Something shall be written about the line.
    """

    ticked = Signal(str)
    emptied = Signal()
    noting = Signal()

    def __init__(self, theme: Theme, table: SheetTable, name: str) -> None:
        super().__init__(theme, table, name)
        self.pressed_number.connect(self._tick)
        table.dataChanged.connect(lambda first, _last: self.resizeRowToContents(first.row()))

    @override
    def fit(self) -> None:
        """Leave room for every outcome at once: nothing moves while lines are keyed in."""
        super().fit()
        small = QFontMetrics(fonts.sized(self._theme.px(tokens.SMALL)))
        table = codes.table("visit_outcome")
        widest = max(small.horizontalAdvance(capital(table.text(tick))) for tick in TICKS)
        lacking = widest + self._theme.px(_AROUND) - self.columnWidth(_OUTCOMES)
        if lacking > 0:
            self.setColumnWidth(_OUTCOMES, self.columnWidth(_OUTCOMES) + lacking)
            self.setColumnWidth(_NOTES, self.columnWidth(_NOTES) - lacking)
            self.resizeRowsToContents()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if is_of_a_button(event):
            event.ignore()
        elif event.key() in _ENTERING:
            self.noting.emit()
        elif event.key() in _EMPTYING:
            self.emptied.emit()
        elif letter in KEYS:  # they mean here what they mean on a door
            self.ticked.emit(KEYS[letter])
        else:
            super().keyPressEvent(event)

    def _tick(self, number: int) -> None:
        if number <= len(TICKS):
            self.ticked.emit(TICKS[number - 1])


def _where(one: Keyed) -> str:
    return pick("　", "  ").join(filter(None, (one.line.title, one.line.who)))


def _said(one: Keyed) -> str:
    if one.is_done:
        return _("keyed in")
    if not one.outcome and one.line.today:
        return _("visited today")
    return codes.table("visit_outcome").text(one.outcome) if one.outcome else ""


def _tone(one: Keyed) -> Tone:
    if one.is_done or not one.outcome:
        return Tone.NEUTRAL
    return Tone.GOOD if one.outcome in MET else Tone.WARNING
