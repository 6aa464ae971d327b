"""Locking, the password, the recovery key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridkeeper.texts import _
from gridkeeper.ui.actions import shortcut
from gridkeeper.ui.settings.dialogs import KeyDialog, PasswordDialog
from gridkeeper.ui.settings.person import Person
from gridkeeper.ui.settings.rows import ChoiceRow, Setting, buttons, section
from gridkeeper.ui.settings.sealing import Sealing
from gridkeeper.ui.settings.seen import SeenDialog
from gridkeeper.ui.widgets.pieces import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame, QWidget

    from gridkeeper.ui.frame import Frame

_MINUTES = (5, 15, 30, 60)


class Safety(QObject):
    """The section of safety."""

    def __init__(self, frame: Frame, page: QObject) -> None:
        super().__init__(page)
        self._frame = frame
        theme = frame.theme
        choices = [(str(n), _("{n} minutes").format(n=n)) for n in _MINUTES]
        lock = Setting(
            "lock_minutes",
            _("Lock automatically after"),
            (*choices, ("0", _("Never"))),
            _("{keys} locks at once. What is being typed is kept.").format(keys=shortcut("lock")),
        )
        self.lock = ChoiceRow(theme, lock, str(frame.preferences.lock_minutes))
        self.lock.chosen.connect(frame.preferences.set)
        self.password = button(theme, _("Change the &password …"), self._change, "lock")
        self.key = button(theme, _("Show the &recovery key …"), self._show_key, "key")
        self.sealing = Sealing(frame, page)
        self.person = Person(frame, page)
        self.seen = button(theme, _("&Who has looked …"), self._show_seen, "reveal")

    def card(self) -> QFrame:
        """Return the section; who only looks cannot change the password."""
        rows: list[QWidget] = [self.lock]
        if not self._frame.viewing:
            rows.append(buttons(self._frame.theme, _("Unlocking"), self.password, self.key))
        if self.person.row is not None:
            rows.append(self.person.row)
        hint = _("Every viewing of a record or paper in full is logged.")
        rows.append(buttons(self._frame.theme, _("Viewed in full"), self.seen, hint=hint))
        if self.sealing.row is not None:
            rows.append(self.sealing.row)
        return section(_("Safety"), *rows)

    def _change(self) -> None:
        self._frame.messages.show(PasswordDialog(self._frame))

    def _show_seen(self) -> None:
        self._frame.messages.show(SeenDialog(self._frame))

    def _show_key(self) -> None:
        self._frame.messages.show(KeyDialog(self._frame))
