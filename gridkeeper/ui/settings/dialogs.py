"""The dialogs that ask for the password: to choose another one, to show the recovery key."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from typing_extensions import override

from gridkeeper.errors import StoreUnlockError
from gridkeeper.services.store import passwords
from gridkeeper.texts import _
from gridkeeper.ui.first_run.key_sheet import KeySheet
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.passwords import NewPassword, PasswordField

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame


_WIDE = 560
"""Of the recovery key: its groups stand as far apart as where it is shown first."""


class AskingDialog(Dialog):
    """Asks for the password and does something with it."""

    def __init__(
        self, frame: Frame, title: str, text: str, answer: str, password: str = ""
    ) -> None:
        super().__init__(frame.theme, title, frame.messages.window, text)
        self.frame = frame
        self.password = PasswordField(frame.theme, password or _("&Password"))
        self.body.addWidget(self.password)
        self.cancel = self.add_cancel()
        self.primary = self.add_button(answer, self.do, kind="primary")
        self.password.input.setFocus()

    def do(self) -> None:
        """Do it."""

    def attempt(self, work: Callable[[Progress], object], then: Callable[[object], None]) -> None:
        """Do work on a worker thread; a wrong password is said at its field."""
        self.primary.setEnabled(False)
        self._then = then
        job = Job("", work)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        self.frame.jobs.start(job)

    def _finished(self, result: object) -> None:
        self._then(result)

    def _failed(self, error: Exception) -> None:
        self.primary.setEnabled(True)
        if isinstance(error, StoreUnlockError):
            self.password.say_problem(_("The password is wrong."))
        else:
            self.reject()
            self.frame.messages.failed(error)


class PasswordDialog(AskingDialog):
    """Chooses another password."""

    def __init__(self, frame: Frame) -> None:
        text = _("The recovery key stays the same.")
        super().__init__(
            frame, _("Change the password"), text, _("C&hange"), _("Present &password")
        )
        replica = frame.desk.session.replica
        self.new = NewPassword(
            frame.theme, lambda: (replica.name, replica.unit), word=_("&New password")
        )
        self.body.addWidget(self.new)

    @override
    def do(self) -> None:
        """Change it if both are there."""
        if not self.password.text:
            self.password.say_problem(_("Type the password."))
        elif self.new.holds():
            session, old, new = self.frame.desk.session, self.password.text, self.new.text

            def work(_progress: Progress) -> object:
                passwords.change_password(session, old, new)
                return None

            self.attempt(work, self._changed)

    def _changed(self, _result: object) -> None:
        self.accept()
        self.frame.notices.say(_("Password changed. Use the new one from now on."), Tone.GOOD)


class KeyDialog(AskingDialog):
    """Shows the recovery key to whoever knows the password."""

    def __init__(self, frame: Frame) -> None:
        text = _("Anyone with this key and the file can read everything. Showing it is noted down.")
        super().__init__(frame, _("Recovery key"), text, _("&Show"))

    @override
    def do(self) -> None:
        """Ask for the key."""
        session, password = self.frame.desk.session, self.password.text
        if not password:
            self.password.say_problem(_("Type the password."))
            return

        def work(_progress: Progress) -> object:
            return passwords.recovery_key_of(session, password)

        self.attempt(work, self._show)

    def _show(self, key: object) -> None:
        self.password.hide()
        self.primary.hide()
        self.cancel.setText(_("&Close"))
        sheet = KeySheet(self.frame, self.frame.desk.session, cast("str", key))
        self.body.addWidget(sheet)
        self.setMinimumWidth(self.theme.px(_WIDE))
        sheet.printing.setFocus()
        self.fit()
