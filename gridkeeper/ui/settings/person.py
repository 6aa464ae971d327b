"""Who sits at the store of an office: her name beside the office's, where it is said who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridkeeper.errors import GridKeeperError
from gridkeeper.services.store.persons import MOST
from gridkeeper.texts import _
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.settings.rows import row
from gridkeeper.ui.widgets.line import Line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.frame import Frame

_WIDE = 220


class Person(QObject):
    """The line for her name; what is typed holds as soon as the line is left."""

    def __init__(self, frame: Frame, page: QObject) -> None:
        super().__init__(page)
        self._frame = frame
        self._persons = frame.desk.persons
        self.line = Line()
        self.row: QWidget | None = self._made() if self._persons.is_asked else None

    def refresh(self) -> None:
        """Show what holds, unless somebody is typing."""
        if self.row is not None and not self.line.hasFocus():
            self.line.setText(self._persons.name)

    def _made(self) -> QWidget:
        theme = self._frame.theme
        self.line.setMaxLength(MOST)
        self.line.setAccessibleName(_("Your name"))
        self.line.editingFinished.connect(self._keep)
        theme.follow(self.line, lambda: self.line.setMaximumWidth(theme.px(_WIDE)))
        hint = _(
            "Stands beside the name of the office where it is noted who has looked. Whoever takes "
            "over here puts hers in its place."
        )
        return row(theme, _("Your name"), self.line, hint=hint)

    def _keep(self) -> None:
        name = " ".join(self.line.text().split())
        try:
            if name == self._persons.name:
                return
            self._persons.keep(name)
        except GridKeeperError as error:
            self._frame.messages.failed(error)
            return
        said = _("From now on {name} is noted.").format(name=name) if name else _("Name taken out.")
        self._frame.notices.say(said, Tone.GOOD)
