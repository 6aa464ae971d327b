"""The one search box: people, doors, visits, cases and premises, by whatever one remembers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import addresses, kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.labels import Label
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.services.records import doors
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, follow, references, text_of, title
from gridkeeper.services.views import at_doors
from gridkeeper.texts import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.session import Session
    from gridkeeper.services.views.at_doors import Asked
    from gridkeeper.storage.unit import Unit

_GROUPS = {
    "person": Label("人", "People"),
    "household": Label("户、房屋", "Households and dwellings"),
    "dwelling": Label("户、房屋", "Households and dwellings"),
    "building": Label("户、房屋", "Households and dwellings"),
    "visit": Label("走访", "Visits"),
    "dispute": Label("纠纷", "Disputes"),
    "hazard": Label("隐患", "Hazards"),
    "request": Label("诉求", "Requests"),
    "premises": Label("单位场所", "Premises"),
}
"""What the box shows, by kind, in the order of its groups."""

_DOORS_FIRST = ("household", "dwelling", "building", "person")
"""What stands first, in this order, where a door is asked for."""

_PARTS = {"dispute_party": ("dispute", "dispute_id"), "person_tag": ("person", "person_id")}
"""Kinds that are found as what they belong to."""

_NUMBERED = (kinds.VISIT, *kinds.CASES, kinds.HOUSEHOLD)
_MORE = 10
"""So many times the limit is asked of the index, so that no group crowds out the others."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record that answers, masked.

    Attributes:
        detail: What tells it from others of the same title.
        group: The heading that it stands under.
    """

    kind: str
    id: str
    title: str
    detail: str
    group: str


class FindingService:
    """Answers the search box; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, text: str, limit: int = 20) -> list[Found]:
        """Return records that answer, by groups; numbers and doors that fit exactly are first.

        Args:
            text: A name, pinyin, initials, a number or its end, a door such as `3-2-501`, words.
            limit: The most records to return.
        """
        wanted = text.strip()
        if not wanted:
            return []
        follow(self._session)
        with self._session.store.reading() as unit:
            door = at_doors.asked(unit, wanted)
            exact, more = _exact(unit, wanted, door), _indexed(unit, wanted, limit * _MORE, door)
            order = dict.fromkeys((*(_DOORS_FIRST if door else ()), *_GROUPS))
            return _shown(unit, _shared(list(dict.fromkeys((*exact, *more))), limit), order)


def _exact(unit: Unit, text: str, asked: Asked | None) -> Iterator[tuple[str, str]]:
    """Yield kind and id of what has just this number, or lies behind just this door."""
    for kind in _NUMBERED:
        yield from ((kind.name, record.id) for record in unit.listing.named(kind, text))
    if asked:
        yield from asked.places(unit)
        return
    door = addresses.parse(text)
    yield from (("household", home.id) for home in doors.households(unit, text))
    yield from (("dwelling", dwelling.id) for dwelling in doors.dwellings(unit, door))
    if not door.room:
        yield from (("building", building.id) for building in doors.buildings(unit, door))


def _indexed(unit: Unit, text: str, limit: int, asked: Asked | None) -> Iterator[tuple[str, str]]:
    """Yield kind and id of what the index finds; parts as what they belong to."""
    hits = [hit for hit in unit.search.ask(text, limit=limit) if hit[0] in {*_PARTS, *_GROUPS}]
    for name, record_id in asked.only(unit, hits) if asked else hits:
        if name in _PARTS:
            whole, reference = _PARTS[name]
            part = unit.listing.get(KINDS[name], record_id)
            if part is not None and (other := getattr(part, reference)):
                yield whole, other
        else:
            yield name, record_id


def _shared(places: Sequence[tuple[str, str]], limit: int) -> list[tuple[str, str]]:
    """Return the first places, of which no kind takes more than a third while others wait."""
    seen: Counter[str] = Counter()
    first: list[tuple[str, str]] = []
    rest: list[tuple[str, str]] = []
    for place in places:
        seen[place[0]] += 1
        (first if seen[place[0]] <= max(1, limit // 3) else rest).append(place)
    return (first + rest)[:limit]


def _shown(unit: Unit, places: Iterable[tuple[str, str]], order: Iterable[str]) -> list[Found]:
    by_kind: dict[str, list[str]] = {name: [] for name in order}
    for name, record_id in places:
        by_kind[name].append(record_id)
    if people := by_kind.get(kinds.PERSON.name):
        read_as = unit.listing.survivors(people)
        by_kind[kinds.PERSON.name] = list(dict.fromkeys(read_as[one] for one in people))
    found = []
    for name, ids in by_kind.items():
        kind = KINDS[name]
        records = unit.listing.some(kind, ids) if ids else {}
        known = [records[one] for one in ids if one in records]
        there = [record for record in known if unit.listing.is_shown(record)]
        living = naming.veiled(unit, there)
        named = Named(unit, {**references(kind, living), name: set(ids)} if living else {})
        found += [_one(kind, record, named) for record in living]
    return found


def _one(kind: Kind, record: Record, named: Named) -> Found:
    if kind in (kinds.HOUSEHOLD, kinds.DWELLING):
        name = named.name(kind.name, record.id)
    else:
        name = title(kind, record) or record.id
    return Found(kind.name, record.id, name, _detail(kind, record, named), str(_GROUPS[kind.name]))


def _detail(kind: Kind, record: Record, named: Named) -> str:
    """Return what tells a record from others of its title: where it is, when, how it stands."""
    parts: list[str | None]
    value: Any = record
    match kind.name:
        case "person":
            parts = [named.who(record)]
        case "household":
            parts = [named.head(record.id), value.number]
        case "dwelling":
            parts = [capital(str(kind.label))]
        case "building":
            parts = [value.compound]
        case "premises":
            parts = [shown(value.address, kind.field("address").mask, Profile.MASKED)]
        case _:
            day = getattr(record, kind.day)
            state = value.state and text_of(kind.field("state"), value.state)
            parts = [day and day.isoformat(), state]
    return " ".join(str(part) for part in parts if part)
