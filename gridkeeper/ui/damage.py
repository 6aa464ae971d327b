"""What is shown of a damaged store: what is wrong, what to do, and what can still be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridkeeper.texts import _, pick
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, empty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton

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
        back = _way_back(frame)
        self.restore = button(theme, back.text, back.does, back.icon, "primary")
        self.show_rest = button(theme, _("&Show what can be read"), self.passed.emit)
        self.copy = button(theme, _("Copy &details"), self._copy, "copy", "quiet")
        advice = _("Part of this page cannot be read; that does not mean it is empty.")
        ways = Flow(spacing=tokens.SPACE)
        for way in (self.restore, self.show_rest, self.copy):
            ways.add(way)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 20, 24, 16)
        title = _("A part of the file is damaged")
        text = f"{advice}{pick('', ' ')}{back.advice}"
        down.addWidget(empty(theme, "warning", title, text, ways))

    def tell(self, error: Exception) -> None:
        """Keep in mind what went wrong, for those who look after the program."""
        causes = [repr(error.__cause__)] if error.__cause__ is not None else []
        self._details = "\n".join((str(error), *causes))

    def focus(self) -> None:
        """Take the keyboard."""
        self.restore.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        _copied(self.copy, self._details)


@dataclass(frozen=True, slots=True)
class _Way:
    """What can be done about a damaged store.

    Attributes:
        text: On its button.
        advice: Around it.
    """

    text: str
    icon: str
    advice: str
    does: Callable[[], object]


def _way_back(frame: Frame) -> _Way:
    """Return the last backup, or where there is none at hand, the way to one elsewhere."""
    back = frame.messages.way_back
    if back is not None:
        advice = _(
            "Nothing was changed. Record nothing more, and restore the last backup; the damaged "
            "file is kept under another name."
        )
        return _Way(_("&Restore the last backup"), "backup", advice, back)
    advice = _(
        "Nothing was changed. Record nothing more. There is no backup beside it; if you have one "
        "elsewhere, such as on a stick, open it."
    )
    return _Way(_("&Open a backup …"), "folder", advice, frame.actions["open_other"].trigger)


def _copied(pressed: QPushButton, text: str) -> None:
    """Put details on the clipboard, and say so where it was asked for."""
    QGuiApplication.clipboard().setText(text)
    said = _("Details copied")
    pressed.setText(f" {said}")


def tell_faults(frame: Frame, words: str, problems: Sequence[str]) -> Dialog:
    """Say what a check of the whole store found; what it says exactly can be copied."""
    back = _way_back(frame)
    found = _("Problem: {fault}.").format(fault=words)
    dialog = Dialog(
        frame.theme,
        _("The check has found damage"),
        frame.messages.window,
        f"{found}{pick('', ' ')}{back.advice}",
    )

    def copy() -> None:
        _copied(copying, "\n".join(problems[:_MOST_LINES]))

    copying = dialog.add_button(_("Copy &details"), copy, icon="copy", kind="quiet")
    dialog.add_cancel(_("&Close"))
    restore = dialog.add_button(back.text, dialog.accept, kind="primary")
    restore.setObjectName("restore")
    # Not at once: the dialog must be done with before its window goes.
    dialog.accepted.connect(back.does, Qt.ConnectionType.QueuedConnection)
    frame.messages.show(dialog)
    return dialog
