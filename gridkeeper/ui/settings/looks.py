"""Colours, text size and language; each holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridkeeper import texts
from gridkeeper.texts import N_, _
from gridkeeper.ui.look.tokens import Scheme, TextSize
from gridkeeper.ui.settings.rows import ChoiceRow, Setting, section

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from gridkeeper.ui.frame import Frame

_SYSTEM = N_("Same as the system")
# Each in its own language: whoever cannot read the one in force must find hers.
_LANGUAGES = ((texts.CHINESE, "中文"), (texts.ENGLISH, "English"))


class Looks(QObject):
    """The section of the look."""

    def __init__(self, frame: Frame, page: QObject) -> None:
        super().__init__(page)
        self._frame = frame
        preferences = frame.preferences
        schemes = (*((one.value, str(one.label)) for one in Scheme), ("", _(_SYSTEM)))
        sizes = tuple((one.value, str(one.label)) for one in TextSize)
        scheme = preferences.scheme.value if preferences.scheme else ""
        self.rows = [
            ChoiceRow(frame.theme, setting, value)
            for setting, value in (
                (Setting("scheme", _("Colours"), schemes), scheme),
                (Setting("text_size", _("Text size"), sizes), preferences.text_size.value),
                (Setting("language", _("Language"), _LANGUAGES), preferences.language),
            )
        ]
        for row in self.rows:
            row.chosen.connect(self._choose)

    def card(self) -> QFrame:
        """Return the section."""
        return section(_("Look"), *self.rows)

    def _choose(self, name: str, value: str) -> None:
        preferences = self._frame.preferences
        preferences.set(name, value)
        if name == "language":
            self._frame.wording.emit()
        else:
            self._frame.theme.use(preferences.scheme, preferences.text_size)
