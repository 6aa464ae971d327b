"""The next step of a case: what can be done, what it takes, and doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain import workflow
from gridkeeper.domain.guards import NOTE
from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import StepRefusedError
from gridkeeper.services.records.casework import Told
from gridkeeper.texts import _
from gridkeeper.ui.forms.needs import RECHECKS, Needs
from gridkeeper.ui.forms.seeing import note_seen, seen_in_full
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.undoing import say_done
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.fitted import Fitted
from gridkeeper.ui.widgets.keys import is_bare
from gridkeeper.ui.widgets.pieces import label
from gridkeeper.ui.widgets.soon import Soon
from gridkeeper.ui.widgets.tabbing import tab_in_reading_order, tab_to_checked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from gridkeeper.domain.cases import Case
    from gridkeeper.domain.workflow import Step
    from gridkeeper.progress import Progress
    from gridkeeper.services.records.recording import Opened
    from gridkeeper.ui.frame import Frame

# Somebody else may have looked; who it was is asked for with the step.
_SOMEBODY = Told(actor="?")
_WIDE, _NARROW = 720, 224
_AROUND = 48  # so much of the window is seen beside it
_GATHER_MS = 200
_LONGEST = 80  # of what a case is called
_CHOOSING = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class StepDialog(Dialog):
    """Lets one of the possible steps be chosen, filled in and taken.

    Signals:
        taken: Kind and id of the record, after its step.
    """

    taken = Signal(str, str)

    def __init__(
        self,
        frame: Frame,
        kind: str,
        record_id: str,
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Look what can be done; `action` is chosen to begin with, if it is possible."""
        super().__init__(frame.theme, _("Next step"), parent)
        self._frame = frame
        self._kind = KINDS[kind]
        self._record_id = record_id
        self._wanted = action
        self._opened: Opened | None = None
        self._steps: Sequence[Step] = ()
        self._needs: Needs | None = None
        wide = frame.theme.px(_WIDE)
        self.setMinimumWidth(min(wide, parent.width() - _AROUND) if parent is not None else wide)
        self._choices = QButtonGroup(self)
        self._choices.idToggled.connect(self._choose)
        column = QWidget()
        column.setFixedWidth(frame.theme.px(_NARROW))
        self._left = QVBoxLayout(column)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(4)
        self._right = QVBoxLayout()
        self._room: QWidget | None = None
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addWidget(column, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(self._right, 1)
        self._case = label("", "soft", wraps=True)
        self._case.hide()
        self._seen = seen_in_full()
        self.body.addWidget(self._case)
        self.body.addWidget(self._seen)
        self.body.addLayout(across)
        self.add_cancel()
        self._do = self.add_button(_("&Take this step"), self.take, icon="step", kind="primary")
        self._do.setEnabled(False)
        self._growing = Soon(self, self._grow)
        self._asked = 0
        self._judging = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._judging.timeout.connect(self._judge)
        self.save_by_keys(self._do)
        self._look()

    @property
    def steps(self) -> Sequence[Step]:
        """What can be done, and what not; empty until it is known."""
        return self._steps

    @property
    def case(self) -> str:
        """Which case it is: its number and its title, masked."""
        return self._case.text()

    @property
    def needs(self) -> Needs | None:
        """What the chosen step takes."""
        return self._needs

    def choose(self, action: str) -> None:
        """Choose a step that is possible."""
        for place, step in enumerate(self._steps):
            if step.action == action and step.refusal is None:
                self._choices.button(place).setChecked(True)

    def take(self) -> None:
        """Take the chosen step; what is missing or refused is said and the dialog stays."""
        if self._needs is None or self._opened is None:
            return
        if not self._needs.is_whole():
            self._growing.start()
            return
        action, told = self._needs.step.action, self._needs.told()
        case = cast("Case", self._opened.record)
        casework = self._frame.desk.casework

        def work(_progress: Progress) -> object:
            if action in RECHECKS:
                return casework.recheck(case, told, passed=RECHECKS[action])
            return casework.take(case, action, told)

        self._do.setEnabled(False)
        job = Job(self._needs.step.label, work)
        job.finished.connect(self._taken)
        job.failed.connect(self._failed)
        self._frame.jobs.start(job, Lane.WORK)

    def _grow(self) -> None:
        """Take more height if what was said needs it, or it would stand across the rest."""
        needed = self.heightForWidth(self.width())
        room = self.screen().availableGeometry().height()
        self.resize(self.width(), max(self.height(), min(needed, room)))

    def _look(self) -> None:
        desk, kind, record_id = self._frame.desk, self._kind, self._record_id
        recording, casework, references = desk.recording, desk.casework, desk.references

        def look(_progress: Progress) -> object:
            opened = recording.opened(kind, record_id)
            called = references.named(kind, record_id)
            steps = casework.steps(cast("Case", opened.record), _SOMEBODY)
            return opened, steps, called.title if called else ""

        self._frame.ask("", look, self._show)

    def _show(self, result: object) -> None:
        found = cast("tuple[Opened, Sequence[Step], str]", result)
        self._opened, self._steps, called = found
        self._case.setText(called if len(called) <= _LONGEST else f"{called[:_LONGEST]}…")
        self._case.setVisible(bool(called))
        # What cannot be done comes last: the keyboard goes through the rest.
        order = sorted(range(len(self._steps)), key=lambda n: self._steps[n].refusal is not None)
        for place in order:
            self._add_choice(place, self._steps[place])
        possible = [step for step in self._steps if step.refusal is None]
        if not possible:
            self._fill(label(_("No further steps are possible"), "soft", wraps=True))
            return
        tab_to_checked(self._choices)
        self.choose(self._usual(possible))
        if self._choices.checkedButton() is None:
            self._fill(label(_("Choose what comes next."), "soft", wraps=True))
            first = self._choices.button(self._steps.index(possible[0]))
            first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            first.setFocus()
        else:
            self._choices.checkedButton().setFocus()

    def _usual(self, possible: Sequence[Step]) -> str:
        """Return what is chosen to begin with: what was asked for, or the usual way on.

        What wants a reason, such as declining, leaves that way, and what ends the case nobody
        should take by mistake: "" where it is one of those, and there is a choice.
        """
        assert self._opened is not None  # noqa: S101 - the steps are its
        if self._wanted in [one.action for one in possible]:
            return self._wanted
        flow = workflow.of(self._kind.name)
        is_open = flow.is_open(self._opened.record)
        kept = [one for one in possible if not (is_open and one.to_state in flow.settled)]
        plain = (one.action for one in kept if NOTE not in one.needs)
        return next(plain, possible[0].action if possible == kept[:1] else "")

    def _add_choice(self, place: int, step: Step) -> None:
        choice = _Choice(step.label)
        self._choices.addButton(choice, place)
        self._left.addWidget(choice)
        choice.show()  # at once, and not when Qt comes to it: it may get the keyboard
        if step.refusal is not None:
            choice.setEnabled(False)
            why = label(sentence(step.refusal), "small", wraps=True)
            why.setContentsMargins(self.theme.px(26), 0, 0, 4)
            # A dialog asks for its height before its texts know their width.
            why.setMinimumHeight(why.heightForWidth(self.theme.px(_NARROW)))
            choice.setAccessibleDescription(step.refusal)
            self._left.addWidget(why)

    def _choose(self, place: int, on: bool) -> None:
        if not on or self._opened is None:
            return
        self._needs = Needs(self._frame, self._kind.name, self._steps[place], self._opened)
        self._needs.changed.connect(self._judging.start)
        self._fill(Fitted(self._needs))
        if self._needs.shows_hidden:
            self._note_seen()
        tab_in_reading_order(self)
        self._do.setEnabled(True)

    def _fill(self, shown: QWidget) -> None:
        """Show something beside the steps in place of what stood there."""
        if self._room is not None:
            self._room.hide()
            self._room.deleteLater()
        self._room = shown
        self._right.addWidget(shown)
        if not isinstance(shown, Fitted):
            self._right.setAlignment(shown, Qt.AlignmentFlag.AlignTop)
        shown.show()  # at once, and not when Qt comes to it

    def _note_seen(self) -> None:
        """Let the audit say once who saw here in full what is masked elsewhere, and say so."""
        if self._seen.isHidden():
            self._seen.show()
            note_seen(self._frame, self._kind, self._record_id)

    def _taken(self, _after: object) -> None:
        assert self._needs is not None  # noqa: S101 - a step was taken
        number = getattr(self._opened.record, "number", None) if self._opened else None
        said = f"{self._needs.step.label} {number or ''}"
        say_done(self._frame, _("Done: {what}").format(what=said.strip()))
        self.taken.emit(self._kind.name, self._record_id)
        self.accept()

    def _judge(self) -> None:
        """Look whether what the step was refused for still holds."""
        needs, opened = self._needs, self._opened
        if needs is None or opened is None or not needs.said:
            return
        if not needs.is_understood:
            needs.say_still("")
            return
        self._asked += 1
        asked, casework = self._asked, self._frame.desk.casework
        case, action, told = cast("Case", opened.record), needs.step.action, needs.told()

        def look(_progress: Progress) -> object:
            return asked, casework.refusal(case, action, told)

        self._frame.ask("", look, self._judged)

    def _judged(self, result: object) -> None:
        asked, refusal = cast("tuple[int, str]", result)
        if asked == self._asked and self._needs is not None and self._needs.said:
            self._needs.say_still(sentence(refusal) if refusal else "")

    def _failed(self, error: Exception) -> None:
        self._do.setEnabled(True)
        if isinstance(error, StepRefusedError) and self._needs is not None:
            self._needs.say(
                sentence(str(error)), cast("Sequence[str]", error.places.get("needs", ()))
            )
            self._growing.start()
        else:
            self._frame.messages.failed(error)


class _Choice(QRadioButton):
    """One of several of which none may be chosen: the first arrow, or Enter, chooses this one."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_first = self.group().checkedButton() is None
        if is_first and Qt.Key(event.key()) in _CHOOSING and is_bare(event):
            self.setChecked(True)
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # what was filled in may have come by it
        else:
            super().keyPressEvent(event)
