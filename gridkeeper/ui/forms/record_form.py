"""The form of a record: new, or one that is changed."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridkeeper.domain import ids
from gridkeeper.domain.kinds import KINDS
from gridkeeper.texts import _
from gridkeeper.ui.attachments.waiting import ATTACHED
from gridkeeper.ui.forms import layouts
from gridkeeper.ui.forms.checking import Checker, still_to_do, stops, unanswered
from gridkeeper.ui.forms.contents import Contents
from gridkeeper.ui.forms.facts import LINE, nested, with_seen, without_empty, without_seen
from gridkeeper.ui.forms.heading import Titled, heading
from gridkeeper.ui.forms.keeping import Keeping
from gridkeeper.ui.forms.left_over import HOME
from gridkeeper.ui.forms.repeating import UNCHANGED
from gridkeeper.ui.forms.saving import Saving
from gridkeeper.ui.forms.seeing import note_seen
from gridkeeper.ui.forms.surface import Surface
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.undoing import say_kept
from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.domain.changes import Heads
    from gridkeeper.domain.parsing import Problem
    from gridkeeper.progress import Progress
    from gridkeeper.services.records.recording import Opened, Recorded
    from gridkeeper.ui.forms.editor import Editor
    from gridkeeper.ui.forms.left_over import LeftOver
    from gridkeeper.ui.frame import Frame

_NOTHING: Mapping[str, str] = MappingProxyType({})
_UNKNOWN: Heads = MappingProxyType({})
_BESIDE = frozenset({ATTACHED, UNCHANGED, LINE})
"""What a form holds that is no field."""


class RecordForm(QWidget):
    """Takes down a record; what is typed is kept at once and comes back after a crash.

    Signals:
        saved: Kind and id of the record that was written.
        closed: It was left without saving; what was typed is kept.
        offering: What `offers` says has changed.
    """

    saved = Signal(str, str)
    closed = Signal()
    offering = Signal()

    def __init__(
        self,
        frame: Frame,
        kind: str,
        record_id: str = "",
        preset: Mapping[str, str] = _NOTHING,
        draft: str = "",
    ) -> None:
        """Begin a record, or open one.

        Args:
            frame: The window around it.
            kind: Of the record.
            record_id: Of the record that is changed; "" for a new one.
            preset: Typed values that a new one begins with.
            draft: The name of the draft to go on with; "" for the last one of such a form.
        """
        super().__init__()
        self.frame = frame
        self.kind = KINDS[kind]
        self.record_id = record_id
        self.setObjectName("record_form")
        self._opened: Opened | None = None
        self._heads: Heads = _UNKNOWN
        self._base: dict[str, str] = {}
        self._problems: tuple[Problem, ...] = ()
        self._told: tuple[Problem, ...] = ()  # with which it was refused, and nothing else
        self._strict = False
        self._ready = False
        self._saving = False
        self._first = ""  # the field to begin at, if somebody said
        self._make()
        self._keeping = Keeping(frame, self, (kind, record_id), preset, draft)
        self._apart_soon = Soon(self, self._keep_homes_apart)
        self._checker = Checker(frame, (self.kind, record_id), self._typed, self)
        self._checker.answered.connect(self._checked)
        self._begin(preset)

    @property
    def is_ready(self) -> bool:
        """Whether it holds what it begins with, and typing counts."""
        return self._ready

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not saved; what one key filled in is not typed."""
        filled = self.repeating.taken if self.repeating is not None else _NOTHING
        return self._ready and self.facts() not in (self._base, {**self._base, **filled})

    @property
    def draft(self) -> str:
        """The name under which what is typed is kept."""
        return self._keeping.keeper.name

    def facts(self) -> dict[str, str]:
        """Return everything that is typed, flat."""
        return self._parts.facts()

    def offers(self) -> frozenset[str]:
        """Return the names of the actions that it can do now."""
        return frozenset() if self._saving else frozenset({"save", "leave"})

    def perform(self, action: str) -> None:
        """Do one of the actions that it offers."""
        {"save": self.save, "leave": self.leave}[action]()

    def focus(self) -> None:
        """Put the keyboard where work begins: into the first field that is empty."""
        if not self._ready:
            # The fields take no keys yet; so nothing that is typed now goes elsewhere.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        first = self.sheet.first if self.record_id else self.sheet.first_to_fill()
        self.sheet.editors.get(self._first, first).focus()

    def begin_at(self, field: str) -> None:
        """Put the keyboard into one of the fields, as soon as they take it."""
        self._first = field
        self.focus()

    def focus_first(self) -> None:
        """Put the keyboard into the first field; what stands there is typed over."""
        first = self.sheet.first
        first.focus()
        first.select()

    def leave(self) -> None:
        """Close it; what was typed is kept for the next time, and it is said where."""
        self._checker.stop()
        self._leave_typed()
        self.closed.emit()

    def save(self) -> None:
        """Write the record; if something is wrong, it is said and nothing is written."""
        if self._saving or not self._ready:
            return
        if (here := self._parts.here()) is not None:
            here.settle()
        if self._keep_homes_apart():
            return
        self._checker.stop()
        self._hold(saving=True)
        job = Job(_("Saving"), self._writing())
        job.finished.connect(self._written)
        job.failed.connect(self._not_written)
        self.frame.jobs.start(job, Lane.WORK)

    def add_inside(self, name: str, facts: Mapping[str, str] = _NOTHING) -> None:
        """Add a small form for a record that is saved together with this one, with some facts."""
        sheet = self.inside[name].add(facts)
        self.surface.tab()
        sheet.first_to_fill().focus()
        self.surface.reveal(sheet.parentWidget() or sheet)  # with the heading above it

    def give_up(self) -> None:
        """Drop the draft that was brought back, and begin anew."""
        self._keeping.drop(partial(self._bring_back, self.facts(), self._heads))
        if self._opened is not None:
            self._heads = self._opened.heads
        self._empty(self._base)
        self.surface.say_restored("")

    def _bring_back(self, facts: Mapping[str, str], heads: Heads) -> None:
        self._heads = heads
        self._show(facts)
        self._changed()
        self.focus_first()

    def begin_anew(self, facts: Mapping[str, str] = _NOTHING) -> None:
        """Begin a new one with some facts; what came back stays kept, and can be gone on with."""
        self._keeping.renew()
        self._empty({**self._base, **facts})
        if self._keeping.left is not None:
            self._say_left_over(self._keeping.left)
        self._changed()

    def go_on(self) -> None:
        """Go on with what was left unfinished; what else is typed here is kept as well."""
        self._leave_typed()
        self._keeping.go_on()

    def _leave_typed(self) -> None:
        if self.is_changed:
            facts, base = self.facts(), self._base
            names = facts.keys() | base.keys()
            now = {name: facts.get(name, "") for name in names}
            self._keeping.leave({n: one for n, one in now.items() if one != base.get(n, "")})

    def _make(self) -> None:
        self.surface = Surface(self.frame, heading(self.kind, self.record_id))
        self.surface.saving.connect(self.save)
        self.surface.leaving.connect(self.leave)
        self.surface.dropping.connect(self.give_up)
        self.surface.renewing.connect(self.begin_anew)
        self.surface.going_on.connect(self.go_on)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.surface)
        contents = Contents(self.frame, self.kind, self.record_id, self.surface.fields)
        contents.changed.connect(self._changed)
        contents.left.connect(self._say)
        contents.sheet.left.connect(self._keep_homes_apart)
        contents.adding.connect(self.add_inside)
        self.sheet, self.inside = contents.sheet, contents.inside
        self.repeating, self.waiting = contents.repeating, contents.waiting
        self._line, self._parts = contents.line, contents.parts
        if not self.record_id:
            Titled(self.sheet, self.surface.set_title)

    def _begin(self, preset: Mapping[str, str]) -> None:
        if self.record_id:
            self.surface.set_usable(on=False)
            recording, kind, record_id = self.frame.desk.recording, self.kind, self.record_id

            def look(_progress: Progress) -> object:
                return recording.opened(kind, record_id)

            self.frame.ask("", look, self._open)
        else:
            today = self.frame.desk.session.today()
            self._start(layouts.beginning(self.kind.name, today) | dict(preset))

    def _open(self, result: object) -> None:
        self._opened = cast("Opened", result)
        self._heads = self._opened.heads
        self.surface.set_usable(on=True)
        number = getattr(self._opened.record, "number", None) or ""
        self.surface.set_title(heading(self.kind, self.record_id, number))
        self._start(self._opened.typed)
        if self._opened.hidden:
            note_seen(self.frame, self.kind, self.record_id)
            self.surface.say_seen()
        if self.hasFocus():
            self.focus()

    def _start(self, facts: Mapping[str, str]) -> None:
        self._show(facts)
        self._base = self.facts()
        self._ready = True
        self._keeping.look(self._restore)

    def _restore(self, left: LeftOver | None) -> None:
        if left is None or (self.is_changed and left.returns):
            return  # whoever was faster than the disk has begun something new, and keeps it
        self.frame.notices.settled(left.kept.form)
        if not left.returns:
            self._say_left_over(left)
            return
        self._keeping.take(left)
        kept = left.kept.facts
        if self._opened is not None:
            kept, self._heads = without_seen(kept, self.kind, self._opened.heads)
        self._show({**self._base, **kept})
        back = self.facts() != self._base
        said = left.said_back(self._line.text) if back else ""
        self.surface.say_restored(said, renews=not self.record_id and left.one is not None)
        if self._line.text:
            self.sheet.first_to_fill(required=True).focus()
        if back:
            self._checker.soon()
        else:
            self._keeping.keeper.forget()

    def _empty(self, facts: Mapping[str, str]) -> None:
        """Show what it begins with; nothing is said of what stood there."""
        self._checker.stop()
        self._problems, self._strict = (), False
        self._show(facts)
        self._say()
        self.focus()

    def _keep_homes_apart(self) -> bool:
        """Begin anew where another home is written into what came back; return whether so."""
        facts = self.facts()
        apart = self._keeping.is_of_another(facts)
        if apart:
            self.begin_anew({HOME: facts[HOME]})
        return apart

    def _show(self, facts: Mapping[str, str]) -> None:
        self._parts.set_facts(facts)
        self.surface.tab()

    def _changed(self) -> None:
        if self._ready and self._keeping.is_of_another(self.facts()):
            if ids.is_id(self.facts()[HOME]):  # chosen; what is only typed may go on
                self._apart_soon.start()
        elif self._ready:
            self._keep()
            self._checker.soon()
            self._keeping.look_about(self.facts(), self._say_left_over)

    def _say_left_over(self, left: LeftOver) -> None:
        self.surface.say_left_over(left.said_left())

    def _keep(self) -> None:
        if self.is_changed:
            typed = self._typed() | self._parts.facts_beside()
            self._keeping.keep(with_seen(typed, self._heads) if self.record_id else typed)
        else:
            self._keeping.keeper.forget()

    def _typed(self) -> dict[str, str]:
        """Return what differs from what stood there; of a new record, everything that is said."""
        now = {name: value for name, value in self.facts().items() if name not in _BESIDE}
        if not self.record_id:
            return without_empty(now)
        return {name: value for name, value in now.items() if value != self._base.get(name, "")}

    def _checked(self, problems: object) -> None:
        found = cast("tuple[Problem, ...]", problems)
        self._problems = unanswered(found, asked=self._is_unchanged)
        self._say()

    def _say(self) -> None:
        self._show_problems(self._parts.here())

    def _show_problems(self, here: Editor | None) -> None:
        self._parts.show_problems(self._problems, strict=self._strict, here=here)
        self.surface.say_left(still_to_do(self._problems) if self._strict else "")

    def _writing(self) -> Saving:
        return Saving(
            recording=self.frame.desk.recording,
            kind=self.kind,
            facts=nested(self._typed()),
            opened=self._opened,
            heads=self._heads,
            said=self._told,
            writer=self._keeping.keeper.writer,
            forget=self._keeping.keeper.forgetter(),
            attached=self.waiting.files if self.waiting is not None else (),
            unchanged=self._is_unchanged,
        )

    @property
    def _is_unchanged(self) -> bool:
        return self.repeating is not None and self.repeating.is_unchanged

    def _written(self, result: object) -> None:
        self._hold(saving=False)
        if isinstance(result, tuple):
            self._refused(result)
        else:
            self._kept(cast("Recorded", result))

    def _kept(self, kept: Recorded) -> None:
        self._base = self.facts()
        self._keeping.keeper.forget()
        say_kept(self.frame, kept)
        self.saved.emit(self.kind.name, kept.record.id)

    def _refused(self, problems: Sequence[Problem]) -> None:
        self._strict = True
        self._problems = unanswered(problems, asked=self._is_unchanged)
        self._show_problems(None)
        refused = [one for one in problems if not one.warning]
        # What is said beside something refused is overlooked: it is asked once more.
        self._told = () if refused else self._problems
        wrong = self._parts.first_wrong(refused or stops(problems))
        if wrong is not None:
            self.surface.lead_to(wrong)

    def _not_written(self, error: Exception) -> None:
        self._hold(saving=False)
        self.frame.messages.failed(error)

    def _hold(self, *, saving: bool) -> None:
        self._saving = saving
        self.surface.set_saving(on=saving)
        self.offering.emit()
