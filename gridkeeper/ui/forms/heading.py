"""What a form is called above its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridkeeper.texts import _
from gridkeeper.ui.forms.visit_fields import is_of_patrol

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.domain.records import Kind
    from gridkeeper.ui.forms.sheet import Sheet


def heading(kind: Kind, record_id: str, number: str = "") -> str:
    """Return what a form is about.

    Args:
        kind: Of the record.
        record_id: "" for a new one.
        number: Of one that has a number; numbers of cases and visits say their kind.
    """
    if not record_id:
        return _("Record {what}").format(what=kind.one)
    return _("Edit {what}").format(what=number if number and kind.letter else str(kind.label))


class Titled(QObject):
    """Calls the form of a new visit a patrol while that is what it says."""

    def __init__(self, sheet: Sheet, say: Callable[[str], None]) -> None:
        super().__init__(sheet)
        self._sheet, self._say = sheet, say
        if sheet.kind.name == "visit":
            sheet.changed.connect(self._title)
            sheet.filled.connect(self._title)

    def _title(self, *_name: str) -> None:
        is_patrol = is_of_patrol(self._sheet)
        self._say(_("Record a patrol") if is_patrol else heading(self._sheet.kind, ""))
