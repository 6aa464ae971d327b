"""Grids to tick: those that a worker looks after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gridkeeper.ui.look.theme import Theme

_GRID = int(Qt.ItemDataRole.UserRole)
_FEWEST_SHOWN, _MOST_SHOWN = 2, 6


class GridTicks(QListWidget):
    """A list of grids; Space ticks one, and a click on its words, too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pressed = Qt.CheckState.Unchecked
        self.setProperty("kind", "ticks")
        self.setMinimumHeight(theme.px(72))
        self.itemPressed.connect(self._remember)
        self.itemClicked.connect(self._tick)

    def fill(self, grids: Sequence[tuple[str, str]], ticked: Collection[str]) -> None:
        """Offer grids by id and name; `ticked` are the ids of those that are ticked."""
        for grid_id, name in grids:
            item = QListWidgetItem(name)
            item.setData(_GRID, grid_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_STATES[grid_id in ticked])
            self.addItem(item)
        if grids:
            self.setCurrentRow(0)
            lines = min(max(len(grids), _FEWEST_SHOWN), _MOST_SHOWN)
            frame = 2 * self.frameWidth() + self._theme.px(12)
            self.setFixedHeight(lines * self.sizeHintForRow(0) + frame)

    def tick(self, grids: Collection[str]) -> None:
        """Tick these and no others."""
        for item in self._items:
            item.setCheckState(_STATES[item.data(_GRID) in grids])

    @property
    def chosen(self) -> list[str]:
        """The ids of the ticked grids."""
        return [
            item.data(_GRID) for item in self._items if item.checkState() is Qt.CheckState.Checked
        ]

    @property
    def _items(self) -> list[QListWidgetItem]:
        return [self.item(place) for place in range(self.count())]

    def _remember(self, item: QListWidgetItem) -> None:
        self._pressed = item.checkState()

    def _tick(self, item: QListWidgetItem) -> None:
        """Tick a grid by its words too; a click into its box has done it already."""
        if item.checkState() is self._pressed:
            item.setCheckState(_STATES[self._pressed is Qt.CheckState.Unchecked])


_STATES = {False: Qt.CheckState.Unchecked, True: Qt.CheckState.Checked}
