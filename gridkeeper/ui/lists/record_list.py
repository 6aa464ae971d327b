"""The table that people scroll, sort and choose in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.lists.answers import MOST_CHOSEN, Answer, Chosen, answer
from gridkeeper.ui.lists.copying import copy_rows
from gridkeeper.ui.lists.fitting import LEAST, fitted, shared, wanted
from gridkeeper.ui.lists.row_delegate import RowDelegate
from gridkeeper.ui.look import tokens
from gridkeeper.ui.models.reading_ahead import ReadingAhead
from gridkeeper.ui.models.records import RecordTable
from gridkeeper.ui.models.rows_aside import RowsAside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QContextMenuEvent, QPaintEvent, QResizeEvent

    from gridkeeper.domain.records import Kind
    from gridkeeper.services.views.browsing import Query
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.lists.shelf import Shelf
    from gridkeeper.ui.models.columns import Column

MOST_SELECTED = 5000
"""More rows than these are not selected at once: each view of Qt walks over all of them."""

_SETTLE_MS = 90
_NARROWEST = 48
_ROWS = QItemSelectionModel.SelectionFlag.Rows
_ANEW = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class RecordList(QTableView):
    """Shows the records of a query.

    Signals:
        picked: Id of the record that became the current one; "" if there is none.
        opened: Id of the record that Enter or a double click opens.
        answered: A query was answered: how many records it finds.
        missed: Id of a record that was asked for and that the query does not find.
        typed: Text that was typed into the list, meant for the search field.
        sorted: The order of the rows was chosen anew; ask again.
        menued: Where the menu of columns is wanted.
    """

    picked = Signal(str)
    opened = Signal(str)
    answered = Signal(int)
    missed = Signal(str)
    typed = Signal(str)
    sorted = Signal()
    menued = Signal(object)

    def __init__(self, frame: Frame, shelf: Shelf) -> None:
        super().__init__()
        self._frame = frame
        self._shelf = shelf
        self._asked = 0
        self._goal = ""
        self._told = ""
        self._job: Job | None = None
        self._order = ("", False)
        self._fitting = False
        self.waiting: frozenset[str] = frozenset()  # columns that have no room just now
        self._widths = {name: wide for name, wide in self._columns_kept() if wide}
        self.table = RecordTable(frame.desk.browsing, shelf.kind, self._kept_columns(), self)
        self.table.failed.connect(frame.messages.failed, Qt.ConnectionType.QueuedConnection)
        start = partial(frame.jobs.start, lane=Lane.ROWS)
        self._aside = RowsAside(self.table, frame.desk.browsing, start)
        self._aside.arrived.connect(self.viewport().update)
        self._ahead = ReadingAhead(self.table, self._aside)
        self.setModel(self.table)
        self._look()
        self._delegate = RowDelegate(frame.theme, self.table, self)
        self.setItemDelegate(self._delegate)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self._tell_picked)
        self.selectionModel().currentRowChanged.connect(self._settle)
        self.doubleClicked.connect(self._open)
        frame.theme.follow(self, self._measure)

    @property
    def current_id(self) -> str:
        """The record that the keyboard is on; "" if there is none."""
        return self.table.id_at(self.currentIndex().row())

    @property
    def is_settling(self) -> bool:
        """Whether an answer, or whether the keyboard stays where it is, is still waited for."""
        return self._job is not None or self._settling.isActive()

    def ordered(self, query: Query) -> Query:
        """Return a query in the order that was chosen here."""
        name, descending = self._order
        return replace(query, sort=name, descending=descending)

    def ask(self, query: Query, goal: str = "") -> None:
        """Show the answer to a query as soon as it is there; an older question is dropped.

        Args:
            query: Asked in the order that was chosen here.
            goal: A record to go to, the only one chosen then; else what is chosen stays so, as
                far as it is found again.
        """
        if self._job is not None:
            self._job.cancel()
        self._asked += 1
        self._goal = goal
        chosen = Chosen(goal) if goal else Chosen(self.current_id, self._chosen_ids())
        browsing, wanted = self._frame.desk.browsing, self.ordered(query)
        work = partial(answer, browsing, self._asked, wanted, chosen, self.table.names)
        job = Job("", work)
        job.finished.connect(self._take)
        job.failed.connect(self._frame.messages.failed)
        job.ended.connect(self._ended)
        self._job = self._frame.jobs.start(job, Lane.LOOK)

    @property
    def kind(self) -> Kind:
        """The kind of its records."""
        return self._shelf.record_kind

    def columns_in_order(self) -> list[Column]:
        """Return the columns that are shown, from left to right as they were moved."""
        header = self.horizontalHeader()
        places = range(header.count())
        return [self.table.columns[header.logicalIndex(place)] for place in places]

    def choose_columns(self, columns: list[Column]) -> None:
        """Show these columns from now on."""
        current = self.currentIndex().row()
        self._frame.preferences.set(self._choice, "" if self._are_usual(columns) else "yes")
        self.table.choose(columns)
        self._fit()
        self._show_order()
        self._keep_columns()
        self._go(current)

    def sort_by(self, name: str, *, descending: bool) -> None:
        """Put the rows into another order; "" is the usual one."""
        if (name, descending) != self._order:
            self._order = (name, descending)
            self._show_order()
            self.sorted.emit()

    @property
    def order(self) -> tuple[str, bool]:
        """The field the rows are sorted by, "" for the usual order, and whether downwards."""
        return self._order

    @override
    def selectAll(self) -> None:
        rows = min(self.table.rowCount(), MOST_SELECTED)
        if rows:
            first = self.table.index(0, 0)
            last = self.table.index(rows - 1, self.table.columnCount() - 1)
            self.selectionModel().select(QItemSelection(first, last), _ANEW)
        if rows < self.table.rowCount():
            said = _("Only the first {n} rows are selected").format(n=f"{rows:,}")
            self._frame.notices.say(said)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_chosen()
        elif event.key() in _ENTER and event.modifiers() in _PLAIN:
            self._open(self.currentIndex())
        elif text.strip() and text.isprintable() and event.modifiers() in _PLAIN:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menued.emit(event.globalPos())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ContextMenu:
            self.menued.emit(event.globalPos())  # type: ignore[attr-defined]
            return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        self.setProperty("kind", "framed")
        self.setAccessibleName(self._shelf.title)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, header = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        # Their own, always empty: with many rows chosen, a header would walk over all of them to
        # see whether whole columns are.
        self._nothing_chosen = QItemSelectionModel(self.table, self)
        header.setSelectionModel(self._nothing_chosen)
        rows.setSelectionModel(self._nothing_chosen)
        header.sortIndicatorChanged.connect(self._sort)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(self._moved)
        header.installEventFilter(self)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        last = self.rowAt(self.viewport().height() - 1)
        rows = self.table.rowCount()
        seen = range(max(self.rowAt(0), 0), last + 1 if last >= 0 else rows)
        self._aside.see(seen)
        super().paintEvent(event)
        self._ahead.follow(seen)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _measure(self) -> None:
        theme, header = self._frame.theme, self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(theme.px(tokens.ROW))
        header.setFixedHeight(theme.px(tokens.CONTROL + 4))
        header.setMinimumSectionSize(theme.px(_NARROWEST))
        self._fit()

    def _fit(self) -> None:
        """Make the columns as wide as they are to be, and leave some out where there is no room."""
        theme, header, columns = self._frame.theme, self.horizontalHeader(), self.table.columns
        widths = wanted(columns, self._widths, self._delegate.contents(), theme.px)
        chosen = bool(self._frame.preferences.text(self._choice))
        room = self.viewport().width()
        fit = fitted(columns, widths, room, theme.px(LEAST), all_=chosen)
        self._fitting, self.waiting = True, fit.hidden
        given = shared(columns, widths, fit, room)
        for place, column in enumerate(columns):
            header.setSectionHidden(place, column.name in fit.hidden)
            if column.name in given:
                header.resizeSection(place, given[column.name])
        self._fitting = False

    @property
    def _choice(self) -> str:
        return f"all_columns/{self._shelf.kind}"

    def _are_usual(self, columns: list[Column]) -> bool:
        known = self._shelf.columns_for(self._frame.role)
        return columns == [column for column in known if column.usual]

    def _kept_columns(self) -> list[Column]:
        """Return the columns that were chosen last time, else the usual ones."""
        known = {column.name: column for column in self._shelf.columns_for(self._frame.role)}
        kept = [known[name] for name, _width in self._columns_kept() if name in known]
        return kept or [column for column in known.values() if column.usual]

    def _columns_kept(self) -> list[tuple[str, int]]:
        return self._frame.preferences.columns(self._shelf.kind)

    def _keep_columns(self) -> None:
        facts = [(one.name, self._widths.get(one.name, 0)) for one in self.columns_in_order()]
        self._frame.preferences.keep_columns(self._shelf.kind, facts)

    def _resized(self, place: int, _old: int, wide: int) -> None:
        # What is fitted changes with the window, and nobody chose that.
        column = self.table.columns[place]
        if not self._fitting and wide and not column.stretches:
            self._widths[column.name] = round(wide / self._frame.theme.size.factor)
            self._keep_columns()
            self._fit()

    def _moved(self, _place: int, _old: int, _new: int) -> None:
        self._keep_columns()

    def _sort(self, place: int, order: Qt.SortOrder) -> None:
        columns = self.table.columns
        kind = self.kind
        if 0 <= place < len(columns) and not columns[place].is_sortable(kind):
            self._show_order()
            return
        name = columns[place].name if 0 <= place < len(columns) else ""
        self.sort_by(name, descending=bool(name) and order is Qt.SortOrder.DescendingOrder)

    def _show_order(self) -> None:
        name, descending = self._order
        names = [column.name for column in self.table.columns]
        place = names.index(name) if name in names else -1
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(place, order)
        header.blockSignals(False)
        header.viewport().update()

    def _take(self, found: object) -> None:
        if not isinstance(found, Answer) or found.asked != self._asked:
            return
        if found.query == self.table.query and self.table.rowCount():
            self.table.renew(found.places)
        else:
            # A model that shrinks far below where the view stands takes a second to paint.
            self.verticalScrollBar().setValue(0)
            self.table.show(found.query, found.places)
        self.table.give(found.names, found.pages, found.read)
        self._fit()
        self._choose_again(found)
        self.answered.emit(len(found.places))
        if self._goal and found.current < 0:
            self.missed.emit(self._goal)
        self._goal = ""
        self._settling.start()

    def _ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _choose_again(self, found: Answer) -> None:
        if len(found.rows) > 1:
            chosen, last = QItemSelection(), self.table.columnCount() - 1
            for row in found.rows:
                chosen.select(self.table.index(row, 0), self.table.index(row, last))
            self.selectionModel().select(chosen, _ANEW)
            index = self.table.index(found.current, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        else:
            self._go(max(found.current, 0))

    def _go(self, row: int) -> None:
        if 0 <= row < self.table.rowCount():
            index = self.table.index(row, 0)
            self.selectionModel().setCurrentIndex(index, _ANEW)
            self.scrollTo(index)

    def _chosen_ids(self) -> tuple[str, ...]:
        """Return the ids of the chosen rows, of those that were seen."""
        rows = islice(self._chosen_rows(), MOST_CHOSEN)
        return tuple(found for found in map(self.table.known_id, rows) if found)

    def _chosen_rows(self) -> Iterator[int]:
        """Yield the chosen rows, part by part."""
        parts = self.selectionModel().selection()
        for place in range(parts.size()):
            yield from range(parts.at(place).top(), parts.at(place).bottom() + 1)

    def _settle(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._settling.start()

    def _tell_picked(self) -> None:
        if not self.table.is_here(self.currentIndex().row()):
            self._settling.start()  # it is under way: whoever reads it now stands still
            return
        picked = self.current_id
        if picked != self._told:
            self._told = picked
            self.picked.emit(picked)

    def _open(self, index: QModelIndex) -> None:
        record_id = self.table.id_at(index.row())
        if record_id:
            self._told = record_id
            self.opened.emit(record_id)

    def copy_chosen(self) -> None:
        """Put the chosen rows on the clipboard as a table, masked as they are shown."""
        copy_rows(self._frame, self.table, islice(self._chosen_rows(), MOST_SELECTED))
