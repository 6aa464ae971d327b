"""The doors of a building as a model: floors from the top, staircases side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from gridkeeper.services.matrix.layers import Mark
    from gridkeeper.services.matrix.values import Door, Matrix

AnyIndex = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_DOOR = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class DoorTable(QAbstractTableModel):
    """A matrix; between two staircases a column is left free.

    Attributes:
        matrix: What is shown; None before a building was chosen.
        layer: The key of the layer that is shown.
        doors: All doors with their places, row by row from the top.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix: Matrix | None = None
        self.layer = "days"
        self.doors: list[tuple[int, int, Door]] = []
        self._columns: list[int] = []
        self._doors: dict[tuple[int, int], Door] = {}
        self._places: dict[str, tuple[int, int]] = {}

    def show(self, matrix: Matrix | None) -> bool:
        """Show a building, or none; return whether its doors stand where doors stood before.

        Then it is not made anew: whoever is choosing doors goes on from where she began.
        """
        stays = _is_laid_out_alike(self.matrix, matrix)
        if stays:
            self._arrange(matrix)
            self._say_all()
        else:
            self.beginResetModel()
            self._arrange(matrix)
            self.endResetModel()
        return stays

    def _arrange(self, matrix: Matrix | None) -> None:
        self.matrix = matrix
        self._columns, before = [], None
        for place, column in enumerate(matrix.grid.columns if matrix else ()):
            if place and column.unit != before:
                self._columns.append(-1)
            before = column.unit
            self._columns.append(place)
        at = {column: place for place, column in enumerate(self._columns)}
        cells = matrix.grid.cells.items() if matrix else ()
        self._doors = {
            (row, at[column]): matrix.doors[one]  # type: ignore[union-attr]
            for (row, column), one in cells
        }
        self._places = {door.id: place for place, door in self._doors.items()}
        self.doors = [
            (row, column, door)
            for (row, column), door in sorted(self._doors.items(), key=lambda one: one[0])
        ]

    def look_at(self, layer: str) -> None:
        """Show another layer."""
        self.layer = layer
        self._say_all()

    def _say_all(self) -> None:
        """Tell that something else is said of the doors."""
        if self._doors:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def is_gap(self, column: int) -> bool:
        """Whether a column lies between two staircases."""
        return 0 <= column < len(self._columns) and self._columns[column] < 0

    def door(self, row: int, column: int) -> Door | None:
        """Return the door of a cell."""
        return self._doors.get((row, column))

    def place(self, door_id: str) -> QModelIndex:
        """Return where a door is; an invalid index if it is not here."""
        found = self._places.get(door_id)
        return self.index(*found) if found else QModelIndex()

    def mark(self, door: Door) -> Mark:
        """Return what the layer in force says of a door."""
        return door.marks[self.layer]

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        if parent is not None and parent.isValid():
            return 0
        return len(self.matrix.grid.floors) if self.matrix else 0

    @override
    def columnCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        known = (index.row(), index.column()) in self._doors
        return _DOOR if known else Qt.ItemFlag.ItemNeverHasChildren

    @override
    def data(self, index: AnyIndex, role: int = _Role.DisplayRole) -> Any:
        if role not in {_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole}:
            return None
        door = self._doors.get((index.row(), index.column()))
        if door is None:
            return None
        return door.room if role == _Role.DisplayRole else door.said(self.layer)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        matrix = self.matrix
        if role not in {_Role.DisplayRole, _Role.AccessibleTextRole} or matrix is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            floor = matrix.grid.floors[section] if section < len(matrix.grid.floors) else ""
            return pick(f"{floor}层", f"F{floor}") if floor else ""
        place = self._columns[section] if section < len(self._columns) else -1
        if place < 0:
            return ""
        columns = matrix.grid.columns
        column = columns[place]
        if role == _Role.AccessibleTextRole:
            return f"{stair_called(column.unit)} {column.heading}".strip()
        # What a staircase is called stands over all of it: `stairs` draws it.
        return f"\n{column.heading}" if self.has_stairs else column.heading

    @property
    def stairs(self) -> list[tuple[str, int, int]]:
        """Name, first and last column of each staircase that has a name."""
        columns = self.matrix.grid.columns if self.matrix else ()
        found: dict[str, tuple[str, int, int]] = {}
        for column, place in enumerate(self._columns):
            unit = columns[place].unit if place >= 0 else ""
            if unit:
                first = found[unit][1] if unit in found else column
                found[unit] = (stair_called(unit), first, column)
        return list(found.values())

    @property
    def has_stairs(self) -> bool:
        """Whether there are staircases that have names."""
        return self.matrix is not None and any(one.unit for one in self.matrix.grid.columns)


def _is_laid_out_alike(before: Matrix | None, after: Matrix | None) -> bool:
    if before is None or after is None:
        return False
    return before.house.id == after.house.id and before.grid == after.grid


def stair_called(unit: str) -> str:
    """Return what a staircase is called; "" for a building without."""
    return pick(f"{unit}单元", _("Stairway {unit}").format(unit=unit)) if unit else ""
