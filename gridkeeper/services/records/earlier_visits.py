"""The visits to a household before one, and how often nobody was met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.domain import contacts, kinds
from gridkeeper.domain.contacts import NOBODY
from gridkeeper.domain.periods import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from gridkeeper.domain.visits import Visit
    from gridkeeper.storage.unit import Unit


def newest_first(unit: Unit, household_id: str, until: date | None = None) -> list[Any]:
    """Return the visits to a household, up to a day if one is named."""
    found: list[Any] = list(unit.listing.where(kinds.VISIT, household_id=household_id))
    if until is not None:
        found = [one for one in found if one.visited_on and one.visited_on <= until]
    return sorted(found, key=lambda one: (str(one.visited_on or ""), one.id), reverse=True)


def missed(visits: Iterable[Any]) -> int:
    """Return how often nobody was at home since anything else was seen; the newest come first."""
    count = 0
    for one in visits:
        if one.outcome != NOBODY:
            break
        count += 1
    return count


def next_try(unit: Unit, household_id: str, on: date | None) -> int:
    """Return which try a knock in vain is: they are counted up, until somebody is met."""
    visits = newest_first(unit, household_id, on)
    last = next((one for one in visits if not _rang(one)), None)
    return contacts.next_try(last.outcome, last.tries) if last is not None else 1


def _rang(visit: Visit) -> bool:
    """Whether nobody answered a call, which is no knock at a door."""
    return visit.outcome == NOBODY and contacts.is_remote(visit.form or "", visit.kind or "")


def visited_on(unit: Unit, homes: Collection[str], day: date) -> set[str]:
    """Return which of some households and premises a visit of that day is recorded to."""
    visits: Iterator[Any] = unit.listing.all(kinds.VISIT, Period(day, day))
    return {home for one in visits for home in (one.household_id, one.premises_id)} & set(homes)
