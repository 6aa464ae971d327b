"""What must be so before something can happen to the register, and who lives where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, cast

from gridkeeper.domain import identity_numbers, kinds
from gridkeeper.domain.people import lives_there
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.errors import InputInvalidError, RecordUnknownError
from gridkeeper.services.showing.lists import Named
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from gridkeeper.domain.households import Household
    from gridkeeper.domain.people import Person
    from gridkeeper.domain.register_events import RegisterEvent
    from gridkeeper.services.session import Work
    from gridkeeper.storage.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When something happened to the register, and what is said of it.

    Attributes:
        place: Where somebody came from or went to.
        visit_id: Of the visit at which it was told.
    """

    on: date
    place: str = ""
    reason: str = ""
    visit_id: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """What was written.

    Attributes:
        household_id: The household that it is about in the end.
        heads: Ids of those among whom a head is to be chosen, since there is none any more.
    """

    events: tuple[RegisterEvent, ...]
    household_id: str
    heads: tuple[str, ...] = ()


def refuse(where: str, reason: str) -> NoReturn:
    """Say why something cannot be.

    Raises:
        InputInvalidError: Always.
    """
    raise InputInvalidError(where=where, reason=reason)


def person(unit: Unit, person_id: str) -> Person:
    """Return somebody of the register.

    Raises:
        RecordUnknownError: Nobody has that id, or the record was deleted.
    """
    found = unit.listing.get(kinds.PERSON, person_id)
    if found is None or found.deleted:
        raise RecordUnknownError(reference=person_id, kind="people")
    return cast("Person", found)


def household(work: Work, household_id: str) -> Household:
    """Return a household of the register that is not closed.

    Raises:
        InputInvalidError: It is closed.
        RecordUnknownError: None has that id, or the record was deleted.
    """
    found: Any = work.unit.listing.get(kinds.HOUSEHOLD, household_id)
    if found is None or found.deleted:
        raise RecordUnknownError(reference=household_id, kind="households")
    if found.ended_on:
        reason = _("this household was closed on {day}").format(day=found.ended_on)
        refuse(home_name(work.unit, household_id), reason)
    return cast("Household", found)


def living_in(unit: Unit, household_id: str) -> list[Person]:
    """Return the people who live in a household: nobody who died or moved out."""
    people: list[Any] = list(unit.listing.where(kinds.PERSON, household_id=household_id))
    return [one for one in people if lives_there(one)]


def check_day(work: Work, occasion: Occasion) -> None:
    """Refuse a day that has not come yet.

    Raises:
        InputInvalidError: It has not.
    """
    if occasion.on > work.today:
        refuse(str(occasion.on), _("this day has not come yet"))


def check_alive(one: Person, on: date) -> None:
    """Refuse what cannot happen to somebody on that day: she is dead, or not born yet.

    Raises:
        InputInvalidError: It cannot.
    """
    number = one.id_number or ""
    if one.died_on:
        refuse(name(one), _("died on {day} already").format(day=one.died_on))
    told = identity_numbers.birth_of(number) if identity_numbers.is_card(number) else None
    birth = one.birth or told
    if birth and on < birth:
        refuse(name(one), _("was born on {day}, which is later").format(day=birth))


def check_here(one: Person, on: date) -> None:
    """Refuse what cannot happen to somebody who does not live here any more, or not yet.

    Raises:
        InputInvalidError: It cannot.
    """
    check_alive(one, on)
    if one.moved_out:
        refuse(name(one), _("moved out on {day} already").format(day=one.moved_out))
    if one.moved_in and on < one.moved_in:
        refuse(name(one), _("moved in on {day}, which is later").format(day=one.moved_in))


def check_some_stay(unit: Unit, home: str, leaving: Collection[str]) -> None:
    """Refuse to let the last people of a household go one by one.

    Raises:
        InputInvalidError: Nobody would stay.
    """
    if all(one.id in leaving for one in living_in(unit, home)):
        reason = _("nobody would be left; let the whole household go")
        refuse(home_name(unit, home), reason)


def name(one: Person) -> str:
    """Return somebody's name, masked."""
    return shown(one.name, kinds.PERSON.field("name").mask, Profile.MASKED)


def home_name(unit: Unit, household_id: str) -> str:
    """Return where a household lives, or its number."""
    return Named(unit, {"household": [household_id]}).name("household", household_id)


def homes_of(people: Sequence[Person]) -> list[str]:
    """Return the households of some people, each once."""
    return list(dict.fromkeys(one.household_id for one in people if one.household_id))
