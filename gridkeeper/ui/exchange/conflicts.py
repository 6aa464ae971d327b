"""What two people said differently: side by side, settled by a key."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from gridkeeper.domain import clock
from gridkeeper.texts import _, capital
from gridkeeper.ui.exchange.history import when
from gridkeeper.ui.exchange.other_value import OtherValueDialog
from gridkeeper.ui.exchange.tables import Column, LineTable, LineView
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.undoing import undo_or_redo
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, empty, label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QPushButton

    from gridkeeper.progress import Progress
    from gridkeeper.services.conflicts import Claim, Conflict
    from gridkeeper.ui.frame import Frame

_FEW = 2


class ConflictDesk(QWidget):
    """One line a record and group of fields; the number keys choose a value.

    Signals:
        settled: One conflict less.
    """

    settled = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._conflicts: list[Conflict] = []
        self._busy = False
        self._settling: Conflict | None = None
        self.lines = LineView(frame.theme, LineTable(_columns(_FEW)), _("Conflicts"))
        self.lines.pressed_number.connect(self.settle)
        self.lines.chosen.connect(self._draw)
        self._choices: list[QPushButton] = []
        self._other = button(frame.theme, _("Something &else …"), self.settle_other, "edit")
        self._go = button(frame.theme, _("Look at the &record"), self.show_record, kind="quiet")
        advice = _("Which value is right? Press its number. The others stay in the history.")
        table = QWidget()
        layout = QVBoxLayout(table)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.SPACE)
        layout.addWidget(label(advice, "soft", wraps=True))
        layout.addWidget(self.lines, 1)
        self._values = Flow(spacing=tokens.SPACE)
        layout.addWidget(Flow(self._values, self._other, self._go, spacing=tokens.SPACE))
        self._stack = QStackedWidget()
        text = _("When two people change the same field, both values are shown here side by side.")
        self._stack.addWidget(empty(frame.theme, "check", _("No conflicts"), text))
        self._stack.addWidget(table)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, tokens.SPACE, 0, 0)
        outer.addWidget(self._stack)
        self._offer(_FEW)

    def show_conflicts(self, conflicts: list[Conflict]) -> None:
        """Show what is in conflict now; the line stays where it was."""
        row = max(self.lines.row, 0)
        self._conflicts = conflicts
        most = max((len(one.claims) for one in conflicts), default=_FEW)
        if most != len(self._choices):
            self._offer(most)
        self.lines.table.show(conflicts, _columns(most))
        self._stack.setCurrentIndex(int(bool(conflicts)))
        self.lines.choose(row)
        self._draw()

    def choose(self, kind: str, record_id: str) -> None:
        """Go to the conflict of a record."""
        for row, one in enumerate(self._conflicts):
            if (one.kind.name, one.record.id) == (kind, record_id):
                self.lines.choose(row)
                return

    def settle(self, number: int) -> None:
        """Let the value of this number stand."""
        conflict = self._conflict()
        if conflict is None or not 1 <= number <= len(conflict.claims) or self._busy:
            return
        claim = conflict.claims[number - 1]

        def work(_progress: Progress) -> str:
            return self._frame.desk.conflicts.settle(conflict, claim.change_id)

        self._write(work, conflict)

    def settle_other(self) -> None:
        """Let a value stand that the person types."""
        conflict = self._conflict()
        if conflict is None:
            return

        def then(facts: Mapping[str, str]) -> None:
            def work(_progress: Progress) -> str:
                return self._frame.desk.conflicts.settle_as(conflict, facts)

            self._write(work, conflict)

        self._frame.messages.show(OtherValueDialog(self._frame, conflict, then, self.window()))

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is on what is in conflict."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def focus(self) -> None:
        """Give the keyboard to the first conflict."""
        self.lines.setFocus()

    def _write(self, work: Callable[[Progress], str], conflict: Conflict) -> None:
        self._settling = conflict
        self._busy = True
        job = Job(_("Settling"), work)
        job.finished.connect(self._written)
        job.failed.connect(self._frame.messages.failed)
        job.ended.connect(self._ended)
        self._frame.jobs.start(job, Lane.WORK)

    def _written(self, result: object) -> None:
        frame, conflict = self._frame, self._settling
        assert conflict is not None  # noqa: S101 - it was just settled
        undo = partial(undo_or_redo, frame, "undo")
        value = cast("str", result) or _("(empty)")
        text = _("Settled: {title}, {field}: “{value}”")
        said = text.format(field=conflict.label, title=conflict.title, value=value)
        frame.notices.say(said, Tone.GOOD, _("&Undo"), undo)
        self.settled.emit()

    def _ended(self, _job: object) -> None:
        self._busy = False

    def _conflict(self) -> Conflict | None:
        row = self.lines.row
        return self._conflicts[row] if 0 <= row < len(self._conflicts) else None

    def show_record(self) -> None:
        """Show the record whose values are in conflict."""
        conflict = self._conflict()
        if conflict is not None:
            self._frame.show_record(conflict.kind.name, conflict.record.id)

    def _offer(self, most: int) -> None:
        """Make a button for each value that can be chosen."""
        self._values.clear()
        self._choices = [
            button(self._frame.theme, _("Value &{n}").format(n=n), partial(self.settle, n))
            for n in range(1, most + 1)
        ]
        for made in self._choices:
            self._values.add(made)
        for one, following in pairwise([self.lines, *self._choices, self._other, self._go]):
            QWidget.setTabOrder(one, following)

    def _draw(self, _row: int = 0) -> None:
        conflict = self._conflict()
        claims = len(conflict.claims) if conflict is not None else 0
        for place, made in enumerate(self._choices):
            made.setEnabled(place < claims)
        known = conflict is not None and conflict.group in conflict.kind.groups
        self._other.setEnabled(known)
        self._go.setEnabled(conflict is not None)


def value_of(claim: Claim) -> str:
    """Return a claimed value as people read it."""
    return _(", ").join(text for text in claim.texts if text) or _("(empty)")


def _columns(most: int) -> list[Column]:
    values = [
        Column(_("Value {n}").format(n=place + 1), _text_of(place), under=_source_of(place))
        for place in range(most)
    ]
    return [Column(_("Record"), _title, 152, under=_field), *values]


def _title(conflict: Conflict) -> str:
    return conflict.title or capital(str(conflict.kind.label))


def _field(conflict: Conflict) -> str:
    return f"{capital(str(conflict.kind.label))} · {conflict.label}"


def _text_of(place: int) -> Callable[[Conflict], str]:
    def text(conflict: Conflict) -> str:
        claims = conflict.claims
        return value_of(claims[place]) if place < len(claims) else ""

    return text


def _source_of(place: int) -> Callable[[Conflict], str]:
    def text(conflict: Conflict) -> str:
        claims = conflict.claims
        return _source(claims[place]) if place < len(claims) else ""

    return text


def _source(claim: Claim) -> str:
    at = when(clock.local(clock.moment(claim.claimed_at)))
    brought = _("batch {number}").format(number=claim.batch) if claim.batch else _("written here")
    return f"{claim.author} · {at}\n{brought}"
