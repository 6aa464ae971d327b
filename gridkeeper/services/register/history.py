"""What happened to a person or a household, in sentences, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import codes, kinds, register_events
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from gridkeeper.domain.records import Record
    from gridkeeper.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a person's or a household's life.

    Attributes:
        at: The day, in words.
        who: Who wrote it down.
        what: What it was.
        way: On the page of a household to whom it happened; and from where to where.
    """

    at: str
    who: str
    what: str
    way: str
    note: str


def happenings(unit: Unit, record: Record, profile: Profile) -> list[Happening]:
    """Return what happened to a person or a household; nothing of other kinds.

    What several people did on one day, such as moving in, is one line of their household.
    """
    if kind_of(record) not in (kinds.PERSON, kinds.HOUSEHOLD):
        return []
    together: dict[tuple[Any, ...], list[Any]] = {}
    for event in _of(unit, record):
        said = (event.happened_on, event.event, event.household_id, event.other_household_id)
        place = (event.place, event.reason, event.recorder)
        together.setdefault((*said, *place), []).append(event)
    lines = sorted(together.values(), key=lambda some: (str(some[0].happened_on), some[0].id))
    wanted = {
        "household": {
            home for some in lines for home in (some[0].household_id, some[0].other_household_id)
        }
        - {None},
        "person": {one.person_id for some in lines for one in some} - {None},
    }
    return [_said(unit, some, record, Named(unit, wanted), profile) for some in lines]


def gone_from(person: Any, *, merged: bool) -> list[str]:  # noqa: ANN401 - a Person
    """Return why somebody is not to be found any more, in words; nothing of who is."""
    ends = ((merged, _("merged")), (person.died_on, _("dead")), (person.moved_out, _("moved out")))
    return [said for happened, said in ends if happened]


def _of(unit: Unit, record: Record) -> list[Any]:
    where, kind = unit.listing.where, kinds.REGISTER_EVENT
    if kind_of(record) is kinds.PERSON:
        return list(where(kind, person_id=record.id))
    both = [*where(kind, household_id=record.id), *where(kind, other_household_id=record.id)]
    return list({event.id: event for event in both}.values())


def _said(unit: Unit, some: list[Any], record: Record, named: Named, profile: Profile) -> Happening:
    first = some[0]
    way = _way(first, named, profile)
    ids = dict.fromkeys(one.person_id for one in some if one.person_id)
    if ids and kind_of(record) is kinds.HOUSEHOLD:
        people = pick("、", ", ").join(_person(unit, one, named, profile) for one in ids)
        if way and not first.other_household_id:
            left = first.event == register_events.MOVED_OUT
            way = pick(f"迁往{way}", f"to {way}") if left else pick(f"来自{way}", f"from {way}")
        way = pick("，", ", ").join(filter(None, (people, way)))
    field = kinds.REGISTER_EVENT.field
    names = naming.of_case(unit, first)
    return Happening(
        at=first.happened_on.isoformat() if first.happened_on else "",
        who=shown(first.recorder, field("recorder").mask, profile),
        what=codes.table("register_event").text(first.event),
        way=way,
        note=shown(first.reason, field("reason").mask, profile, names),
    )


def _person(unit: Unit, person_id: str, named: Named, profile: Profile) -> str:
    found: Any = unit.listing.get(kinds.PERSON, person_id)
    if found is None:
        return named.name("person", person_id)
    return shown(found.name, kinds.PERSON.field("name").mask, profile)


def _way(event: Any, named: Named, profile: Profile) -> str:  # noqa: ANN401 - a RegisterEvent
    place = shown(event.place, kinds.REGISTER_EVENT.field("place").mask, profile)
    if event.other_household_id:
        homes = (event.household_id, event.other_household_id)
        return " → ".join(named.name("household", home) for home in homes if home)
    return place
