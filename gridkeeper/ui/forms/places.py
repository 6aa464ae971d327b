"""Where a dispute is: where the first of its parties lives whose address is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from gridkeeper.ui.forms.inside import Rows
    from gridkeeper.ui.forms.sheet import Sheet

_PLACE, _ADDRESS = "place", "address"


class PlaceOfParties(QObject):
    """Fills in the place of a dispute as long as nobody wrote another one.

    Who empties the place means none: it is filled in again only from another address.
    """

    def __init__(self, sheet: Sheet, parties: Rows) -> None:
        super().__init__(sheet)
        self._sheet, self._parties = sheet, parties
        self._taken = ""
        parties.changed.connect(self._fill)
        parties.left.connect(self._fill)

    def _fill(self) -> None:
        if any(one.editors[_ADDRESS].has_focus() for one in self._parties.sheets):
            return  # it is still being typed
        said = (one.facts()[_ADDRESS].strip() for one in self._parties.sheets)
        address = next((one for one in said if one), "")
        if address == self._taken:
            return
        before, self._taken = self._taken, address
        if self._sheet.facts()[_PLACE] in {"", before}:
            self._sheet.put(_PLACE, address)
            self._sheet.changed.emit(_PLACE)


def place_by_parties(sheet: Sheet, parties: Rows | None) -> None:
    """Let the form of a new dispute say where it is as soon as a party says where she lives."""
    if parties is not None and _PLACE in sheet.editors:
        PlaceOfParties(sheet, parties)
