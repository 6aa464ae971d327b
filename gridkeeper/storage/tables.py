"""The tables, as SCHEMA.md says them.

Tables of record kinds are built from the descriptions of their fields; nothing about a field is
said here a second time.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    FromClause,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    and_,
    exists,
    not_,
    or_,
    select,
    true,
)

from gridkeeper.domain import restricted
from gridkeeper.domain.fields import Field, Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Select
    from sqlalchemy.types import TypeEngine

    from gridkeeper.domain.records import Kind

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_ID = String(32)

change = Table(
    "change",
    metadata,
    Column("arrival", Integer, primary_key=True),
    Column("id", _ID, nullable=False, unique=True),
    Column("record_id", _ID, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("moves", Boolean, nullable=False),
    Column("replica", _ID, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("batch_id", _ID, nullable=False),
    Column("received_at", String(20), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("mark", LargeBinary, nullable=False),
    Index("ix_change_replica_epoch_seq", "replica", "epoch", "seq"),
)

forgotten = Table(
    "forgotten",
    metadata,
    Column("change_id", _ID, primary_key=True),
    Column("batch_id", _ID, nullable=False),
)

contention = Table(
    "contention",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("record_id", _ID, primary_key=True),
    Column("field_group", String(40), primary_key=True),
)

peer = Table(
    "peer",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("role", String(12), nullable=False),
    Column("name", Text, nullable=False),
    Column("series", String(4), nullable=False),
    Column("grids", Text, nullable=False),
    Column("standing", String(12), nullable=False),
    Column("sign_key", String(64), nullable=False),
    Column("seal_key", String(80), nullable=False),
    Column("secret", String(64), nullable=False),
    Column("received_epoch", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("received_chain", String(64), nullable=False),
    Column("sent", Integer, nullable=False),
    Column("confirmed", Integer, nullable=False),
    Column("held", Text, nullable=False),
    Column("past", Text, nullable=False),
    Column("thanked", _ID, nullable=False),
    Column("takes_contents", Boolean, nullable=False),
)

content_receipt = Table(
    "content_receipt",
    metadata,
    Column("peer_id", _ID, primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("upto", Integer, nullable=False),
    Column("held", Boolean, nullable=False),
)

batch = Table(
    "batch",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("number", String(80), nullable=False),
    Column("outgoing", Boolean, nullable=False),
    Column("peer_id", _ID, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("counts", Text, nullable=False),
    Column("grids", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("made_at", String(20), nullable=False),
    Column("handled_at", String(20), nullable=False),
)

missed = Table(
    "missed",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("number", String(80), nullable=False),
    Column("peer_id", _ID, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("made_at", String(20), nullable=False),
    Column("refused_at", String(20), nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("batch_id", _ID, primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

series = Table(
    "series",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(20), nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(40), nullable=False),
    Column("detail", Text, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

search_entry = Table(
    "search_entry",
    metadata,
    Column("place", Integer, primary_key=True),
    Column("record_id", _ID, nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False),
)

_TYPES: Mapping[Type, TypeEngine[Any]] = MappingProxyType(
    {
        Type.CODE: String(12),
        Type.RECORD: _ID,
        Type.DAY: String(10),
        Type.MOMENT: String(20),
        Type.NUMBER: Integer(),
        Type.AMOUNT: BigInteger(),
        Type.YES_NO: Boolean(),
    }
)

_INDEXED_BESIDES = {
    *("number", "original_number", "id_number"),
    *("case_id", "dispute_id", "hazard_id", "sha256"),
}
"""Fields that people look up, besides references and the day of a kind."""

_BESIDE_DAY = ("deleted", "state", "deadline", "closed_on")
"""What lists ask in the order of days, so that they need not look at the rows.

An index over what is not deleted would do without the first; but then SQLite goes by it wherever
that is asked, also in other orders, and looks up each row by itself.
"""

_OF_HOUSEHOLD = ("household_id", "visited_on", "next_due", "deleted")
"""What the day list asks of all visits: when each household was visited last, and is to be next."""


def _column(field: Field) -> Column[Any]:
    return Column(field.name, _TYPES.get(field.type, Text()), nullable=True)


def _is_indexed(field: Field) -> bool:
    if field.name in _INDEXED_BESIDES:
        return True
    return field.type is Type.RECORD and field.name != "grid_id"


def living(table: FromClause, grids: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a record is there for whoever keeps the store.

    It is `present`, she may know of it, and nobody has found that it is somebody else's: a person
    who was merged into another is read as that one.

    Args:
        table: Of the record's kind.
        grids: Ids of her grids, none for all; a `Sight` says also who she is.
    """
    there = present(table, grids)
    if "merged_into" in table.c:
        return and_(there, or_(table.c.merged_into.is_(None), table.c.id.not_in(_merged(grids))))
    return and_(there, readable(table, grids)) if "responsible" in table.c else there


def readable(table: FromClause, grids: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that the keeper of a store may know of a care group of a person.

    The rule is that of `restricted.may_read`; other kinds have none.
    """
    reader = grids.reader if isinstance(grids, Sight) else None
    if reader is None or "tag" not in table.c:
        return true()
    is_open = or_(table.c.tag.is_(None), table.c.tag.not_in(restricted.TAGS))
    return or_(is_open, table.c.responsible == reader)


def present(table: FromClause, grids: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a record is not deleted, and lies in one of some grids.

    What was moved out of them is not hers to see any more, though her journal still holds what she
    wrote about it.
    """
    deleted = table.c.deleted
    kept = or_(deleted.is_(None), deleted.is_(False))
    if not grids:
        return kept
    grid = table.c.grid_id
    return and_(kept, or_(grid.is_(None), grid.in_(sorted(grids))))


def lives_there(person: FromClause) -> ColumnElement[bool]:
    """Return what `people.lives_there` asks."""
    return and_(person.c.died_on.is_(None), person.c.moved_out.is_(None))


def is_open(household: FromClause) -> ColumnElement[bool]:
    """Return what `households.is_open` asks."""
    return and_(household.c.ended_on.is_(None), household.c.joined_into.is_(None))


def _merged(grids: Collection[str]) -> Select[Any]:
    """Return what selects the ids of people who are read as others; see `domain.merging`.

    Who is in no circle is read as another where anybody lives to whom her pointers lead; who is in
    one, where somebody of it lives whose id is less.
    """
    person = records["person"]
    onward, target = person.alias(), person.alias()
    walk = (
        select(person.c.id.label("start"), person.c.merged_into.label("place"))
        .where(person.c.merged_into.is_not(None))
        .cte(recursive=True)
    )
    walk = walk.union(
        select(walk.c.start, onward.c.merged_into).where(
            onward.c.id == walk.c.place, onward.c.merged_into.is_not(None)
        )
    )
    again = walk.alias()
    in_circle = exists().where(again.c.start == walk.c.start, again.c.place == walk.c.start)
    return select(walk.c.start).where(
        target.c.id == walk.c.place,
        present(target, grids),
        or_(walk.c.place < walk.c.start, not_(in_circle)),
    )


def _record_table(kind: Kind) -> Table:
    """Return a kind's table: its fields, and what the journal says about the row.

    `heads` is JSON of `gridkeeper.domain.changes.Heads`, or NULL while the record must be folded
    from its journal. How its changes came here: see `gridkeeper.storage.traces.Trace`.
    """
    table = Table(
        kind.name,
        metadata,
        Column("id", _ID, primary_key=True),
        *(_column(field) for field in kind.fields),
        Column("heads", Text, nullable=True),
        Column("conflicts", Integer, nullable=False),
        Column("own_seq", Integer, nullable=False),
        Column("changed_at", String(20), nullable=False),
        Column("own_lamport", BigInteger, nullable=False),
        Column("office_lamport", BigInteger, nullable=False),
        Column("arrival", BigInteger, nullable=False),
        Column("said_by", String(48), nullable=False),
        Column("arrival_besides", BigInteger, nullable=False),
        *(
            Index(f"ix_{kind.name}_{field.name}", field.name)
            for field in kind.fields
            if _is_indexed(field) and (kind.name, field.name) != ("visit", "household_id")
        ),
    )
    if kind.name == "person":
        Index("ix_person_name", table.c.name)
    if kind.name == "visit":
        Index("ix_visit_by_household", *(table.c[name] for name in _OF_HOUSEHOLD))
        appointed = table.c.next_at.is_not(None)
        Index(
            "ix_visit_appointed",
            table.c.next_due,
            sqlite_where=appointed,
            postgresql_where=appointed,
        )
    if kind.day:
        beside = [table.c[name] for name in _BESIDE_DAY if kind.case or name == "deleted"]
        Index(f"ix_{kind.name}_by_day", table.c[kind.day], table.c.id, *beside)
    if kind.case:
        still_open = table.c.closed_on.is_(None)
        Index(
            f"ix_{kind.name}_due",
            table.c.deadline,
            sqlite_where=still_open,
            postgresql_where=still_open,
        )
    return table


records: Mapping[str, Table] = MappingProxyType(
    {name: _record_table(kind) for name, kind in KINDS.items()}
)
"""The table of each kind, by the kind's name."""
