"""What a list is asked, as conditions of its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, false, or_, select

from gridkeeper.domain import workflow
from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage import parts, statements, tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Select

    from gridkeeper.domain.fields import Stored
    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.queries import Query
    from gridkeeper.domain.records import Kind
    from gridkeeper.storage.ways import Reached


def asked(
    query: Query, reached: Reached | None, grids: Collection[str], *, indexed: bool = True
) -> Iterator[ColumnElement[bool]]:
    """Yield what a query asks but its text; `indexed` is whether to go by the index of days."""
    kind = KINDS[query.kind]
    table = tables.records[kind.name]
    yield tables.living(table, grids)
    if query.period is not None:
        day = table.c[kind.day] if indexed else statements.unindexed(table.c[kind.day])
        yield day >= query.period.first.isoformat()
        yield day <= query.period.last.isoformat()
    for name, wanted in query.equal:
        yield _is_one_of(table.c[name], wanted if isinstance(wanted, tuple) else (wanted,))
    if query.given:
        yield table.c[query.given].is_not(None)
    if query.open_only or query.overdue_on is not None:
        yield from _still_open(kind)
    if query.overdue_on is not None:
        yield table.c.deadline < query.overdue_on.isoformat()
    if query.way is not None:
        yield false() if reached is None else parts.asked(reached, kind.name, query.way)
    if query.contended:
        contention = tables.contention
        yield table.c.id.in_(select(contention.c.record_id).where(contention.c.kind == kind.name))


def of_days(kind: Kind, days: Period) -> Select[Any]:
    """Return what selects the ids of the records of some days, by the index of days."""
    table = tables.records[kind.name]
    day = table.c[kind.day]
    return select(table.c.id).where(day.between(days.first.isoformat(), days.last.isoformat()))


def _is_one_of(column: ColumnElement[Any], wanted: Sequence[Stored]) -> ColumnElement[bool]:
    given = column.in_([value for value in wanted if value is not None])
    return or_(given, column.is_(None)) if None in wanted else given


def _still_open(kind: Kind) -> Iterator[ColumnElement[bool]]:
    """Yield what `Workflow.is_open` asks."""
    table, flow = tables.records[kind.name], workflow.of(kind.name)
    yield or_(table.c.state.is_(None), table.c.state.not_in(sorted(flow.settled)))
    if "closed_on" in table.c:
        yield table.c.closed_on.is_(None)
