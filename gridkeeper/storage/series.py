"""Human numbers, given one after the other by the store that owns the series (DESIGN §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from gridkeeper.storage import tables

if TYPE_CHECKING:
    from gridkeeper.domain.records import Kind


class Series:
    """Gives numbers inside the caller's transaction; one that is rolled back is given again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def next(self, kind: Kind, year: int, mark: str) -> str:
        """Return the next number of a kind in a year, such as `走访〔2026〕第01-003号`.

        Args:
            kind: One with a word for its numbers.
            year: Of the day that the record is about.
            mark: The store's own series.
        """
        table = tables.series
        query = select(table.c.last).where(table.c.kind == kind.name, table.c.year == year)
        last = int(self._connection.execute(query).scalar() or 0) + 1
        statement = insert(table).values(kind=kind.name, year=year, last=last)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["kind", "year"], set_={"last": last})
        )
        return f"{kind.letter}〔{year}〕第{mark}-{last:03d}号"
