"""The next step of a case: what can be done, what it takes, and doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gridkeeper.domain import codes, kinds
from gridkeeper.domain.fields import Check, Field, Label, Privacy, Type
from gridkeeper.domain.guards import NOTE
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.parsing import Problem, parse
from gridkeeper.domain.workflow import DONE_ON, wrong_day
from gridkeeper.errors import StepRefusedError
from gridkeeper.services.assignees import ASSIGNS
from gridkeeper.services.casework import Told
from gridkeeper.texts import _
from gridkeeper.ui.forms.editor import Editor
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.forms.habits import Reaching
from gridkeeper.ui.forms.layouts import Section
from gridkeeper.ui.forms.sheet import Row, Sheet
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.undoing import undo_or_redo
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import label
from gridkeeper.ui.widgets.soon import Soon
from gridkeeper.ui.widgets.tabbing import first_of, tab_in_reading_order, tab_to_checked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridkeeper.domain.cases import Case
    from gridkeeper.domain.fields import Value
    from gridkeeper.domain.workflow import Step
    from gridkeeper.progress import Progress
    from gridkeeper.services.recording import Opened
    from gridkeeper.ui.frame import Frame

_DAY = Field("day", DONE_ON, Type.DAY, checks=(Check.NOT_FUTURE,))
_CONSENT = Field("consent", Label("各方同意", "All agree"), Type.YES_NO)
_NOTE = kinds.CASE_STEP.field("note")
_RECHECKS = {"recheck_pass": True, "recheck_fail": False}
_TOLD = "told_other_ways"
# Somebody else may have looked; who it was is asked for with the step.
_SOMEBODY = Told(actor="?")
_WIDE, _NARROW = 720, 224
_LONGEST = 80  # of what a case is called


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
        self._needs: _Needs | None = None
        self._is_seen = False
        self.setMinimumWidth(frame.theme.px(_WIDE))
        self._choices = QButtonGroup(self)
        self._choices.idToggled.connect(self._choose)
        column = QWidget()
        column.setFixedWidth(frame.theme.px(_NARROW))
        self._left = QVBoxLayout(column)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(4)
        self._right = QVBoxLayout()
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addWidget(column, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(self._right, 1)
        self._case = label("", "soft", wraps=True)
        self._case.hide()
        self.body.addWidget(self._case)
        self.body.addLayout(across)
        self.add_cancel()
        self._do = self.add_button(_("&Take this step"), self.take, icon="step", kind="primary")
        self._do.setEnabled(False)
        self._growing = Soon(self, self._grow)
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
    def needs(self) -> _Needs | None:
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
            if action in _RECHECKS:
                return casework.recheck(case, told, passed=_RECHECKS[action])
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
        possible = [step.action for step in self._steps if step.refusal is None]
        if possible:
            # The usual way on is chosen; what wants a reason, such as declining, leaves it.
            plain = (
                one.action for one in self._steps if one.refusal is None and NOTE not in one.needs
            )
            usual = next(plain, possible[0])
            tab_to_checked(self._choices)
            self.choose(self._wanted if self._wanted in possible else usual)
            self._choices.checkedButton().setFocus()
        else:
            self._right.addWidget(label(_("No further steps are possible"), "soft", wraps=True))

    def _add_choice(self, place: int, step: Step) -> None:
        choice = QRadioButton(step.label)
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
        if self._needs is not None:
            self._needs.hide()
            self._needs.deleteLater()
        self._needs = _Needs(self._frame, self._kind.name, self._steps[place], self._opened)
        self._right.addWidget(self._needs)
        self._right.setAlignment(self._needs, Qt.AlignmentFlag.AlignTop)
        if self._needs.shows_hidden:
            self._note_seen()
        tab_in_reading_order(self)
        self._do.setEnabled(True)

    def _note_seen(self) -> None:
        """Let the audit say once who saw here in full what is masked elsewhere."""
        if not self._is_seen:
            self._is_seen = True
            recording, kind, record_id = self._frame.desk.recording, self._kind, self._record_id

            def note(_progress: Progress) -> object:
                recording.note_seen(kind, record_id)
                return None

            self._frame.ask("", note, lambda _nothing: None, Lane.WORK)

    def _taken(self, _after: object) -> None:
        assert self._needs is not None  # noqa: S101 - a step was taken
        number = getattr(self._opened.record, "number", None) if self._opened else None
        said = f"{self._needs.step.label} {number or ''}"
        self._frame.notices.say(
            _("Done: {what}").format(what=said.strip()),
            Tone.GOOD,
            _("&Undo"),
            lambda: undo_or_redo(self._frame, "undo"),
        )
        self.taken.emit(self._kind.name, self._record_id)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._do.setEnabled(True)
        if isinstance(error, StepRefusedError) and self._needs is not None:
            self._needs.say(
                sentence(str(error)), cast("Sequence[str]", error.places.get("needs", ()))
            )
            self._growing.start()
        else:
            self._frame.messages.failed(error)


class _Needs(QWidget):
    """What a step takes: fields, a note, consent, the day, who did it."""

    def __init__(self, frame: Frame, kind: str, step: Step, opened: Opened) -> None:
        super().__init__()
        self.step = step
        self._frame = frame
        known = KINDS[kind]
        self._record = opened.record
        self._fields = [name for name in (*step.needs, *step.shows) if name in known.by_name]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        after = codes.table(f"{kind}_state").text(step.to_state)
        layout.addWidget(label(_("Afterwards: {state}").format(state=after), "soft", wraps=True))
        self.sheet = Sheet(frame, known, (Section("", tuple(self._fields)),))
        self.sheet.set_facts(opened.typed)
        layout.addWidget(self.sheet)
        for name, one in self.sheet.editors.items():
            one.changed.connect(lambda one=one: one.say_problem(""))
            one.want(on=name in step.needs)
        if step.action in ASSIGNS:
            text = _(
                "Enter a grid or the name of a worker: it then appears on that worker's Today page"
            )
            Reaching(frame, self.sheet, text).look()
        self.sheet.setVisible(bool(self._fields))
        self.consent = self._ask(layout, _CONSENT) if "consent" in step.needs else None
        self.told_other_ways: QCheckBox | None = None
        if _TOLD in step.needs:
            self.told_other_ways = QCheckBox(_("The parties were &told where else they can go"))
            layout.addWidget(self.told_other_ways)
        self.note = self._ask(layout, _NOTE)
        recheck = step.action in _RECHECKS
        self.actor = self._ask(layout, kinds.RECHECK.field("checker")) if recheck else None
        self.day = self._ask(layout, _DAY)
        for asked in (self.day, self.consent, self.actor):
            if asked is not None:
                asked.want()
        self.note.want(on=NOTE in step.needs)
        self.day.set_value(frame.desk.session.today().isoformat())
        self._said = label("", "problem", wraps=True)
        self._said.hide()
        layout.addWidget(self._said)

    @property
    def said(self) -> str:
        """Why the step was refused; "" if it was not."""
        return self._said.text()

    @property
    def shows_hidden(self) -> bool:
        """Whether something stands in it that lists and details mask."""
        personal = (one for one in self.step.shows if one in self.sheet.editors)
        return any(self.sheet.editors[one].about.privacy is not Privacy.OPEN for one in personal)

    def is_whole(self) -> bool:
        """Whether nothing is missing or wrong; if something is, it is said."""
        today = self._frame.desk.session.today()
        problems = []
        for one in [*self.sheet.editors.values(), self.day]:
            one.settle()
            text = self._wrong(one, today)
            one.say_problem(text)
            problems += [one] if text else []
        wanted = [self.note] if NOTE in self.step.needs else []
        wanted += [one for one in (self.consent, self.actor) if one is not None]
        for one in wanted:
            one.say_problem("" if one.value().strip() else _("Required"))
            problems += [] if one.value().strip() else [one]
        first = first_of(self, problems)
        if first is not None:
            first.focus()
        return first is None

    def _wrong(self, one: Editor, today: date) -> str:
        """Return what is wrong with a field; "" if nothing is."""
        found = parse(one.about, one.value(), today)
        if isinstance(found, Problem):
            return found.text
        if one is self.day and found is not None:
            return wrong_day(self._record, cast("date", found), today) or ""
        # What stood there already may be emptied, unless the rules say why not.
        is_free = one.about.name in self.step.shows
        return _("Required") if found is None and not is_free else ""

    def told(self) -> Told:
        """Return what is filled in; everything was understood."""
        today = self._frame.desk.session.today()
        values = {
            name: cast("Value", parse(one.about, one.value(), today))
            for name, one in self.sheet.editors.items()
        }
        day = cast("date", parse(_DAY, self.day.value(), today))
        consent = parse(_CONSENT, self.consent.value(), today) if self.consent else None
        return Told(
            note=self.note.value().strip(),
            values=values,
            # Today's steps keep the time of day; it tells which of them came first.
            day=None if day == today else day,
            actor=self.actor.value().strip() if self.actor else "",
            consent=cast("bool | None", consent),
            told_other_ways=bool(self.told_other_ways and self.told_other_ways.isChecked()),
        )

    def say(self, text: str, needs: Sequence[str] = ()) -> None:
        """Say why the step was refused; the keyboard goes to what is to be filled in first."""
        self._said.setText(text)
        self._said.show()
        asked: dict[str, QWidget | None] = {
            **self.sheet.editors,
            NOTE: self.note,
            "consent": self.consent,
            _TOLD: self.told_other_ways,
        }
        found = [one for name in needs if (one := asked.get(name)) is not None]
        wrong = first_of(self, found) or self.actor or self.day
        if isinstance(wrong, Editor):
            wrong.focus()
        else:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, layout: QVBoxLayout, about: Field) -> Editor:
        made = editor(self._frame, about)
        made.changed.connect(lambda: made.say_problem(""))
        row = Row(self._frame, made)
        row.measure(narrow=False)
        layout.addWidget(row)
        return made
