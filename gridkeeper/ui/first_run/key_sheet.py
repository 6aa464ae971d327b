"""The recovery key in large groups, with what can be done to keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from gridkeeper.domain import file_names
from gridkeeper.services.store import key_paper
from gridkeeper.texts import _
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.look.tokens import SPACE, Tone
from gridkeeper.ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session
    from gridkeeper.ui.frame import Frame, Surroundings

_COLUMNS = 4
_APART = 12  # pixels between two groups, besides the spacing


class KeySheet(QWidget):
    """Shows a recovery key; prints it, saves it, copies it.

    Signals:
        kept: It was copied or saved, or a print was looked at: the next thing can be done.
    """

    kept = Signal()

    def __init__(self, around: Frame | Surroundings, session: Session, recovery_key: str) -> None:
        super().__init__()
        self._around = around
        self._session = session
        self._key = recovery_key
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(SPACE * 2)
        down.addWidget(self._groups(recovery_key.split("-")))
        theme = around.theme
        self.saving = button(theme, _("&Save as PDF …"), self._choose, "save")
        self.printing = button(theme, _("&Print …"), self._print, "print")
        self.copying = button(theme, _("Cop&y"), self._copy, "copy")
        down.addLayout(row(self.printing, self.saving, self.copying, None))

    def _groups(self, groups: list[str]) -> QFrame:
        made = QFrame()
        made.setProperty("kind", "well")
        made.setAccessibleName(_("Recovery key"))
        made.setAccessibleDescription(" ".join(groups))
        grid = QGridLayout(made)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setHorizontalSpacing(self._around.theme.px(SPACE))
        grid.setVerticalSpacing(SPACE)
        apart = self._around.theme.px(_APART)
        for place, group in enumerate(groups):
            line, column = divmod(place, _COLUMNS)
            number = label(str(place + 1), "small")
            # Its number belongs to what follows it, and not to what stands before.
            number.setContentsMargins(apart if column else 0, 0, 0, 0)
            grid.addWidget(number, line, 2 * column, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self._shown(group), line, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        return made

    def _shown(self, group: str) -> QLabel:
        made = label(group, "mono")
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)
        text = _(
            "Copied. Paste it somewhere safe now, then copy something else so that it does "
            "not stay on the clipboard."
        )
        self._around.notices.say(text)
        self.kept.emit()

    def _choose(self) -> None:
        self._around.messages.save_file(
            _("Recovery key"), self._name, _("PDF files (*.pdf)"), self._save
        )

    @property
    def _name(self) -> str:
        return f"{_('Recovery key')}-{self._day}.pdf"

    @property
    def _day(self) -> str:
        return file_names.on_day(self._session.today())

    def _save(self, path: Path) -> None:
        def work(_progress: Progress) -> object:
            key_paper.write(self._session, self._key, path)
            return path.name

        job = Job("", work)
        job.finished.connect(self._saved)
        job.failed.connect(self._around.messages.failed)
        self._around.jobs.start(job)

    def _saved(self, name: object) -> None:
        text = _("{file} is saved. Print it, lock the paper away, then delete the file.")
        self._around.notices.say(text.format(file=name), Tone.GOOD)
        self.kept.emit()

    def _print(self) -> None:
        # Imported late: brings the printer along.
        from gridkeeper.ui.papers.printing import preview_pdf  # noqa: PLC0415

        def write(path: Path, _progress: Progress) -> None:
            key_paper.write(self._session, self._key, path)

        shown = preview_pdf(self._around, _("Recovery key"), write, day=self._day)
        shown.finished.connect(self.kept)
