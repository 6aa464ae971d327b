"""The form of one rule of work."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.forms import layouts
from gridkeeper.ui.forms.checking import stops
from gridkeeper.ui.forms.facts import nested, without_empty
from gridkeeper.ui.forms.sheet import Sheet
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.undoing import say_kept
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.fitted import Fitted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.parsing import Problem
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.progress import Progress
    from gridkeeper.services.records.recording import Recorded
    from gridkeeper.ui.frame import Frame

_WIDE = 620


class PolicyForm(Dialog):
    """Lets a rule be written or changed; before typed text is given up, it asks.

    Attributes:
        sheet: The fields.

    Signals:
        kept: It was saved; the id.
    """

    kept = Signal(str)

    def __init__(
        self,
        frame: Frame,
        kind: Kind,
        rule: Record | None,
        typed: Mapping[str, str],
    ) -> None:
        """Make it.

        Args:
            frame: The window around it.
            kind: Of the rule.
            rule: That is changed; None for a new one.
            typed: Its values as people type them.
        """
        title = _("Edit {what}") if rule else _("New {what}")
        super().__init__(frame.theme, title.format(what=kind.label), frame.messages.window)
        self._frame, self._kind, self._rule = frame, kind, rule
        self._said: tuple[Problem, ...] = ()
        self._given_up = False
        self.setMinimumWidth(frame.theme.px(_WIDE))
        self.sheet = Sheet(frame, kind, layouts.LAYOUTS[kind.name])
        self.body.addWidget(Fitted(self.sheet))
        today = frame.desk.session.today()
        self.sheet.set_facts(typed if rule else layouts.beginning(kind.name, today))
        self._base = self.sheet.facts()
        self.add_cancel()
        self._save = self.add_button(_("&Save"), self.save, icon="save", kind="primary")
        self.save_by_keys(self._save)
        next(iter(self.sheet.editors.values())).focus()

    def save(self) -> None:
        """Write it; what is wrong is said under the fields, and nothing is written."""
        for one in self.sheet.editors.values():
            one.settle()
        now = self.sheet.facts()
        typed = now if self._rule else without_empty(now)
        facts, said = nested(typed), self._said
        recording, kind, rule = self._frame.desk.recording, self._kind, self._rule

        def work(_progress: Progress) -> object:
            problems = recording.check(kind, facts, rule.id if rule else "")
            if stops(problems, said):
                return problems
            return recording.amend(rule, facts) if rule else recording.record(kind, [facts])[0]

        self._save.setEnabled(False)
        job = Job(_("Saving"), work)
        job.finished.connect(self._written)
        job.failed.connect(self._failed)
        self._frame.jobs.start(job, Lane.WORK)

    @override
    def reject(self) -> None:
        if self._given_up or self.sheet.facts() == self._base:
            super().reject()
            return
        self._frame.messages.ask(
            _("Close without saving?"),
            _("What you typed here has not been saved."),
            _("Close &without saving"),
            self._give_up,
        )

    def _give_up(self) -> None:
        self._given_up = True
        self.reject()

    def _written(self, result: object) -> None:
        self._save.setEnabled(True)
        if isinstance(result, tuple):
            self._said = result
            self.sheet.show_problems(result, strict=True, here=None)
            first = self.sheet.first_wrong(stops(result))
            if first is not None:
                first.focus()
            return
        kept = cast("Recorded", result)
        say_kept(self._frame, kept)
        self._given_up = True
        self.accept()
        self.kept.emit(kept.record.id)

    def _failed(self, error: Exception) -> None:
        self._save.setEnabled(True)
        self._frame.messages.failed(error)
