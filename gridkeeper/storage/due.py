"""What is due: the reads of the day list, each with how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, union_all

from gridkeeper.domain import workflow
from gridkeeper.domain.kinds import HAZARD, HOUSEHOLD, VISIT
from gridkeeper.storage import statements, tables

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Select, Table

    from gridkeeper.domain.records import Kind, Record

_MENDED = "60"
_EARLY_DAYS = 7
"""A visit made so many days before it was due was the one that was meant."""

_NEXT = len("2026-10-08") + 1
"""Where the day of the next visit begins in `_last_visit`."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first records of an answer, and how many it has."""

    records: Sequence[Record]
    count: int


@dataclass(frozen=True, slots=True)
class ToVisit:
    """The first households that shall be visited, by when, and how many there are."""

    homes: Sequence[tuple[date, str]]
    count: int


class Due:
    """Reads what is due, inside the caller's transaction; the most urgent comes first."""

    def __init__(self, connection: Connection, limit: int, grids: Collection[str]) -> None:
        self._connection = connection
        self._grids = grids
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
        last = (
            select(step.c.action)
            .where(step.c.case_id == table.c.id, tables.living(step, self._grids))
            .order_by(step.c.at.desc(), step.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        states = {
            one.target
            for one in workflow.of(kind.name).table.transitions
            if one.action in actions and one.target
        }
        # The states are asked first: only of the few that are in them is the last step looked up.
        back = (table.c.state.in_(sorted(states)), last.in_(sorted(actions)))
        return self._found(kind, table.c.deadline, *_open(kind, table), *back)

    def visits(self, last: date, homes: Collection[str] | None = None) -> ToVisit:
        """Return the households that shall be visited up to a last day, and by when each.

        Only of some households, if their ids are given.

        The day is the one that its last visit named, or else the household's own, unless it was
        visited near that.
        """
        home, visit = tables.records[HOUSEHOLD.name], tables.records[VISIT.name]
        seen = (
            select(visit.c.household_id, _last_visit(visit))
            .where(tables.living(visit, self._grids), visit.c.household_id.is_not(None))
            .group_by(visit.c.household_id)
            .subquery()
        )
        next_due = func.substr(seen.c.last, _NEXT)
        only = () if homes is None else (statements.id_in(home.c.id),)
        named = (
            select(next_due.label("day"), home.c.id)
            .join(home, home.c.id == seen.c.household_id)
            .where(
                tables.living(home, self._grids),
                tables.is_open(home),
                next_due != "",
                next_due <= last.isoformat(),
                *only,
            )
        )
        own = (
            select(_last_visit(visit))
            .where(visit.c.household_id == home.c.id, tables.living(visit, self._grids))
            .scalar_subquery()
        )
        enough = func.date(home.c.next_visit, f"-{_EARLY_DAYS} days")
        planned = select(home.c.next_visit.label("day"), home.c.id).where(
            tables.living(home, self._grids),
            tables.is_open(home),
            home.c.next_visit <= last.isoformat(),
            or_(own.is_(None), and_(func.substr(own, _NEXT) == "", own < enough)),
            *only,
        )
        both = union_all(named, planned).subquery()
        rows = self._connection.execute(
            select(both, func.count().over().label("whole"))
            .order_by(both.c.day, both.c.id)
            .limit(self._limit),
            None if homes is None else statements.ids(homes),
        ).all()
        found = [(date.fromisoformat(row.day), row.id) for row in rows]
        return ToVisit(found, rows[0].whole if rows else 0)

    def hours(self, first: date) -> Mapping[tuple[str, date], str]:
        """Return the hours that visits have named for homes, from a day on; the last word holds."""
        visit, person = tables.records[VISIT.name], tables.records["person"]
        query = (
            select(
                func.coalesce(visit.c.premises_id, visit.c.household_id, person.c.household_id),
                visit.c.next_due,
                visit.c.next_at,
            )
            .select_from(visit.outerjoin(person, person.c.id == visit.c.person_id))
            .where(
                tables.living(visit, self._grids),
                visit.c.next_at.is_not(None),
                visit.c.next_due >= first.isoformat(),
            )
            .order_by(statements.unindexed(visit.c.visited_on), visit.c.id)
        )
        rows = self._connection.execute(query).all()
        return {(home or "", date.fromisoformat(day)): hour for home, day, hour in rows}

    def last_steps(self, case_ids: Collection[str]) -> Mapping[str, Any]:
        """Return the last step of each case: `at`, `actor`, `action`, `note`, `own_seq`."""
        step = tables.records["case_step"]
        query = (
            select(
                *(step.c[name] for name in ("case_id", "at", "actor", "action", "note", "own_seq"))
            )
            .where(statements.id_in(step.c.case_id), tables.living(step, self._grids))
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
        query: Select[Any] = select(*names).where(tables.living(table, self._grids), *conditions)
        rows = self._connection.execute(query.order_by(order, table.c.id).limit(self._limit))
        records = [kind.record.restored(row.id, cast("Any", row._mapping)) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
        if len(records) < self._limit:
            return Found(records, len(records))
        counted = select(func.count()).where(tables.living(table, self._grids), *conditions)
        return Found(records, int(self._connection.execute(counted).scalar_one()))


def _last_visit(visit: Table) -> ColumnElement[str]:
    """Return the day of the last visit with the day that it names for the next, in one text.

    One text, so that the index alone answers. Of two visits on a day the later next one counts.
    """
    both = visit.c.visited_on + func.coalesce(visit.c.next_due, "")
    return func.max(both).label("last")


def _open(kind: Kind, table: Table) -> tuple[ColumnElement[bool], ...]:
    settled = sorted(workflow.of(kind.name).settled)
    return (
        table.c.closed_on.is_(None),
        or_(table.c.state.is_(None), table.c.state.not_in(settled)),
    )
