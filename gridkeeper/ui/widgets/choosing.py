"""Boxes to choose from: where a text goes on is said, and groups of lines are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)
from typing_extensions import override

from gridkeeper.domain import names
from gridkeeper.ui.widgets.passing_on import PassingOn

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter, QPaintEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from gridkeeper.ui.look.theme import Theme

_PADDING = 10
_EDGES = 2  # so much of its room Qt leaves empty around a text
_PAUSE_MS = 1200  # after so long the next letter begins anew
_PARTED = " · "
_BETWEEN = 9  # so high is the room between two groups
_DIVIDER = "separator"  # as `QComboBox.insertSeparator` marks it


class Offers(QListView):
    """What a box offers; letters of its pinyin find it, so that nobody switches the input method.

    Qt asks the same list while it is not open.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed, self._since = "", QElapsedTimer()

    @override
    def keyboardSearch(self, search: str) -> None:
        waited = not self._since.isValid() or self._since.hasExpired(_PAUSE_MS)
        self._since.start()
        self._typed = ("" if waited else self._typed) + search.casefold()
        here = self.currentIndex().row()
        # Another letter narrows it down, and what is found may stay; a first one goes on from here.
        row = self._next(self._typed, here if len(self._typed) > 1 else here + 1)
        if row is None and len(self._typed) > 1:
            self._typed = search.casefold()
            row = self._next(self._typed, here + 1)
        if row is not None:
            self.setCurrentIndex(self.model().index(row, self.modelColumn()))

    def _next(self, typed: str, first: int) -> int | None:
        """Return the first row that begins like this, from a row on and round."""
        rows = self.model().rowCount()
        for row in ((max(first, 0) + step) % rows for step in range(rows)):
            text = str(self.model().index(row, self.modelColumn()).data() or "").casefold()
            for part in (text, *text.split(_PARTED)):
                if any(one.startswith(typed) for one in (part, *names.spellings(part))):
                    return row
        return None


class Box(QComboBox):
    """A combo box; a text that is too long ends in dots, where Qt would cut a letter in two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setView(Offers())
        self._passing_on = PassingOn(self)

    @override
    def showPopup(self) -> None:
        super().showPopup()
        self._passing_on.watch()

    @property
    def seen(self) -> str:
        """What can be read of what is chosen: all of it, or its beginning and dots."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        return self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width() - _EDGES
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.seen  # type: ignore[attr-defined]
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class Divided(QStyledItemDelegate):
    """Draws the lines of a box as the style sheet says, and a quiet rule between its groups.

    Of Qt's own delegates only one knows the rules, and that one does not know the style sheet.
    """

    def __init__(self, theme: Theme, box: QComboBox) -> None:
        super().__init__(box)
        self._theme = theme

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        if _divides(index):
            return QSize(0, self._theme.px(_BETWEEN))
        return super().sizeHint(option, index)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if not _divides(index):
            super().paint(painter, option, index)
            return
        area = option.rect  # type: ignore[attr-defined]
        aside = self._theme.px(_PADDING)
        painter.setPen(QColor(self._theme.colours.line))
        middle = area.center().y()
        painter.drawLine(area.left() + aside, middle, area.right() - aside, middle)


def _divides(index: QModelIndex | QPersistentModelIndex) -> bool:
    return bool(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == _DIVIDER)
