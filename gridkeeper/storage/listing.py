"""Reading rows: one record, some records, all of a period."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, func, or_, select, true

from gridkeeper.domain.kinds import GRID, KINDS, PERSON, PERSON_TAG, kind_of
from gridkeeper.storage import merges, parts, sorting, statements, tables, traces
from gridkeeper.storage.statements import made_once
from gridkeeper.storage.traces import Trace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Select, Table

    from gridkeeper.domain.changes import Heads
    from gridkeeper.domain.fields import Stored
    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.storage.parts import Parts
    from gridkeeper.storage.sight import Sight

_CHUNK = 10_000
_MUCH = 3
"""Where more than one row in so many is wanted, all are read in the order in which they lie."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record as this store holds it.

    Attributes:
        heads: What a change on top of it has to name.
        conflicts: How many of its groups are in conflict.
        trace: How its changes came here.
    """

    record: Record
    heads: Heads
    conflicts: int
    trace: Trace

    @property
    def own_seq(self) -> int:
        """The last of this store's own changes that touched it; 0 if none did."""
        return self.trace.own_seq

    @property
    def grid(self) -> str | None:
        """Where it lies; a grid lies in itself."""
        return self.record.id if kind_of(self.record) is GRID else self.record.grid_id


class Listing:
    """Reads rows inside the caller's transaction.

    Left out of lists is what is deleted, what lies in others' grids, and who was merged into
    another; see `tables.living`. What refers to her is found with the other one.
    """

    def __init__(self, connection: Connection, sight: Sight) -> None:
        self._connection = connection
        self._sight = sight

    @property
    def origin(self) -> object:
        """What all transactions of an open store have in common, and what goes with it."""
        return self._connection.engine

    @property
    def is_settled(self) -> bool:
        """Whether what is read is there for everybody, not about to be written."""
        return not self._connection.get_execution_options().get("writing")

    def held(self, kind: Kind, record_id: str) -> Held | None:
        """Return one record with what it takes to change it, deleted or not."""
        query = _one(kind.name, self._sight)
        row = self._connection.execute(query, {"record_id": record_id}).one_or_none()
        if row is None:
            return None
        trace = Trace(*(row._mapping[name] for name in traces.COLUMNS))  # noqa: SLF001 - as below
        return Held(_record(kind, row), json.loads(row.heads or "{}"), row.conflicts, trace)

    def parts(self, kind: Kind, record_id: str) -> Parts:
        """Return what is known of what belongs to a record."""
        return parts.traces_of(self._connection, kind.name, [record_id]).get(record_id, ())

    def get(self, kind: Kind, record_id: str | None) -> Record | None:
        """Return one record, deleted or not; None for no id at all."""
        held = self.held(kind, record_id) if record_id else None
        return held.record if held else None

    def some(self, kind: Kind, record_ids: Collection[str]) -> dict[str, Record]:
        """Return records by their ids, in no order; what is not known is left out."""
        query = _some(kind.name, self._sight)
        rows = self._connection.execute(query, statements.ids(record_ids))
        return {row.id: _record(kind, row) for row in rows}

    def where(self, kind: Kind, **equal: Stored) -> list[Record]:
        """Return the records with these stored values, the oldest id first."""
        table = tables.records[kind.name]
        query = self._living(kind).where(
            *(self._means(kind, table.c[name], value) for name, value in equal.items())
        )
        return [_record(kind, row) for row in self._connection.execute(query.order_by(table.c.id))]

    def among(
        self, kind: Kind, field: str, values: Collection[str], **equal: Stored
    ) -> list[Record]:
        """Return the records whose field is one of the values, the oldest id first."""
        if _of_somebody(kind, field):
            values = merges.merged(self._connection, values)
        query, table = _among(kind.name, self._sight, field), tables.records[kind.name]
        if equal:
            query = query.where(*(table.c[name] == value for name, value in equal.items()))
        rows = self._connection.execute(query, statements.ids(values))
        return [_record(kind, row) for row in rows]

    def all(
        self,
        kind: Kind,
        period: Period | None = None,
        *,
        newest_first: bool = False,
        as_listed: bool = False,
    ) -> Iterator[Record]:
        """Yield the records of a kind, of a period if one is given, by day and `sorting.in_a_day`.

        With `as_listed` they come as a list on the screen has them that nobody has sorted.
        """
        table = tables.records[kind.name]
        order = [table.c[kind.day], *sorting.in_a_day(kind)] if kind.day else []
        query = _within(self._living(kind), kind, period)
        if as_listed:
            usual = sorting.order(kind, "", descending=False)
            for other, on in usual.joins:
                query = query.outerjoin(other, on)
            query = query.order_by(*usual.directed(usual.keys))
        else:
            by_id = [*order, table.c.id]
            query = query.order_by(*(one.desc() if newest_first else one for one in by_id))
        for row in self._connection.execute(query, execution_options={"yield_per": 500}):
            yield _record(kind, row)

    def count(self, kind: Kind, period: Period | None = None) -> int:
        """Return how many records `all` would yield."""
        query = _within(self._living(kind), kind, period).subquery()
        return int(self._connection.execute(select(func.count()).select_from(query)).scalar_one())

    def columns(
        self, kind: Kind, names: Sequence[str], period: Period
    ) -> Iterator[Sequence[Row[Any]]]:
        """Yield columns of the records of a period, many at a time, in no order."""
        table = tables.records[kind.name]
        ends = period.first.isoformat(), period.last.isoformat()
        day: ColumnElement[Any] = table.c[kind.day]
        if self._is_much(table, day.between(*ends)):
            day = statements.unindexed(day)
        living = tables.living(table, self._sight)
        query = select(*(table.c[name] for name in names)).where(living, day.between(*ends))
        yield from self._connection.execute(query).partitions(_CHUNK)

    def _is_much(self, table: Table, wanted: ColumnElement[bool]) -> bool:
        """Whether so many rows are wanted that looking each up in an index takes longer."""
        found = self._connection.scalar(select(func.count()).select_from(table).where(wanted)) or 0
        place = func.max(statements.place_of(table))
        lie = self._connection.scalar(select(place).select_from(table)) or 0
        return found * _MUCH > lie

    def unused(self, kind: Kind, names: Sequence[str], period: Period | None = None) -> set[str]:
        """Return of some fields those that have no value in any record that `all` would yield."""
        if not names:
            return set()
        rows = _within(self._living(kind), kind, period).subquery()
        query = select(*(func.count(rows.c[name]) for name in names))
        counts = self._connection.execute(query).one()
        return {name for name, count in zip(names, counts, strict=True) if not count}

    def pointing(self, kind: Kind, record_id: str) -> dict[str, int]:
        """Return how many records of each kind name a record in one of their fields."""
        found = {}
        for other in KINDS.values():
            table = tables.records[other.name]
            links = [table.c[one.name] for one in other.fields if one.refers == kind.name]
            if links:
                query = select(func.count()).where(
                    tables.living(table, self._sight), or_(*(link == record_id for link in links))
                )
                found[other.name] = int(self._connection.execute(query).scalar_one())
        return {name: count for name, count in found.items() if count}

    def values(self, kind: Kind, field: str) -> Iterator[str]:
        """Yield all different texts that stand in a field, of deleted records, too."""
        column = tables.records[kind.name].c[field]
        query = select(column).where(column.is_not(None)).distinct()
        yield from self._connection.execute(query).scalars()

    def usual(self, kinds: Collection[Kind], field: str, least: int) -> list[str]:
        """Return the texts that stand in a field of so many records at least, the usual first."""
        counts: Counter[str] = Counter()
        for kind in kinds:
            table = tables.records[kind.name]
            column = table.c[field]
            query = (
                select(column, func.count())
                .where(tables.living(table, self._sight), column.is_not(None))
                .group_by(column)
            )
            for text, number in self._connection.execute(query):
                counts[text] += number
        return [text for text, n in counts.most_common() if n >= least]

    def named(self, kind: Kind, reference: str) -> list[Record]:
        """Return the records that an id, a number or an original number means, the oldest first."""
        table = tables.records[kind.name]
        names = [name for name in ("number", "original_number") if name in kind.by_name]
        query = self._living(kind).where(
            or_(table.c.id == reference, *(table.c[name] == reference for name in names))
        )
        return [_record(kind, row) for row in self._connection.execute(query.order_by(table.c.id))]

    def originals(self, kind: Kind, origin: str) -> dict[str, str]:
        """Return the ids of the records that came from another system, by its numbers."""
        table = tables.records[kind.name]
        query = select(table.c.original_number, table.c.id).where(
            table.c.origin == origin, table.c.original_number.is_not(None)
        )
        return {row.original_number: row.id for row in self._connection.execute(query)}

    def contended(self) -> list[tuple[Kind, str, str]]:
        """Return kind, record id and group of everything that is in conflict."""
        table = tables.contention
        query = select(table).order_by(table.c.kind, table.c.record_id, table.c.field_group)
        found = [
            (KINDS[row.kind], row.record_id, row.field_group)
            for row in self._connection.execute(query)
        ]
        tags = {record_id for kind, record_id, _group in found if kind is PERSON_TAG}
        hidden = tags - self.some(PERSON_TAG, tags).keys() if tags else set()
        return [one for one in found if one[1] not in hidden]

    def own_seqs(self, kind: Kind) -> Mapping[str, int]:
        """Return, by id, this store's own last number on each record that it touched."""
        table = tables.records[kind.name]
        query = select(table.c.id, table.c.own_seq).where(table.c.own_seq > 0)
        return {row.id: row.own_seq for row in self._connection.execute(query)}

    def is_shown(self, record: Record) -> bool:
        """Whether a record is in lists; see `tables.living`."""
        if record.deleted or (
            self._sight and record.grid_id is not None and record.grid_id not in self._sight
        ):
            return False
        merged = getattr(record, "merged_into", None)
        return not merged or self.survivors([record.id])[record.id] == record.id

    def survivors(self, person_ids: Collection[str]) -> dict[str, str]:
        """Return as whom each of some people is read; most are read as themselves."""
        return merges.survivors(self._connection, self._sight, person_ids)

    def merged(self, person_ids: Collection[str]) -> dict[str, str]:
        """Return everybody who was merged into some people, herself too, each with who that is."""
        return merges.merged(self._connection, person_ids)

    def _means(self, kind: Kind, column: ColumnElement[Any], value: Stored) -> ColumnElement[bool]:
        """Return the condition that a field has a value, or names who was merged into it."""
        if not (isinstance(value, str) and _of_somebody(kind, column.key or "")):
            return column == value
        return column.in_(sorted(merges.merged(self._connection, [value])))

    def _living(self, kind: Kind) -> Select[Any]:
        return _living(kind.name, self._sight)


@made_once
def _living(name: str, sight: Sight) -> Select[Any]:
    """Return what selects the records of a kind that are in lists."""
    return select(*_shown(KINDS[name])).where(tables.living(tables.records[name], sight))


@made_once
def _among(name: str, sight: Sight, field: str) -> Select[Any]:
    """Return what selects those of them whose field is one of some ids."""
    table = tables.records[name]
    return _living(name, sight).where(statements.id_in(table.c[field])).order_by(table.c.id)


@made_once
def _some(name: str, sight: Sight) -> Select[Any]:
    """Return what selects records by their ids, deleted or not."""
    table = tables.records[name]
    return select(*_shown(KINDS[name])).where(statements.id_in(table.c.id), _known(name, sight))


@made_once
def _one(name: str, sight: Sight) -> Select[Any]:
    """Return what selects one record with what it takes to change it, deleted or not."""
    table = tables.records[name]
    return select(table).where(table.c.id == bindparam("record_id"), _known(name, sight))


def _known(name: str, sight: Sight) -> ColumnElement[bool]:
    """Return the condition that whoever keeps the store may know of a record at all."""
    if name != PERSON_TAG.name:
        return true()
    return tables.readable(tables.records[name], sight)


def _shown(kind: Kind) -> list[Any]:
    table = tables.records[kind.name]
    return [table.c.id, *(table.c[field.name] for field in kind.fields)]


def _of_somebody(kind: Kind, name: str) -> bool:
    """Whether a field may name a person; what an attachment belongs to is of any kind."""
    about = kind.by_name.get(name)
    if about is None or about.name == "merged_into":
        return False
    return about.refers == PERSON.name or about.name == "owner_id"


def _within(query: Select[Any], kind: Kind, period: Period | None) -> Select[Any]:
    if period is None:
        return query
    day = tables.records[kind.name].c[kind.day]
    return query.where(day >= period.first.isoformat(), day <= period.last.isoformat())


def _record(kind: Kind, row: Row[Any]) -> Record:
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    return kind.record.restored(row.id, values)  # type: ignore[arg-type]
