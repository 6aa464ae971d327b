"""A visit to a household that was visited before: last time's answers, and one key to keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from gridkeeper.domain import codes, ids, kinds
from gridkeeper.domain.contacts import MET
from gridkeeper.services.records.repeating import TAKEN, LastVisit
from gridkeeper.texts import N_, _, pick, plural
from gridkeeper.ui.forms.editor import set_aside
from gridkeeper.ui.forms.lines import ProseBox
from gridkeeper.ui.forms.references import ReferenceBox
from gridkeeper.ui.forms.seeing import note_seen
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.progress import Progress
    from gridkeeper.services.records.repeating import Answers
    from gridkeeper.ui.forms.sheet import Sheet
    from gridkeeper.ui.frame import Frame

UNCHANGED = "@unchanged"
"""Under which name a draft keeps that somebody asked and nothing of the register has changed."""

# The outcome is said with the day, under the household.
LAST_TIME = N_("Same as &last time")
ASKED = N_("Asked: the register's details are &unchanged")

_GREY = (
    *("situation", "demands", "measures", "conclusion", "kind", "form", "reason"),
    *("result", "satisfaction", "companions", "place"),
)


class Repeating(QWidget):
    """Shows in grey what was written last, takes it over, and takes down that nothing has changed.

    It stands below the field of the household, and only once one is chosen.

    Attributes:
        taken: What was taken over, by field name.

    Signals:
        changed: Something else is filled in or ticked now.
    """

    changed = Signal()

    def __init__(self, frame: Frame, sheet: Sheet) -> None:
        super().__init__()
        self._frame = frame
        self._sheet = sheet
        self._household = ""
        self._last = LastVisit()
        self.taken: Mapping[str, str] = {}
        self.same = button(frame.theme, _(LAST_TIME), self.take_over, "copy")
        self.same.setToolTip(
            _("Fills what is empty with the answers of last time; it ticks nothing.")
        )
        self.confirmed = QCheckBox(_(ASKED))
        # Pressed by its letter, it leaves the keyboard in the words that are being written.
        self.confirmed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.confirmed.toggled.connect(lambda _on: self.changed.emit())
        set_aside(self)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        self._ways = Flow(self.same, self.confirmed, spacing=2 * tokens.SPACE)
        down.addWidget(self._ways)
        box = sheet.editors["household_id"]
        assert isinstance(box, ReferenceBox)  # noqa: S101 - the field refers to a record
        self._box = box
        box.chosen.connect(self._look)
        box.changed.connect(self._look)
        sheet.editors["outcome"].changed.connect(self._offer)
        sheet.unfolded.connect(self._say)
        sheet.stand_below("household_id", self)
        self._offer()

    @property
    def is_unchanged(self) -> bool:
        """Whether somebody asked, and nothing of the register has changed."""
        can_be = not self.isHidden() and self.confirmed.isEnabledTo(self)  # also while it is saved
        return can_be and self.confirmed.isChecked()

    def facts(self) -> dict[str, str]:
        """Return what is ticked as a draft keeps it; nothing where nothing is."""
        return {UNCHANGED: "1"} if self.confirmed.isChecked() else {}

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """Show what a draft kept; `changed` is not emitted."""
        self.taken = {}
        self.confirmed.blockSignals(True)
        self._look()
        self.confirmed.setChecked(bool(facts.get(UNCHANGED)))
        self.confirmed.blockSignals(False)
        self._offer()

    def take_over(self) -> None:
        """Fill what is empty with what was written last; whether she asked only she can say."""
        if not self._last.is_taken:
            return
        visit, repeating = self._last.record_id, self._frame.desk.repeating

        def look(_progress: Progress) -> object:
            return visit, repeating.answers(visit)

        self._frame.ask("", look, self._take)

    def _take(self, result: object) -> None:
        visit, answers = cast("tuple[str, Answers]", result)
        if visit != self._last.record_id:
            return
        if answers.hidden:
            note_seen(self._frame, kinds.VISIT, visit)
        sheet, now, typed = self._sheet, self._sheet.facts(), answers.typed
        free = [name for name in TAKEN if name in typed and not now.get(name, "").strip()]
        if any(name not in sheet.editors for name in free):
            sheet.unfold()  # nothing is filled in where nobody sees it
        for name in free:
            sheet.put(name, typed[name])
        now = sheet.facts()
        self.taken = {name: now[name] for name in free}
        self._offer()
        self.changed.emit()
        told = sheet.editors["situation"]
        assert isinstance(told, ProseBox)  # noqa: S101 - the field is prose
        told.focus()
        told.box.moveCursor(QTextCursor.MoveOperation.End)  # to go on where it ends

    def _look(self) -> None:
        """Ask for the household that stands in the form now."""
        household = self._box.value()
        if household == self._household:
            return
        if self._household:
            self.confirmed.setChecked(False)  # it was said of another household
        self._household = household
        if not ids.is_id(household):
            self._show((household, LastVisit()))
            return
        repeating = self._frame.desk.repeating

        def work(_progress: Progress) -> object:
            return household, repeating.last(household)

        self._frame.ask("", work, self._show)

    def _show(self, result: object) -> None:
        household, last = cast("tuple[str, LastVisit]", result)
        if household != self._household:
            return
        self._last = last
        self._say()
        said = ""
        if last.texts:
            parts = [last.texts.get(name, "") for name in ("visited_on", "outcome", "visitor")]
            facts = pick("，", ", ").join(part for part in parts if part)
            said = _("Visited last: {facts}").format(facts=facts)
            if last.is_taken and last.missed:
                since = plural("missed {n} time since", "missed {n} times since", last.missed)
                said += pick("；", "; ") + since.format(n=last.missed)
            elif not last.is_taken:
                said += pick("；", "; ") + _("nobody was met, so there is nothing to take over")
        elif ids.is_id(household):
            said = _("Not visited before")
        self._box.hint(said)
        self._offer()

    def _say(self) -> None:
        for name in _GREY:
            if name in self._sheet.editors:
                text = self._last.texts.get(name, "")
                said = _("last time: {text}").format(text=text) if text else ""
                self._sheet.editors[name].set_past(said)

    def _offer(self) -> None:
        """Show what can be done: nobody has asked anything where nobody answered."""
        outcome = codes.table("visit_outcome").code(self._sheet.editors["outcome"].value().strip())
        self.confirmed.setEnabled(outcome is None or outcome in MET)
        self.same.setVisible(self._last.is_taken)
        self._ways.updateGeometry()  # it may be a line higher now
        self.setVisible(ids.is_id(self._household))
