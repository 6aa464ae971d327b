"""The short form of what happened to a person or a household."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain import codes, kinds, register_events
from gridkeeper.errors import InputInvalidError
from gridkeeper.texts import _
from gridkeeper.ui.forms.checking import stops
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.forms.habits import give_habits
from gridkeeper.ui.forms.layouts import Section
from gridkeeper.ui.forms.references import ReferenceBox
from gridkeeper.ui.forms.row import Row
from gridkeeper.ui.forms.sheet import Sheet
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.register.asking import ASKED, BACK, DAY, KNOWN, RETURNED
from gridkeeper.ui.register.drafting import EventDraft
from gridkeeper.ui.register.people import People
from gridkeeper.ui.register.telling import read, write, wrong
from gridkeeper.ui.undoing import say_done
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.fitted import Fitted
from gridkeeper.ui.widgets.pieces import label
from gridkeeper.ui.widgets.tabbing import first_of, tab_in_reading_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.fields import Field
    from gridkeeper.domain.parsing import Problem
    from gridkeeper.progress import Progress
    from gridkeeper.services.register.events import Chances, Happened
    from gridkeeper.ui.forms.editor import Editor
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.register.asking import Asked

_WIDE = 520


class EventDialog(Dialog):
    """Asks what one event takes and writes it down, as one thing that can be undone.

    Attributes:
        what: Its code.
        people: To whom it happened; None where nobody is chosen.
        sheet: A person who is new in the register; None where there is none.
        editors: The rest, by name.

    Signals:
        changed: Something else is typed now.
    """

    changed = Signal()

    def __init__(
        self, frame: Frame, found: Chances, event: str, parent: QWidget | None, advice: str = ""
    ) -> None:
        """Make it; what was typed into such a form and not saved comes back.

        Args:
            frame: The window around it.
            found: What can happen, and to whom.
            event: Which of that did.
            parent: The window above which it opens.
            advice: Why it opens, if nobody asked for it.
        """
        self.what, self._found = event, found
        asked = _asked(found, event)
        called = codes.table("register_event").text(event)
        title = _("{event}: {home}").format(event=called, home=found.home)
        super().__init__(
            frame.theme, title, parent, advice or (_(asked.advice) if asked.advice else "")
        )
        self._frame = frame
        self._said: tuple[Problem, ...] = ()
        self.setMinimumWidth(frame.theme.px(_WIDE))
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(frame.theme.px(8))
        self.people: People | None = None
        self.sheet: Sheet | None = None
        self.editors: dict[str, Editor] = {}
        if asked.several is not None:
            self.people = People(
                found.people, found.person_id, several=asked.several, whole=asked.whole
            )
            self.people.changed.connect(self.changed)
            self._rows.addWidget(self.people)
        if asked.somebody:
            self._ask_for_somebody(asked.somebody)
        for about in asked.fields:
            self._ask(about)
        self.editors[DAY].set_value(frame.desk.session.today().isoformat())
        self.body.addWidget(Fitted(inside))
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_cancel()
        self._save = self.add_button(_("&Save"), self.save, icon="save", kind="primary")
        self.save_by_keys(self._save)
        tab_in_reading_order(self)
        self._begin()
        self._draft = EventDraft(frame, found, event, self)

    @property
    def problem(self) -> str:
        """Why it cannot have happened so; "" if nothing says that."""
        return self._problem.text()

    def save(self) -> None:
        """Write it down; what is missing or cannot be is said, and everything typed stays."""
        self._say("")
        for one in self._all():
            one.settle()
        if not self._is_whole():
            return
        told = read(self.what, self.editors, self.people, self.sheet)
        desk, found, said = self._frame.desk, self._found, self._said
        forget = self._draft.forgetter()

        def work(_progress: Progress) -> object:
            if told.newcomer:
                problems = desk.recording.check(kinds.PERSON, told.newcomer)
                if stops(problems, said):
                    return problems
            happened = write(desk.register_events, found, told)
            forget()
            return happened

        self._save.setEnabled(False)
        job = Job(_("Saving"), work)
        job.finished.connect(self._written)
        job.failed.connect(self._failed)
        self._frame.jobs.start(job, Lane.WORK)

    def facts(self) -> dict[str, str]:
        """Return everything that is typed, flat."""
        typed = {name: one.value() for name, one in self.editors.items()}
        if self.people is not None:
            typed["people"] = ",".join(self.people.chosen)
        if self.sheet is not None:
            typed |= {f"new/0/{name}": value for name, value in self.sheet.facts().items()}
        return typed

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """Show what was typed before."""
        for name, one in self.editors.items():
            one.set_value(facts.get(name, ""))
        if self.people is not None:
            self.people.choose(facts.get("people", "").split(","))
        if self.sheet is not None:
            self.sheet.set_facts(
                {name: facts.get(f"new/0/{name}", "") for name in self.sheet.editors}
            )
            self._hide_newcomer()

    @override
    def reject(self) -> None:
        """Close it; what was typed is kept, and it is said where."""
        super().reject()
        self._draft.leave()

    # What it asks

    def _ask_for_somebody(self, names: tuple[str, ...]) -> None:
        if self.what == register_events.MOVED_IN:
            known = self._ask(KNOWN)
            known.set_past(_("Name, pinyin or phone"))
            known.hint(_("Leave empty for somebody new."))
            known.changed.connect(self._hide_newcomer)
            if isinstance(known, ReferenceBox):
                known.chosen.connect(self._hide_newcomer)
        self.sheet = Sheet(self._frame, kinds.PERSON, (Section("", names),))
        give_habits(self._frame, self.sheet)
        self.sheet.changed.connect(self.changed)
        self._rows.addWidget(self.sheet)

    def _ask(self, about: Field) -> Editor:
        made = editor(self._frame, about)
        made.changed.connect(partial(made.say_problem, ""))
        made.changed.connect(self.changed)
        row = Row(self._frame, made)
        row.measure(narrow=False)
        self._rows.addWidget(row)
        self.editors[about.name] = made
        return made

    def _hide_newcomer(self) -> None:
        if self.sheet is not None:
            known = self.editors.get(KNOWN.name)
            self.sheet.setVisible(known is None or not known.value().strip())

    def _begin(self) -> None:
        """Put the keyboard where there is something to say."""
        if self.people is not None and not self.people.chosen:
            self.people.focus()
            return
        known = self.editors.get(KNOWN.name)
        empty = [one for one in self._all() if not one.value()]
        (known or [*empty, *self._all()][0]).focus()

    def _all(self) -> list[Editor]:
        of_sheet = list(self.sheet.editors.values()) if self.sheet is not None else []
        return [*of_sheet, *self.editors.values()]

    # Reading it

    def _is_whole(self) -> bool:
        """Whether nothing is missing or not understood; if something is, it is said."""
        if self.people is not None and not self.people.is_whole():
            self.people.focus()
            return False
        faulty = []
        today = self._frame.desk.session.today()
        for one in self.editors.values():
            text = wrong(one, today)
            one.say_problem(text)
            if text:
                faulty.append(one)
        first = first_of(self, faulty)
        if first is not None:
            first.focus()
        return first is None

    # Afterwards

    def _written(self, result: object) -> None:
        self._save.setEnabled(True)
        if isinstance(result, tuple):
            self._refuse(result)
            return
        happened = cast("Happened", result)
        say_done(self._frame, _("Recorded: {what}").format(what=self.windowTitle()))
        self._draft.forget()
        above = self.parentWidget()
        self.accept()
        if happened.heads:
            choose_head(self._frame, happened.household_id, above)

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        assert self.sheet is not None  # noqa: S101 - they are of what is typed there
        self._said = problems
        self.sheet.show_problems(problems, strict=True, here=None)
        first = self.sheet.first_wrong(stops(problems))
        if first is not None:
            first.focus()
        if all(one.warning for one in problems):
            self._say(sentence(_("Not saved yet: please check, then save again")))

    def _failed(self, error: Exception) -> None:
        self._save.setEnabled(True)
        if isinstance(error, InputInvalidError):
            self._say(sentence(str(error)))
        else:
            self._frame.messages.failed(error)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))


def choose_head(frame: Frame, household_id: str, above: QWidget | None) -> None:
    """Ask who is the head of a household from now on: the one it had has gone."""
    events = frame.desk.register_events

    def look(_progress: Progress) -> object:
        return events.chances(kinds.HOUSEHOLD, household_id)

    def show(found: object) -> None:
        advice = _("This household has no head any more. Choose who it is, or do so later.")
        chances = cast("Chances", found)
        frame.messages.show(EventDialog(frame, chances, register_events.NEW_HEAD, above, advice))

    frame.ask("", look, show)


def _asked(found: Chances, event: str) -> Asked:
    if event == register_events.MOVED_IN and found.is_closed:
        return BACK
    if event == register_events.MOVED_IN and not found.household_id:
        return RETURNED
    return ASKED[event]
