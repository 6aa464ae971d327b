"""How the files between this store and others are sealed; for whoever enrols others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridkeeper.domain.replicas import Role
from gridkeeper.errors import GridKeeperError
from gridkeeper.services.exchange.sealing import AGE, GM, caution
from gridkeeper.texts import _
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.settings.rows import ChoiceRow, Setting

if TYPE_CHECKING:
    from gridkeeper.services.exchange.sealing import SealingService
    from gridkeeper.ui.frame import Frame


class Sealing(QObject):
    """The choice of an envelope, as long as nobody has joined."""

    def __init__(self, frame: Frame, page: QObject) -> None:
        super().__init__(page)
        self._frame = frame
        self.row: ChoiceRow | None = None
        if frame.role is Role.OFFICE and not frame.viewing:
            self.row = self._made(frame.desk.sealing)

    def refresh(self) -> None:
        """Offer what can still be chosen; somebody may have joined since."""
        if self.row is not None:
            self.row.show_value(self._frame.desk.sealing.current)
            self.row.allow(not self._frame.desk.sealing.is_settled)

    def _made(self, service: SealingService) -> ChoiceRow:
        hint = _(
            "Can be chosen before the first worker is enrolled, not afterwards. {caution}"
        ).format(caution=caution(GM))
        names = ((AGE, _("Usual")), (GM, _("National algorithms (SM2, SM3, SM4)")))
        setting = Setting("envelope", _("Sealing of files"), names, hint)
        row = ChoiceRow(self._frame.theme, setting, service.current)
        row.chosen.connect(self._choose)
        return row

    def _choose(self, _name: str, value: str) -> None:
        try:
            self._frame.desk.sealing.choose(value)
        except GridKeeperError as error:
            self._frame.messages.failed(error)
        else:
            self._frame.notices.say(_("Files are sealed this way from now on."), Tone.GOOD)
        self.refresh()
