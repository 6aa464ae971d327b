"""Which fields the form of a visit shows, by what kind of visit it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridkeeper.domain import checks, codes

if TYPE_CHECKING:
    from gridkeeper.ui.forms.sheet import Sheet

_HOME, _PLACE = "household_id", "place"
_RARE = "person_id"


class FittingFields(QObject):
    """Asks where a patrol was, and elsewhere to whom: the place of a home follows from it.

    What is filled in is shown whatever the visit is, and nothing goes away below the keyboard. Who
    asks for the rarely used fields finds there what is not asked.
    """

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        for moment in (sheet.changed, sheet.filled, sheet.left, sheet.unfolded):
            moment.connect(self._fit)
        self._fit()

    def _fit(self, *_name: str) -> None:
        sheet = self._sheet
        kind = codes.table("visit_kind").code(sheet.facts()["kind"].strip())
        is_patrol, is_open = kind == checks.ON_PATROL, _RARE in sheet.editors
        has_home = bool(sheet.editors[_HOME].value().strip())
        self._show(_HOME, wanted=not is_patrol or is_open)
        self._show(_PLACE, wanted=is_patrol or (is_open and not has_home))

    def _show(self, name: str, *, wanted: bool) -> None:
        one = self._sheet.editors[name]
        self._sheet.show_row(name, on=wanted or bool(one.value().strip()) or one.has_focus())


def fit_to_visit(sheet: Sheet) -> None:
    """Let the form of a visit show what fits it."""
    if sheet.kind.name == "visit":
        FittingFields(sheet)
