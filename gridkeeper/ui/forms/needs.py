"""What a step of a case takes, to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from gridkeeper.domain import codes, deadlines, kinds
from gridkeeper.domain.fields import Check, Field, Type
from gridkeeper.domain.guards import NOTE
from gridkeeper.domain.kinds import KINDS, kind_of
from gridkeeper.domain.labels import Label
from gridkeeper.domain.parsing import Problem, parse
from gridkeeper.domain.workflow import DONE_ON, wrong_day
from gridkeeper.services.records.assignees import ASSIGNS
from gridkeeper.services.records.casework import Told
from gridkeeper.texts import _
from gridkeeper.ui.forms.editor import Editor
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.forms.habits import Reaching
from gridkeeper.ui.forms.layouts import LAYOUTS, Section
from gridkeeper.ui.forms.residents import fill_from_residents
from gridkeeper.ui.forms.row import Row
from gridkeeper.ui.forms.sheet import Sheet
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.pieces import label
from gridkeeper.ui.widgets.tabbing import first_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridkeeper.domain.fields import Value
    from gridkeeper.domain.workflow import Step
    from gridkeeper.services.records.recording import Opened
    from gridkeeper.ui.frame import Frame

RECHECKS = {"recheck_pass": True, "recheck_fail": False}
"""Steps that write down a re-check, and whether it was passed."""

_DAY = Field("day", DONE_ON, Type.DAY, checks=(Check.NOT_FUTURE,))
_CONSENT = Field("consent", Label("各方同意", "All agree"), Type.YES_NO)
_NOTE = kinds.CASE_STEP.field("note")
_TOLD = "told_other_ways"


class Needs(QWidget):
    """What a step takes: fields, a note, consent, the day, who did it.

    Signals:
        changed: Something else is filled in now.
    """

    changed = Signal()

    def __init__(self, frame: Frame, kind: str, step: Step, opened: Opened) -> None:
        super().__init__()
        self.step = step
        self._frame = frame
        known = KINDS[kind]
        self._opened = opened
        self._fields = _in_order(kind, {*step.needs, *step.shows})
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        after = codes.table(f"{kind}_state").text(step.to_state)
        layout.addWidget(label(_("Afterwards: {state}").format(state=after), "soft", wraps=True))
        self.sheet = Sheet(frame, known, (Section("", tuple(self._fields)),))
        self.sheet.set_facts(opened.typed)
        layout.addWidget(self.sheet)
        self.sheet.changed.connect(self._changed)
        fill_from_residents(frame, self.sheet)
        self._offer_deadline(opened)
        for name, one in self.sheet.editors.items():
            one.want(on=name in step.needs)
        if step.action in ASSIGNS:
            text = _(
                "Enter a grid or the name of a worker: it then appears on that worker's Today page."
            )
            Reaching(frame, self.sheet, text).look()
        self.sheet.setVisible(bool(self._fields))
        self.consent = self._ask(layout, _CONSENT) if "consent" in step.needs else None
        self.told_other_ways: QCheckBox | None = None
        if _TOLD in step.needs:
            self.told_other_ways = QCheckBox(_("The parties were &told where else they can go"))
            self.told_other_ways.toggled.connect(self._changed)
            layout.addWidget(self.told_other_ways)
        self.note = self._ask(layout, _NOTE)
        recheck = step.action in RECHECKS
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
        layout.addStretch(1)

    @property
    def said(self) -> str:
        """Why the step was refused; "" if it was not."""
        return self._said.text()

    @property
    def shows_hidden(self) -> bool:
        """Whether something stands in it that lists and details mask."""
        hidden = self._opened.hidden.intersection(self.step.shows, self.sheet.editors)
        return any(self.sheet.editors[name].value() for name in hidden)

    @property
    def is_understood(self) -> bool:
        """Whether nothing is missing or wrong; nothing is said of it."""
        return not any(self._faults().values())

    def is_whole(self) -> bool:
        """Whether nothing is missing or wrong; if something is, it is said."""
        for one in (*self.sheet.editors.values(), self.day):
            one.settle()
        faults = self._faults()
        for one, text in faults.items():
            one.say_problem(text)
        first = first_of(self, [one for one, text in faults.items() if text])
        if first is not None:
            first.focus()
        return first is None

    def _faults(self) -> dict[Editor, str]:
        """Return what is wrong with each part; "" where nothing is."""
        today = self._frame.desk.session.today()
        found = {one: self._wrong(one, today) for one in (*self.sheet.editors.values(), self.day)}
        wanted = [self.note] if NOTE in self.step.needs else []
        wanted += [one for one in (self.consent, self.actor) if one is not None]
        return found | {one: "" if one.value().strip() else _("Required") for one in wanted}

    def _wrong(self, one: Editor, today: date) -> str:
        """Return what is wrong with a field; "" if nothing is."""
        found = parse(one.about, one.value(), today)
        if isinstance(found, Problem):
            return sentence(found.text)
        if one is self.day and found is not None:
            wrong = wrong_day(self._opened.record, cast("date", found), today)
            return sentence(wrong) if wrong else ""
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

    def say_still(self, text: str) -> None:
        """Say why the step would still be refused; "" if it would not be any more."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def say(self, text: str, needs: Sequence[str] = ()) -> None:
        """Say why the step was refused; the keyboard goes to what is to be filled in first."""
        self.say_still(text)
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
        made.changed.connect(self._changed)
        row = Row(self._frame, made)
        row.measure(narrow=False)
        layout.addWidget(row)
        return made

    def _changed(self, *_name: object) -> None:
        self.changed.emit()

    def _offer_deadline(self, opened: Opened) -> None:
        """Let it begin with the day that the rules give, where nobody said another."""
        one = self.sheet.editors.get("deadline")
        if one is None or one.value() or "deadline" in self.step.needs:
            return
        due = deadlines.due(kind_of(opened.record).name, opened.record)
        if due is not None:
            one.set_value(due.date.isoformat())
            one.hint(due.explanation)


def _in_order(kind: str, names: set[str]) -> list[str]:
    """Return those that are fields, in the order of the form."""
    order = [name for section in LAYOUTS[kind] for name in section.fields]
    return sorted(names.intersection(KINDS[kind].by_name), key=order.index)
