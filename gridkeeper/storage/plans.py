"""What a plan of visits is made of: homes, who lives there, and what their visits came to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, case, func, or_, select

from gridkeeper.domain import contacts, plans
from gridkeeper.domain.contacts import Contact
from gridkeeper.domain.plans import Care, Home, Member
from gridkeeper.storage import merges, statements, tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, FromClause

    from gridkeeper.storage.sight import Sight

_DAY = len("2026-10-08")
_WHERE = ("premises_id", "household_id")
_TELLING = ("person_id", "kind", "form", "outcome", "state")
"""What tells visits to one home apart, beside their days."""


@dataclass(frozen=True, slots=True)
class Known:
    """All that a plan needs, by the ids of homes.

    Attributes:
        contacts: Of visits that differ in nothing but their days, only the last.
    """

    homes: Sequence[Home]
    contacts: Mapping[str, Sequence[Contact]]


class Plans:
    """Reads for a plan inside the caller's transaction; a statement a table, however many rows."""

    def __init__(
        self, connection: Connection, sight: Sight, homes: Collection[str] | None = None
    ) -> None:
        """Read for all homes in sight, or only for some households, by their ids."""
        self._connection = connection
        self._sight = sight
        self._only = None if homes is None else statements.ids(homes)

    def many(self, kind: str, most: int) -> bool:
        """Whether there are more than so many records of a kind."""
        table = tables.records[kind]
        query = select(table.c.id).where(tables.living(table, self._sight)).limit(most + 1)
        counted = select(func.count()).select_from(query.subquery())
        return self._connection.execute(counted).scalar_one() > most

    def known(self, today: date, upto: date) -> Known:
        """Return all homes that can be visited, with their visits up to a day."""
        return self.known_by(today, [upto])[0]

    def known_by(self, today: date, days: Sequence[date]) -> Sequence[Known]:
        """Return the same for several days, each with the visits up to it; all is read once."""
        members, deserted, home_of = self._people(today)
        homes = [*self._households(members, deserted), *self._premises()]
        if not homes:  # and so nothing that a visit would say anything of
            return [Known(homes, {}) for _ in days]
        return [Known(homes, contacts) for contacts in self._contacts(home_of, days)]

    def _people(
        self, today: date
    ) -> tuple[Mapping[str, Sequence[Member]], set[str], Mapping[str, str]]:
        """Return who is there by household, which of these all have left, and whose each is."""
        person = tables.records["person"]
        here = and_(
            person.c.died_on.is_(None),
            or_(person.c.moved_out.is_(None), person.c.moved_out > today.isoformat()),
            or_(
                person.c.resident_class.is_(None),
                person.c.resident_class.not_in(plans.GONE_CLASSES),
            ),
        )
        names = ("id", "household_id", "birth", "resident_class")
        query = select(*(person.c[name] for name in names), here.label("here")).where(
            tables.living(person, self._sight),
            person.c.household_id.is_not(None),
            *self._within(person.c.household_id),
        )
        cares = self._cares(today)
        members: dict[str, list[Member]] = defaultdict(list)
        left: set[str] = set()
        home_of: dict[str, str] = {}
        for row in self._connection.execute(query, self._only).all():
            home_of[row.id] = row.household_id
            if not row.here:
                left.add(row.household_id)
                continue
            members[row.household_id].append(
                Member(
                    row.id,
                    _day(row.birth),
                    row.resident_class or "",
                    tuple(cares.get(row.id, ())),
                    plans.registered_on(row.id),
                )
            )
        return members, left - members.keys(), home_of

    def _cares(self, today: date) -> Mapping[str, Sequence[Care]]:
        tag = tables.records["person_tag"]
        day = today.isoformat()
        query = (
            select(tag.c.person_id, tag.c.tag, tag.c.cycle_days, tag.c.since)
            .where(
                tables.living(tag, self._sight),
                or_(tag.c.until.is_(None), tag.c.until >= day),
                or_(tag.c.since.is_(None), tag.c.since <= day),
                *self._of_people(tag.c.person_id),
            )
            .order_by(tag.c.id)
        )
        found: dict[str, list[Care]] = defaultdict(list)
        for row in self._connection.execute(query, self._only).all():
            found[row.person_id].append(Care(row.tag or "", row.cycle_days, _day(row.since)))
        return found

    def _households(
        self, members: Mapping[str, Sequence[Member]], deserted: Collection[str]
    ) -> Iterable[Home]:
        home, door = tables.records["household"], tables.records["dwelling"]
        query = (
            select(home.c.id, home.c.next_visit, door.c.use)
            .select_from(home.outerjoin(door, door.c.id == home.c.dwelling_id))
            .where(
                tables.living(home, self._sight),
                tables.is_open(home),
                *self._within(home.c.id),
            )
        )
        for row in self._connection.execute(query, self._only).all():
            yield Home(
                row.id,
                use=row.use or "",
                members=tuple(members.get(row.id, ())),
                deserted=row.id in deserted,
                next_visit=_day(row.next_visit),
                since=plans.registered_on(row.id),
            )

    def _premises(self) -> Iterable[Home]:
        if self._only is not None:
            return
        place = tables.records["premises"]
        query = select(place.c.id, place.c.kind).where(tables.living(place, self._sight))
        for row in self._connection.execute(query).all():
            since = plans.registered_on(row.id)
            yield Home(row.id, premises_kind=row.kind or "", since=since)

    def _contacts(
        self, home_of: Mapping[str, str], days: Sequence[date]
    ) -> Sequence[Mapping[str, Sequence[Contact]]]:
        read_as = self._read_as()
        found: list[dict[str, list[Contact]]] = [defaultdict(list) for _day in days]
        for place, home, whom, kind, form, outcome, state, *lasts in self._last_of_each(days):
            person = read_as.get(whom, whom or "")
            # A visit to premises is none to a household, whoever was met there.
            at = place or home or home_of.get(person, "")
            for upto, last in zip(found, lasts, strict=True):
                if last is not None:
                    day, named = date.fromisoformat(last[:_DAY]), _day(last[_DAY:])
                    told = (outcome or "", form or "", kind or "", state or "", person, named)
                    upto[at].append(Contact(day, *told))
        return found

    def _read_as(self) -> Mapping[str, str]:
        """Return as whom those are read who were merged into others."""
        person = tables.records["person"]
        query = select(person.c.id).where(person.c.merged_into > "")
        merged = list(self._connection.scalars(query))
        return merges.survivors(self._connection, self._sight, merged) if merged else {}

    def _last_of_each(self, days: Sequence[date]) -> Iterable[Any]:
        """Yield the last visit of each sort up to each day: its day and the one it names.

        All visits are read once, in the order in which they lie: by way of an index, each of them
        would be looked up somewhere else.
        """
        visit = tables.records["visit"]
        telling = [visit.c[name] for name in (*_WHERE, *_TELLING)]
        names_one = visit.c.next_due.is_not(None)
        both = visit.c.visited_on + func.coalesce(visit.c.next_due, "")
        lasts = [func.max(case((visit.c.visited_on <= day.isoformat(), both))) for day in days]
        query = (
            select(*telling, *lasts)
            .where(
                tables.living(visit, self._sight),
                statements.unindexed(visit.c.visited_on) <= max(days).isoformat(),
                # Where nobody was met, only the next day that was named says anything.
                or_(visit.c.outcome.not_in(contacts.MISSED), names_one),
                *self._visited(visit),
            )
            .group_by(*telling, names_one)
        )
        return self._connection.execute(query, self._only).all()

    def _visited(self, visit: FromClause) -> Sequence[ColumnElement[bool]]:
        """Return the condition that a visit is to one of the homes that are asked for, if any."""
        if self._only is None:
            return ()
        no_home = statements.unindexed(visit.c.household_id).is_(None)
        to_people = and_(no_home, *self._of_people(visit.c.person_id))
        to_one = or_(statements.id_in(visit.c.household_id), to_people)
        return (statements.unindexed(visit.c.premises_id).is_(None), to_one)

    def _within(self, household: ColumnElement[str]) -> Sequence[ColumnElement[bool]]:
        """Return the condition that a household is one of those that are asked for, if any are."""
        return () if self._only is None else (statements.id_in(household),)

    def _of_people(self, person_id: ColumnElement[str]) -> Sequence[ColumnElement[bool]]:
        """Return the same of somebody in it; who was merged may be read as somebody there."""
        if self._only is None:
            return ()
        person = tables.records["person"].alias()
        theirs = or_(statements.id_in(person.c.household_id), person.c.merged_into > "")
        return (person_id.in_(select(person.c.id).where(theirs)),)


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
