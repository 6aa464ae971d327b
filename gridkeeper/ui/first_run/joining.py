"""Join an office: its package, the code that was told by voice, a password of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from gridkeeper.errors import (
    BatchDamagedError,
    EnrolmentCodeError,
    FileMissingError,
    GridKeeperError,
    StorePlaceError,
)
from gridkeeper.texts import _, pick
from gridkeeper.ui.first_run.place import PlaceField
from gridkeeper.ui.first_run.step import Step
from gridkeeper.ui.look.tokens import SPACE
from gridkeeper.ui.messages import BATCHES, batch_files
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.passwords import NewPassword
from gridkeeper.ui.widgets.pieces import button

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.entrance import Entrance
    from gridkeeper.ui.frame import Surroundings


class Joining(Step):
    """The page of the first door.

    Signals:
        joined: The desk of the new store and its recovery key.
    """

    joined = Signal(object)

    def __init__(self, around: Surroundings, entrance: Entrance) -> None:
        text = _(
            "The office gave you a file and tells you a one-time code by voice. The file brings "
            "the households of your grid."
        )
        once = _(
            "The file is for one computer only: on a second one it would open, too, but the office "
            "could not take in anything from there."
        )
        super().__init__(around, _("Join a street office"), text + pick("", " ") + once, _("&Join"))
        self._entrance = entrance
        self._package = QLineEdit()
        shown = QWidget()
        across = QHBoxLayout(shown)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE)
        across.addWidget(self._package, 1)
        across.addWidget(button(around.theme, _("C&hoose …"), self._choose, "folder"))
        hint = _("Its name ends in .gkb; you can also drop it onto this window.")
        self.package = Field(around.theme, _("File from the &office"), self._package, hint, shown)
        self.code = Field(
            around.theme,
            _("One-time co&de"),
            QLineEdit(),
            _("Twelve letters and digits; hyphens may be left out."),
        )
        self.password = NewPassword(around.theme, lambda: ())
        self.place = PlaceField(around, entrance, _("My grid"))
        for part in (self.package, self.code, self.password, self.place):
            self.body.addWidget(part)
        for field in (self.package, self.code):
            field.input.textEdited.connect(field.clear_problem)  # type: ignore[attr-defined]

    @override
    def begin(self) -> None:
        (self.code if self._package.text() else self.package).input.setFocus()

    def take(self, package: Path) -> None:
        """Take the package that was chosen or dropped."""
        self._package.setText(str(package))
        self.package.clear_problem()
        self.code.input.setFocus()

    @override
    def do(self) -> None:
        package = Path(self._package.text().strip()).expanduser()
        code = self._typed_code()
        if not package.is_file():
            self.package.say_problem(_("Choose the file that the office gave you."))
        elif not code:
            self.code.say_problem(_("Type the code that the office tells you."))
        elif self.password.holds() and self.place.holds():
            place = self.place.path, self.password.text

            def work(progress: Progress) -> object:
                return self._entrance.join(package, code, place, progress)

            self.attempt(_("Opening the file and making your store …"), work, self.joined.emit)

    @override
    def failed(self, error: Exception) -> None:
        if isinstance(error, EnrolmentCodeError):
            self.code.say_problem(_("This code does not open the file. Ask for it again."))
        elif isinstance(error, StorePlaceError):
            self.place.say_problem(sentence(str(error)))
        elif isinstance(error, (BatchDamagedError, FileMissingError)):
            self.package.say_problem(sentence(str(error)))
        else:
            if isinstance(error, GridKeeperError):
                self.primary.setFocus()
            super().failed(error)

    def _typed_code(self) -> str:
        assert isinstance(self.code.input, QLineEdit)  # noqa: S101 - made above
        letters = "".join(one for one in self.code.input.text().upper() if one.isalnum())
        return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))

    def _choose(self) -> None:
        self.around.messages.open_files(
            _("File from the office"), batch_files(), lambda files: self.take(files[0]), BATCHES
        )
