"""A backup in the place of a damaged store, or on a new computer."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from typing_extensions import override

from gridkeeper.domain import clock
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import StorePlaceError, StoreUnlockError
from gridkeeper.services.store.restoring import Unlocking
from gridkeeper.texts import N_, _, pick
from gridkeeper.ui.first_run import known
from gridkeeper.ui.first_run.place import PlaceField
from gridkeeper.ui.first_run.step import Step
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.passwords import PasswordField

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gridkeeper.progress import Progress
    from gridkeeper.services.entrance import Entrance, Saved
    from gridkeeper.ui.frame import Surroundings

_KEY_LETTERS = 56

# By role; nobody else has anything of whoever works alone.
_COMES_BACK: Mapping[str, str] = MappingProxyType(
    {
        Role.WORKER: N_("What was handed in comes back with the office's next batch."),
        Role.OFFICE: N_(
            "What the workers have of it comes back when they have taken in what you send down "
            "next, and hand in again."
        ),
    }
)


class Rescuing(Step):
    """Restores a backup.

    Signals:
        restored: The desk of the restored store.
    """

    restored = Signal(object)

    def __init__(
        self, around: Surroundings, entrance: Entrance, saved: Saved, path: Path | None
    ) -> None:
        """Put it together; without a path somebody chooses where the restored store goes."""
        at = f"{clock.local(saved.at):%Y-%m-%d %H:%M}"
        if path is None:
            text = _("The backup was made on {at}.").format(at=at)
        else:
            text = _(
                "The last backup was made on {at}. The damaged file is not deleted; it is kept "
                "in the same folder under another name. What was recorded after the backup will "
                "be missing."
            ).format(at=at)
            back = _COMES_BACK.get(known.of(around.preferences, path).role)
            text = pick("", " ").join([text, *([_(back)] if back else [])])
        super().__init__(around, _("Restore a backup"), text, _("&Restore"))
        self._entrance = entrance
        self._saved = saved
        self._path = path
        hint = _("The password from when the backup was made; the recovery key works too.")
        self.password = PasswordField(around.theme, _("&Password"), hint)
        self.body.addWidget(self.password)
        self.place = PlaceField(around, entrance, saved.store)
        self.body.addWidget(self.place)
        self.place.setVisible(path is None)

    @override
    def begin(self) -> None:
        self.password.input.setFocus()

    @override
    def do(self) -> None:
        typed = self.password.text
        if not typed:
            self.password.say_problem(_("Type the password."))
        elif self._path is not None or self.place.holds():
            path, backup = self._path or self.place.path, self._saved.path
            is_key = sum(letter.isalnum() for letter in typed) == _KEY_LETTERS
            unlocking = Unlocking("", typed) if is_key else Unlocking(typed)

            def work(progress: Progress) -> object:
                return self._entrance.restore(backup, path, unlocking, progress)

            self.attempt(_("Restoring …"), work, self.restored.emit)

    @override
    def failed(self, error: Exception) -> None:
        if isinstance(error, StoreUnlockError):
            self.password.say_problem(_("The password is wrong."))
        elif isinstance(error, StorePlaceError) and self._path is None:
            self.place.say_problem(sentence(str(error)))
        else:
            super().failed(error)
