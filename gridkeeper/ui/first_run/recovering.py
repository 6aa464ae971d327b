"""The recovery key in the place of a forgotten password, and a new password for the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from gridkeeper.errors import RecoveryKeyError
from gridkeeper.services.store.passwords import wrong_group
from gridkeeper.texts import _
from gridkeeper.ui.first_run import known
from gridkeeper.ui.first_run.key_lines import KeyLines
from gridkeeper.ui.first_run.step import Step
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.passwords import NewPassword

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.progress import Progress
    from gridkeeper.services.entrance import Entrance
    from gridkeeper.ui.frame import Surroundings


class Recovering(Step):
    """Asks for the printed recovery key.

    Signals:
        recovered: The desk.
    """

    recovered = Signal(object)

    def __init__(self, around: Surroundings, entrance: Entrance, path: Path) -> None:
        whose = known.of(around.preferences, path)
        text = _(
            "Type the recovery key of {name} from the printed page, and choose a new password. "
            "The recovery key stays the same."
        ).format(name=whose.name)
        super().__init__(around, _("Forgot the password"), text, _("&Open"))
        self._entrance = entrance
        self._path = path
        self._typed = KeyLines(around.theme)
        hint = _("All groups, one after the other; capitals and hyphens do not matter.")
        self.key = Field(around.theme, _("&Recovery key"), self._typed, hint)
        self.password = NewPassword(around.theme, lambda: (), word=_("New &password"))
        self._typed.textChanged.connect(self.key.clear_problem)
        self.body.addWidget(self.key)
        self.body.addWidget(self.password)

    @override
    def begin(self) -> None:
        self._typed.setFocus()

    @override
    def do(self) -> None:
        key = self._typed.text()
        if not key:
            self.key.say_problem(_("Type the recovery key."))
        elif self.password.holds():
            path, password = self._path, self.password.text

            def work(_progress: Progress) -> object:
                return self._entrance.recover(path, key, password)

            self.attempt(_("Opening …"), work, self._opened)

    def _opened(self, desk: object) -> None:
        self.recovered.emit(desk)
        said = _("Password changed. Use the new one from now on.")
        self.around.notices.say(said, Tone.GOOD)

    @override
    def failed(self, error: Exception) -> None:
        if isinstance(error, RecoveryKeyError):
            said = _("This is not the recovery key of these records; compare it letter by letter.")
            group = wrong_group(self._typed.text())
            if group:
                said = _("Group {n} is missing or wrong: there are 14 groups of 4 characters.")
            self.key.say_problem(said.format(n=group))
        else:
            super().failed(error)
