"""What is shown of a damaged store: what is wrong, what to do, and what can still be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridkeeper.texts import _
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import button, empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.ui.frame import Frame

_MOST_LINES = 1000


class Unreadable(QWidget):
    """Stands where a page would be half blank, as if there were nothing.

    Signals:
        passed: What can be read is to be shown all the same.
    """

    passed = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        theme = frame.theme
        self.setProperty("kind", "page")
        self._details = ""
        rescue = frame.messages.rescue
        self.restore = button(
            theme, _("&Restore the last backup"), rescue or (lambda: None), "backup", "primary"
        )
        self.show_rest = button(theme, _("&Show what can be read"), self.passed.emit)
        self.copy = button(theme, _("&Copy details"), self._copy, "copy", "quiet")
        advice = _(
            "Part of this page cannot be read; that does not mean it is empty. Nothing was "
            "changed. Record nothing more, and restore the last backup; the damaged file is kept "
            "under another name."
        )
        ways = QWidget()
        across = QHBoxLayout(ways)
        for way in (self.restore, self.show_rest, self.copy):
            across.addWidget(way)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 20, 24, 16)
        title = _("A part of the file is damaged")
        down.addWidget(empty(theme, "warning", title, advice, ways))

    def tell(self, error: Exception) -> None:
        """Keep in mind what went wrong, for those who look after the program."""
        causes = [repr(error.__cause__)] if error.__cause__ is not None else []
        self._details = "\n".join((str(error), *causes))

    def focus(self) -> None:
        """Take the keyboard."""
        self.restore.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)


def tell_faults(frame: Frame, words: str, problems: Sequence[str]) -> Dialog:
    """Say what a check of the whole store found; what it says exactly can be copied."""
    text = _(
        "Problem: {fault}. Nothing was changed. Record nothing more, and restore the last "
        "backup; the damaged file is kept under another name."
    )
    dialog = Dialog(
        frame.theme,
        _("The check has found damage"),
        frame.messages.window,
        text.format(fault=words),
    )

    def copy() -> None:
        QGuiApplication.clipboard().setText("\n".join(problems[:_MOST_LINES]))

    dialog.add_button(_("&Copy details"), copy, icon="copy", kind="quiet")
    dialog.add_cancel(_("&Close"))
    if frame.messages.rescue is not None:
        restore = dialog.add_button(_("&Restore the last backup"), dialog.accept, kind="primary")
        restore.setObjectName("restore")
        # Not at once: the dialog must be done with before its window goes.
        dialog.accepted.connect(frame.messages.rescue, Qt.ConnectionType.QueuedConnection)
    frame.messages.show(dialog)
    return dialog
