"""Where one walks from door to door: arrows, a room number as it is typed, one key a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.doors import paths
from gridkeeper.ui.doors.delegate import DoorDelegate
from gridkeeper.ui.doors.stairs import StairsHeader
from gridkeeper.ui.doors.table import DoorTable
from gridkeeper.ui.widgets.keys import is_bare

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from gridkeeper.services.matrix.values import Door, Matrix
    from gridkeeper.ui.look.theme import Theme

_GAP, _WIDEST, _EDGE = 12, 168, 8
_ENOUGH = 0.9
_TYPING_MS = 1200
_SETTLE_MS = 60
_ANEW = QItemSelectionModel.SelectionFlag.ClearAndSelect
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_TYPED = frozenset("0123456789-")
_Move = QAbstractItemView.CursorAction


class DoorView(QTableView):
    """The doors of a building.

    Signals:
        walked: The door that the keyboard is on is another one, or there is none.
        entered: Enter was pressed: a visit to the chosen doors is to be recorded.
        opened: What is behind the door is to be opened.
        pressed_key: A letter was pressed that may mean a finding or a layer; a capital with Shift.
        escaped: Esc was pressed.
    """

    walked = Signal()
    entered = Signal()
    opened = Signal()
    pressed_key = Signal(str)
    escaped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._typed = ""
        self.table = DoorTable(self)
        self.setModel(self.table)
        self.setHorizontalHeader(StairsHeader(theme, self.table, self))
        self._delegate = DoorDelegate(theme, self.table, self)
        self.setItemDelegate(self._delegate)
        self.setObjectName("doors")
        self.setAccessibleName(_("Doors of the building"))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
            header.setMinimumSectionSize(theme.px(4))
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._forget_typed)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self.walked)
        self.selectionModel().currentChanged.connect(self._settle)
        self.selectionModel().selectionChanged.connect(self._settle)
        self.doubleClicked.connect(self._open)
        theme.follow(self, self._measure)

    @property
    def door(self) -> Door | None:
        """The door that the keyboard is on."""
        here = self.currentIndex()
        return self.table.door(here.row(), here.column())

    @property
    def chosen(self) -> list[Door]:
        """The doors that are chosen, from the top; the one under the keyboard if none is."""
        places = sorted((one.row(), one.column()) for one in self.selectedIndexes())
        found = [door for row, column in places if (door := self.table.door(row, column))]
        here = self.door
        return found or ([here] if here else [])

    def take(self, matrix: Matrix) -> None:
        """Show a building; the keyboard stays on its door if that is still there."""
        held, chosen = self.door, {door.id for door in self.chosen}
        same = self.table.matrix is not None and self.table.matrix.house.id == matrix.house.id
        stays = self.table.show(matrix)
        self._measure()
        if not (stays and held):
            self._choose_again(held if same else None, chosen)
        self._show_current()
        self._settling.start()

    def _choose_again(self, held: Door | None, chosen: set[str]) -> None:
        """Go back to a door and choose doors, after all of them stand elsewhere."""
        here = self.table.place(held.id) if held is not None else QModelIndex()
        if not here.isValid():
            here, chosen = self._first(), set()
        if here.isValid():
            self.selectionModel().setCurrentIndex(here, _ANEW)
            selection = QItemSelection()
            for one in chosen:
                place = self.table.place(one)
                selection.select(place, place)
            if len(chosen) > 1:
                self.selectionModel().select(selection, _ANEW)

    def go_to(self, door_id: str) -> bool:
        """Put the keyboard on a door; return whether it is here."""
        place = self.table.place(door_id)
        if place.isValid():
            self.setCurrentIndex(place)
            self.scrollTo(place)
        return place.isValid()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text, plain = event.key(), event.text(), is_bare(event)
        if key in _ENTER and plain:
            self.entered.emit()
        elif key == Qt.Key.Key_Space and plain:
            self.opened.emit()
        elif key == Qt.Key.Key_Escape and plain and len(self.chosen) > 1:
            self.selectionModel().select(self.currentIndex(), _ANEW)
        elif plain and text and text in _TYPED:
            self._jump(text)
        elif text.isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.pressed_key.emit(text.upper() if shifted else text.lower())
        else:
            super().keyPressEvent(event)

    @override
    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        walks = isinstance(event, QKeyEvent) and event.key() != Qt.Key.Key_Space
        if walks and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:  # type: ignore[union-attr]
            return _ANEW  # what one key records is always meant for where the keyboard is
        return super().selectionCommand(index, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the doors that can be seen.

        Qt's own way asks the style sheet for each cell, which takes ten times as long.
        """
        painter, seen = QPainter(self.viewport()), event.rect()
        chosen = {(one.row(), one.column()) for one in self.selectedIndexes()}
        here = (self.currentIndex().row(), self.currentIndex().column())
        tops = [self.rowViewportPosition(row) for row in range(self.table.rowCount())]
        lefts = [self.columnViewportPosition(one) for one in range(self.table.columnCount())]
        wide = [self.columnWidth(one) for one in range(self.table.columnCount())]
        high = self.verticalHeader().defaultSectionSize()
        for row, column, door in self.table.doors:
            area = QRect(lefts[column], tops[row], wide[column], high)
            if area.intersects(seen):
                place = (row, column)
                self._delegate.draw(
                    painter, area, door, chosen=place in chosen, current=place == here
                )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self._show_current()

    @override
    def selectAll(self) -> None:
        """Choose the doors of this staircase; those of the building if they all are chosen."""
        here = self.door
        if here is None:
            return
        own = [one for one in self.table.doors if one[2].unit == here.unit]
        if len(self.chosen) >= len(own):
            own = self.table.doors
        selection = QItemSelection()
        for row, column, _door in own:
            place = self.table.index(row, column)
            selection.select(place, place)
        self.selectionModel().select(selection, _ANEW)

    @override
    def moveCursor(self, cursorAction: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        here = self.currentIndex()
        if not here.isValid():
            return self._first()
        whole = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        place = (here.row(), here.column())
        chooses = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        found = paths.step(self.table, place, cursorAction, whole=whole, within=chooses)
        return self.table.index(*found)

    def _show_current(self) -> None:
        """Scroll to where the keyboard is: one key records, and nobody may record unseen."""
        here = self.currentIndex()
        if here.isValid():
            self.scrollTo(here)

    def _first(self) -> QModelIndex:
        place = paths.first(self.table)
        return self.table.index(*place) if place else QModelIndex()

    def _jump(self, text: str) -> None:
        """Go to the door whose number begins with what is being typed, this staircase first."""
        for typed in (self._typed + text, text):
            found = paths.beginning(self.table, typed, self.door)
            if found is not None:
                self._typed = typed
                self.go_to(found.id)
                break
        else:
            self._typed += text
        self._typing.start()

    def _forget_typed(self) -> None:
        self._typed = ""

    def _settle(self) -> None:
        self._settling.start()

    def _open(self, index: QModelIndex) -> None:
        if self.table.door(index.row(), index.column()):
            self.entered.emit()

    def _measure(self) -> None:
        """Give the doors what room there is, between what they need and what looks well."""
        theme, least = self._theme, self._delegate.least
        header, rows = self.horizontalHeader(), self.table.rowCount()
        fits = rows * least.height() <= self.viewport().height()
        high = least.height() if fits else self._delegate.lowest
        self.verticalHeader().setDefaultSectionSize(high)
        gaps = sum(1 for one in range(self.table.columnCount()) if self.table.is_gap(one))
        several = max(self.table.columnCount() - gaps, 1)
        room = self.viewport().width() - gaps * theme.px(_GAP) - theme.px(_EDGE)
        shared = room // several
        # A little less than they need is better than doors out of sight for a few pixels.
        enough = shared >= least.width() * _ENOUGH
        wide = min(shared if enough else least.width(), theme.px(_WIDEST))
        for column in range(self.table.columnCount()):
            header.resizeSection(column, theme.px(_GAP) if self.table.is_gap(column) else wide)
        lines = 2 if self.table.has_stairs else 1
        header.setFixedHeight(header.fontMetrics().height() * lines + theme.px(10))
