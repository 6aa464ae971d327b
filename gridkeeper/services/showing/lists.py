"""What a list shows: masked values, and how far each record has come on its way to the office."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import clock, codes, kinds
from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile, free, shown
from gridkeeper.domain.queries import Query
from gridkeeper.errors import InputInvalidError
from gridkeeper.progress import Quiet
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.paper_lines import Homes, address
from gridkeeper.services.showing.receipts import Ways
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from gridkeeper.domain.fields import Field, Value
    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.places import Building, Dwelling
    from gridkeeper.domain.queries import Way
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as a list shows it.

    Attributes:
        values: Texts by field name, masked, of the fields that have a value; a reference says
            what the other record is called.
        way: "" where nothing has to go anywhere, else one of `receipts.WAYS`.
        conflicts: How many of its field groups are in conflict.
        whom: As `receipts.Passage.whom`.
    """

    id: str
    values: Mapping[str, str]
    way: str
    conflicts: int
    whom: tuple[str, ...] = ()


class ListService:
    """Lists records."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list(
        self,
        kind: Kind,
        query: str = "",
        period: Period | None = None,
        limit: int = 1000,
        way: Way | None = None,
    ) -> list[Shown]:
        """Return records of a kind, the newest first, masked.

        Args:
            kind: Any kind.
            query: What a search box would be asked; all records if it is empty.
            period: Which days; only of kinds that have a day.
            limit: The most records to return.
            way: Only those that have come so far and no farther, in the order of a long list.

        Raises:
            InputInvalidError: A period for a kind that has no day.
        """
        check_period(kind, period)
        if query:
            follow(self._session)
        with self._session.store.reading() as unit:
            ways = Ways(unit)
            found: Iterator[Record]
            if way is None:
                found = islice(_found(unit, kind, query, period, limit), limit)
            else:
                asked = Query(kind.name, text=query, period=period, way=way)
                found = _passed(unit, kind, asked, ways, limit)
            records = naming.veiled(unit, found)
            named = Named(unit, references(kind, records))
            return [_shown(unit, kind, record, named, ways) for record in records]


def check_period(kind: Kind, period: Period | None) -> None:
    """Refuse a period for a kind that has no day.

    Raises:
        InputInvalidError: It has none.
    """
    if period is not None and not kind.day:
        reason = _("records of this kind have no day; leave out the period")
        raise InputInvalidError(where=str(kind.label), reason=reason)


def follow(session: Session) -> None:
    """Let the search index follow the journal; nothing is written if it has, or if none can be."""
    with session.store.reading() as unit:
        behind = unit.search.backlog()
    if behind and not session.store.looking:
        with session.store.writing() as unit:
            unit.search.catch_up()


def _found(
    unit: Unit, kind: Kind, query: str, period: Period | None, limit: int
) -> Iterable[Record]:
    if not query:
        return unit.listing.all(kind, period, newest_first=True)
    # Of a period, all that match are asked for: the newest of them may all lie outside it.
    most = limit if period is None else unit.listing.count(kind)
    ids = [record_id for _kind, record_id in unit.search.ask(query, kind, most)]
    if kind is kinds.PERSON and ids:
        ids = list(dict.fromkeys(map(unit.listing.survivors(ids).__getitem__, ids)))
    records = unit.listing.some(kind, ids)
    found = (records[record_id] for record_id in ids if record_id in records)
    wanted = [record for record in found if unit.listing.is_shown(record)]
    return [one for one in wanted if period is None or getattr(one, kind.day) in period]


def _passed(unit: Unit, kind: Kind, query: Query, ways: Ways, limit: int) -> Iterator[Record]:
    places = unit.browsing.places(query, ways.reached, Quiet())[:limit]
    rows = unit.browsing.rows(kind, places, ())
    ids = [rows[place].id for place in places if place in rows]
    records = unit.listing.some(kind, ids)
    yield from (records[one] for one in ids)


def _shown(unit: Unit, kind: Kind, record: Record, named: Named, ways: Ways) -> Shown:
    held = unit.listing.held(kind, record.id)
    values = {}
    for about in kind.fields:
        value = getattr(record, about.name)
        if value is not None:
            values[about.name] = named.text(about, value)
    if held is None:
        return Shown(record.id, values, "", 0)
    passage = ways.of(held.trace, held.conflicts, held.grid, unit.listing.parts(kind, record.id))
    return Shown(record.id, values, passage.way, held.conflicts, passage.whom)


class Named:
    """What people call some records; reads all of them at once."""

    def __init__(self, unit: Unit, wanted: Mapping[str, Collection[str]]) -> None:
        """Read the records whose ids are given by kind."""
        self._homes = Homes(unit, wanted.get("household", ()))
        self._records = {
            name: _known(unit, KINDS[name], ids) for name, ids in wanted.items() if ids
        }
        doors = cast("dict[str, Dwelling]", self._records.get("dwelling", {})).values()
        houses = {door.building_id for door in doors if door.building_id}
        found = unit.listing.some(kinds.BUILDING, houses) if houses else {}
        self._houses = cast("dict[str, Building]", found)

    def address(self, kind: Kind, record: Record) -> str:
        """Return where a household, a dwelling or a person is; "" if nobody said.

        Households and dwellings are among those whose ids were given.
        """
        if kind.name == "dwelling":
            return address(cast("Dwelling", self._records[kind.name][record.id]), self._houses)
        return self._homes.address(_home_of(kind, record))

    def who(self, person: Record) -> str:
        """Return what tells people of one name apart: door, relation, year of birth."""
        return " · ".join(filter(None, (self.address(kinds.PERSON, person), traits(person))))

    def head(self, household_id: str, profile: Profile = Profile.MASKED) -> str:
        """Return the name of the head of a household."""
        head = self._homes.head(household_id)
        return shown(head.name, kinds.PERSON.field("name").mask, profile) if head else ""

    def text(self, about: Field, value: Value, profile: Profile = Profile.MASKED) -> str:
        """Return a domain value as a list shows it: in words, masked; other records by name."""
        if about.type is Type.RECORD:
            return self.name(about.refers, str(value))
        return shown(text_of(about, value), about.mask, profile)

    def name(self, kind: str, record_id: str) -> str:
        """Return what people call one of the records, never its id."""
        record = self._records.get(kind, {}).get(record_id)
        if record is None:
            return _("not in this store")
        if kind == "household":
            name = self._homes.address(record_id) or self._homes.number(record_id)
        elif kind == "dwelling":
            name = address(cast("Dwelling", record), self._houses)
        else:
            name = title(KINDS[kind], record)
        return name or _("unnamed")


def _known(unit: Unit, kind: Kind, ids: Collection[str]) -> Mapping[str, Record]:
    """Return records by their ids; what they are called names nobody."""
    found = unit.listing.some(kind, ids)
    if kind.title not in free(kind.name):
        return found
    return {one.id: one for one in naming.veiled(unit, found.values())}


def _home_of(kind: Kind, record: Record) -> str:
    return record.id if kind.name == "household" else getattr(record, "household_id", None) or ""


def references(kind: Kind, records: Iterable[Record]) -> Mapping[str, set[str]]:
    """Return the ids that records refer to, by kind."""
    found: dict[str, set[str]] = defaultdict(set)
    links = [about for about in kind.fields if about.type is Type.RECORD and about.refers]
    for record in records:
        for about in links:
            if other := getattr(record, about.name):
                found[about.refers].add(other)
    return found


def title(kind: Kind, record: Record) -> str:
    """Return what tells a record from its like, masked: its number and its title.

    Give it a record of `naming.veiled`, whose title names nobody.
    """
    names = dict.fromkeys(("number", kind.title))
    parts = []
    for about in (kind.by_name[name] for name in names if name in kind.by_name):
        value = getattr(record, about.name)
        if value is not None:
            parts.append(shown(text_of(about, value), about.mask, Profile.MASKED))
    return " ".join(parts)


def called(kind: Kind, record: Record) -> str:
    """Return what a record is called: numbers of cases and visits say their kind; else masked."""
    number = getattr(record, "number", None)
    if number and kind.letter:
        return str(number)
    name = title(kind, record)
    text = _("{kind} “{name}”")
    return text.format(kind=kind.label, name=name) if name else str(kind.label)


def text_of(about: Field, value: Value) -> str:
    """Return a domain value as people read it, in the language in force."""
    match about.type:
        case Type.CODE:
            return codes.table(about.codes).text(str(value))
        case Type.YES_NO:
            return pick("是", "Yes") if value else pick("否", "No")
        case Type.MOMENT:
            moment: datetime = value  # type: ignore[assignment]
            return f"{clock.local(moment):%Y-%m-%d %H:%M}"
        case Type.AMOUNT:
            return f"{value:,}"
        case _:
            return str(value)


def traits(person: Any) -> str:  # noqa: ANN401 - a Person
    """Return what tells people of one name at one door apart: relation, year of birth or sex."""
    parts = []
    if person.relation:
        parts.append(text_of(kinds.PERSON.field("relation"), person.relation))
    if person.birth:
        parts.append(pick("{year}年生", "born {year}").format(year=person.birth.year))
    elif person.sex:
        parts.append(text_of(kinds.PERSON.field("sex"), person.sex))
    return " · ".join(parts)
