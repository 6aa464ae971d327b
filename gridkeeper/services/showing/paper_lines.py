"""Joining records with what papers say beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import addresses, kinds
from gridkeeper.domain.lines import (
    DisputeLine,
    HazardLine,
    Line,
    PersonLine,
    RequestLine,
    VisitLine,
)
from gridkeeper.domain.people import lives_there
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.showing import naming

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import date

    from gridkeeper.domain.disputes import Dispute, DisputeParty
    from gridkeeper.domain.hazards import Hazard, Recheck
    from gridkeeper.domain.households import Household
    from gridkeeper.domain.people import Person, PersonTag
    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.places import Building, Dwelling, Grid
    from gridkeeper.domain.premises import Premises
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.domain.requests import Request
    from gridkeeper.domain.visits import Visit
    from gridkeeper.storage.unit import Unit

_CHUNK = 500


class LineMaker:
    """Makes lines of one transaction; reads what stands beside some hundred records at a time."""

    def __init__(self, unit: Unit, profile: Profile) -> None:
        """Make lines for those whom a profile is for: in full, or naming nobody in free texts."""
        self._unit = unit
        self._profile = profile
        self._grids = {grid.id: cast("Grid", grid) for grid in unit.listing.all(kinds.GRID)}

    def lines(self, kind: Kind, period: Period | None) -> Iterator[Line]:
        """Yield the lines of a kind, of a period if one is given: by day, people by their doors."""
        yield from self.of_kind(kind, self._unit.listing.all(kind, period, as_listed=not kind.day))

    def of_kind(self, kind: Kind, records: Iterable[Record]) -> Iterator[Line]:
        """Yield the lines of records of a kind."""
        makers: dict[str, Callable[[Sequence[Record]], Iterable[Line]]] = {
            "visit": self._visits,
            "dispute": self._disputes,
            "hazard": self._hazards,
            "request": self._requests,
            "person": self._people,
        }
        yield from self.of(makers[kind.name], records)

    def one(self, kind: Kind, record: Record) -> Line:
        """Return the line of one record."""
        makers: dict[str, Callable[[Sequence[Record]], Iterable[Line]]] = {
            "visit": self._visits,
            "hazard": self._hazards,
        }
        return next(iter(makers[kind.name](self.veiled([record]))))

    def household(self, household_id: str, on: date | None = None) -> list[PersonLine]:
        """Return the lines of those who lived in a household on a day, else now, its head first.

        Nobody who had died or moved out is among them, though the register still knows her there.
        """
        known = self._unit.listing.where(kinds.PERSON, household_id=household_id)
        people = [one for one in known if lives_there(cast("Person", one), on)]
        lines = cast("list[PersonLine]", list(self._people(self.veiled(people))))
        return sorted(lines, key=lambda line: line.person.relation or "99")

    def of(
        self, make: Callable[[Sequence[Record]], Iterable[Line]], records: Iterable[Record]
    ) -> Iterator[Line]:
        """Yield lines of records, some at a time."""
        stream = iter(records)
        while chunk := list(islice(stream, _CHUNK)):
            yield from make(self.veiled(chunk))

    def veiled(self, records: list[Record]) -> list[Record]:
        """Return records as the papers may say them: in full, or naming nobody in free texts."""
        full = self._profile is Profile.FULL
        return records if full else naming.veiled(self._unit, records)

    def _some(self, kind: Kind, record_ids: Iterable[str | None]) -> dict[str, Record]:
        wanted = {record_id for record_id in record_ids if record_id}
        return self._unit.listing.some(kind, wanted) if wanted else {}

    def _place(self, record: Record) -> dict[str, str]:
        grid = self._grids.get(record.grid_id or "")
        community = getattr(record, "community", None) or (grid.community if grid else None)
        return {"grid": (grid.name if grid else None) or "", "community": community or ""}

    def _visits(self, records: Sequence[Record]) -> Iterator[Line]:
        visits = cast("Sequence[Visit]", records)
        homes = Homes(self._unit, (visit.household_id for visit in visits))
        people = self._some(kinds.PERSON, (visit.person_id for visit in visits))
        premises = self._some(kinds.PREMISES, (visit.premises_id for visit in visits))
        for visit in visits:
            person = cast("Person | None", people.get(visit.person_id or ""))
            place = cast("Premises | None", premises.get(visit.premises_id or ""))
            home = visit.household_id or ""
            person = person or homes.head(home)
            yield VisitLine(
                visit=visit,
                subject=(person.name if person and not place else None) or "",
                premises=(place.name if place else None) or "",
                address=visit.place or homes.address(home),
                phone=(place.phone if place else person.phone if person else None)
                or homes.phone(home),
                tags=homes.tags(home),
                attention=homes.attention(home),
                **self._place(visit),
            )

    def _disputes(self, records: Sequence[Record]) -> Iterator[Line]:
        parties: dict[str, list[DisputeParty]] = defaultdict(list)
        wanted = [record.id for record in records]
        among = self._unit.listing.among(kinds.DISPUTE_PARTY, "dispute_id", wanted)
        people = self._some(kinds.PERSON, (cast("DisputeParty", one).person_id for one in among))
        for found in self.veiled(among):
            party = cast("DisputeParty", found)
            person = cast("Person | None", people.get(party.person_id or ""))
            if person is not None and not party.phone:
                party = replace(party, phone=person.phone)
            parties[party.dispute_id or ""].append(party)
        for record in records:
            dispute = cast("Dispute", record)
            own = sorted(parties[dispute.id], key=lambda party: (party.side or "9", party.id))
            yield DisputeLine(dispute=dispute, parties=tuple(own), **self._place(dispute))

    def _hazards(self, records: Sequence[Record]) -> Iterator[Line]:
        rechecks: dict[str, list[Recheck]] = defaultdict(list)
        wanted = [record.id for record in records]
        for found in self.veiled(self._unit.listing.among(kinds.RECHECK, "hazard_id", wanted)):
            recheck = cast("Recheck", found)
            rechecks[recheck.hazard_id or ""].append(recheck)
        for record in records:
            hazard = cast("Hazard", record)
            own = sorted(rechecks[hazard.id], key=lambda one: (str(one.checked_on), one.id))
            yield HazardLine(hazard=hazard, rechecks=tuple(own), **self._place(hazard))

    def _requests(self, records: Sequence[Record]) -> Iterator[Line]:
        for record in records:
            yield RequestLine(request=cast("Request", record), **self._place(record))

    def _people(self, records: Sequence[Record]) -> Iterator[Line]:
        people = cast("Sequence[Person]", records)
        homes = Homes(self._unit, (person.household_id for person in people))
        tags = tags_of(self._unit, [person.id for person in people])
        for person in people:
            home = person.household_id or ""
            head = homes.head(home)
            yield PersonLine(
                person=person,
                address=homes.address(home),
                household_number=homes.number(home),
                head=(head.name if head else None) or "",
                tags=tags.get(person.id, ()),
                **self._place(person),
            )


class Homes:
    """What stands beside some households: address, head, tags."""

    def __init__(self, unit: Unit, household_ids: Iterable[str | None]) -> None:
        wanted = {household_id for household_id in household_ids if household_id}
        self._unit, self._wanted = unit, wanted
        read = unit.listing.some
        self._homes = cast("dict[str, Household]", read(kinds.HOUSEHOLD, wanted))
        homes = self._homes.values()
        doors = {home.dwelling_id for home in homes if home.dwelling_id}
        self._doors = cast("dict[str, Dwelling]", read(kinds.DWELLING, doors))
        houses = {door.building_id for door in self._doors.values() if door.building_id}
        self._houses = cast("dict[str, Building]", read(kinds.BUILDING, houses))
        heads = {home.head_id for home in homes if home.head_id}
        self._heads = cast("dict[str, Person]", read(kinds.PERSON, heads))

    @cached_property
    def _tags(self) -> dict[str, tuple[str, ...]]:
        return _household_tags(self._unit, self._wanted)

    def head(self, household_id: str) -> Person | None:
        """Return the head of a household."""
        home = self._homes.get(household_id)
        return self._heads.get(home.head_id or "") if home else None

    def number(self, household_id: str) -> str:
        """Return a household's number."""
        home = self._homes.get(household_id)
        return (home.number if home else None) or ""

    def phone(self, household_id: str) -> str:
        """Return the phone by which a household is reached."""
        home = self._homes.get(household_id)
        return (home.contact_phone if home else None) or ""

    def attention(self, household_id: str) -> str:
        """Return a household's code of attention."""
        home = self._homes.get(household_id)
        return (home.colour if home else None) or ""

    def tags(self, household_id: str) -> tuple[str, ...]:
        """Return the care groups of a household's people."""
        return self._tags.get(household_id, ())

    def address(self, household_id: str) -> str:
        """Return a household's address in full."""
        home = self._homes.get(household_id)
        door = self._doors.get(home.dwelling_id or "") if home else None
        return address(door, self._houses) if door else ""


def address(dwelling: Dwelling, buildings: dict[str, Building]) -> str:
    """Return a dwelling's address in full."""
    building = buildings.get(dwelling.building_id or "")
    return addresses.text(
        addresses.Door(
            compound=(building.compound if building else None) or "",
            building=(building.name if building else None) or "",
            unit=dwelling.unit or "",
            floor=dwelling.floor or "",
            room=dwelling.room or "",
        )
    )


def tags_of(unit: Unit, person_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the care groups in force, by person."""
    found: dict[str, set[str]] = defaultdict(set)
    whose = unit.listing.merged(person_ids) if person_ids else {}
    for record in unit.listing.among(kinds.PERSON_TAG, "person_id", person_ids):
        tag = cast("PersonTag", record)
        if tag.tag and tag.until is None:
            found[whose[tag.person_id or ""]].add(tag.tag)
    return {person_id: tuple(sorted(tags)) for person_id, tags in found.items()}


def _household_tags(unit: Unit, household_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    everybody = cast(
        "Iterable[Person]", unit.listing.among(kinds.PERSON, "household_id", household_ids)
    )
    people = [one for one in everybody if lives_there(one)]
    tags = tags_of(unit, [person.id for person in people])
    found: dict[str, set[str]] = defaultdict(set)
    for person in people:
        found[person.household_id or ""].update(tags.get(person.id, ()))
    return {household_id: tuple(sorted(codes)) for household_id, codes in found.items()}
