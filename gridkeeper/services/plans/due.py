"""The plan of visits: what is due at every home, why, and how far the visits cover it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from gridkeeper.domain import periods, plans
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.plans import rules as plan_rules
from gridkeeper.services.plans import said as plan_said
from gridkeeper.services.plans import walk as plan_walk
from gridkeeper.storage.due import Due
from gridkeeper.storage.plans import Plans

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.plans import Coverage, Planned
    from gridkeeper.services.plans.walk import Stop
    from gridkeeper.services.session import Session
    from gridkeeper.storage.plans import Known
    from gridkeeper.storage.sight import Sight
    from gridkeeper.storage.unit import Unit

AHEAD_DAYS = 7
"""So many days before it is due, a visit is listed, if it may be made by then."""

MOST_HOMES = 3_000
"""Only a street has more households; a worker has 500."""

EVERYBODY = 1_000_000
_NO_HOURS: Mapping[tuple[str, date], str] = MappingProxyType({})
NO_HOUR = "~"
"""Sorts behind all hours."""


@dataclass(frozen=True, slots=True)
class Covered:
    """How far the visits of a period cover what was due in it.

    Attributes:
        upto: The last day that is counted: today of a period that is not over.
    """

    period: Period
    upto: date
    counts: Coverage


@dataclass(frozen=True, slots=True)
class Told:
    """A visit that is due, in words.

    Attributes:
        window: From when until when it may be made.
        why: A sentence for each reason; the first is due first, behind an hour if one is named.
        open_days: The window where it is more than the day of which a reason speaks; else "".
    """

    stop: Stop
    window: str
    why: tuple[str, ...]
    open_days: str = ""


class PlanService:
    """Reads the plan; any thread may ask.

    Each question may be asked of one grid, by its id: an office has many.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def due(self, grid_id: str = "") -> list[Told]:
        """Return the visits that are due or may be made by now, the weightiest first."""
        return self._told(grid_id, plan_walk.stops)

    def walk(
        self, grid_id: str = "", most: int | None = None, profile: Profile = Profile.MASKED
    ) -> list[Told]:
        """Return the same in the order in which one walks: up one staircase, down the next.

        Args:
            grid_id: Only of this grid.
            most: Only so many of them, the weightiest.
            profile: For whom; who asks for names in full sees to the audit.
        """
        return self._told(grid_id, plan_walk.walked, most, profile)

    def is_by_grid(self) -> bool:
        """Whether there are so many homes that the whole plan is read of single grids only."""
        with self._session.store.reading() as unit:
            return is_too_large(unit)

    def coverage(self, grid_id: str = "") -> Sequence[Covered]:
        """Return how this month's visits cover what was due so far, and last month's."""
        today = self._session.today()
        this = periods.month(today.year, today.month)
        with self._session.store.reading() as unit:
            sight = narrowed(unit, grid_id)
            return covered(unit, (this, this.previous()), today, sight)

    def _told(
        self,
        grid_id: str,
        placed: Callable[[Unit, Sequence[Planned], Profile], list[Stop]],
        most: int | None = None,
        profile: Profile = Profile.MASKED,
    ) -> list[Told]:
        today = self._session.today()
        with self._session.store.reading() as unit:
            hours = Due(unit.connection, EVERYBODY, unit.sight).hours(today)
            plan = whole(unit, today, sight=narrowed(unit, grid_id))
            found = due(plan, today, hours)[:most]
            names = plan_said.names(unit, found, profile)
            told = []
            for stop in placed(unit, found, profile):
                of = stop.planned
                first, *others = plan_said.sentences(of, today, names)
                at = appointment(of, hours)
                why = (plan_said.with_hour(at, today, first), *others)
                days = plan_said.open_days(of, at) if of.day >= today else ""
                told.append(Told(stop, plan_said.window(of), why, days))
            return told


def narrowed(unit: Unit, grid_id: str) -> Sight:
    """Return what the keeper of a store may see of one grid; of all for none."""
    return replace(unit.sight, grids=(grid_id,)) if grid_id else unit.sight


def is_too_large(unit: Unit) -> bool:
    """Whether a store has more homes than anybody walks to: its plan is read grid by grid."""
    return Plans(unit.connection, unit.sight).many("household", MOST_HOMES)


def whole(unit: Unit, today: date, sight: Sight | None = None) -> list[Planned]:
    """Return the plan of every home that a rule holds for, in no order.

    Args:
        unit: Of the store.
        today: On which day people are as old as they are; visits count up to it.
        sight: Of which grids; all of the store if it is left out.
    """
    return _planned(unit, today, Plans(unit.connection, sight or unit.sight).known(today, today))


def _planned(unit: Unit, today: date, known: Known) -> list[Planned]:
    rules = plans.book(plan_rules.of_store(unit).rules)
    found = (
        plans.planned(home, rules, known.contacts.get(home.id, ()), today) for home in known.homes
    )
    return [one for one in found if one is not None]


def homes_due(unit: Unit, today: date) -> set[str]:
    """Return the ids of the homes that are to be visited by now, as the day list counts them."""
    if is_too_large(unit):
        named = Due(unit.connection, EVERYBODY, unit.sight).visits(today)
        return {home for _day, home in named.homes}
    return {one.home.id for one in whole(unit, today) if one.day <= today}


def days_of(unit: Unit, homes: Collection[str], today: date) -> Mapping[str, date]:
    """Return by when each of some households is to be visited, by the rule of `homes_due`."""
    if is_too_large(unit):
        named = Due(unit.connection, EVERYBODY, unit.sight).visits(date.max, homes)
        return {home: day for day, home in named.homes}
    known = Plans(unit.connection, unit.sight, homes).known(today, today)
    return {one.home.id: one.day for one in _planned(unit, today, known)}


def due(
    found: Sequence[Planned], today: date, hours: Mapping[tuple[str, date], str] = _NO_HOURS
) -> list[Planned]:
    """Return what may be made by now, or has an hour, and is due within a week.

    Today's appointments come first, in the order of their hours, then what weighs most. Who has
    just made an appointment sees it at once, though nothing can be done about it today.
    """
    ahead = today + timedelta(AHEAD_DAYS)
    made = {one.home.id: appointment(one, hours) for one in found if one.day <= ahead}
    asked = [
        one for one in found if one.home.id in made and (one.earliest <= today or made[one.home.id])
    ]

    def order(one: Planned) -> tuple[object, ...]:
        day, hour = made[one.home.id] or (None, "")
        now = hour if day == today else NO_HOUR
        return now, -one.weight, one.day, -one.risk, one.home.id

    return sorted(asked, key=order)


def appointment(planned: Planned, hours: Mapping[tuple[str, date], str]) -> tuple[date, str] | None:
    """Return the day and the hour for which the last visit to a home has named the next."""
    named = (one.day for one in planned.reasons if one.rule == plans.NAMED_BY_VISIT)
    for day in named:
        if hour := hours.get((planned.home.id, day)):
            return day, hour
    return None


def covered(unit: Unit, periods_: Sequence[Period], today: date, sight: Sight) -> list[Covered]:
    """Return how far the visits of periods cover what was due in them; the rules are today's."""
    days = {one: (one.first - timedelta(1), min(one.last, today)) for one in periods_}
    wanted = sorted({day for pair in days.values() for day in pair})
    known = dict(zip(wanted, Plans(unit.connection, sight).known_by(today, wanted), strict=True))
    planned = {day: _planned(unit, today, found) for day, found in known.items()}
    made = []
    for period, (eve, upto) in days.items():
        seen = {
            home
            for home, contacts in known[upto].contacts.items()
            if any(one.done and one.day >= period.first for one in contacts)
        }
        counts = plans.coverage(planned[eve], planned[upto], seen, (period.first, upto))
        made.append(Covered(period, upto, counts))
    return made
