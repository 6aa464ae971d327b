"""An open store: the navigation, the pages, the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gridkeeper.errors import StoreDamagedError
from gridkeeper.ui import backing_up, copies
from gridkeeper.ui.damage import Unreadable
from gridkeeper.ui.first_run import known
from gridkeeper.ui.heeding import Heeding
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.lists.focus import holds_focus
from gridkeeper.ui.navigation import Navigation
from gridkeeper.ui.pages import home_of, pages_of
from gridkeeper.ui.standing import Standing, standing
from gridkeeper.ui.status_line import StatusLine
from gridkeeper.ui.trail import Trail

if TYPE_CHECKING:
    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.queries import Query
    from gridkeeper.progress import Progress
    from gridkeeper.services.changes import Changed
    from gridkeeper.services.store.copies import Copy
    from gridkeeper.ui.backing_up import BackingUp
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.page import Page

_GATHER_MS = 50


class Workspace(QWidget):
    """Shows the pages of one open store, one at a time.

    Signals:
        telling: Something has changed; comes from any thread and goes to the window's.
    """

    telling = Signal(object)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._entries = {entry.name: entry for entry in pages_of(frame.role)}
        self._pages: dict[str, Page] = {}
        self._trail = Trail()
        self._backing: BackingUp | None = None
        self._navigation = Navigation(frame, list(self._entries.values()))
        self._stack = QStackedWidget()
        self._faults: dict[str, Exception] = {}  # why a page cannot be read, by its name
        self._unreadable: Unreadable | None = None
        self._passed = {"settings"}  # pages that are shown with what can be read of them
        self._over = QStackedWidget()
        self._over.addWidget(self._stack)
        self._status = StatusLine(frame)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._navigation)
        across.addWidget(self._over, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        # First, though it stands below: so Tab comes from the navigation to the page.
        down.addWidget(self._status)
        down.insertLayout(0, across, 1)
        self._navigation.chosen.connect(self.show_page)
        self._navigation.passed.connect(self._pass)
        for asked, does in (
            (frame.going, self.go),
            (frame.listing, self.show_query),
            (frame.reporting, self.show_report),
            (frame.composing, self.compose),
            (frame.resuming, self.resume),
            (frame.amending, self.amend),
        ):
            asked.connect(does)
        self.telling.connect(self._refresh, Qt.ConnectionType.QueuedConnection)
        frame.messages.is_backed_up = self._is_backed_up
        frame.messages.go_to_work = self._go_to_work
        self._stop_listening = frame.desk.changes.listen(self.telling.emit)
        self._heeding = Heeding(frame, self)  # before any page asks
        # Several changes in a row are counted once.
        self._counting = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._counting.timeout.connect(self._count)
        frame.drafted.connect(self._counting.start)
        self.show_page(next(iter(self._entries)))
        self._counting.start()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page: Page = self._stack.currentWidget()  # type: ignore[assignment]
        return page

    @property
    def shown(self) -> str:
        """The name of the page that is shown."""
        return self._trail.here.page

    @property
    def names(self) -> list[str]:
        """The names of all pages, in order."""
        return list(self._entries)

    def show_page(self, name: str) -> None:
        """Show a page; it is made if it is shown for the first time."""
        if name not in self._entries:
            return
        if name not in self._pages:
            made = self._entries[name].make(self.frame)
            made.offering.connect(self._offer)
            made.done.connect(self._done)
            self._pages[name] = self.frame.choices.begin(name, made)
            self._stack.addWidget(made)
            self.frame.jobs.tidying.keep()
        if self._trail.come(name):
            self.frame.notices.page_left()
            self._pages[name].follows = False  # what is open there was not come to just now
        self._show(name)
        self.page.enter()
        self._offer()

    def go(self, name: str, kind: str, record_id: str) -> None:
        """Show a page, and a record on it: what was news of it has been seen now."""
        before, left = self._trail.here, self.page.at()
        self.show_page(name or home_of(kind))
        if record_id:
            if left[1] and left != (kind, record_id):
                self._trail.follow(before, left)
            self.page.follows = self._trail.here.follows
            self.page.open(kind, record_id)
            if self.frame.may_write:
                self.frame.jobs.start(self._seeing(kind, record_id), Lane.LOOK)

    def show_query(self, query: Query, called: str) -> None:
        """List the records that a query finds where their kind lives."""
        self.show_page(home_of(query.kind))
        self.page.show_query(query, called)

    def show_report(self, name: str, period: Period) -> None:
        """Show a report on the page of papers."""
        self.show_page("papers")
        self.page.show_report(name, period)

    def compose(self, kind: str, preset: dict[str, str]) -> None:
        """Begin a new record where its kind lives, if records can be written here."""
        if not self.frame.may_write:
            return
        self.frame.notices.left_behind()
        before, left = self.page, self.page.at()
        self.show_page(home_of(kind))
        self._call_back(kind, before, left, self.page.compose(kind, preset))

    def resume(self, kind: str, record_id: str, preset: dict[str, str], draft: str) -> None:
        """Open the form of a draft, if records can be written here."""
        if not self.frame.may_write:
            return
        before, left = self.page, self.page.at()
        self.show_page(home_of(kind))
        form = self.page.resume((kind, record_id), preset, draft)
        self._call_back(kind, before, left, form)

    def amend(self, kind: str, record_id: str, field: str) -> None:
        """Open the form of a record at one of its fields."""
        from gridkeeper.ui.forms.record_form import RecordForm  # noqa: PLC0415 - as in the panel

        self.resume(kind, record_id, {}, "")
        for form in self.page.findChildren(RecordForm):
            if form.record_id == record_id:
                form.begin_at(field)

    def cover(self, error: Exception) -> bool:
        """Show what is wrong instead of a page that cannot be read, once for each page.

        Whoever is typing there, or wants to see what can be read, is told another way.
        """
        if self.shown in self._passed or self.page.typing() is not None:
            return False
        had_focus = holds_focus(self._over)
        self._faults[self.shown] = error
        if self._unreadable is None:
            self._unreadable = Unreadable(self.frame)
            self._unreadable.passed.connect(self._uncover)
            self._over.addWidget(self._unreadable)
        self._over.setCurrentWidget(self._unreadable)
        self._unreadable.tell(error)
        if had_focus:
            self._unreadable.focus()
        return True

    def back(self) -> None:
        """Show the page that was shown before, or the record that was left for another one."""
        if self._trail.leads_back:
            self.frame.notices.page_left()
            self._go_back()

    def next_part(self, step: int = 1) -> None:
        """Give the keyboard to the next part of the window; -1 goes to the one before."""
        parts = [self._navigation, *self.page.parts()]
        focus = QApplication.focusWidget()
        here = [
            place
            for place, part in enumerate(parts)
            if focus is not None and (part is focus or part.isAncestorOf(focus))
        ]
        # Beside the parts, as at the foot or in a heading, the page itself comes next.
        following = parts[(here[-1] + step) % len(parts) if here else 1 % len(parts)]
        if following is self._navigation:
            self._navigation.focus()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def close_store(self) -> None:
        """Stop listening; the pages go with this widget."""
        self._stop_listening()
        self.frame.messages.is_backed_up = None
        self.frame.messages.go_to_work = None
        self.frame.close()
        if self._backing is not None:
            self._backing.stop()

    def back_up_daily(self) -> None:
        """Make a backup now if none is of today, and every day from now on."""
        self._backing = backing_up.begin(self.frame)

    def _show(self, name: str) -> None:
        self._stack.setCurrentWidget(self._pages[name])
        self._over.setCurrentWidget(self._stack)
        if name in self._faults:
            self.cover(self._faults[name])
        self._navigation.show_chosen(name)

    def _go_back(self) -> None:
        stop, record = self._trail.back()
        self._show(stop.page)
        self.page.enter_again()
        self._offer()
        self.page.follows = stop.follows
        if record[1]:
            self.page.open(*record)

    def _call_back(
        self, kind: str, before: Page, left: tuple[str, str], form: QWidget | None
    ) -> None:
        """Keep that a form leads back to the page, and the record on it, where it was begun."""
        if form is not None and before is not self.page and kind in before.calls_back:
            self._trail.begin(form, left)

    def _done(self, form: QWidget) -> None:
        """Go back to where a form was begun; what is told of it stays."""
        if self._trail.ends_with(form):
            self._go_back()

    def _go_to_work(self) -> None:
        """Put the keyboard where work on the page begins."""
        self.page.enter()

    def _is_backed_up(self) -> bool:
        """Whether there is a backup, and room for what it brings back."""
        desk = self.frame.desk
        return not desk.session.store.looking and desk.backups.is_at_hand()

    def _uncover(self) -> None:
        self._passed.add(self.shown)
        self.show_page(self.shown)
        self.frame.messages.failed(self._faults[self.shown])

    def _pass(self, name: str) -> None:
        """Show a page to somebody who walks through the navigation."""
        self.show_page(name)
        self._navigation.focus()

    def _offer(self) -> None:
        self.frame.actions.allow(self.page.offers())

    def _refresh(self, changed: Changed) -> None:
        for page in self._pages.values():
            page.refresh(changed)
        self._counting.start()

    def _seeing(self, kind: str, record_id: str) -> Job:
        """Return what takes a record out of the news; nobody is told if it has to stay there."""
        today = self.frame.desk.today
        return Job("", lambda _progress: today.looked_at(kind, record_id))

    def _count(self) -> None:
        def look(_progress: Progress) -> object:
            try:
                return standing(self.frame.desk, viewing=self.frame.viewing)
            except StoreDamagedError:
                return Standing("", "", {})  # the pages say why

        self.frame.ask("", look, self._counted)

    def _counted(self, found: object) -> None:
        if isinstance(found, Standing):
            self._status.tell(found.unsent, found.backup, is_backed_up=found.is_backed_up)
            self._status.tell_copy(is_one=found.copy is not None)
            self._tell_copy(found.copy)
            self._navigation.count(found.waiting, found.words)

    def _tell_copy(self, copy: Copy | None) -> None:
        """Say once, at the first opening, what a restored copy is."""
        is_new = copy is not None and not copy.is_told and self.frame.copy is None
        self.frame.know_copy(copy)
        store = self.frame.desk.session.store.path
        known.keep_copied(self.frame.preferences, store, copied=copy is not None)
        if copy is not None and is_new:
            copies.ask(self.frame, copy)
