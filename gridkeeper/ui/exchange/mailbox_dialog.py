"""Which shared folder a store uses, and what becomes of what was taken in there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from gridkeeper.domain.replicas import Role
from gridkeeper.errors import GridKeeperError, MailboxAwayError
from gridkeeper.services.exchange import mailbox
from gridkeeper.services.exchange.mailbox import Mailbox
from gridkeeper.texts import _
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.patient import NoAnswerError, Patient
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.messages import BATCHES
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.progress import Progress
    from gridkeeper.services.desk import Desk
    from gridkeeper.ui.frame import Frame


class MailboxDialog(Dialog):
    """Lets the folder be chosen.

    Signals:
        kept: It was.
    """

    kept = Signal()

    def __init__(self, frame: Frame, known: Mailbox | None) -> None:
        text = _(
            "The workers and the street office pass files on through one folder that all of them "
            "can open. Choose it here once, and again as the place of your own files. The page "
            "of the exchange says when a new file has come. You look at it before it is taken "
            "in, nothing is deleted, and a file opens only for those it is for."
        )
        super().__init__(frame.theme, _("Shared folder"), frame.messages.window, text)
        self._frame = frame
        self._folder = known.folder if known is not None else None
        self._path = label("", "strong", wraps=True)
        self.pick = button(frame.theme, _("Choose a fol&der …"), self.choose, "folder")
        self.moves = QCheckBox(_("&Move files that were taken in to its subfolder “taken in”"))
        self.moves.setChecked(known is not None and known.moves)
        self.moves.setVisible(frame.role is Role.OFFICE)
        self._said = label("", "problem", wraps=True)
        self._said.hide()
        for part in (self._path, Flow(self.pick), self.moves, self._said):
            self.body.addWidget(part)
        if known is not None:
            self.add_button(_("Stop &using it"), self.leave, kind="quiet")
        self.add_cancel()
        self._save = self.add_button(_("&Save"), self.save, icon="save", kind="primary")
        self._draw()

    @property
    def said(self) -> str:
        """What is wrong."""
        return self._said.text()

    def choose(self) -> None:
        """Let a folder be chosen."""
        self._frame.messages.folder(_("Choose the shared folder"), self.use, BATCHES)

    def use(self, folder: Path) -> None:
        """Show a folder that was chosen."""
        self._folder = folder
        self._said.hide()
        self._draw()
        self._save.setFocus()

    def save(self) -> None:
        """Keep it, once it is known that it can be written."""
        if self._folder is not None:
            moves = self.moves.isChecked() and self._frame.role is Role.OFFICE
            self._keep(Mailbox(self._folder, moves))

    def leave(self) -> None:
        """Do without a shared folder again."""
        self._keep(None)

    def _keep(self, chosen: Mailbox | None) -> None:
        desk = self._frame.desk

        def work(progress: Progress) -> object:
            _keep(desk, chosen, progress)
            return None

        job = Job("", work)
        job.finished.connect(self._done)
        job.failed.connect(self._failed)
        self._save.setEnabled(False)
        self._frame.jobs.start(job, Lane.AFAR)

    def _done(self, _result: object) -> None:
        self.kept.emit()
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._draw()
        if isinstance(error, GridKeeperError):
            self._said.setText(sentence(str(error)))
            self._said.show()
        else:
            self._frame.messages.failed(error)

    def _draw(self) -> None:
        self._path.setText(str(self._folder) if self._folder else _("No folder is chosen yet."))
        self._save.setEnabled(self._folder is not None and self._frame.may_write)


def _keep(desk: Desk, chosen: Mailbox | None, progress: Progress) -> None:
    if chosen is not None:
        try:
            Patient().ask(partial(mailbox.prove, chosen.folder), progress)
        except NoAnswerError as error:
            reason = _("it does not answer")
            raise MailboxAwayError(folder=chosen.folder, reason=reason) from error
    desk.mailbox.choose(chosen)
