"""Which version it is, and whose work it is made with."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QPlainTextEdit

from gridkeeper import __version__, resources
from gridkeeper.texts import _
from gridkeeper.ui.settings.rows import buttons, row, section
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame

    from gridkeeper.ui.frame import Frame

LICENCES = (
    ("GridKeeper · Apache-2.0", "licences/apache-2.0.txt"),
    ("Qt, PySide6 · LGPL-3.0", "licences/lgpl-3.0.txt"),
    ("GPL-3.0", "licences/gpl-3.0.txt"),
    ("Noto Sans SC · OFL-1.1", "fonts/licences/noto-sans-sc.txt"),
    ("Noto Serif SC · OFL-1.1", "fonts/licences/noto-serif-sc.txt"),
    ("LXGW WenKai · OFL-1.1", "fonts/licences/fonts-lxgw-wenkai.txt"),
    ("HanaMin", "fonts/licences/fonts-hanazono.txt"),
    ("Lucide · ISC", "icons/LICENSE"),
)
"""What a work is called with its licence, and where the licence's text is."""


class LicencesDialog(Dialog):
    """The licences, one at a time."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame.theme, _("Licences"), frame.messages.window)
        self.which = Box()
        named = label(_("&Which"), "label")
        named.setBuddy(self.which)
        self.shown = QPlainTextEdit()
        self.shown.setReadOnly(True)
        self.shown.setAccessibleName(_("Text of the licence"))
        for name, file in LICENCES:
            self.which.addItem(name, file)
        self.which.currentIndexChanged.connect(self._show)
        for part in (named, self.which, self.shown):
            self.body.addWidget(part)
        self.add_cancel(_("&Close"))
        self._show(0)
        room = frame.messages.window.size()
        self.resize(min(frame.theme.px(680), room.width() - 48), room.height() - 96)

    def _show(self, place: int) -> None:
        self.shown.setPlainText(resources.text(self.which.itemData(place)))


def card(frame: Frame) -> QFrame:
    """Return the section about the program."""
    version = (
        f"{_('GridKeeper')} {__version__} · Python {platform.python_version()} · Qt {qVersion()}"
    )
    text = _(
        "Free software under the Apache License 2.0. Built with Qt (LGPL 3.0) and other libraries."
    )
    licences = button(
        frame.theme, _("&Licences …"), lambda: frame.messages.show(LicencesDialog(frame)), "note"
    )
    return section(
        _("About"),
        row(frame.theme, _("Version"), label(version, wraps=True)),
        buttons(frame.theme, "", licences, hint=text),
    )
