"""The beginning of a ledger as a table, under the ledger's own headings of two lines."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from gridkeeper.services.papers.ledger_export import SeenColumn, SeenLedger
from gridkeeper.texts import _, plural
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.ui.look.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_NARROWEST, _WIDEST = 64, 340
_NARROW, _WIDE = 8.8, 15.2  # pixels of a digit and of a Chinese character
_FIRST_WIDE = "\u2000"
_ONE_LINE = 96
"""A heading of so many pixels is not broken: a single last character would stand below."""


class TextTable(QAbstractTableModel):
    """A few rows of texts under headings; nothing in it changes."""

    def __init__(
        self, columns: Sequence[SeenColumn], rows: Sequence[Sequence[str]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self._rows = rows

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[index.column()].is_number else _LEFT
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.group} {column.label}".strip()
        return None


class GroupedHeader(QHeaderView):
    """Headings with a common one above those of the same group."""

    def __init__(self, theme: Theme, columns: Sequence[SeenColumn], parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._columns = columns
        self._two = any(column.group for column in columns)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    @override
    def sizeHint(self) -> QSize:
        line = self.fontMetrics().lineSpacing()
        return QSize(super().sizeHint().width(), round(line * (3.4 if self._two else 2.4)))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        column = self._columns[logicalIndex]
        colours = self._theme.colours
        painter.save()
        painter.fillRect(rect, QColor(colours.surface))
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setClipRect(rect)
        own = rect
        if column.group:
            above = self._of_group(logicalIndex, rect)
            own = rect.adjusted(0, above.height(), 0, 0)
            painter.setPen(QColor(colours.text))
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, column.group)
            painter.setPen(QColor(colours.line))
            painter.drawLine(rect.left(), above.bottom(), rect.right(), above.bottom())
        painter.setPen(QColor(colours.soft))
        painter.drawText(own.adjusted(4, 0, -4, 0), int(_MIDDLE), column.label)
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        ends = self._runs_on(logicalIndex)
        painter.drawLine(
            rect.right(), own.top() if ends else rect.top(), rect.right(), rect.bottom()
        )
        painter.restore()

    def _runs_on(self, section: int) -> bool:
        """Whether the next section stands under the same group."""
        following = section + 1
        return (
            following < len(self._columns)
            and bool(self._columns[section].group)
            and self._columns[following].group == self._columns[section].group
        )

    def _of_group(self, section: int, rect: QRect) -> QRect:
        """Return where the heading above a section stands, over all sections of its group."""
        first = last = section
        while first > 0 and self._runs_on(first - 1):
            first -= 1
        while self._runs_on(last):
            last += 1
        left = rect.left() - sum(self.sectionSize(at) for at in range(first, section))
        width = sum(self.sectionSize(at) for at in range(first, last + 1))
        return QRect(left, rect.top(), width, round(self.fontMetrics().lineSpacing() * 1.5))


class LedgerView(QWidget):
    """The first rows of a ledger, and what they are checked against; one of them at a time."""

    def __init__(self, theme: Theme, seen: SeenLedger) -> None:
        super().__init__()
        number = (
            SeenColumn(_("Counted in the store"), "", 24, is_number=False),
            SeenColumn(_("Number"), "", 12, is_number=True),
        )
        self.table = _table(theme, seen.columns, seen.rows, seen.title)
        self.sums = _table(theme, number, seen.sums, _("Data checks"))
        self._stack = QStackedWidget()
        bar = row(label(told(seen), "soft", wraps=True))
        bar.setStretch(0, 1)
        self._choices = []
        for text, view in ((_("Led&ger"), self.table), (_("&Checks"), self.sums)):
            chosen = button(theme, text, partial(self._show, view), kind="quiet")
            chosen.setCheckable(True)
            bar.addWidget(chosen)
            self._choices.append((chosen, view))
            self._stack.addWidget(view)
        self._show(self.table)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE)
        down.addLayout(bar)
        down.addWidget(self._stack, 1)

    def _show(self, view: QTableView) -> None:
        self._stack.setCurrentWidget(view)
        for chosen, one in self._choices:
            chosen.setChecked(one is view)


def told(seen: SeenLedger) -> str:
    """Return how much of a ledger is shown."""
    if not seen.rows:
        if seen.is_ahead:
            return _("This period has not begun yet; the ledger would be empty.")
        return _("Nothing was recorded in this period; the ledger would be empty.")
    if len(seen.rows) == seen.total:
        text = plural("{n} row in all.", "{n} rows in all.", seen.total)
        return text.format(n=f"{seen.total:,}")
    text = _("The first {shown} of {total} rows; the saved ledger has all of them.")
    return text.format(shown=len(seen.rows), total=f"{seen.total:,}")


def _table(
    theme: Theme, columns: Sequence[SeenColumn], rows: Sequence[Sequence[str]], name: str
) -> QTableView:
    view = QTableView()
    view.setProperty("kind", "framed")
    view.setAccessibleName(name)
    view.setModel(TextTable(columns, rows, view))
    view.setHorizontalHeader(GroupedHeader(theme, columns, view))
    view.setTabKeyNavigation(False)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    widths = [_width(at, column, rows) for at, column in enumerate(columns)]

    def measure() -> None:
        view.verticalHeader().setDefaultSectionSize(theme.px(34))
        for at, wide in enumerate(widths):
            view.setColumnWidth(at, theme.px(wide))

    theme.follow(view, measure)
    return view


def _width(at: int, column: SeenColumn, rows: Sequence[Sequence[str]]) -> float:
    """Return the pixels for a column's longest text, by its letters: measuring takes too long."""
    longest = max((_letters(cells[at]) for cells in rows), default=0)
    head = _letters(column.label)
    if head > _ONE_LINE:
        words = [_letters(word) for word in column.label.split() if word.isascii()]
        head = max(head * 0.6, *words, 0)
    wanted = max(longest, head)
    return min(max(wanted + 24, _NARROWEST), _WIDEST)


def _letters(text: str) -> float:
    """Return the pixels of a text at the normal size, or a few more."""
    narrow = sum(letter < _FIRST_WIDE for letter in text)
    return narrow * _NARROW + (len(text) - narrow) * _WIDE
