"""A list of records of which only what is seen is read.

The order of a query, an array of places, is held; the rows come some at a time when one of them is
painted. What went meanwhile says so in its row until the list is asked again.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import GridKeeperError
from gridkeeper.services.showing import receipts
from gridkeeper.services.views.browsing import Query
from gridkeeper.texts import _, capital
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.models.columns import WAY
from gridkeeper.ui.models.differing import middle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtCore import QObject

    from gridkeeper.services.views.browsing import BrowseService, Row
    from gridkeeper.ui.models.columns import Chip, Column

AnyIndex = QModelIndex | QPersistentModelIndex

PAGE = 24
"""Rows that are read at once."""

FIRST_PAGES = 3
"""Pages whose texts say how wide the columns are."""

MOST_PAGES = 256

WAITING = "…"
"""What stands in a row that the disk has not given yet."""

CHIPS = int(Qt.ItemDataRole.UserRole)
"""Role of the chips of a cell: tuples of a text and its tone."""

_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Line(NamedTuple):
    """A row as it is drawn.

    Attributes:
        id: Of the record; "" if it went.
        texts: By column.
        chips: By column.
    """

    id: str
    texts: tuple[str, ...]
    chips: tuple[tuple[Chip, ...], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Rows that are to be read: all that it takes, whatever becomes of the table meanwhile.

    Attributes:
        edition: Which answer of the table they belong to.
        pages: Their pages.
        names: The columns that are shown of them.
    """

    edition: int
    pages: range
    query: Query
    places: array[int]
    names: Sequence[str]

    def read(self, browsing: BrowseService) -> Mapping[int, Row]:
        """Return the rows by place; any thread.

        Raises:
            GridKeeperError: The store cannot be read.
        """
        return browsing.rows(self.query, self.places, self.names)


class RecordTable(QAbstractTableModel):
    """The records of a query.

    Signals:
        failed: Rows could not be read; the error. They stay empty until the list is asked again.
    """

    failed = Signal(object)

    def __init__(
        self,
        browsing: BrowseService,
        kind: str,
        columns: Sequence[Column],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._browsing = browsing
        self._kind = KINDS[kind]
        self._take(columns)
        self._query = Query(kind)
        self._places: array[int] = array("q")
        self._pages: dict[int, list[Line]] = {}
        self._edition = 0

    @property
    def columns(self) -> tuple[Column, ...]:
        """What is shown, from left to right."""
        return self._columns

    @property
    def query(self) -> Query:
        """What was asked."""
        return self._query

    @property
    def places(self) -> array[int]:
        """Where the rows lie; not to be changed."""
        return self._places

    @property
    def names(self) -> list[str]:
        """The columns that are read from the store."""
        return [column.name for column in self._columns if column.name != WAY]

    def is_number(self, column: int) -> bool:
        """Whether a column stands at the right."""
        return self._numbers[column]

    def show(self, query: Query, places: array[int]) -> None:
        """Show the answer to another query."""
        self.beginResetModel()
        self._query, self._places = query, places
        self._forget()
        self.endResetModel()

    def renew(self, places: array[int]) -> None:
        """Show another answer to the same query; rows that are in both stay where they are."""
        part = middle(self._places, places)
        self._forget()
        nowhere = QModelIndex()
        stays = min(part.gone, part.come)
        first = part.first + stays
        if part.gone > stays:
            self.beginRemoveRows(nowhere, first, part.first + part.gone - 1)
            self._places = self._places[:first] + self._places[part.first + part.gone :]
            self.endRemoveRows()
        if part.come > stays:
            self.beginInsertRows(nowhere, first, part.first + part.come - 1)
            self._places = places
            self.endInsertRows()
        self._places = places
        self._redraw()

    def choose(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same records."""
        self.beginResetModel()
        self._take(columns)
        self._forget()
        self.endResetModel()

    def line(self, row: int) -> Line:
        """Return a row as it is drawn; it is read if it was not seen lately."""
        page = self._pages.get(row // PAGE)
        if page is None:
            self.bring(row, row)
            page = self._pages[row // PAGE]
        return page[row % PAGE]

    def known(self, row: int) -> Line:
        """Return what `line` does, but never read: the row says that it is waited for."""
        page = self._pages.get(row // PAGE)
        return self._waiting if page is None else page[row % PAGE]

    def wanted(self, first: int, last: int) -> Wanted | None:
        """Return what is missing of some rows; None if nothing is."""
        last = min(last, len(self._places) - 1)
        numbers = range(first // PAGE, last // PAGE + 1) if 0 <= first <= last else ()
        missing = [number for number in numbers if number not in self._pages]
        if not missing:
            return None
        pages = range(missing[0], missing[-1] + 1)
        places = self._places[pages.start * PAGE : pages.stop * PAGE]
        return Wanted(self._edition, pages, self._query, places, self.names)

    def bring(self, first: int, last: int) -> None:
        """Read what is missing of some rows, at once."""
        wanted = self.wanted(first, last)
        if wanted is None:
            return
        try:
            self.take(wanted, wanted.read(self._browsing))
        except GridKeeperError as error:
            self.leave(wanted, error)

    def take(self, wanted: Wanted, rows: Mapping[int, Row]) -> None:
        """Keep what was read, if it is still what the table shows."""
        if wanted.edition == self._edition:
            self._keep(wanted, [self._line(rows.get(place)) for place in wanted.places])

    def leave(self, wanted: Wanted, error: Exception) -> None:
        """Leave rows empty that could not be read."""
        if wanted.edition == self._edition:
            empty = Line("", ("",) * len(self._columns), ((),) * len(self._columns))
            self._keep(wanted, [empty] * len(wanted.places))
            self.failed.emit(error)

    def give(self, names: Sequence[str], pages: Iterable[int], rows: Mapping[int, Row]) -> None:
        """Keep pages that were read with their order, if they are of the columns that are shown."""
        for number in pages if list(names) == self.names else ():
            wanted = self.wanted(number * PAGE, number * PAGE)
            if wanted is not None and rows.keys() >= set(wanted.places):
                self.take(wanted, rows)

    def is_here(self, row: int) -> bool:
        """Whether a row is read already, or is none."""
        return row // PAGE in self._pages or not 0 <= row < len(self._places)

    def id_at(self, row: int) -> str:
        """Return the id of the record in a row; "" if there is none or it went."""
        return self.line(row).id if 0 <= row < len(self._places) else ""

    def known_id(self, row: int) -> str:
        """Return what `id_at` does, but "" if the row would have to be read."""
        page = self._pages.get(row // PAGE)
        return page[row % PAGE].id if page is not None else ""

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._places)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: AnyIndex, role: int = 0) -> Any:
        if role:  # what is drawn, 0, is asked for first; a full window asks two thousand times
            return self._besides(index, role)
        return self.line(index.row()).texts[index.column()] if index.isValid() else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if not role or role == _SPOKEN:
            return column.title(self._kind)
        if role == _ALIGN:
            return _RIGHT if self._numbers[section] else _LEFT
        return None

    def _take(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self._numbers = tuple(column.is_number(self._kind) for column in self._columns)
        dots = (WAITING,) * len(self._columns)
        self._waiting = Line("", dots, ((),) * len(self._columns))

    def _besides(self, index: AnyIndex, role: int) -> object:
        if role == _ALIGN:
            return _RIGHT if index.isValid() and self._numbers[index.column()] else None
        if role not in {CHIPS, _TIP, _SPOKEN} or not index.isValid():
            return None
        line, column = self.line(index.row()), index.column()
        if role == CHIPS:
            return line.chips[column]
        if role == _TIP:
            return line.texts[column] or None
        return self._spoken(line, column)

    def _spoken(self, line: Line, column: int) -> str:
        """Return what a screen reader says of a cell: what it is about, and all that it shows."""
        text = line.texts[column]
        said = [chip for chip, _tone in line.chips[column] if chip != text]
        words = [self._columns[column].title(self._kind), text or _("not stated"), *said]
        return " ".join(words if text or not said else [words[0], *said])

    def _keep(self, wanted: Wanted, lines: Sequence[Line]) -> None:
        for place, number in enumerate(wanted.pages):
            self._pages[number] = list(lines[place * PAGE : (place + 1) * PAGE])
        while len(self._pages) > MOST_PAGES:
            del self._pages[next(iter(self._pages))]

    def _forget(self) -> None:
        self._edition += 1
        self._pages.clear()

    def _line(self, row: Row | None) -> Line:
        columns = self._columns
        if row is None:
            gone = (_("(deleted)"), *("",) * (len(columns) - 1))
            return Line("", gone, ((),) * len(columns))
        said = iter(row.texts)
        way = receipts.said(row.way, row.whom)
        texts = tuple(way if column.name == WAY else next(said) for column in columns)
        chips = [
            column.chips(self._kind, row, text) for column, text in zip(columns, texts, strict=True)
        ]
        if row.conflicts:
            wide = [place for place, column in enumerate(columns) if column.stretches]
            chips[wide[0] if wide else 0] += ((capital(_("in conflict")), Tone.BAD),)
        return Line(row.id, tuple(one.replace("\n", " ") for one in texts), tuple(chips))

    def _redraw(self) -> None:
        if self._places and self._columns:
            last = self.index(len(self._places) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
