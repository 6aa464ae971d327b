"""The list of buildings: which there are, with how many doors, and where visits are due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.services.matrix.values import found
from gridkeeper.texts import _, plural
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.keys import is_bare
from gridkeeper.ui.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gridkeeper.services.matrix.values import House
    from gridkeeper.ui.look.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_SETTLE_MS = 90
LEAST = 136
"""So narrow may the list be, in pixels at the normal text size: a building and how many are due."""

_ROOMY = 212
"""From this width on, in pixels at the normal text size, there is room for how many homes."""

_ONE_LINE = 160
"""The same for a compound and its building in one line."""

_AROUND = 22
"""So much of a cell its text leaves free, in pixels at the normal text size."""

_TITLE, _DOORS, _DUE = range(3)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class HouseTable(QAbstractTableModel):
    """Buildings that a search finds."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.houses: Sequence[House] = ()
        self.narrow = False  # whether compound and building stand below each other
        self._due: Mapping[str, int] = {}

    def show(self, houses: Sequence[House]) -> None:
        """Show these buildings."""
        self.beginResetModel()
        self.houses = tuple(houses)
        self.endResetModel()

    def tell_due(self, due: Mapping[str, int]) -> None:
        """Say where visits are due."""
        self._due = due
        if self.houses:
            self.dataChanged.emit(self.index(0, _DUE), self.index(len(self.houses) - 1, _DUE))

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.houses)

    @override
    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 3

    @override
    def data(self, index: AnyIndex, role: int = _Role.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if not 0 <= row < len(self.houses):
            return None
        house = self.houses[row]
        due = self._due.get(house.id, 0)
        if role == _Role.TextAlignmentRole:
            return None if column == _TITLE else _RIGHT
        if role in {_Role.AccessibleTextRole, _Role.ToolTipRole} and column == _TITLE:
            doors = plural("{n} door", "{n} doors", house.doors).format(n=house.doors)
            late = plural("{n} visit due", "{n} visits due", due).format(n=due)
            return f"{house.title} {doors} {late}" if due else f"{house.title} {doors}"
        if role != _Role.DisplayRole:
            return None
        title = f"{house.compound}\n{house.name}" if self.narrow else house.title
        return (title, f"{house.doors:,}", f"{due:,}" if due else "")[column]

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if role == _Role.TextAlignmentRole and section != _TITLE:
            return _RIGHT
        if role == _Role.ToolTipRole and section == _DUE:
            return _("Visits due today or before")
        if role != _Role.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return (_("Building"), _("Homes"), _("Due"))[section]


class _List(QTableView):
    """Enter goes on to the doors; letters and digits go into the search field.

    Signals:
        entered: Enter was pressed.
        typed: Something was typed that is meant for the search field.
    """

    entered = Signal()
    typed = Signal(str)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = is_bare(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.entered.emit()
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class Houses(QWidget):
    """The list with its search field.

    Signals:
        picked: The building that is chosen is another one, or there is none.
        entered: One wants to go on to its doors.
    """

    picked = Signal()
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._all: Sequence[House] = ()
        self._filling = False
        self.field = Line()
        self.field.setPlaceholderText(_("Name, pinyin"))
        self.field.setAccessibleName(_("Search the buildings"))
        self.field.add_icon(theme, "search", leading=True)
        self.field.add_cross(theme, _("Clear the search"))
        self.table = HouseTable(self)
        self.view = _List()
        self._dress()
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self.picked)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self.entered)
        self.view.entered.connect(self.entered)
        self.view.typed.connect(self._type)
        self.view.selectionModel().currentRowChanged.connect(self._moved)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE)
        down.addWidget(self.field)
        down.addWidget(self.view, 1)
        theme.follow(self, self._measure)

    @property
    def house(self) -> House | None:
        """The building that is chosen."""
        row = self.view.currentIndex().row()
        return self.table.houses[row] if 0 <= row < len(self.table.houses) else None

    @property
    def count(self) -> int:
        """How many buildings there are in all."""
        return len(self._all)

    def show_all(self, houses: Sequence[House]) -> None:
        """Show these buildings; the chosen one stays it, if it is still there."""
        self._all = houses
        self._search(self.field.text())

    def go_to(self, house_id: str) -> None:
        """Choose a building; what is searched for goes, if it hides it."""
        if house_id not in {house.id for house in self.table.houses}:
            self.field.clear()
        for row, house in enumerate(self.table.houses):
            if house.id == house_id:
                self.view.selectRow(row)

    def _search(self, text: str) -> None:
        held = self.house.id if self.house else ""
        houses = found(self._all, text)
        self.table.show(houses)
        self._fit()
        rows = [row for row, house in enumerate(houses) if house.id == held]
        if houses:
            self.view.selectRow(rows[0] if rows else 0)
        self._settling.start()

    def _type(self, text: str) -> None:
        self.field.setFocus()
        self.field.setText(text)

    def _moved(self) -> None:
        self._settling.start()

    def _dress(self) -> None:
        view = self.view
        view.setModel(self.table)
        view.setProperty("kind", "framed")
        view.setAccessibleName(_("Buildings"))
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.verticalHeader().hide()
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._fit_rows)

    def _measure(self) -> None:
        self.setMinimumWidth(self._theme.px(LEAST))
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show what there is room for: a compound beside its building, and how many doors."""
        roomy = self.width() >= self._theme.px(_ROOMY)
        self.view.setColumnHidden(_DOORS, not roomy)
        if roomy and self._longest > self._room:
            # A name in one line comes before a number, which the hint says, too.
            self.view.setColumnHidden(_DOORS, True)
            if self._longest > self._room:
                self.view.setColumnHidden(_DOORS, False)
        self._fit_rows()

    @property
    def _longest(self) -> int:
        """How wide the longest title is."""
        metrics = self.view.fontMetrics()
        return max((metrics.horizontalAdvance(one.title) for one in self.table.houses), default=0)

    @property
    def _room(self) -> int:
        """How wide a title may be.

        Not as wide as the column is now: Qt tells of a scroll bar before it makes it narrower.
        """
        beside = sum(map(self.view.columnWidth, (_DOORS, _DUE)))  # 0 of one that is hidden
        return self.view.viewport().width() - beside - self._theme.px(_AROUND)

    def _fit_rows(self) -> None:
        """Give compounds a line of their own where some title is too long; no name is broken."""
        px, view = self._theme.px, self.view
        narrow = self.table.narrow = self.width() < px(_ONE_LINE) or self._longest > self._room
        # In one line, what tells buildings apart ends it; of a compound, both its ends may.
        mode = Qt.TextElideMode
        view.setTextElideMode(mode.ElideMiddle if narrow else mode.ElideLeft)
        high = 2 * view.fontMetrics().height() + px(12) if narrow else px(tokens.CONTROL)
        view.verticalHeader().setDefaultSectionSize(high)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(400))
