"""Why people are to be seen in full: one of the usual reasons, or somebody's own words."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton
from typing_extensions import override

from gridkeeper.texts import N_, _
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.keys import is_bare
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.frame import Frame


class About(StrEnum):
    """What is to be seen in full; each has its own usual reasons."""

    RECORD = "record"
    PAPER = "paper"


_USUAL = {
    About.RECORD: (
        N_("To get in touch with the person"),
        N_("To check or correct the record"),
        N_("To fill in a form that asks for it"),
    ),
    About.PAPER: (
        N_("To be signed or put on file"),
        N_("For a superior office that asks for it in full"),
        N_("To check the records against it"),
    ),
}
_GO_ON = {About.RECORD: N_("&Show"), About.PAPER: N_("Make the &full copy")}
_TITLES = {About.RECORD: N_("Show in full"), About.PAPER: N_("Full copy")}


class ReasonDialog(Dialog):
    """Asks why, and hands the reason on; none is chosen until somebody chooses it."""

    def __init__(
        self,
        frame: Frame,
        about: About,
        then: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            frame: The window around it; it remembers own words until it closes.
            about: What is to be seen.
            then: Gets the reason once it is given; it is to be noted in the audit.
            parent: The window above which it opens.
        """
        text = _("Who looked, when and why is logged. What for?")
        super().__init__(frame.theme, _(_TITLES[about]), parent, text)
        self._frame = frame
        self._about = about
        self._then = then
        self._group = QButtonGroup(self)
        usual = _USUAL[about]
        for place, reason in enumerate(usual, 1):
            choice = QRadioButton(f"&{place}  {_(reason)}")
            self._group.addButton(choice, place)
            self.body.addWidget(choice)
        self._other = QRadioButton(_("&4  Something else:"))
        self._group.addButton(self._other, len(usual) + 1)
        self.body.addWidget(self._other)
        self.words = QLineEdit(frame.own_words)
        self.words.setAccessibleName(_("Reason in your own words"))
        self.words.textEdited.connect(self._typed)
        self.body.addWidget(self.words)
        self._missing = label(_("Choose a reason first."), "problem")
        self._missing.hide()
        self.body.addWidget(self._missing)
        self._group.button(1).setFocus()
        self._other.toggled.connect(self._go_to_words)
        self.add_cancel()
        self.go_on = self.add_button(
            _(_GO_ON[about]), self.show_full, icon="reveal", kind="primary"
        )

    @property
    def reason(self) -> str:
        """The reason that is given; "" if there is none yet."""
        if self._other.isChecked():
            return self.words.text().strip()
        chosen = self._group.checkedId()
        return _(_USUAL[self._about][chosen - 1]) if chosen > 0 else ""

    def show_full(self) -> None:
        """Go on with the reason, if there is one."""
        reason = self.reason
        self._missing.setVisible(not reason)
        if not reason:
            (self.words if self._other.isChecked() else self._group.button(1)).setFocus()
            return
        if self._other.isChecked():
            self._frame.own_words = reason
        self.given(reason)

    def given(self, reason: str) -> None:
        """Do what the reason is for."""
        self.accept()
        self._then(reason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Only from where nothing is typed: the words take the digits that belong to them.
        chosen = self._group.button(int(event.text())) if event.text().isdecimal() else None
        if chosen is None or not is_bare(event):
            super().keyPressEvent(event)
            return
        chosen.setChecked(True)
        if chosen is not self._other:
            chosen.setFocus()

    def _typed(self, _text: str) -> None:
        self._other.setChecked(True)

    def _go_to_words(self, on: bool) -> None:
        if on:
            self.words.setFocus()
