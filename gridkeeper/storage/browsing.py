"""Reading long lists: first where all their rows lie, in order, then some rows at a time.

A place is SQLite's number of a row. It is as good as an id, and an eighth of its size, until the
row is folded anew; then it is free, and another record may come to lie there.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Table,
    column,
    func,
    select,
    union,
    union_all,
)

from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage import conditions, parts, sorting, statements, tables, traces
from gridkeeper.storage.traces import Trace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import CompoundSelect, Connection, Executable, Select, TextualSelect
    from sqlalchemy.engine.interfaces import DBAPICursor

    from gridkeeper.domain.fields import Stored
    from gridkeeper.domain.queries import Query
    from gridkeeper.domain.records import Kind
    from gridkeeper.progress import Progress
    from gridkeeper.storage.parts import Parts
    from gridkeeper.storage.search_index import SearchIndex
    from gridkeeper.storage.sight import Sight
    from gridkeeper.storage.ways import Reached

_READ = 4_000
_TRACED = len(traces.COLUMNS)
_PART, _MOST_PARTS = 30_000, 400  # SQLite merges at most 500


@dataclass(frozen=True, slots=True)
class Placed:
    """Some of what a row says.

    Attributes:
        trace: How its changes came here.
        stored: The stored values that were asked for, by field name.
        grid: Where it lies; a grid lies in itself.
        parts: What is known of what belongs to it.
    """

    id: str
    conflicts: int
    trace: Trace
    grid: str | None
    stored: Mapping[str, Stored]
    parts: Parts = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    """That a record answers a query's text, as a condition.

    Attributes:
        values: What the condition needs.
        many: Whether so many do that they are not worth to be looked up one by one.
    """

    conditions: tuple[ColumnElement[bool], ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    many: bool = False


class Browsing:
    """Reads parts of lists inside the caller's transaction."""

    def __init__(self, connection: Connection, search: SearchIndex, sight: Sight) -> None:
        self._connection = connection
        self._sight = sight
        self._search = search

    def places(self, query: Query, reached: Reached | None, progress: Progress) -> array[int]:
        """Return where all records of a query lie, in its order.

        Args:
            query: What is asked; the search index must have caught up if it asks for a text.
            reached: How far this store's batches have come; None where nothing goes anywhere.
            progress: Asked every few milliseconds whether to go on.

        Raises:
            CancelledError: `progress` did.
        """
        with statements.watched(self._connection, progress):
            answer = self._answering(query)
            # What few records answer is looked up by their ids.
            if _by_index(query) and (answer.many or not query.text):
                statement = _in_order(query, answer, self._sight)
            else:
                statement = self._sorted(query, reached, answer)
            result = self._connection.execute(statement, answer.values)
            return _read(result.cursor)

    def count(self, query: Query, reached: Reached | None) -> int:
        """Return how many places `places` would return."""
        table = tables.records[query.kind]
        answer = self._answering(query)
        statement = select(func.count()).where(
            *conditions.asked(query, reached, self._sight), *answer.conditions
        )
        result = self._connection.execute(statement.select_from(table), answer.values)
        return int(result.scalar_one())

    def rows(
        self, kind: Kind, places: Collection[int], names: Collection[str]
    ) -> dict[int, Placed]:
        """Return the named fields of rows by their places, some hundred at once.

        Where no row lies, or a deleted record, nothing is returned.
        """
        statement = _rows(kind.name, self._sight, tuple(names))
        rows = self._connection.execute(statement, statements.ids(places)).all()
        inner = parts.traces_of(self._connection, kind.name, [row.id for row in rows])
        return {
            found: Placed(
                record_id,
                conflicts,
                Trace(*rest[:_TRACED]),
                lies_in,
                dict(zip(names, rest[_TRACED:], strict=True)),
                inner.get(record_id, ()),
            )
            for found, record_id, conflicts, lies_in, *rest in rows
        }

    def place_of(self, kind: Kind, record_id: str) -> int | None:
        """Return where a record lies; None if it is not known or deleted."""
        table = tables.records[kind.name]
        statement = select(statements.place_of(table)).where(
            table.c.id == record_id, tables.living(table, self._sight)
        )
        return self._connection.execute(statement).scalar_one_or_none()

    def people_of(self, household_ids: Collection[str]) -> dict[str, int]:
        """Return how many people live in each household."""
        table = tables.records["person"]
        home = table.c.household_id
        statement = (
            select(home, func.count())
            .where(
                statements.id_in(home),
                tables.lives_there(table),
                tables.living(table, self._sight),
            )
            .group_by(home)
        )
        rows = self._connection.execute(statement, statements.ids(household_ids))
        return {row[0]: row[1] for row in rows}

    def _sorted(self, query: Query, reached: Reached | None, answer: _Answer) -> Executable:
        """Return what puts rows into order, each part of the table by itself, and merges them.

        SQLite cannot be broken off while it sorts; and it sorts small parts faster.
        """
        table = tables.records[query.kind]
        place, order = statements.place_of(table), _order(query)
        rows: FromClause = table
        for other, condition in order.joins:
            rows = rows.outerjoin(other, condition)
        names = [f"key{number}" for number in range(len(order.keys))]
        keys = [
            statements.unindexed(key).label(name)
            for key, name in zip(order.keys, names, strict=True)
        ]
        statement = (
            select(place.label("place"), *keys)
            .select_from(rows)
            .where(
                *conditions.asked(query, reached, self._sight, indexed=False), *answer.conditions
            )
        )
        # A text is asked once for all, and what is in conflict is looked up.
        parts = [()] if query.text or query.contended else self._parts(table)
        return union_all(*(statement.where(*part) for part in parts)).order_by(
            *order.directed(column(name) for name in names)
        )

    def _parts(self, table: Table) -> list[tuple[ColumnElement[bool], ...]]:
        place = statements.place_of(table)
        last = self._connection.execute(select(func.max(place)).select_from(table)).scalar() or 0
        size = max(_PART, last // _MOST_PARTS + 1)
        return [(place > first, place <= first + size) for first in range(0, last or 1, size)]

    def _answering(self, query: Query) -> _Answer:
        if not query.text:
            return _Answer()
        kind = KINDS[query.kind]
        answering, values = self._search.answering(query.text, kind)
        found: CompoundSelect[Any] | TextualSelect = answering
        if query.text_days is not None:
            found = union(answering.subquery().select(), conditions.of_days(kind, query.text_days))
        hits = select(func.count()).select_from(found.subquery())
        many = self._connection.execute(hits, values).scalar_one() > _PART
        record_id = tables.records[kind.name].c.id
        sought = statements.unindexed(record_id) if many else record_id
        return _Answer((sought.in_(found),), values, many)


@statements.made_once
def _rows(kind: str, sight: Sight, names: tuple[str, ...]) -> Select[Any]:
    """Return what selects rows by their places: what `Placed` holds, then the named fields."""
    table = tables.records[kind]
    place = statements.place_of(table)
    grid = table.c.id if kind == "grid" else table.c.grid_id
    columns = (place, table.c.id, table.c.conflicts, grid.label("lies_in"))
    about = (table.c[name].label(f"of_{name}") for name in traces.COLUMNS)
    return select(*columns, *about, *(table.c[name] for name in names)).where(
        statements.id_in(place), tables.living(table, sight)
    )


def _read(cursor: DBAPICursor) -> array[int]:
    """Return the first value of all rows, round SQLAlchemy's, which take three times as long.

    Part by part: what SQLite freed on the way is put together by the next large piece of memory
    that anybody asks for, and nobody else runs meanwhile. A million rows at once: 80 ms.
    """
    found = array("q")
    while part := cursor.fetchmany(_READ):
        found.extend(map(itemgetter(0), part))
    return found


def _in_order(query: Query, answer: _Answer, grids: Collection[str]) -> Executable:
    """Return what reads the index of days, in its order."""
    order = _order(query)
    statement = select(statements.place_of(tables.records[query.kind]))
    return statement.where(*conditions.asked(query, None, grids), *answer.conditions).order_by(
        *order.directed(order.keys)
    )


def _order(query: Query) -> sorting.Order:
    return sorting.order(KINDS[query.kind], query.sort, descending=query.descending)


def _by_index(query: Query) -> bool:
    """Whether the index of days holds what a query asks but its text, in the order it asks for."""
    kind = KINDS[query.kind]
    if not kind.day or query.sort not in {"", kind.day}:
        return False
    held = {kind.day, *(("state", "deadline", "closed_on") if kind.case else ())}
    # Whether a visit is still worked on says its state, which its index does not hold.
    asked = {name for name, _value in query.equal} | ({"state"} if query.open_only else set())
    asked |= {query.given} - {""}
    return not (query.contended or query.way) and asked <= held
