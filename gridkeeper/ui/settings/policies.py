"""The rules of work: how often whom, and on what basis something restricted is kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridkeeper.domain.replicas import Role
from gridkeeper.texts import _
from gridkeeper.ui.settings.policy_lists import PolicyList
from gridkeeper.ui.settings.policy_sorts import BASES, CHECKLISTS, RULES
from gridkeeper.ui.settings.rows import buttons, section
from gridkeeper.ui.widgets.pieces import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.settings.policy_sorts import Sort


class Policies(QObject):
    """The section of the rules; only an office, or who works alone, changes them."""

    def __init__(self, frame: Frame, page: QObject) -> None:
        super().__init__(page)
        self._frame = frame
        theme = frame.theme
        self.rules = button(theme, _("Visit&ing rules …"), partial(self._show, RULES), "visit")
        self.checklists = button(
            theme, _("Che&cklists …"), partial(self._show, CHECKLISTS), "check"
        )
        self.bases = button(theme, _("Le&gal bases …"), partial(self._show, BASES), "papers")

    def card(self) -> QFrame:
        """Return the section."""
        theme = self._frame.theme
        whose = (
            _("They hold for all workers of this office, who get them with the next file.")
            if self._frame.role is Role.OFFICE
            else _("Who is to be visited how often; what is due follows these rules.")
        )
        return section(
            _("Rules of work"),
            buttons(theme, _("Planned visits"), self.rules, hint=whose),
            buttons(
                theme,
                _("Patrols and checks"),
                self.checklists,
                hint=_("What is looked at; the results stand in the visit as words."),
            ),
            buttons(
                theme,
                _("Restricted groups"),
                self.bases,
                hint=_(
                    "Some care groups may be recorded only where a law allows it and somebody has "
                    "approved it; as long as neither is listed here, nobody can choose them."
                ),
            ),
        )

    def _show(self, sort: Sort) -> None:
        self._frame.messages.show(PolicyList(self._frame, sort))
