"""Which records a reference in a form may mean, and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import codes, kinds, names
from gridkeeper.domain.households import is_open
from gridkeeper.services.records.surroundings import Surroundings
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, references, text_of, title
from gridkeeper.services.views.finding import FindingService, Found
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gridkeeper.domain.households import Household
    from gridkeeper.domain.people import Person
    from gridkeeper.domain.premises import Premises
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

_MORE = 3
"""So many times the limit is asked for: not all that answers is of the kind."""


class ReferenceService:
    """Answers while a reference is typed; any thread may ask. All texts are masked."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._finding = FindingService(session)

    def candidates(self, kind: Kind, text: str, limit: int = 12) -> list[Found]:
        """Return records of a kind that a text may mean; of a household, by its people too.

        Args:
            kind: Of the record that is referred to.
            text: A door, a name, pinyin, the end of a number; of premises also what they are, as
                `cs` for a supermarket; grids are few and all answer to "".
            limit: The most records to return.
        """
        if kind is kinds.GRID:
            return self._grids(text.strip().casefold())[:limit]
        answers = self._finding.find(text, limit * _MORE)
        found = {one.id: one for one in answers if one.kind == kind.name}
        if kind is kinds.PREMISES and len(found) < limit:
            found |= {one.id: one for one in self._premises(text) if one.id not in found}
        if kind is kinds.HOUSEHOLD:
            people = [one.id for one in answers if one.kind == "person"]
            with self._session.store.reading() as unit:
                for home in _homes(unit, people):
                    found.setdefault(home.id, home)
        return list(found.values())[:limit]

    def named(self, kind: Kind, record_id: str) -> Found | None:
        """Return what a record is called; None if it is not there any more."""
        with self._session.store.reading() as unit:
            record = unit.listing.get(kind, record_id)
            if record is None or record.deleted:
                return None
            (record,) = naming.veiled(unit, [record])
            named = Named(unit, {**references(kind, [record]), kind.name: {record_id}})
            return _one(kind, record, named)

    def meant(self, kind: Kind, wording: str) -> str:
        """Return the id of the one record that a wording means; "" for none or several."""
        if not wording:
            return ""
        with self._session.store.reading() as unit:
            return Surroundings(unit, self._session.today()).referred(kind, wording) or ""

    def caution(self, home: str) -> str:
        """Return that a household is closed, and how; "" of one that is open or is not there."""
        with self._session.store.reading() as unit:
            found = cast("Household | None", unit.listing.get(kinds.HOUSEHOLD, home))
        if found is None or found.deleted or is_open(found):
            return ""
        if found.ended_on is None:
            return _("this household was joined to another one")
        return _("this household was closed on {day}").format(day=found.ended_on.isoformat())

    def contact(self, kind: Kind, record_id: str) -> Mapping[str, str]:
        """Return who and where a resident or the premises are, in full, as it would be typed.

        Of premises it is whoever answers for them, or their own name where nobody is known to.
        Whoever asks for it lets the audit say so: see `RecordingService.note_seen`.

        Args:
            kind: Of people or of premises.
            record_id: Of one of them.
        """
        with self._session.store.reading() as unit:
            record: Any = unit.listing.get(kind, record_id)
            if record is None or record.deleted:
                return {}
            if kind is kinds.PREMISES:
                name = record.responsible or record.name
                return _texts(name=name, phone=record.phone, address=record.address)
            address = Named(unit, references(kind, [record])).address(kind, record)
            return _texts(name=record.name, phone=record.phone, address=address)

    def _premises(self, text: str) -> list[Found]:
        """Return the premises whose name or kind the letters of a text spell the beginning of."""
        wanted = "".join(text.split()).casefold()
        if not wanted:
            return []
        table = codes.table(kinds.PREMISES.field("kind").codes)
        wordings = [*((one.zh, code) for code, one in table.labels.items()), *table.aliases.items()]
        meant = {code for said, code in wordings if _begins(said, wanted)}
        with self._session.store.reading() as unit:
            named = Named(unit, {})
            return [
                _one(kinds.PREMISES, one, named)
                for one in cast("list[Premises]", list(unit.listing.all(kinds.PREMISES)))
                if not one.deleted and (one.kind in meant or _begins(one.name or "", wanted))
            ]

    def _grids(self, wanted: str) -> list[Found]:
        with self._session.store.reading() as unit:
            grids = list(unit.listing.all(kinds.GRID))
            named = Named(unit, {})
            found = [_one(kinds.GRID, grid, named) for grid in grids]
        return [one for one in found if wanted in f"{one.title} {one.detail}".casefold()]


def _begins(said: str, wanted: str) -> bool:
    """Return whether a wording begins so, as it is written or in letters of its pinyin."""
    return any(one.casefold().startswith(wanted) for one in (said, *names.spellings(said)))


def _texts(**values: str | None) -> Mapping[str, str]:
    return {name: value or "" for name, value in values.items()}


def _homes(unit: Unit, people: list[str]) -> Iterator[Found]:
    """Yield the households in which people live, in their order, with their names."""
    known = cast("dict[str, Person]", unit.listing.some(kinds.PERSON, people))
    living = [person for one in people if (person := known.get(one)) and person.household_id]
    homes = {str(person.household_id) for person in living}
    named = Named(unit, {"household": homes})
    for person in living:
        home = str(person.household_id)
        yield Found(
            "household", home, named.name("household", home), title(kinds.PERSON, person), ""
        )


def _one(kind: Kind, record: Record, named: Named) -> Found:
    if kind in (kinds.HOUSEHOLD, kinds.DWELLING):
        name = named.name(kind.name, record.id)
    else:
        name = title(kind, record) or record.id
    match kind.name:
        case "household":
            detail = named.head(record.id)
        case "person":
            detail = named.who(record)
        case "premises":
            kind_ = getattr(record, "kind", None)
            detail = text_of(kind.field("kind"), kind_) if kind_ else ""
        case "grid":
            detail = getattr(record, "code", None) or ""
        case _:
            detail = ""
    return Found(kind.name, record.id, name, detail, "")
