"""What can happen to a person or a household of the register now, and why the rest cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds, register_events
from gridkeeper.errors import RecordUnknownError
from gridkeeper.services.register.rules import home_name, living_in, name
from gridkeeper.services.showing.lists import traits
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.domain.records import Kind
    from gridkeeper.storage.unit import Unit

EVENTS = (
    register_events.MOVED_IN,
    register_events.MOVED_OUT,
    register_events.MOVED,
    register_events.BORN,
    register_events.DIED,
    register_events.SPLIT,
    register_events.JOINED,
    register_events.NEW_HEAD,
)
"""In the order in which they are offered: what comes up most stands first."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who lives in a household, named masked.

    Attributes:
        about: Her relation to the head and what else tells her from others.
    """

    id: str
    name: str
    about: str
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Chances:
    """What can happen.

    Attributes:
        person_id: Whom it is about; "" where it is a household.
        household_id: Where it happens; "" where nobody knows yet.
        home: What the household is called.
        is_closed: Whether the household has moved out and could come back.
        people: Who lives there, the head first; or who came back alone, if she has moved out.
        refusals: Why each event cannot be; "" of those that can.
    """

    person_id: str
    household_id: str
    home: str
    is_closed: bool
    people: tuple[Member, ...]
    refusals: Mapping[str, str]


def chances(unit: Unit, kind: Kind, record_id: str) -> Chances:
    """Return what can happen to a person or a household.

    Raises:
        RecordUnknownError: It is not here.
    """
    found: Any = unit.listing.get(kind, record_id)
    if found is None or found.deleted:
        raise RecordUnknownError(reference=record_id, kind=kind.name)
    if kind is kinds.HOUSEHOLD:
        return _of_home(unit, found)
    if found.died_on or found.merged_into or found.moved_out or not found.household_id:
        return _of_somebody(found)
    home: Any = unit.listing.get(kinds.HOUSEHOLD, found.household_id)
    return _of_home(unit, home, found.id) if home is not None else _of_somebody(found)


def _of_home(unit: Unit, home: Any, person_id: str = "") -> Chances:  # noqa: ANN401 - a Household
    people = sorted(living_in(unit, home.id), key=lambda one: (one.id != home.head_id, one.id))
    refusals = dict.fromkeys(EVENTS, "")
    if home.ended_on:
        reason = _("this household was closed on {day}").format(day=home.ended_on)
        refusals = dict.fromkeys(EVENTS, reason)
        if not home.joined_into:
            refusals[register_events.MOVED_IN] = ""
    elif not people:
        for one in (register_events.DIED, register_events.SPLIT, register_events.NEW_HEAD):
            refusals[one] = _("nobody is registered here")
    elif len(people) == 1:
        refusals[register_events.SPLIT] = _("only one person lives here")
        if people[0].id == home.head_id:
            refusals[register_events.NEW_HEAD] = _("only one person lives here")
    where = home_name(unit, home.id)
    members = _members(people, home.head_id or "")
    return Chances(person_id, home.id, where, bool(home.ended_on), members, refusals)


def _of_somebody(person: Any) -> Chances:  # noqa: ANN401 - a Person
    """Return what can happen to who does not live anywhere here: she comes, or has died."""
    reason = _("this person does not live in a household here")
    if person.merged_into:
        reason = _("this person was merged into another")
    elif person.died_on:
        reason = _("died on {day} already").format(day=person.died_on)
    elif person.moved_out:
        reason = _("moved out on {day} already").format(day=person.moved_out)
    refusals = dict.fromkeys(EVENTS, reason)
    if not person.died_on and not person.merged_into:
        for one in (register_events.MOVED_IN, register_events.DIED):
            refusals[one] = ""
    members = _members([person], "")
    return Chances(
        person.id, "", members[0].name, is_closed=False, people=members, refusals=refusals
    )


def _members(people: Sequence[Any], head_id: str) -> tuple[Member, ...]:
    found = []
    for one in people:
        about = traits(one)
        is_head = one.id == head_id
        if is_head and not about:
            about = pick("户主", "head")
        found.append(Member(one.id, name(one), about, is_head))
    return tuple(found)
