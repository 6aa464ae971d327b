"""What becomes of rows of a roster whose people may be registered already: one choice for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridkeeper.texts import _
from gridkeeper.ui.lists import import_parked
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from gridkeeper.services.imports.register_import import RosterImported
    from gridkeeper.ui.frame import Frame


class RosterDoubles(QWidget):
    """Asks whether they are put aside or taken in, and says what that means.

    Signals:
        chosen: Something else is chosen.
    """

    chosen = Signal()

    def __init__(self, frame: Frame, done: RosterImported) -> None:
        super().__init__()
        self._done = done
        self._said = label("", "soft", wraps=True)
        self.box = Box()
        self.box.addItem(_("Put them aside for now"), "")
        self.box.addItem(_("Import them, and settle them under “Possible duplicates”"), "in")
        self._choice = Field(frame.theme, _("&Rows that may be duplicates"), self.box)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE)
        down.addWidget(self._said)
        down.addWidget(self._choice)
        self.box.currentIndexChanged.connect(self._say)
        self._say()

    @property
    def taken_in(self) -> bool:
        """Whether they are to be taken in."""
        return bool(self.box.currentData())

    def keep(self) -> None:
        """Take no other choice: it is being done."""
        self._choice.hide()

    def taken(self, done: RosterImported) -> None:
        """Say what has become of them."""
        self._said.setText(import_parked.parked_done(done))

    def _say(self) -> None:
        self._said.setText(import_parked.parked(self._done, taken_in=self.taken_in))
        self.chosen.emit()
