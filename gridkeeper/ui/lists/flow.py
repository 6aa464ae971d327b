"""A layout that goes on in the next line where a line is full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_GROWS = QSizePolicy.Policy.Expanding


class Flow(QLayout):
    """Puts widgets side by side; in each line, those that expand share what is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, place: int, /) -> QLayoutItem | None:
        return self._items[place] if 0 <= place < len(self._items) else None

    @override
    def takeAt(self, place: int, /) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        lines = self._lines(width)
        return sum(map(_height, lines)) + self.spacing() * max(len(lines) - 1, 0)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        widest = max((one.minimumSize().width() for one in self._items), default=0)
        return QSize(widest, max((one.sizeHint().height() for one in self._items), default=0))

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            self._place(line, QPoint(rect.left(), top), rect.width())
            top += _height(line) + self.spacing()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if lines and taken + self.spacing() + wide <= width:
                lines[-1].append(item)
                taken += self.spacing() + wide
            else:
                lines.append([item])
                taken = wide
        return lines

    def _place(self, line: list[QLayoutItem], corner: QPoint, width: int) -> None:
        growing = [item for item in line if item.widget().sizePolicy().horizontalPolicy() is _GROWS]
        hints = sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)
        more = max(width - hints, 0) // len(growing) if growing else 0
        left, height = corner.x(), _height(line)
        for item in line:
            hint = item.sizeHint()
            wide = min(hint.width() + (more if item in growing else 0), width)
            top = corner.y() + (height - hint.height()) // 2
            item.setGeometry(QRect(left, top, wide, hint.height()))
            left += wide + self.spacing()


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
