"""Where the rows of a roster belong that name no grid: to one there is, to a new one, to none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gridkeeper.domain.replicas import Role
from gridkeeper.services.imports.register_import import NewGrid
from gridkeeper.texts import _
from gridkeeper.ui.lists import importing
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.ui.frame import Frame

_LAST = "roster_grid"
_NEW = "+"


class RosterGrid(QWidget):
    """Asks for the grid, and says what becomes of those rows."""

    def __init__(
        self,
        frame: Frame,
        rows: int,
        grids: Sequence[tuple[str, str]],
        named: Sequence[str] = (),
    ) -> None:
        """Ask; what was chosen last is offered first, and where there is none yet, a new one.

        Args:
            frame: The window around it.
            rows: How many rows name no grid.
            grids: Id and name of every grid there is.
            named: Names of those that other rows name and that are made with the import.
        """
        super().__init__()
        self._frame, self._rows = frame, rows
        self._said = label("", "soft", wraps=True)
        self.box = Box()
        self.box.addItem(_("No grid"), "")
        for grid_id, name in grids:
            self.box.addItem(name, grid_id)
        if frame.role is not Role.WORKER:  # what lies in grids of others she does not see
            for name in named:
                self.box.addItem(name, f"{_NEW}{name}")
            self.box.addItem(_("A new grid …"), _NEW)
        self.name = QLineEdit()
        self._choice = Field(frame.theme, _("&Grid of the rows that name none"), self.box)
        hint = _("It is made with the import.")
        self._named = Field(frame.theme, _("&Name of the new grid"), self.name, hint)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE)
        for part in (self._said, self._choice, self._named):
            down.addWidget(part)
        usual = f"{_NEW}{named[0]}" if len(named) == 1 else _NEW
        last = frame.preferences.text(_LAST) if grids else usual
        self.box.setCurrentIndex(max(0, self.box.findData(last)))
        self.box.currentIndexChanged.connect(self._say)
        self.name.textEdited.connect(self._say)
        self.name.setPlaceholderText(_("Required"))
        self.box.activated.connect(self._ask_name)
        self._say()

    @property
    def is_new(self) -> bool:
        """Whether a new grid is wanted."""
        return str(self.box.currentData()) == _NEW

    @property
    def chosen(self) -> str | NewGrid:
        """The id of the grid that is chosen, "" for none, or the new one."""
        chosen = str(self.box.currentData())
        if chosen.startswith(_NEW):
            return NewGrid(chosen.removeprefix(_NEW) or self.name.text().strip())
        return chosen

    def come(self) -> None:
        """Take the keyboard where a name is to be written."""
        self._named.come()

    def keep(self) -> bool:
        """Remember what is chosen, and take no other choice; a new grid must have its name."""
        if self.is_new and not self.name.text().strip():
            self._named.say_problem(_("Write its name, or choose “No grid” above."))
            return False
        if isinstance(self.chosen, str):
            self._frame.preferences.set(_LAST, str(self.box.currentData()))
        for asked in (self._choice, self._named):
            asked.hide()
        return True

    def _ask_name(self) -> None:
        """Go where the name of a new grid is written, once one is chosen."""
        if self.is_new:
            self.come()

    def _say(self) -> None:
        self._named.setVisible(self.is_new)
        self._named.clear_problem()
        if self.is_new:
            called = self.name.text().strip()
        else:
            called = self.box.currentText() if self.box.currentData() else ""
        self._said.setText(importing.gridless(self._rows, called))
