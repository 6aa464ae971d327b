"""Counting with SQL what `gridkeeper.domain.tallies` defines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, func, literal, select

from gridkeeper.domain.tallies import Counts, Tally, Test, Where
from gridkeeper.storage import tables

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Table

    from gridkeeper.domain.periods import Period


def counted(
    connection: Connection, tally: Tally, period: Period, day: str, cut_off: date
) -> Counts:
    """Return a tally of a period.

    Args:
        connection: Inside the caller's transaction.
        tally: What to count.
        period: Which days.
        day: The field that says on which day a record falls.
        cut_off: What is due before this day counts as overdue.
    """
    table = tables.records[tally.kind]
    key: ColumnElement[Any] = literal("")
    if tally.by:
        key = func.coalesce(table.c[tally.by], "")
        key = func.substr(key, 1, tally.level) if tally.level else key
    query = (
        select(key.label("key"), _worth(tally, table).label("worth"))
        .where(
            tables.living(table),
            table.c[day] >= period.first.isoformat(),
            table.c[day] <= period.last.isoformat(),
            *(_condition(table, where, cut_off) for where in tally.where),
        )
        .group_by(key)
    )
    rows = connection.execute(query)
    return {str(row.key): int(row.worth) for row in rows if row.worth or not tally.distinct}


def _worth(tally: Tally, table: Table) -> ColumnElement[Any]:
    if tally.sums:
        return func.coalesce(func.sum(table.c[tally.sums]), 0)
    if tally.distinct:
        return func.count(table.c[tally.distinct].distinct())
    return func.count()


def _condition(table: Table, where: Where, cut_off: date) -> ColumnElement[bool]:
    column = table.c[where.field]
    match where.test:
        case Test.IN:
            return column.in_(where.values)
        case Test.GIVEN:
            return column.is_not(None)
        case Test.MISSING:
            return column.is_(None)
        case Test.BEFORE_CUT_OFF:
            return column < cut_off.isoformat()
