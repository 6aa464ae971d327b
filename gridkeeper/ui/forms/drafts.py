"""Keeping what is typed through a killed program, at every keystroke."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gridkeeper.errors import GridKeeperError
from gridkeeper.texts import _
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame


def form_key(kind: str, record_id: str = "", preset: Mapping[str, str] | None = None) -> str:
    """Return under which name a form's draft is kept.

    A form that begins with something, such as a door, has a draft of its own: what is half written
    about one household does not turn up at another one.
    """
    if record_id:
        return f"{kind}:{record_id}"
    about = next((value for name, value in (preset or {}).items() if name.endswith("_id")), "")
    return f"{kind}:new:{about}" if about else f"{kind}:new"


def say_unfinished(
    frame: Frame, record: tuple[str, str], preset: Mapping[str, str], name: str
) -> None:
    """Say that what was typed is kept, and where.

    Args:
        frame: The window.
        record: Kind and id of what was being changed; the id of a new one is "".
        preset: What a new one began with.
        name: Of the draft.
    """
    (kind, record_id), begun = record, dict(preset)
    frame.notices.say(
        _("Unfinished work is kept; continue it from Today."),
        Tone.INFO,
        _("&Go on"),
        lambda: frame.resuming.emit(kind, record_id, begun, name),
        about=name,
    )


class DraftKeeper(QObject):
    """Writes what a form holds, the latest state wins; nothing waits for it.

    It belongs to the frame: a form that goes does not take its last words with it.

    Attributes:
        writer: Who writes: this form, and no other of the same name in another window.
    """

    def __init__(self, frame: Frame, key: str) -> None:
        super().__init__(frame)
        self._frame = frame
        self.writer = frame.desk.unsaved.writer()
        self._name = key
        self._taking = ""
        self._latest = _Latest()
        self._complained = False
        self._released = False
        self._holds = self._told = False  # whether anything is kept; whether the window knows so

    @property
    def name(self) -> str:
        """Under which name it is kept."""
        return self._name

    def keep(self, facts: Mapping[str, str]) -> None:
        """Keep this; what is still waiting to be kept is out of date."""
        unsaved, kept = self._frame.desk.unsaved, dict(facts)
        self._holds = True

        def keep() -> None:
            self._take()
            self._name = unsaved.keep(self._name, kept, self.writer)

        self._do(keep)

    def go_on(self, name: str) -> None:
        """Go on with what is kept under a name: it is this form's from now on."""
        self._taking = self._name = name
        self._holds = self._told = True
        self._do(self._take)

    def stand_apart(self) -> None:
        """Keep under a name of its own what is typed: another draft of the form stays there."""
        self._name = self._frame.desk.unsaved.own(self._name, self.writer)

    def forget(self) -> None:
        """Drop what was kept."""
        self._holds = False
        self._do(self._forgetting())

    def forgetter(self) -> Callable[[], None]:
        """Return what drops what was kept, for the worker that has just saved it.

        It comes to pass even if the window is locked or closed before it hears of that: what is
        saved must not come back as something unfinished.
        """
        latest, forget = self._latest, self._forgetting()

        def drop() -> None:
            if latest.put(forget):
                with suppress(GridKeeperError):  # the form itself will try again, and say so
                    latest.run()

        return drop

    def _forgetting(self) -> Callable[[], None]:
        unsaved = self._frame.desk.unsaved

        def forget() -> None:
            self._take()
            unsaved.forget(self._name, self.writer)

        return forget

    def _take(self) -> None:
        """Let the draft be this form's; what is done with it first does that."""
        name, self._taking = self._taking, ""
        if name:
            self._frame.desk.unsaved.take(name, self.writer)

    def release(self) -> None:
        """Go as soon as everything is kept."""
        self._released = True
        if not self._latest.is_busy:
            self.deleteLater()

    def _do(self, work: Callable[[], None]) -> None:
        latest = self._latest
        if not latest.put(work):
            return

        def run(_progress: Progress) -> None:
            latest.run()

        job = Job("", run)
        job.failed.connect(self._failed)
        job.finished.connect(self._kept)
        job.ended.connect(self._ended)
        self._frame.jobs.start(job, Lane.KEEP)

    def _kept(self, _result: object) -> None:
        self._complained = False
        if self._holds != self._told:
            self._told = self._holds
            self._frame.drafted.emit()

    def _failed(self, error: Exception) -> None:
        if not self._complained:
            self._complained = True
            self._frame.messages.failed(error)

    def _ended(self, _job: object) -> None:
        if self._released and not self._latest.is_busy:
            self.deleteLater()


class _Latest:
    """Does things one after the other; what is still waiting when a newer one comes is left out.

    Any thread may call it. Nothing that was put waits for the window: whoever runs it goes on until
    nothing waits any more.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: Callable[[], None] | None = None
        self.is_busy = False

    def put(self, work: Callable[[], None]) -> bool:
        """Let something be done next; return whether the caller has to see to `run`."""
        with self._lock:
            self._waiting = work
            begins, self.is_busy = not self.is_busy, True
            return begins

    def run(self) -> None:
        """Do what waits until nothing does; raise what was wrong with the last of it."""
        failed: Exception | None = None
        while (work := self._take()) is not None:
            failed = None
            try:
                work()
            except Exception as error:  # noqa: BLE001 - a newer one may wait, which is to be done
                failed = error
        if failed is not None:
            raise failed

    def _take(self) -> Callable[[], None] | None:
        with self._lock:
            work, self._waiting = self._waiting, None
            self.is_busy = work is not None
            return work
