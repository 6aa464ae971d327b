"""What is due: the reads of the day list, each with how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from gridkeeper.domain import workflow
from gridkeeper.domain.kinds import HAZARD, HOUSEHOLD, VISIT
from gridkeeper.storage import statements, tables

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Select, Table

    from gridkeeper.domain.records import Kind, Record

_MENDED = "60"
_EARLY_DAYS = 7
"""A visit made so many days before it was due was the one that was meant."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first records of an answer, and how many it has."""

    records: Sequence[Record]
    count: int


@dataclass(frozen=True, slots=True)
class Unsent:
    """Own changes that nobody was given yet.

    Attributes:
        records: How many records they are about.
        since: When the first of them was made, stamped; "" if there are none.
    """

    records: int
    since: str = ""


class Due:
    """Reads what is due, inside the caller's transaction; the most urgent comes first."""

    def __init__(self, connection: Connection, limit: int) -> None:
        self._connection = connection
        self._limit = limit

    def cases(self, kind: Kind, first: date | None, last: date) -> Found:
        """Return open cases whose deadline lies in some days; no `first` is any day before.

        Hazards that wait for their re-check are left out: `mended` has them.
        """
        table = tables.records[kind.name]
        days = table.c.deadline <= last.isoformat()
        if first is not None:
            days = and_(days, table.c.deadline >= first.isoformat())
        waiting = (table.c.state.is_distinct_from(_MENDED),) if kind is HAZARD else ()
        return self._found(kind, table.c.deadline, *_open(kind, table), days, *waiting)

    def mended(self) -> Found:
        """Return hazards that are said to be put right and wait for their re-check."""
        table = tables.records[HAZARD.name]
        return self._found(
            HAZARD, table.c.deadline, *_open(HAZARD, table), table.c.state == _MENDED
        )

    def sent_back(self, kind: Kind, actions: Collection[str]) -> Found:
        """Return open cases whose last step was one of some actions."""
        table, step = tables.records[kind.name], tables.records["case_step"]
        # Without this the planner reads all steps of those actions there ever were.
        last = (
            select(step.c.action)
            .where(step.c.case_id == table.c.id, tables.living(step))
            .order_by(step.c.at.desc(), step.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        states = {
            one.target
            for one in workflow.of(kind.name).table.transitions
            if one.action in actions and one.target
        }
        back = (table.c.state.in_(sorted(states)), last.in_(sorted(actions)))
        return self._found(kind, table.c.deadline, *_open(kind, table), *back)

    def visits(self, last: date) -> Found:
        """Return visits that named a day for the next one up to a last day, which was not made."""
        table, later = tables.records[VISIT.name], tables.records[VISIT.name].alias()
        made = exists().where(
            later.c.household_id == table.c.household_id,
            tables.living(later),
            later.c.visited_on > table.c.visited_on,
        )
        due = (table.c.next_due.is_not(None), table.c.next_due <= last.isoformat())
        return self._found(VISIT, table.c.next_due, *due, table.c.household_id.is_not(None), ~made)

    def households(self, last: date) -> Found:
        """Return households that shall be visited up to a last day, and were not visited near it.

        Those whose last visit names the next one itself are left out: `visits` has them.
        """
        table, visit = tables.records[HOUSEHOLD.name], tables.records[VISIT.name]
        enough = func.date(table.c.next_visit, f"-{_EARLY_DAYS} days")
        settled = exists().where(
            visit.c.household_id == table.c.id,
            tables.living(visit),
            or_(visit.c.visited_on >= enough, visit.c.next_due.is_not(None)),
        )
        due = (table.c.next_visit.is_not(None), table.c.next_visit <= last.isoformat())
        return self._found(HOUSEHOLD, table.c.next_visit, *due, ~settled)

    def unsent(self, replica: str, epoch: int, after: int) -> Unsent:
        """Return what this store's own changes after one of its numbers are about."""
        change = tables.change
        row = self._connection.execute(
            select(func.count(change.c.record_id.distinct()), func.min(change.c.received_at)).where(
                change.c.replica == replica, change.c.epoch == epoch, change.c.seq > after
            )
        ).one()
        return Unsent(row[0], row[1] or "")

    def unsent_to(self, peer: str, after: int) -> Unsent:
        """Return what the changes are about that arrived after one and are not a peer's own."""
        change = tables.change
        row = self._connection.execute(
            select(func.count(change.c.record_id.distinct()), func.min(change.c.received_at)).where(
                change.c.arrival > after, change.c.replica != peer
            )
        ).one()
        return Unsent(row[0], row[1] or "")

    def last_steps(self, case_ids: Collection[str]) -> Mapping[str, Any]:
        """Return the last step of each of some cases: its `at`, `actor` and `note`."""
        step = tables.records["case_step"]
        query = (
            select(step.c.case_id, step.c.at, step.c.actor, step.c.note)
            .where(statements.id_in(step.c.case_id), tables.living(step))
            .order_by(step.c.at, step.c.id)
        )
        return {
            row.case_id: row for row in self._connection.execute(query, statements.ids(case_ids))
        }

    def _found(
        self, kind: Kind, order: ColumnElement[Any], *conditions: ColumnElement[bool]
    ) -> Found:
        table = tables.records[kind.name]
        names = [table.c.id, *(table.c[field.name] for field in kind.fields)]
        query: Select[Any] = select(*names).where(tables.living(table), *conditions)
        rows = self._connection.execute(query.order_by(order, table.c.id).limit(self._limit))
        records = [kind.record.restored(row.id, cast("Any", row._mapping)) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
        if len(records) < self._limit:
            return Found(records, len(records))
        counted = select(func.count()).where(tables.living(table), *conditions)
        return Found(records, int(self._connection.execute(counted).scalar_one()))


def _open(kind: Kind, table: Table) -> tuple[ColumnElement[bool], ...]:
    settled = sorted(workflow.of(kind.name).settled)
    return (
        table.c.closed_on.is_(None),
        or_(table.c.state.is_(None), table.c.state.not_in(settled)),
    )
