"""The backups that are made by themselves, in a process of their own; heard of if they fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from gridkeeper.errors import GridKeeperError, StoreDamagedError
from gridkeeper.services import errands
from gridkeeper.services.changes import BACKUP, Changed
from gridkeeper.texts import _
from gridkeeper.ui.jobs.child import in_child
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.store.backups import Proved
    from gridkeeper.ui.frame import Frame

_AGAIN_MS = 3_600_000
_AFTER_WRITING_MS = 5 * 60_000
"""Closing cannot wait for a backup; so it is made some minutes after much was written."""


class BackingUp(QObject):
    """Looks whether a backup is due, and makes it: every hour, and soon after something is written.

    Signals:
        written: Something has changed; comes from any thread and goes to the window's.
    """

    written = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._job: Job | None = None
        self._told = ""
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._soon = QTimer(self, interval=_AFTER_WRITING_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        self.written.connect(self._wait, Qt.ConnectionType.QueuedConnection)
        self._stop_listening = frame.desk.changes.listen(self._hear)

    @property
    def is_busy(self) -> bool:
        """Whether it looks or makes one."""
        return self._job is not None

    def look(self) -> None:
        """Make a backup if one is due; nothing is written for who only looks."""
        if self._job is not None or self._frame.viewing:
            return
        desk = self._frame.desk

        def work(progress: Progress) -> object:
            if not desk.backups.due(desk.session.now()):
                return None
            return in_child(errands.make_backup, errands.access(desk.session), None)(progress)

        self._job = Job("", work)
        self._job.finished.connect(self._made)
        self._job.failed.connect(self._failed)
        self._job.ended.connect(self._ended)
        self._frame.jobs.start(self._job, Lane.BACKUP)

    def stop(self) -> None:
        """Make no more, and leave the one that is being made; before the store is closed."""
        self._stop_listening()
        self._timer.stop()
        self._soon.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _hear(self, changed: Changed) -> None:
        if changed.kinds != {BACKUP}:
            self.written.emit()

    def _wait(self) -> None:
        """Look some minutes after the first of several changes, however many follow."""
        if not self._soon.isActive():
            self._soon.start()

    def _made(self, proved: object) -> None:
        if proved is not None and self._job is not None:
            self._frame.desk.changes.tell(Changed(frozenset({BACKUP})))

    def _failed(self, error: Exception) -> None:
        if self._job is None:
            return
        if not isinstance(error, GridKeeperError):
            self._frame.messages.failed(error)
        elif str(error) == self._told:
            pass
        elif isinstance(error, StoreDamagedError):
            self._told = str(error)
            self._frame.messages.failed(error)
        else:
            self._told = str(error)
            text = _("Today's backup was not made. {reason}").format(reason=error)
            settings = self._frame.actions["settings"]
            self._frame.notices.say(text, Tone.BAD, _("&Settings"), settings.trigger)
        self._frame.desk.changes.tell(Changed(frozenset({BACKUP})))

    def _ended(self, _job: object) -> None:
        self._job = None


def make(frame: Frame) -> None:
    """Make a backup at once, and say where it is."""
    desk = frame.desk
    way = errands.access(desk.session)

    def made(result: object) -> None:
        desk.changes.tell(Changed(frozenset({BACKUP})))
        text = _("Backed up and verified: {file}").format(file=cast("Proved", result).path.name)
        frame.notices.say(text, Tone.GOOD)

    frame.ask(_("Backing up …"), in_child(errands.make_backup, way, None), made, Lane.BACKUP)


def begin(frame: Frame) -> BackingUp:
    """Make the backups of a store that are due; to be stopped before it is closed."""
    backing = BackingUp(frame)
    backing.look()
    return backing
