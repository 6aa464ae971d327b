"""A new store, for an office or for somebody who works alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain.replicas import Role
from gridkeeper.errors import FileExistsAlreadyError, FileUnwritableError, StorePlaceError
from gridkeeper.texts import _
from gridkeeper.ui.first_run.place import PlaceField
from gridkeeper.ui.first_run.step import Step
from gridkeeper.ui.look.tokens import SPACE
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.passwords import NewPassword

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.entrance import Entrance
    from gridkeeper.ui.frame import Surroundings


class Creating(Step):
    """The page of the second door.

    Signals:
        created: The desk of the new store and its recovery key.
    """

    created = Signal(object)

    def __init__(self, around: Surroundings, entrance: Entrance) -> None:
        super().__init__(around, _("Create a new store"), "", _("Cr&eate it"))
        self._entrance = entrance
        self._office = QRadioButton(_("S&treet office or community: collects the workers' records"))
        self._alone = QRadioButton(_("On my &own: everything stays on this computer"))
        self._office.setChecked(True)
        self._name, self._unit = QLineEdit(), QLineEdit()
        theme = around.theme
        self.name = Field(theme, _("&Name of the office, or your name"), self._name)
        self.unit = Field(
            theme,
            _("&Reporting unit"),
            self._unit,
            _("Printed on ledgers and reports; if left empty, the name is used."),
        )
        self.password = NewPassword(theme, self._known)
        self.place = PlaceField(around, entrance, _("My store"))
        self.body.setSpacing(SPACE + SPACE // 2)  # so much fits into a window of the usual size
        self.body.addWidget(self._roles())
        for part in (self.name, self.unit, self.password, self.place):
            self.body.addWidget(part)
        self._name.textEdited.connect(self._named)

    @override
    def begin(self) -> None:
        self._office.setFocus()

    @property
    def role(self) -> Role:
        """The chosen role."""
        return Role.OFFICE if self._office.isChecked() else Role.ALONE

    @override
    def do(self) -> None:
        name = self._name.text().strip()
        if not name:
            self.name.say_problem(_("Required"))
        elif self.password.holds() and self.place.holds():
            role, unit = self.role, self._unit.text().strip()
            place = self.place.path, self.password.text

            def work(_progress: Progress) -> object:
                return self._entrance.create(role, name, unit, place)

            self.attempt(_("Making the store …"), work, self.created.emit)

    @override
    def failed(self, error: Exception) -> None:
        if isinstance(error, (StorePlaceError, FileExistsAlreadyError, FileUnwritableError)):
            self.place.say_problem(sentence(str(error)))
        else:
            super().failed(error)

    def _roles(self) -> QWidget:
        made = QWidget()
        down = QVBoxLayout(made)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        down.addWidget(self._office)
        down.addWidget(self._alone)
        return made

    def _known(self) -> tuple[str, ...]:
        return self._name.text().strip(), self._unit.text().strip()

    def _named(self, name: str) -> None:
        self.name.clear_problem()
        self.place.follow(name.strip() or _("My store"))
