"""The line at the foot: what is not handed in, when the backup was last proved, what runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from gridkeeper.texts import _
from gridkeeper.ui.copies import ask
from gridkeeper.ui.leaving import leave_sample
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.pieces import advance, button, icon_button, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.jobs.job import Job


class StatusLine(QFrame):
    """Says how things stand; each part leads to where something can be done about it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self._frame = frame
        self._is_backed_up = True
        self._job: Job | None = None
        self._across = layout = QHBoxLayout(self)
        theme = frame.theme
        self.unsent = button(theme, "", lambda: frame.go("exchange"), "unsent", "quiet")
        self.unsent.setObjectName("unsent")
        self.backup = button(theme, "", lambda: frame.go("settings"), "backup", "quiet")
        self.backup.setObjectName("backup")
        if frame.is_sample:
            layout.addWidget(self._way_out())
        self.copy = self._copy_sign()
        layout.addWidget(self.copy)
        self.copy.hide()
        for counted in (self.unsent, self.backup):
            layout.addWidget(counted)
            counted.hide()  # nothing can be said yet
        layout.addStretch(1)
        self._doing = label("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName(_("Progress"))
        self._stop = icon_button(theme, _("Stop"), "close", self._cancel)
        for part in (self._doing, self._bar, self._stop):
            layout.addWidget(part)
            part.hide()
        frame.jobs.busy.connect(self._follow)
        theme.follow(self, self._draw)

    def tell(self, unsent: str, backup: str, *, is_backed_up: bool = True) -> None:
        """Show how things stand; an empty sentence hides its part."""
        self._is_backed_up = is_backed_up
        self._draw_backup()
        for part, text in ((self.unsent, unsent), (self.backup, backup)):
            part.setText(f" {text}")
            part.setVisible(bool(text))

    def tell_copy(self, *, is_one: bool) -> None:
        """Say that the store is a restored copy, or no longer."""
        self.copy.setVisible(is_one)

    def _copy_sign(self) -> QPushButton:
        """Return the sign of a restored copy, which leads to saying which store goes on."""
        made = button(self._frame.theme, _("Restored copy"), self._ask_copy, "warning", "quiet")
        made.setObjectName("copy")
        made.setToolTip(_("Say which of the two goes on"))
        made.setAccessibleDescription(made.toolTip())
        return made

    def _ask_copy(self) -> None:
        if self._frame.copy is not None:
            ask(self._frame, self._frame.copy)

    def _way_out(self) -> QPushButton:
        """Return the door that leads out of the sample, always in sight."""
        text = _("Leave the sample")
        made = button(self._frame.theme, f" {text}", self._leave_sample, "sample", "quiet")
        made.setObjectName("leave_sample")
        made.setToolTip(_("You are in the sample community: everything here is invented."))
        made.setAccessibleDescription(made.toolTip())
        return made

    def _leave_sample(self) -> None:
        leave_sample(self._frame)

    def _draw(self) -> None:
        """Begin where the icons of the pages above begin; be as high with nothing to say."""
        self._across.setContentsMargins(self._frame.theme.px(10), 2, 12, 2)
        for part in (self, self.unsent):
            part.ensurePolished()
        border = self.height() - self.contentsRect().height()
        self.setMinimumHeight(self.unsent.sizeHint().height() + 4 + border)
        self._draw_backup()

    def _draw_backup(self) -> None:
        theme, calm = self._frame.theme, self._is_backed_up
        colour = theme.colours.text if calm else theme.tone(Tone.WARNING)[1]
        self.backup.setIcon(theme.icon("backup" if calm else "warning", colour))

    def _follow(self, job: Job | None) -> None:
        self._job = job
        for part in (self._doing, self._bar, self._stop):
            part.setVisible(job is not None and bool(job.label))
        if job is not None:
            self._doing.setText(job.label)
            self._stop.setEnabled(True)
            self._bar.setRange(0, 0)
            job.progressed.connect(self._advance)

    def _advance(self, done: int, total: int) -> None:
        advance(self._bar, done, total)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._stop.setEnabled(False)
            self._doing.setText(_("Stopping …"))
