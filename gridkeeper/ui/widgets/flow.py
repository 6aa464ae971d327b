"""Widgets side by side that go on below where there is no more room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Sequence

_GROWS = QSizePolicy.Policy.Expanding
_CHOSEN = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
_MOVED = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show})


class Flow(QWidget):
    """Lays widgets out as words in a line; in each line, those that expand share what is left.

    A widget that places its children, and no layout: a layout written in Python is asked for its
    items by Qt when half of it has gone already (PySide6 6.9).
    """

    def __init__(self, *parts: QWidget, spacing: int = 8, balanced: bool = False) -> None:
        """Lay out these and what is added later.

        Args:
            parts: In order.
            spacing: Between them.
            balanced: Whether lines that are needed are filled alike, so that none has a single
                widget while others are full.
        """
        super().__init__()
        self._balanced = balanced
        self._parts: list[QWidget] = []
        self._gap = spacing
        for part in parts:
            self.add(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def parts(self) -> Sequence[QWidget]:
        """What it lays out, in order."""
        return tuple(self._parts)

    def add(self, part: QWidget) -> None:
        """Add a widget at the end."""
        part.setParent(self)
        self._parts.append(part)
        if not part.testAttribute(_CHOSEN):
            part.show()

    def clear(self) -> None:
        """Take all widgets away."""
        while self._parts:
            part = self._parts.pop()
            part.hide()
            part.deleteLater()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        lines = self.lines(width)
        return sum(map(_height, lines)) + self._gap * max(len(lines) - 1, 0)

    @override
    def sizeHint(self) -> QSize:
        parts = self._shown()
        return QSize(self.width_of(parts), _height(parts))

    @override
    def minimumSizeHint(self) -> QSize:
        found = QSize(0, 0)
        for part in self._shown():
            found = found.expandedTo(_size(part))
        return found

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in _MOVED:
            self._place()
            if event.type() is QEvent.Type.LayoutRequest:
                self.updateGeometry()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def width_of(self, parts: Sequence[QWidget]) -> int:
        """Return how wide some of them are side by side."""
        return sum(_size(part).width() for part in parts) + self._gap * max(len(parts) - 1, 0)

    def lines(self, width: int) -> list[list[QWidget]]:
        """Return what stands in each line where there is so much room."""
        wide = [(part, _size(part).width()) for part in self._shown()]
        lines = self._filled(wide, width)
        while self._balanced and len(lines) > 1:
            widest = max(map(self.width_of, lines))
            narrower = self._filled(wide, widest - 1)
            if len(narrower) > len(lines) or max(map(self.width_of, narrower)) >= widest:
                break
            lines = narrower
        return lines

    def _filled(self, wide: Sequence[tuple[QWidget, int]], width: int) -> list[list[QWidget]]:
        """Return the lines, each as full as it can be."""
        lines: list[list[QWidget]] = []
        room = 0
        for part, need in wide:
            if lines and need + self._gap <= room:
                lines[-1].append(part)
                room -= need + self._gap
            else:
                lines.append([part])
                room = width - need
        return lines

    def _place(self) -> None:
        top = 0
        for line in self.lines(self.width()):
            growing = [part for part in line if part.sizePolicy().horizontalPolicy() is _GROWS]
            more = max(self.width() - self.width_of(line), 0) // max(len(growing), 1)
            left, high = 0, _height(line)
            for part in line:
                size = _size(part)
                wide = min(size.width() + (more if part in growing else 0), self.width())
                lower = (high - size.height()) // 2
                part.setGeometry(QRect(left, top + lower, wide, size.height()))
                left += wide + self._gap
            top += high + self._gap


def _size(part: QWidget) -> QSize:
    """Return the size that a widget wants and may have."""
    wanted = part.sizeHint().expandedTo(part.minimumSizeHint())
    return wanted.boundedTo(part.maximumSize()).expandedTo(part.minimumSize())


def _height(parts: Sequence[QWidget]) -> int:
    return max((_size(part).height() for part in parts), default=0)
