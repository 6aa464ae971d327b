"""How a street office joins a district: the district's package, and the code told by voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QLineEdit

from gridkeeper.errors import EnrolmentCodeError, GridKeeperError
from gridkeeper.texts import _
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.messages import BATCHES, batch_files
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.domain.replicas import Peer
    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame


def choose(frame: Frame) -> None:
    """Ask for the package, and then for its code."""

    def ask(paths: list[Path]) -> None:
        frame.messages.show(JoinDialog(frame, paths[0]))

    frame.messages.open_files(_("Choose the district's package"), batch_files(), ask, BATCHES)


class JoinDialog(Dialog):
    """Asks for the code, and joins."""

    def __init__(self, frame: Frame, package: Path) -> None:
        text = _(
            "This office keeps its store and its workers. The next batch handed in brings the "
            "district all that is here, and what the district says comes down the same way."
        )
        super().__init__(frame.theme, _("Join a district"), frame.messages.window, text)
        self._frame = frame
        self._package = package
        self.code = Field(frame.theme, _("Co&de that the district tells you"), QLineEdit())
        self._said = label("", "problem", wraps=True)
        self._said.hide()
        file = _("Package: {path}").format(path=package.name)
        for part in (label(file, "soft", wraps=True), self.code, self._said):
            self.body.addWidget(part)
        self.add_cancel()
        self._join = self.add_button(_("&Join"), self.join, kind="primary")
        self.code.input.setFocus()

    def join(self) -> None:
        """Join with the code that was typed."""
        self.code.clear_problem()
        self._said.hide()
        code = cast("QLineEdit", self.code.input).text().strip()
        if not code:
            self.code.say_problem(_("Type the code that the district tells you."))
            return
        service, package = self._frame.desk.district, self._package

        def work(progress: Progress) -> object:
            return service.join(package, code, progress)

        job = Job(_("Joining the district"), work)
        job.finished.connect(self._joined)
        job.failed.connect(self._failed)
        self._join.setEnabled(False)
        self._frame.jobs.start(job, Lane.WORK)

    def _joined(self, result: object) -> None:
        name = cast("Peer", result).name
        text = _("This office belongs to {district} now. Hand in, so that it hears of it.")
        self._frame.notices.say(text.format(district=name), Tone.GOOD)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._join.setEnabled(True)
        if isinstance(error, EnrolmentCodeError):
            self.code.say_problem(_("This code does not open the file. Ask for it again."))
        elif isinstance(error, GridKeeperError):
            self._said.setText(sentence(str(error)))
            self._said.show()
        else:
            self._frame.messages.failed(error)
