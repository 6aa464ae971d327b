"""Small tables: each line is a value, each column says what it shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from gridkeeper.texts import capital
from gridkeeper.ui.exchange.column_widths import MEASURED, Widths
from gridkeeper.ui.exchange.line_delegate import BAR, TONE, UNDER, LineDelegate
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.keys import is_bare

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from gridkeeper.services.exchange.radar import Span
    from gridkeeper.ui.look.theme import Theme
    from gridkeeper.ui.look.tokens import Tone

AnyIndex = QModelIndex | QPersistentModelIndex

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """What a column shows.

    Attributes:
        text: Of a line.
        width: Pixels at the normal text size for usual texts; 0 shares what is left.
        tone: Makes its text a chip.
        under: A second, softer text below the first.
        right: Whether it holds numbers.
        bar: Spans that are drawn above its text.
        spare: Those with the highest number go first where there is no room; 0 stays.
        spreads: Whether it takes the room of all columns behind it, which say nothing of the line.
    """

    heading: str
    text: Callable[[Any], str]
    width: int = 0
    tone: Callable[[Any], Tone] | None = None
    under: Callable[[Any], str] | None = None
    right: bool = False
    spare: int = 0
    bar: Callable[[Any], Sequence[Span]] | None = None
    spreads: Callable[[Any], bool] | None = None

    def under_of(self, line: object) -> str:
        """Return what stands below the text of a line; "" for nothing."""
        return self.under(line) if self.under is not None else ""


def _text(column: Column, line: object) -> str:
    """Return what stands in a cell; a chip begins as a line does."""
    text = column.text(line)
    return text if column.tone is None else capital(text)


def _tone(column: Column, line: object) -> object:
    return column.tone(line) if column.tone is not None else None


def _bar(column: Column, line: object) -> object:
    return column.bar(line) if column.bar is not None else None


def _said(column: Column, line: object) -> str:
    return "\n".join(filter(None, (column.text(line), column.under_of(line))))


_ROLES: Mapping[int, Callable[[Column, Any], object]] = MappingProxyType(
    {
        int(Qt.ItemDataRole.DisplayRole): _text,
        int(Qt.ItemDataRole.TextAlignmentRole): lambda column, _line: (
            _RIGHT if column.right else _LEFT
        ),
        int(Qt.ItemDataRole.ToolTipRole): _said,
        int(Qt.ItemDataRole.AccessibleTextRole): _said,
        TONE: _tone,
        UNDER: Column.under_of,
        BAR: _bar,
    }
)


class LineTable(QAbstractTableModel):
    """Lines that are shown all at once."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._lines: Sequence[Any] = ()

    def show(self, lines: Sequence[Any], columns: Sequence[Column] | None = None) -> None:
        """Show other lines, and other columns if they are given."""
        self.beginResetModel()
        self._lines = lines
        self.columns = self.columns if columns is None else columns
        self.endResetModel()

    def line(self, row: int) -> Any:  # noqa: ANN401 - whatever the columns know to show
        """Return a line."""
        return self._lines[row]

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        said = _ROLES.get(role)
        column = self.columns[index.column()]
        return None if said is None else said(column, self._lines[index.row()])

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == int(Qt.ItemDataRole.DisplayRole):
            return self.columns[section].heading
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            return _RIGHT if self.columns[section].right else _LEFT
        return None


class LineView(QTableView):
    """Shows a `LineTable`; texts wrap and lines are as high as they need.

    Signals:
        chosen: The number of the line that is the current one, -1 for none.
        came: The keyboard has come to the line with this number, which was chosen before.
        pressed_number: A number key, from 1.
        fitted: Its lines may have other heights now.
    """

    chosen = Signal(int)
    came = Signal(int)
    pressed_number = Signal(int)
    fitted = Signal()

    def __init__(
        self, theme: Theme, table: LineTable, name: str, *, from_top: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self.table = table
        table.setParent(self)
        self.setModel(table)
        self.setItemDelegate(LineDelegate(theme, self, from_top=from_top))
        self.setAccessibleName(name)
        self.setProperty("kind", "framed")
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(self._tell)
        table.modelReset.connect(self.fit)
        theme.follow(self, self.fit)

    @property
    def row(self) -> int:
        """The current line; -1 for none."""
        return self.currentIndex().row()

    @property
    def whole_height(self) -> int:
        """How high it is with all of its lines, and room for one where there is none."""
        lines = max(self.verticalHeader().length(), self._theme.px(tokens.ROW))
        frame = 2 * self.frameWidth() + self._theme.px(tokens.SPACE)
        return self.horizontalHeader().sizeHint().height() + lines + frame

    @property
    def height_of_one(self) -> int:
        """How high it has to be so that each of its lines can be seen whole."""
        rows = self.verticalHeader()
        tallest = max((rows.sectionSize(row) for row in range(rows.count())), default=0)
        head = self.horizontalHeader().sizeHint().height()
        return head + max(tallest, self._theme.px(tokens.ROW)) + 2 * self.frameWidth()

    def show_anew(self, lines: Sequence[Any]) -> None:
        """Show how things stand now; the line with the same id stays the current one."""
        row = self.row
        before = self.table.line(row).id if row >= 0 else ""
        self.table.show(lines)
        if row >= 0:
            ids = [line.id for line in lines]
            self.choose(ids.index(before) if before in ids else row)

    def choose(self, row: int) -> None:
        """Make a line the current one; the nearest if there are not so many."""
        last = self.table.rowCount() - 1
        if last >= 0:
            self.selectRow(min(max(row, 0), last))
        else:
            self.chosen.emit(-1)

    def fit(self) -> None:
        """Share out the room among the columns, and give each line the height that it needs."""
        px, columns = self._theme.px, self.table.columns
        lines = [self.table.line(row) for row in range(min(self.table.rowCount(), MEASURED))]
        widths = Widths(self._theme, columns, lines).shared(self.viewport().width())
        for place in range(len(columns)):
            self.setColumnHidden(place, place not in widths)
            if place in widths:
                self.setColumnWidth(place, widths[place])
        self.clearSpans()
        for place, one in enumerate(columns):
            for row in range(self.table.rowCount()):
                if one.spreads is not None and one.spreads(self.table.line(row)):
                    self.setSpan(row, place, 1, len(columns) - place)
        self.verticalHeader().setMinimumSectionSize(px(tokens.ROW))
        self.resizeRowsToContents()
        self.fitted.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt makes the first line the current one, but does not show it as chosen.
        if not self.selectionModel().hasSelection():
            self.choose(max(self.row, 0))
        elif event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.came.emit(self.row)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - int(Qt.Key.Key_0)
        if 1 <= number <= 9 and is_bare(event):
            self.pressed_number.emit(number)
        else:
            super().keyPressEvent(event)

    def _tell(self, current: QModelIndex) -> None:
        self.chosen.emit(current.row())
