"""Where a new store goes: a line that says it, with a button to choose another place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gridkeeper.texts import _
from gridkeeper.ui.look.tokens import SPACE
from gridkeeper.ui.preferences import documents
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.pieces import button

if TYPE_CHECKING:
    from gridkeeper.services.entrance import Entrance
    from gridkeeper.ui.frame import Surroundings


class PlaceField(Field):
    """The file of a new store; it follows a name until somebody chooses another place."""

    def __init__(self, around: Surroundings, entrance: Entrance, name: str) -> None:
        self._around = around
        self._entrance = entrance
        self._folder = entrance.suggested_folder(documents())
        self._is_chosen = False
        line = QLineEdit()
        shown = QWidget()
        across = QHBoxLayout(shown)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE)
        across.addWidget(line, 1)
        across.addWidget(button(around.theme, _("&Choose …"), self._choose, "folder"))
        hint = _("On this computer's own disk; a stick or a network drive is not safe for it.")
        super().__init__(around.theme, _("&File"), line, hint, shown)
        self._line = line
        line.textEdited.connect(self._typed)
        self.follow(name)

    @property
    def path(self) -> Path:
        """The file."""
        typed = Path(self._line.text().strip()).expanduser()
        return typed if typed.suffix else typed.with_name(typed.name + ".gkdb")

    def follow(self, name: str) -> None:
        """Suggest a file with this name."""
        if not self._is_chosen:
            self._line.setText(str(self._entrance.free_name(self._folder, name)))

    def holds(self) -> bool:
        """Say what is wrong with it, if anything is; return whether nothing is."""
        if not self._line.text().strip() or not self.path.is_absolute():
            self.say_problem(_("Choose a folder and a name."))
        elif self.path.exists():
            self.say_problem(_("There is a file of this name already; choose another one."))
        else:
            return True
        return False

    def _choose(self) -> None:
        filters = _("GridKeeper stores (*.gkdb)")
        dialog = self._around.messages.save_file(
            _("Where to keep the store"), self.path.name, filters, self._chosen
        )
        if self._folder.is_dir():
            dialog.setDirectory(str(self._folder))

    def _chosen(self, path: Path) -> None:
        self._is_chosen = True
        self._line.setText(str(path))
        self.clear_problem()

    def _typed(self) -> None:
        self._is_chosen = True
        self.clear_problem()
