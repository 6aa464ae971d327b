"""What an attachment is called, what it is for, and a note of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from gridkeeper.domain import codes
from gridkeeper.domain.kinds import ATTACHMENT
from gridkeeper.services.attachments.attached import PURPOSE
from gridkeeper.texts import _
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.field import Field

if TYPE_CHECKING:
    from gridkeeper.ui.frame import Frame


class SayingDialog(Dialog):
    """Asks for the three.

    Signals:
        said: Name, code of the purpose and note, as they are to be kept.
    """

    said = Signal(str, str, str)

    def __init__(self, frame: Frame, name: str, purpose: str, note: str) -> None:
        super().__init__(frame.theme, _("About this file"), frame.messages.window)
        path = Path(name)
        self.name = QLineEdit(path.stem if path.suffix else name)
        hint = _("Its ending, {ending}, stays.").format(ending=path.suffix) if path.suffix else ""
        self._name = Field(frame.theme, _("File &name"), self.name, hint)
        self.purpose = Box()
        for code, text in codes.table(PURPOSE).offered.items():
            self.purpose.addItem(str(text), code)
        self.purpose.setCurrentIndex(max(self.purpose.findData(purpose), 0))
        self.note = QLineEdit(note)
        self.name.setMaxLength(150)
        self.note.setMaxLength(ATTACHMENT.field("note").longest or 1000)
        self.body.addWidget(self._name)
        self.body.addWidget(Field(frame.theme, _("&Purpose"), self.purpose))
        self.body.addWidget(Field(frame.theme, _("N&ote"), self.note))
        self.add_cancel()
        save = self.add_button(_("&Save"), self._save, icon="save", kind="primary")
        self.save_by_keys(save)
        self.purpose.setFocus()

    def _save(self) -> None:
        if not self.name.text().strip():
            self._name.say_problem(_("Required"))
            return
        self.said.emit(self.name.text(), self.purpose.currentData(), self.note.text())
        self.accept()
