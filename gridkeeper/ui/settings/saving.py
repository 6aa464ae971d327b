"""Backups: when the last one was proved, making one now, and how to go back to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from gridkeeper.domain import clock
from gridkeeper.services import errands
from gridkeeper.services.changes import BACKUP, Changed
from gridkeeper.texts import _
from gridkeeper.ui.jobs.child import in_child
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.settings.rows import buttons, row, section
from gridkeeper.ui.settings.task import Task
from gridkeeper.ui.widgets.pieces import button, flush, label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QFrame, QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.services.store.backups import Failed, Proved
    from gridkeeper.ui.frame import Frame


@dataclass(frozen=True, slots=True)
class _State:
    last: Proved | None
    failed: Failed | None


class Saving(QObject):
    """The section of backups."""

    def __init__(self, frame: Frame, page: QObject) -> None:
        super().__init__(page)
        self._frame = frame
        theme = frame.theme
        self.last = label("", wraps=True)
        self.failed = label("", "problem", wraps=True)
        self.failed.hide()
        self.now = button(theme, _("&Back up now"), self._back_up, "backup")
        self.elsewhere = button(theme, _("Back up to a &stick …"), self._choose, "medium")
        self.task = Task(frame, Lane.BACKUP, self.now, self.elsewhere)
        self.task.finished.connect(self._made)
        self.task.failed.connect(self._failed)
        folder = frame.desk.backups.usual_folder()
        self.folder = label(str(folder), "small", wraps=True)
        self.open = flush(button(theme, _("Open the &folder"), self._open, "folder", "quiet"))

    def card(self) -> QFrame:
        """Return the section."""
        theme = self._frame.theme
        hint = _(
            "A backup is made automatically every day and checked by a test restore. To go back "
            "to one, lock, open another file, and choose the backup."
        )
        rows: list[QWidget] = [
            row(theme, _("Last backup"), self.last, self.failed),
            row(theme, _("Backup folder"), self.folder),
            buttons(theme, "", self.open),
        ]
        if not self._frame.viewing:
            rows.insert(1, row(theme, "", self.task, hint=hint))
        return section(_("Backup"), *rows)

    def refresh(self) -> None:
        """Show how things stand."""
        backups = self._frame.desk.backups

        def look(_progress: Progress) -> object:
            return _State(backups.last(), backups.failed())

        self._frame.ask("", look, self._show)

    def _show(self, state: object) -> None:
        found = cast("_State", state)
        self.last.setText(_told(found.last))
        self.failed.setVisible(found.failed is not None)
        if found.failed is not None:
            at = f"{clock.local(found.failed.at):%Y-%m-%d %H:%M}"
            text = _("The backup at {at} failed: {reason}")
            self.failed.setText(text.format(at=at, reason=found.failed.text))

    def _back_up(self) -> None:
        self._start(None)

    def _choose(self) -> None:
        self._frame.messages.folder(_("Back up to"), self._start)

    def _start(self, where: Path | None) -> None:
        way = errands.access(self._frame.desk.session)
        self.task.start(in_child(errands.make_backup, way, where))

    def _made(self, made: object) -> None:
        proved = cast("Proved", made)
        self._frame.desk.changes.tell(Changed(frozenset({BACKUP})))
        text = _("Backed up and verified: {file}").format(file=proved.path.name)
        self._frame.notices.say(text, Tone.GOOD)

    def _failed(self, error: Exception) -> None:
        self._frame.desk.changes.tell(Changed(frozenset({BACKUP})))
        self._frame.messages.failed(error)

    def _open(self) -> None:
        folder = self._frame.desk.backups.usual_folder()
        there = folder if folder.is_dir() else folder.parent
        self._frame.messages.open_folder(there)


def _told(last: Proved | None) -> str:
    if last is None:
        return _("None yet.")
    at = f"{clock.local(last.at):%Y-%m-%d %H:%M}"
    text = _("{at}: verified, {changes} changes, {records} records, {size} MB.")
    if not last.is_there:
        text = _("No backup found: the one made {at} is gone. Make one now.")
    return text.format(
        at=at,
        changes=f"{last.changes:,}",
        records=f"{last.records:,}",
        size=f"{last.size_bytes / 1e6:.1f}",
    )
