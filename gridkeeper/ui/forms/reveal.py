"""Showing a record in full, with a reason that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton
from typing_extensions import override

from gridkeeper.texts import N_, _
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.keys import is_bare
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame

_REASONS = (
    N_("To get in touch with the person"),
    N_("To check or correct the record"),
    N_("To fill in a form that asks for it"),
)


class RevealDialog(Dialog):
    """Asks why, and shows something in full; the reason is noted in the audit."""

    def __init__(
        self,
        frame: Frame,
        look: Callable[[str], object],
        then: Callable[[object], object],
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            frame: The window around it.
            look: Given the reason, notes it and returns what is to be seen; on a worker thread.
            then: Gets that.
            parent: The window above which it opens.
        """
        text = _("Who looked, when and why is logged. What for?")
        super().__init__(frame.theme, _("Show in full"), parent, text)
        self._frame = frame
        self._look = look
        self._then = then
        self._group = QButtonGroup(self)
        for place, reason in enumerate(_REASONS, 1):
            choice = QRadioButton(f"&{place}  {_(reason)}")
            self._group.addButton(choice, place)
            self.body.addWidget(choice)
        self._other = QRadioButton(_("&4  Something else:"))
        self._group.addButton(self._other, len(_REASONS) + 1)
        self.body.addWidget(self._other)
        self.words = QLineEdit()
        self.words.setAccessibleName(_("Reason in your own words"))
        self.words.textEdited.connect(self._typed)
        self.body.addWidget(self.words)
        self._missing = label(_("Choose a reason first."), "problem")
        self._missing.hide()
        self.body.addWidget(self._missing)
        self._group.button(1).setChecked(True)
        self._group.button(1).setFocus()
        self._other.toggled.connect(self._go_to_words)
        self.add_cancel()
        self._show = self.add_button(_("&Show"), self.show_full, icon="reveal", kind="primary")

    @property
    def reason(self) -> str:
        """The reason that is given; "" if there is none yet."""
        if self._other.isChecked():
            return self.words.text().strip()
        return _(_REASONS[self._group.checkedId() - 1])

    def show_full(self) -> None:
        """Note the reason and show the record."""
        reason = self.reason
        self._missing.setVisible(not reason)
        if not reason:
            self.words.setFocus()
            return
        look = self._look

        def work(_progress: Progress) -> object:
            return look(reason)

        self._show.setEnabled(False)
        job = self._frame.ask(_("Showing in full"), work, self._shown, Lane.WORK)
        job.failed.connect(self._failed)

    def _shown(self, result: object) -> None:
        self.accept()
        self._then(result)

    def _failed(self, _error: object) -> None:
        self._show.setEnabled(True)

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
