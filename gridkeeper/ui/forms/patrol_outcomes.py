"""What a new patrol came to, which nobody has to say: it follows from what is recorded with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridkeeper.domain import checks, codes, contacts
from gridkeeper.domain.checks import Mark
from gridkeeper.ui.forms.visit_fields import is_of_patrol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.ui.forms.inside import Rows
    from gridkeeper.ui.forms.sheet import Sheet

_LISTS = {
    "hazards": contacts.HAZARD,
    "disputes": contacts.DISPUTE,
    "requests": contacts.REQUEST,
}


class PatrolOutcome(QObject):
    """Fills in the usual outcome of a patrol, and takes it away where it is none any more.

    What somebody chose stays, whatever is recorded beside it.
    """

    def __init__(self, sheet: Sheet, inside: Mapping[str, Rows]) -> None:
        super().__init__(sheet)
        self._sheet, self._inside = sheet, inside
        self._outcome = sheet.editors["outcome"]
        self._filled = _text(contacts.NOTHING_AMISS)
        self._is_chosen = False
        sheet.changed.connect(self._changed)
        sheet.filled.connect(self.look)
        sheet.left.connect(self.look)
        for rows in inside.values():
            rows.changed.connect(self.look)

    def look(self) -> None:
        """Say what the form as it stands amounts to, unless somebody said or is saying that."""
        said = self._outcome.value().strip()
        is_hers = bool(said) and (self._is_chosen or said != self._filled)
        usual = self._usual()
        if is_hers or self._outcome.has_focus() or said == usual:
            return
        self._filled = usual or self._filled
        self._outcome.set_value(usual)

    def _changed(self, name: str) -> None:
        if name == "outcome":
            self._is_chosen = bool(self._outcome.value().strip())
        self.look()

    def _usual(self) -> str:
        if not is_of_patrol(self._sheet):
            return ""
        found = (code for name, code in _LISTS.items() if self._inside[name].facts())
        results = checks.read(self._sheet.facts()["checks"])
        is_wrong = any(one.mark is Mark.WRONG for one in results)
        usual = contacts.HAZARD if is_wrong else contacts.NOTHING_AMISS
        return _text(next(found, usual))


def _text(code: str) -> str:
    return codes.table("visit_outcome").text(code)
