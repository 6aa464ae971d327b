"""Taking a consent back: when, and what has to be done then."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt

from gridkeeper.domain import kinds
from gridkeeper.domain.parsing import Problem, parse
from gridkeeper.errors import InputInvalidError
from gridkeeper.texts import _
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.forms.row import Row
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.services.register.consents import Withdrawn
    from gridkeeper.ui.frame import Frame

_DAY = kinds.CONSENT.field("withdrawn_on")


class WithdrawDialog(Dialog):
    """Asks when somebody took a consent back, and says what follows from that."""

    def __init__(self, frame: Frame, consent_id: str, parent: QWidget | None) -> None:
        text = _("The record stays: what was done under it until that day remains allowed.")
        super().__init__(frame.theme, _("Withdraw a consent"), parent, text)
        self._frame, self._consent_id = frame, consent_id
        self.day = editor(frame, _DAY)
        self.day.set_value(frame.desk.session.today().isoformat())
        self._line = Row(frame, self.day)
        self._line.measure(narrow=False)
        self.body.addWidget(self._line)
        self._said = label("", wraps=True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said.hide()
        self.body.addWidget(self._said)
        self._cancel = self.add_cancel()
        self._do = self.add_button(_("&Withdraw"), self.withdraw, kind="primary")
        self.day.focus()

    @property
    def said(self) -> str:
        """What has to be done now; "" before."""
        return self._said.text()

    def withdraw(self) -> None:
        """Write it down; what cannot be is said at the day."""
        self.day.settle()
        day = parse(_DAY, self.day.value(), self._frame.desk.session.today())
        if day is None or isinstance(day, Problem):
            self.day.say_problem(day.text if day else _("Required"))
            self.day.focus()
            return
        consents, consent_id = self._frame.desk.consents, self._consent_id

        def work(_progress: Progress) -> object:
            return consents.withdraw(consent_id, cast("date", day))

        self._do.setEnabled(False)
        job = Job(_("Saving"), work)
        job.finished.connect(self._done)
        job.failed.connect(self._failed)
        self._frame.jobs.start(job, Lane.WORK)

    def _done(self, result: object) -> None:
        duties = cast("Withdrawn", result).duties
        several = len(duties) > 1
        self.retitle(_("Consent withdrawn"), _("What has to be done now:") if several else "")
        self.text.setVisible(several)
        numbered = "\n".join(f"{n}. {one}" for n, one in enumerate(duties, 1))
        self._said.setText(numbered if several else "".join(duties))
        self._said.show()
        self._line.hide()
        self._do.hide()
        self._cancel.setText(_("&Close"))
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._do.setEnabled(True)
        if isinstance(error, InputInvalidError):
            self.day.say_problem(sentence(str(error)))
            self.day.focus()
        else:
            self._frame.messages.failed(error)
