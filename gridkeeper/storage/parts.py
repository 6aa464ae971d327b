"""What belongs to a record and travels by itself: the record has come no farther than that."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, not_, or_, select

from gridkeeper.domain.queries import Way
from gridkeeper.storage import statements, tables, traces
from gridkeeper.storage.traces import Trace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Select, Table

    from gridkeeper.storage.ways import Reached

_FIELDS = MappingProxyType(
    {
        "dispute": (("dispute_party", "dispute_id"),),
        "hazard": (("recheck", "hazard_id"),),
        "person": (("person_tag", "person_id"),),
    }
)
_ANYWHERE = ("attachment", "owner_id")
"""A step is not among them: with each of them its case changes, too."""

_PARTS = frozenset({_ANYWHERE[0], *(name for ones in _FIELDS.values() for name, _ in ones)})

Parts = tuple[tuple[Trace, str | None], ...]
"""How the changes of each part came here, and where it lies."""


def asked(reached: Reached, kind: str, way: Way) -> ColumnElement[bool]:
    """Return the condition that a row of a kind, with what belongs to it, has come so far."""
    table = tables.records[kind]

    def within(which: Way) -> list[ColumnElement[bool]]:
        return [
            table.c.id.in_(select(owner).where(owner.is_not(None), reached.asked(part, which)))
            for part, owner in _of(kind)
        ]

    own, unsent = reached.asked(table, way), within(Way.UNSENT)
    match way:
        case Way.UNSENT:
            return or_(own, *unsent)
        case Way.SENT:
            nearer = or_(reached.asked(table, Way.UNSENT), *unsent)
            return and_(or_(own, *within(Way.SENT)), not_(nearer))
        case _:
            return and_(own, *map(not_, (*unsent, *within(Way.SENT))))


def traces_of(connection: Connection, kind: str, ids: Collection[str]) -> Mapping[str, Parts]:
    """Return what is known of the parts of some records, by the ids of these."""
    found: dict[str, Parts] = defaultdict(tuple)
    for statement in _traces(kind):
        for record_id, grid, *rest in connection.execute(statement, statements.ids(ids)):
            found[record_id] += ((Trace(*rest), grid),)
    return found


@statements.made_once
def _traces(kind: str) -> Sequence[Select[Any]]:
    """Return what selects the parts of each sort: of which record, where, and how they came."""
    return [
        select(owner, part.c.grid_id, *(part.c[name] for name in traces.COLUMNS)).where(
            statements.id_in(owner)
        )
        for part, owner in _of(kind)
    ]


def _of(kind: str) -> Iterator[tuple[Table, ColumnElement[str]]]:
    if kind not in _PARTS:
        for name, field in (*_FIELDS.get(kind, ()), _ANYWHERE):
            part = tables.records[name]
            yield part, part.c[field]
