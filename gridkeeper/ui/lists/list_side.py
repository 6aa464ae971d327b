"""A list with its filters, how many records it finds, and what stands there if it finds none."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.services.changes import BATCH
from gridkeeper.texts import _, plural
from gridkeeper.ui.lists.column_menu import column_menu
from gridkeeper.ui.lists.filter_bar import FilterBar
from gridkeeper.ui.lists.filters import Filters
from gridkeeper.ui.lists.focus import holds_focus
from gridkeeper.ui.lists.record_list import RecordList
from gridkeeper.ui.widgets.pieces import button, card, empty, unlettered

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QShowEvent

    from gridkeeper.progress import Progress
    from gridkeeper.services.changes import Changed
    from gridkeeper.services.views.browsing import Query
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.jobs.job import Job
    from gridkeeper.ui.lists.shelf import Shelf

_GATHER_MS = 60
_BESIDE = {"household": ("person", "dwelling", "building"), "person": ("dwelling", "building")}
"""Kinds whose records are named in a list besides those that its kind refers to."""


class ListSide(QWidget):
    """The left half of a page of records.

    Signals:
        counted: How many there are, or are selected; `words` say it.
        filtered: Something else is shown from now on.
        taken_in: A file is to be imported.
    """

    counted = Signal()
    filtered = Signal()
    taken_in = Signal()

    def __init__(self, frame: Frame, shelf: Shelf) -> None:
        super().__init__()
        self._frame = frame
        self.shelf = shelf
        self.bar = FilterBar(frame, shelf)
        self.view = RecordList(frame, shelf)
        self.text = self._number = ""
        self._stale = True
        self._must = ""
        self._waited_for = False
        self._job: Job | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._stack, 1)
        kind = shelf.record_kind
        self._kinds = {kind.name, BATCH, *_BESIDE.get(kind.name, ())}
        self._kinds |= {about.refers for about in kind.fields if about.refers}
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gathering.timeout.connect(self.ask)
        self.bar.hide()
        self.bar.chosen.connect(self._filter)
        self.bar.left.connect(self.view.setFocus)
        self.view.sorted.connect(self.ask)
        self.view.answered.connect(self._answered)
        self.view.missed.connect(self._missed)
        self.view.typed.connect(self.bar.search)
        self.view.menued.connect(self._menu)
        self.view.selectionModel().selectionChanged.connect(self._selected)

    @property
    def words(self) -> tuple[str, ...]:
        """How many there are and are selected and what can be done with these; and shorter."""
        counted = self.counted_words
        parts = self.view.selectionModel().selection()
        selected = sum(parts.at(place).height() for place in range(parts.count()))
        if selected < 2:
            return counted
        said = plural("{n} selected", "{n} selected", selected).format(n=f"{selected:,}")
        copies = _("Ctrl+C to copy")
        return f"{said} · {copies} · {self.text}", f"{said} · {copies}", said

    @property
    def counted_words(self) -> tuple[str, str]:
        """How many there are, in words; and shorter."""
        return self.text, self._number

    @property
    def is_empty(self) -> bool:
        """Whether it says that there is nothing."""
        return self._stack.currentWidget() is not self.view

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()

    def catch_up(self) -> None:
        """Ask again if something has changed since it was seen."""
        if self._stale and not self._gathering.isActive():
            self._gathering.start(0)

    def ask(self) -> None:
        """Ask what is to be shown now."""
        if self._stale:
            self._ask_grids()
        self._stale = False
        self._gathering.stop()
        self.view.ask(self.bar.query())

    def go_to(self, record_id: str, *, must: bool = True) -> None:
        """Make a record the current one; if it `must` be, no filter stands in its way."""
        if self._stale:
            self._ask_grids()
        self._stale = False
        self._gathering.stop()
        self._must = record_id if must else ""
        self.view.ask(self.bar.query(), record_id)

    def refresh(self, changed: Changed, *, counted: bool = False) -> None:
        """Ask again if what changed may be shown here, now or when it is seen again.

        Args:
            changed: What did.
            counted: Whether its number is seen, though it may be covered itself.
        """
        if changed.kinds & self._kinds:
            self._stale = True
            if counted or self.isVisible():
                self._gathering.start()

    def focus(self) -> None:
        """Take the keyboard where work begins."""
        if self._stack.currentWidget() is self.view:
            self.view.setFocus()
        else:
            # The answer that is on its way may bring the first record.
            self._waited_for = self.view.is_settling
            self.bar.search()

    def show_all(self) -> None:
        """Drop the filters, which may hide what has just come."""
        if not self.bar.filters.is_empty:
            self.bar.clear()

    def show_menu(self) -> None:
        """Show the menu of columns and order."""
        self._menu(self.view.mapToGlobal(self.view.rect().topRight()))

    def _ask_grids(self) -> None:
        if self.shelf.kind != "grid":
            self._frame.ask("", self._grids, self._take_grids)

    def _grids(self, progress: Progress) -> object:
        return grid_names(self._frame, progress)

    def _take_grids(self, names: object) -> None:
        self.bar.offer_grids(cast("dict[str, str]", names))

    def _selected(self) -> None:
        self.counted.emit()

    def _filter(self) -> None:
        self.ask()
        self.filtered.emit()

    def _missed(self, record_id: str) -> None:
        if record_id != self._must:
            return
        self._must = ""
        if self.bar.filters.is_empty:
            self._frame.notices.say(_("This record is no longer here"))
            return
        self.bar.blockSignals(True)
        self.bar.choose(Filters())
        self.bar.blockSignals(False)
        self.filtered.emit()
        self.view.ask(self.bar.query(), record_id)

    def _answered(self, number: int) -> None:
        self._say(number)
        if self._job is not None:
            self._job.cancel()
            self._job = None
        query = self.bar.query()
        if self.shelf.record_kind.case and number and not query.open_only:
            browsing = self._frame.desk.browsing

            def count(_progress: Progress) -> object:
                return query, number, browsing.count(replace(query, open_only=True))

            self._job = self._frame.ask("", count, self._say_open)

    def _say_open(self, found: object) -> None:
        query, number, still = cast("tuple[Query, int, int]", found)
        if query == self.bar.query():
            self._say(number, still)

    def _say(self, number: int, still: int | None = None) -> None:
        text = plural("{n} record", "{n} records", number).format(n=f"{number:,}")
        self._number = text
        if still is not None:
            open_ = _("{records}, {n} of them open") if still else _("{records}, none open")
            text = open_.format(records=text, n=f"{still:,}")
        self.text = text
        if number:
            had_focus = holds_focus(self._stack) or (
                self._waited_for and holds_focus(self.bar) and not self.bar.field.text()
            )
            self._waited_for = False
            self._stack.setCurrentWidget(self.view)
            if had_focus:
                self.view.setFocus()
        else:
            self._show_nothing()
        self.counted.emit()

    def _show_nothing(self) -> None:
        theme, shelf = self._frame.theme, self.shelf
        while self._stack.count() > 1:
            old = self._stack.widget(1)
            self._stack.removeWidget(old)
            old.deleteLater()
        if self.bar.filters.is_empty:
            doors = []
            if self._frame.may_write:
                begin = partial(self._frame.compose, shelf.kind)
                # The button above has the letter: of two, Alt would press neither.
                doors.append(button(theme, unlettered(_(shelf.record)), begin, "add"))
                doors[0].setObjectName("begin")
                if shelf.imports:
                    text = unlettered(_("&Import …"))
                    take_in = button(theme, text, self.taken_in.emit, "import")
                    take_in.setObjectName("take_in")
                    doors.insert(0, take_in)
            made = empty(theme, shelf.icon, _(shelf.empty), self._advice(), *doors)
        else:
            door = button(theme, unlettered(_("Sho&w everything")), self.bar.clear)
            advice = _("Remove a filter, or search for something else.")
            text = _("Nothing matches these filters")
            period = self.bar.query().period
            if period is not None and period.first > self._frame.desk.session.today():
                text = _("This period has not begun yet")
            made = empty(theme, "filter", text, advice, door)
        around, inside = card()
        inside.addWidget(made)
        self._stack.addWidget(around)
        self._stack.setCurrentWidget(around)

    def _advice(self) -> str:
        """Return what to do where there is nothing; who only looks can do nothing about it."""
        if self._frame.may_write:
            return _(self.shelf.advice)
        return _("You are only viewing: what others record is shown here.")

    def _menu(self, place: QPoint) -> None:
        menu = column_menu(self.view, self.shelf.columns_for(self._frame.role))
        menu.popup(place)


def grid_names(frame: Frame, progress: Progress) -> dict[str, str]:
    """Return the names of the grids of the store by id; on a worker thread."""
    from gridkeeper.services.views.browsing import Query  # noqa: PLC0415

    query, browsing = Query("grid"), frame.desk.browsing
    places = browsing.places(query, progress)[:_MOST_GRIDS]
    rows = browsing.rows(query, places, ["name"])
    return {rows[place].id: rows[place].texts[0] for place in places if place in rows}


_MOST_GRIDS = 100
