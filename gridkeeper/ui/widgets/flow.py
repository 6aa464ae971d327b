"""Widgets side by side that go on below where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override


class Flow(QWidget):
    """Lays widgets out as words in a line.

    A widget that places its children, and no layout: a layout written in Python is asked for its
    items by Qt when half of it has gone already (PySide6 6.9).
    """

    def __init__(self, *parts: QWidget, spacing: int = 8) -> None:
        super().__init__()
        self._parts = parts
        self._gap = spacing
        for part in parts:
            part.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    @override
    def sizeHint(self) -> QSize:
        sizes = [part.sizeHint() for part in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    @override
    def minimumSizeHint(self) -> QSize:
        found = QSize(0, 0)
        for part in self._shown():
            found = found.expandedTo(part.sizeHint())
        return found

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show}:
            self._place(self.width(), move=True)
            if event.type() is QEvent.Type.LayoutRequest:
                self.updateGeometry()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _place(self, width: int, *, move: bool) -> int:
        """Give everything its place, or only find out how high all of it is."""
        x, y, height = 0, 0, 0
        for part in self._shown():
            size = part.sizeHint()
            if x > 0 and x + size.width() > width:
                x, y, height = 0, y + height + self._gap, 0
            if move:
                part.setGeometry(QRect(x, y, size.width(), size.height()))
            x += size.width() + self._gap
            height = max(height, size.height())
        return y + height
