"""The visits of the day list: the weightiest homes, with their places on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain import addresses
from gridkeeper.services.plans import due as plans
from gridkeeper.services.plans import said as plan_said
from gridkeeper.services.plans import walk as plan_walk
from gridkeeper.services.showing import days
from gridkeeper.services.showing.lists import Named
from gridkeeper.texts import joined, pick

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from gridkeeper.domain.plans import Planned
    from gridkeeper.services.plans.walk import Stop
    from gridkeeper.storage.due import Due
    from gridkeeper.storage.unit import Unit

_ELSEWHERE = {
    "household": ("其他住户", "Other households"),
    "premises": ("单位场所", "Premises"),
}
"""Under what stands what is in no building."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where a home lies on the way, and all that is to be said of why it is visited.

    Attributes:
        number: Its place on the way.
        place: Building and staircase, under which it stands.
        door: What is left of its title below that.
        reasons: A sentence for each; the first is due first.
    """

    number: int
    place: str
    door: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueVisit:
    """A home to be visited; texts are masked.

    Attributes:
        title: Its door and its head.
        why: In one sentence, with the days on which it may be made as long as it is not late.
        way: None where only a day was named, and nothing is known of the way.
    """

    kind: str
    home: str
    title: str
    why: str
    is_late: bool
    way: Way | None


def planned(
    unit: Unit, today: date, grid_id: str, due: Due, most: int
) -> tuple[list[DueVisit], int]:
    """Return the weightiest homes of the plan, and how many are due; "" is no grid but all."""
    hours = due.hours(today)
    found = plans.due(plans.whole(unit, today, sight=plans.narrowed(unit, grid_id)), today, hours)
    return [*_in_words(unit, today, found[:most], hours)], len(found)


def named(unit: Unit, today: date, due: Due) -> tuple[list[DueVisit], int]:
    """Return the homes for which somebody has named a day, and how many there are."""
    found = due.visits(today + timedelta(plans.AHEAD_DAYS))
    titles = Named(unit, {"household": {home for _day, home in found.homes}})
    hours = due.hours(today)
    made = []
    for day, home in sorted(
        found.homes, key=lambda one: (one[0], hours.get(one[::-1], plans.NO_HOUR))
    ):
        parts = (titles.name("household", home), titles.head(home))
        title = " ".join(part for part in parts if part)
        hour = hours.get((home, day), "")
        why = plan_said.with_hour((day, hour) if hour else None, today, days.to_visit(day, today))
        made.append(DueVisit("household", home, title, why, day < today, None))
    return made, found.count


def placed(stop: Stop) -> tuple[str, str]:
    """Return under what a home stands, and what its door is called there."""
    if not stop.building:
        return pick(*_ELSEWHERE[stop.kind]), stop.title
    stairs = addresses.text(addresses.Door(unit=stop.unit))
    door = stop.title.removeprefix(stop.building).removeprefix(stairs)
    return stop.building + stairs, door or stop.title


def _in_words(
    unit: Unit, today: date, found: Sequence[Planned], hours: Mapping[tuple[str, date], str]
) -> list[DueVisit]:
    names = plan_said.names(unit, found)
    stops = plan_walk.stops(unit, found)
    numbers = {one.home: number for number, one in enumerate(plan_walk.ordered(stops))}
    made = []
    for stop in stops:
        of = stop.planned
        why = plan_said.why(of, today, names)
        at = plans.appointment(of, hours)
        at = plans.appointment(of, hours)
        open_days = plan_said.open_days(of, at) if of.day > today else ""
        why = joined((open_days, why)) if open_days else why
        why = plan_said.with_hour(at, today, why)
        title = " ".join(part for part in (stop.title, stop.who) if part)
        reasons = tuple(plan_said.sentences(of, today, names))
        place, door = placed(stop)
        door = " ".join(part for part in (door, stop.who) if part)
        way = Way(numbers[stop.home], place, door, reasons)
        made.append(DueVisit(stop.kind, stop.home, title, why, of.day < today, way))
    return made
