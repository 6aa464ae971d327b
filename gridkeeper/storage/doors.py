"""The doors of a building, each with what is known behind it, in two statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ColumnElement, Connection, and_, func, null, or_, select

from gridkeeper.domain import restricted, workflow
from gridkeeper.domain.kinds import HAZARD
from gridkeeper.storage import statements, tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import FromClause

_VERIFIED = "verified_on"
_MOST_LOOKED_AT = 10_000


@dataclass(frozen=True, slots=True)
class Known:
    """A household behind a door, or a door without any; values as they are stored.

    Attributes:
        id: Of the dwelling.
        home: Id of the household.
        head: The name of its head.
        tags: Different care groups in force there; of restricted ones nothing is said at doors.
        hazards: Open ones; `overdue` is the first deadline of these.
        day: Of the last visit, as are `outcome`, `named` (the day that it named for the next) and
            `tries`.
        checked: When the household, or else the dwelling, was verified; None where the register
            does not know such a thing.
    """

    id: str
    unit: str | None
    floor: str | None
    room: str | None
    use: str | None
    occupancy: str | None
    rent_use: str | None
    grid_id: str | None
    home: str | None
    contact: str | None
    head: str | None
    tags: int
    hazards: int
    overdue: str | None
    day: str | None
    outcome: str | None
    named: str | None
    tries: int | None
    checked: str | None


@dataclass(frozen=True, slots=True)
class Knock:
    """A visit as a door knows it; days as they are stored.

    Attributes:
        next_due: The day that it names for the next one; "" for none.
        tries: How often somebody had knocked by then; 0 where nobody counted.
    """

    day: str
    outcome: str
    next_due: str
    tries: int


class Doors:
    """Reads doors inside the caller's transaction."""

    def __init__(self, connection: Connection, grids: Collection[str]) -> None:
        self._connection = connection
        self._grids = grids

    def counts(self) -> Mapping[str, int]:
        """Return how many doors the register has of each building, by its id."""
        door = tables.records["dwelling"]
        query = (
            select(door.c.building_id, func.count())
            .where(tables.living(door, self._grids), door.c.building_id.is_not(None))
            .group_by(door.c.building_id)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def buildings_of(self, household_ids: Collection[str]) -> Sequence[str]:
        """Return the building of each of some households, once for each that has one."""
        door, home = tables.records["dwelling"], tables.records["household"]
        query = (
            select(door.c.building_id)
            .select_from(home.join(door, door.c.id == home.c.dwelling_id))
            .where(statements.id_in(home.c.id), door.c.building_id.is_not(None))
        )
        return list(self._connection.scalars(query, statements.ids(household_ids)))

    def of(self, building_id: str, today: date) -> Sequence[Known]:
        """Return what is known of each household behind each door, and of doors without any."""
        door, home = tables.records["dwelling"], tables.records["household"].alias()
        head, last = tables.records["person"].alias(), tables.records["visit"].alias()
        wide = (
            door.outerjoin(
                home,
                and_(
                    home.c.dwelling_id == door.c.id,
                    tables.living(home, self._grids),
                    tables.is_open(home),
                ),
            )
            .outerjoin(head, head.c.id == home.c.head_id)
            .outerjoin(last, last.c.id == self._last(home))
        )
        hazards, overdue = self._hazards(home)
        query = (
            select(
                *(door.c[name] for name in ("id", "unit", "floor", "room")),
                *(door.c[name] for name in ("use", "occupancy", "rent_use", "grid_id")),
                home.c.id.label("home"),
                home.c.contact,
                head.c.name.label("head"),
                self._tags(home, today).label("tags"),
                hazards.label("hazards"),
                overdue.label("overdue"),
                last.c.visited_on.label("day"),
                last.c.outcome,
                last.c.next_due.label("named"),
                last.c.tries,
                _verified(door, home).label("checked"),
            )
            .select_from(wide)
            .where(door.c.building_id == building_id, tables.living(door, self._grids))
            .order_by(door.c.id, home.c.id)
        )
        rows = cast("Iterable[tuple[Any, ...]]", self._connection.execute(query))
        return [Known(*row) for row in rows]

    def knocked(self, places: Collection[str], since: date) -> Mapping[str, Knock]:
        """Return the last visit to each of some places that was made to no household there.

        Args:
            places: As `domain.addresses` writes them.
            since: Older ones are not looked for, nor any behind the newest some thousands: nothing
                leads from a place to its visits.
        """
        visit = tables.records["visit"]
        names = ("id", "place", "visited_on", "outcome", "next_due", "tries")
        newest = (
            select(*(visit.c[name] for name in names))
            .where(
                visit.c.household_id.is_(None),
                visit.c.visited_on >= since.isoformat(),
                tables.living(visit, self._grids),
            )
            .order_by(visit.c.visited_on.desc())
            .limit(_MOST_LOOKED_AT)
            .subquery()
        )
        query = (
            select(newest)
            .where(statements.id_in(newest.c.place))
            .order_by(newest.c.visited_on, newest.c.id)
        )
        return {
            row.place: Knock(row.visited_on, row.outcome or "", row.next_due or "", row.tries or 0)
            for row in self._connection.execute(query, statements.ids(places))
        }

    def _last(self, home: FromClause) -> ColumnElement[str]:
        visit = tables.records["visit"].alias()
        return (
            select(visit.c.id)
            .where(visit.c.household_id == home.c.id, tables.living(visit, self._grids))
            .order_by(visit.c.visited_on.desc(), visit.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )

    def _tags(self, home: FromClause, today: date) -> ColumnElement[int]:
        person, tag = tables.records["person"].alias(), tables.records["person_tag"].alias()
        return (
            select(func.count(tag.c.tag.distinct()))
            .select_from(person.join(tag, tag.c.person_id == person.c.id))
            .where(
                person.c.household_id == home.c.id,
                tables.present(person, self._grids),
                tables.lives_there(person),
                tables.living(tag, self._grids),
                tag.c.tag.not_in(restricted.TAGS),
                or_(tag.c.until.is_(None), tag.c.until >= today.isoformat()),
            )
            .scalar_subquery()
        )

    def _hazards(self, home: FromClause) -> tuple[ColumnElement[int], ColumnElement[str]]:
        """Return how many open hazards a household has, and the first deadline of them."""
        found = []
        for wanted in (lambda _table: func.count(), lambda table: func.min(table.c.deadline)):
            hazard = tables.records["hazard"].alias()
            settled = sorted(workflow.of(HAZARD.name).settled)
            query = (
                select(wanted(hazard))
                .select_from(hazard)
                .where(
                    hazard.c.household_id == home.c.id,
                    tables.living(hazard, self._grids),
                    hazard.c.closed_on.is_(None),
                    or_(hazard.c.state.is_(None), hazard.c.state.not_in(settled)),
                )
            )
            found.append(query.scalar_subquery())
        return found[0], found[1]


def knows_verified() -> bool:
    """Whether the register says when a home was verified."""
    return any(_VERIFIED in tables.records[name].c for name in ("household", "dwelling"))


def _verified(door: FromClause, home: FromClause) -> ColumnElement[Any]:
    known: list[ColumnElement[Any]] = [
        one.c[_VERIFIED] for one in (home, door) if _VERIFIED in one.c
    ]
    return func.coalesce(*known, null(), null())
