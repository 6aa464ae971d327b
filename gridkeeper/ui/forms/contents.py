"""What the form of a record consists of, put together by the record's kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gridkeeper.domain.attachments import TAKEN_BY
from gridkeeper.texts import N_, _
from gridkeeper.ui.attachments.waiting import WaitingFiles
from gridkeeper.ui.forms import layouts
from gridkeeper.ui.forms.apart import telling_apart
from gridkeeper.ui.forms.facts import FromLine
from gridkeeper.ui.forms.habits import give_habits
from gridkeeper.ui.forms.inside import Together
from gridkeeper.ui.forms.parts import Parts
from gridkeeper.ui.forms.patrol_outcomes import PatrolOutcome
from gridkeeper.ui.forms.places import place_by_parties
from gridkeeper.ui.forms.repeating import Repeating
from gridkeeper.ui.forms.sheet import Sheet
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from gridkeeper.domain.records import Kind
    from gridkeeper.ui.forms.inside import Rows
    from gridkeeper.ui.frame import Frame


_ELSEWHERE = {
    "dispute": N_("Parties are added and changed on the tab “Related” of the dispute."),
    "person": N_("Care groups are added and changed on the tab “Related” of the resident."),
}
"""Where that is changed which a new record takes in its form."""


class Contents(QObject):
    """The fields of a form, and what else it holds: a new record's photos, what lies inside it.

    Attributes:
        sheet: The fields of the record itself.
        inside: The records that are saved together with a new one, by the list's name.
        line: The quick line from which it was begun.
        repeating: What a new visit takes over from the last one; None in any other form.
        waiting: The files that will hang on a new record; None where its kind takes none.
        parts: All of these together.

    Signals:
        changed: Something else is filled in now.
        left: The keyboard has left a field.
        adding: The name of the list that is to get one more, and the facts it begins with.
    """

    changed = Signal()
    left = Signal()
    adding = Signal(str, object)

    def __init__(self, frame: Frame, kind: Kind, record_id: str, fields: QVBoxLayout) -> None:
        """Put it together, and into the layout that takes the fields."""
        self.sheet = Sheet(frame, kind, layouts.LAYOUTS[kind.name])
        super().__init__(self.sheet)
        self._frame, self._fields = frame, fields
        self.sheet.changed.connect(self._changed)
        self.sheet.left.connect(self.left)
        give_habits(frame, self.sheet, is_new=not record_id)
        fields.addWidget(self.sheet)
        self.line = FromLine()
        self.repeating: Repeating | None = None
        self.inside: dict[str, Rows] = {}
        self.waiting: WaitingFiles | None = None
        apart = telling_apart(frame, self.sheet, record_id, self._changed)
        if not record_id:
            self._add_what_is_new(kind)
        elif kind.name in _ELSEWHERE:
            fields.addWidget(label(_(_ELSEWHERE[kind.name]), "small", wraps=True))
        fields.addStretch(1)
        beside = (self.line, self.repeating, self.waiting, apart)
        self.parts = Parts(self.sheet, self.inside, [one for one in beside if one is not None])

    def _add_what_is_new(self, kind: Kind) -> None:
        """Add what only a new record has."""
        if kind.name == "visit":
            self.repeating = Repeating(self._frame, self.sheet)
            self.repeating.changed.connect(self._changed)
        if kind.name in layouts.INSIDE:
            together = Together(self._frame, self.sheet, layouts.INSIDE[kind.name])
            self.inside = together.lists
            if kind.name == "visit":
                PatrolOutcome(self.sheet, self.inside)
            place_by_parties(self.sheet, self.inside.get("parties"))
            together.changed.connect(self._changed)
            together.left.connect(self.left)
            together.chosen.connect(self.adding)
            together.stand(self.sheet, self._fields)
        if kind.name in TAKEN_BY:
            self.waiting = WaitingFiles(self._frame)
            self.waiting.changed.connect(self._changed)
            self._fields.addWidget(self.waiting)

    def _changed(self, *_name: str) -> None:
        self.changed.emit()
