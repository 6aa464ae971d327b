"""The head of the matrix: what each staircase is called, over all of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.doors.table import DoorTable
    from gridkeeper.ui.look.theme import Theme


class StairsHeader(QHeaderView):
    """Draws the second line of the columns as Qt does, and the first one by staircases."""

    def __init__(self, theme: Theme, table: DoorTable, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._table = table

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        stairs = self._table.stairs
        if not stairs:
            return
        painter = QPainter(self.viewport())
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.colours.soft)
        for name, first, last in stairs:
            left = self.sectionViewportPosition(first)
            right = self.sectionViewportPosition(last) + self.sectionSize(last)
            area = QRect(left, self._theme.px(4), right - left, self.fontMetrics().height())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)
        painter.end()
