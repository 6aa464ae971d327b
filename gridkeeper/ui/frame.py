"""What a page may use of the window around it; handed to every page and dialog."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from gridkeeper.domain.replicas import Role
from gridkeeper.services.store import sample_mark
from gridkeeper.ui.choices import Choices
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.queries import Query
    from gridkeeper.progress import Progress
    from gridkeeper.services.desk import Desk
    from gridkeeper.services.store.copies import Copy
    from gridkeeper.ui.actions import ActionSet
    from gridkeeper.ui.jobs.runner import JobRunner
    from gridkeeper.ui.look.theme import Theme
    from gridkeeper.ui.messages import Messages
    from gridkeeper.ui.notices import Notices
    from gridkeeper.ui.preferences import Preferences


@dataclass(frozen=True)
class Surroundings:
    """What stays the same whatever store is open."""

    theme: Theme
    preferences: Preferences
    jobs: JobRunner
    messages: Messages
    notices: Notices
    actions: ActionSet


class Frame(QObject):
    """An open store with the window around it.

    Attributes:
        desk: Every service, for the open store.
        viewing: Whether somebody only looks: nothing is written but what the audit says. Where
            nothing can be written at all, nobody can do more.
        copy: That the store is a restored copy, of which nobody has said that it goes on.
        choices: What is chosen on the pages.
        own_words: Why people were last seen in full, if nobody had thought of that reason; it may
            name somebody, so that it goes with the window.

    Signals:
        going: Page, kind and id of the record to be shown there; the last two may be "".
        listing: A `Query` whose records are to be listed where their kind lives, and the same in
            a few words.
        reporting: Name of a report and its period, to be made on the page of papers.
        composing: Kind of a new record, and typed values by field name to begin with.
        resuming: Kind, id of the record that was changed or "", what a new one began with, and the
            name of the draft: its form is to be opened with what was typed.
        amending: Kind and id of a record whose form is to be opened, and the field to begin at.
        drafted: Something was begun that is not saved, or such a thing is gone.
        wording: The language has changed and everything is to be made anew.
        leaving: The person has seen enough of the sample.
        copied: It is known, or has changed, whether the store is a restored copy.
    """

    going = Signal(str, str, str)
    listing = Signal(object, str)
    reporting = Signal(str, object)
    composing = Signal(str, object)
    resuming = Signal(str, str, object, str)
    amending = Signal(str, str, str)
    drafted = Signal()
    wording = Signal()
    leaving = Signal()
    copied = Signal()

    def __init__(self, desk: Desk, around: Surroundings, *, viewing: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.viewing = viewing or desk.session.store.looking
        desk.session.viewing = self.viewing
        self.theme = around.theme
        self.preferences = around.preferences
        self.jobs = around.jobs
        self.messages = around.messages
        self.notices = around.notices
        self.actions = around.actions
        self.copy: Copy | None = None
        self.choices = Choices()
        self.own_words = ""
        self._is_closed = False

    def close(self) -> None:
        """Let nothing more come back: the pages go, and what they asked for has nobody to tell."""
        self._is_closed = True

    @property
    def is_closed(self) -> bool:
        """Whether its pages have gone or are about to."""
        return self._is_closed

    @cached_property
    def role(self) -> Role:
        """Whose pages are shown; a store keeps its role for life."""
        return Role.SUPERVISOR if self.viewing else self.desk.session.replica.role

    @property
    def is_sample(self) -> bool:
        """Whether it is the sample community, in which everything is invented."""
        return sample_mark.is_on(self.desk.session)

    @property
    def may_write(self) -> bool:
        """Whether records can be written here."""
        return self.role is not Role.SUPERVISOR

    def know_copy(self, copy: Copy | None) -> None:
        """Keep whether the store is a restored copy, and say so if that is new."""
        if copy != self.copy:
            self.copy = copy
            self.copied.emit()

    def go(self, page: str, kind: str = "", record_id: str = "") -> None:
        """Show a page, and one record on it if one is named."""
        self.going.emit(page, kind, record_id)

    def show_record(self, kind: str, record_id: str) -> None:
        """Show a record on the page where its kind lives."""
        self.going.emit("", kind, record_id)

    def show_query(self, query: Query, called: str = "") -> None:
        """List the records that a query finds where their kind lives; `called` says it in words."""
        self.listing.emit(query, called)

    def show_report(self, name: str, period: Period) -> None:
        """Show a report of a period on the page of papers."""
        self.reporting.emit(name, period)

    def compose(self, kind: str, /, **preset: str) -> None:
        """Begin a new record on the page where its kind lives."""
        self.composing.emit(kind, preset)

    def ask(
        self,
        label: str,
        work: Callable[[Progress], object],
        then: Callable[[Any], object],
        lane: Lane = Lane.LOOK,
    ) -> Job:
        """Do work on a worker thread, then something with its result on the window's thread.

        Failures are said; `then` is not called after one, nor when whom it belongs to has gone. For
        a caller that must see failures itself, make a `Job`, connect it and start it on `jobs`.
        """
        job = Job(label, work)
        asked = _Asked(self, then)
        job.finished.connect(asked.finish)
        job.failed.connect(asked.fail)
        job.ended.connect(asked.deleteLater)
        return job if self._is_closed else self.jobs.start(job, lane)


class _Asked(QObject):
    """Who waits for the result of a job, as long as anybody does."""

    def __init__(self, frame: Frame, then: Callable[[Any], object]) -> None:
        super().__init__(frame)
        self._frame = frame
        self._then = then

    @Slot(object)
    def finish(self, result: object) -> None:
        """Pass the result on."""
        owner = getattr(self._then, "__self__", None)
        gone = isinstance(owner, QObject) and not isValid(owner)
        if not gone and not self._frame.is_closed:
            self._then(result)

    @Slot(object)
    def fail(self, error: Exception) -> None:
        """Say what went wrong."""
        if not self._frame.is_closed:
            self._frame.messages.failed(error)
