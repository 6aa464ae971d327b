"""Reading the rows that come next while somebody scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from gridkeeper.ui.models.records import RecordTable
    from gridkeeper.ui.models.rows_aside import RowsAside


class ReadingAhead(Soon):
    """Brings a table's rows in the direction in which it is scrolled, a few at a time.

    Nothing is read for who stands still, nor for who jumps: where she goes next is not known.
    """

    def __init__(self, table: RecordTable, aside: RowsAside) -> None:
        super().__init__(table, self._read)
        self._table = table
        self._aside = aside
        self._seen = range(0)
        self._next = range(0)
        aside.free.connect(self.start)

    def follow(self, seen: range) -> None:
        """Know which rows have just been drawn."""
        step, self._seen = seen.start - self._seen.start, seen
        if not step or abs(step) > len(seen):
            return
        if step > 0:
            self._next = range(seen.stop, min(seen.stop + len(seen), self._table.rowCount()))
        else:
            self._next = range(seen.start - 1, max(seen.start - len(seen), 0) - 1, -1)
        self.start()

    def _read(self) -> None:
        missing = next((row for row in self._next if not self._table.is_here(row)), None)
        if missing is not None:
            self._aside.want(missing)
