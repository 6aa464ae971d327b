"""In which order one walks: building by building, up one staircase and down the next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import addresses, kinds, ordering
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.matrix.grid import Place, floor_of, height
from gridkeeper.services.showing.lists import Named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gridkeeper.domain.households import Household
    from gridkeeper.domain.places import Building, Dwelling
    from gridkeeper.domain.plans import Planned
    from gridkeeper.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Stop:
    """A home on the way; texts are masked, unless `who` was asked for in full.

    Attributes:
        building: As an address writes it; "" where none is known.
        unit: Bare: `2`; so is `floor`.
        title: Where it is.
        who: The head of the household; "" of premises.
    """

    planned: Planned
    building: str
    unit: str
    floor: str
    room: str
    title: str
    who: str

    @property
    def home(self) -> str:
        """The id of the household or the premises."""
        return self.planned.home.id

    @property
    def kind(self) -> str:
        """The name of the kind of the home."""
        return kind_of(self.planned)


@dataclass(frozen=True, slots=True)
class Landing:
    """The stops on one floor of one staircase, one after another on the way."""

    building: str
    unit: str
    floor: str
    stops: tuple[Stop, ...]


def landings(found: Iterable[Stop]) -> list[Landing]:
    """Group stops that are in the order of the way by building, staircase and floor."""
    by_floor = groupby(found, key=lambda one: (one.building, one.unit, one.floor))
    return [Landing(*place, tuple(of)) for place, of in by_floor]


def kind_of(planned: Planned) -> str:
    """Return the name of the kind of a planned home."""
    return (kinds.HOUSEHOLD if planned.home.premises_kind is None else kinds.PREMISES).name


def stops(unit: Unit, found: Sequence[Planned], profile: Profile = Profile.MASKED) -> list[Stop]:
    """Return where each home is and what it is called, in the order given."""
    ids = {name: [one.home.id for one in found if kind_of(one) == name] for name in _KINDS}
    named = Named(unit, ids)
    homes = cast("dict[str, Household]", unit.listing.some(kinds.HOUSEHOLD, ids["household"]))
    doors = cast(
        "dict[str, Dwelling]",
        unit.listing.some(kinds.DWELLING, {one.dwelling_id or "" for one in homes.values()}),
    )
    houses = cast(
        "dict[str, Building]",
        unit.listing.some(kinds.BUILDING, {one.building_id or "" for one in doors.values()}),
    )
    made = []
    for one in found:
        home = homes.get(one.home.id)
        door = doors.get(home.dwelling_id or "") if home else None
        who = named.head(one.home.id, profile) if home else ""
        made.append(_stop(one, named, door, houses, who))
    return made


def walked(unit: Unit, found: Sequence[Planned], profile: Profile = Profile.MASKED) -> list[Stop]:
    """Return homes in the order of the way; those of no building come last."""
    return ordered(stops(unit, found, profile))


def ordered(found: Iterable[Stop]) -> list[Stop]:
    """Put stops into the order of the way."""
    first = sorted(found, key=lambda one: (not one.building, _key(one.building), _key(one.unit)))
    return [
        stop
        for _building, of in groupby(first, key=lambda one: one.building)
        for stop in _through(list(of))
    ]


def _through(stops_: Sequence[Stop]) -> Iterator[Stop]:
    """Yield the stops of one building: up the first staircase, down the second, and so on."""
    for number, (_unit, of) in enumerate(groupby(stops_, key=lambda one: one.unit)):
        by_room = sorted(of, key=lambda one: (_key(one.room), _key(one.title), one.home))
        yield from sorted(by_room, key=lambda one: height(one.floor), reverse=bool(number % 2))


_KINDS = (kinds.HOUSEHOLD.name, kinds.PREMISES.name)


def _stop(
    one: Planned, named: Named, door: Dwelling | None, houses: dict[str, Building], who: str
) -> Stop:
    house = houses.get(door.building_id or "") if door else None
    kind, home = kind_of(one), one.home.id
    place = Place("", door.unit or "", door.floor or "", door.room or "") if door else None
    return Stop(
        planned=one,
        building=addresses.text(addresses.Door(house.compound or "", house.name or ""))
        if house
        else "",
        unit=addresses.bare("unit", place.unit) if place else "",
        floor=floor_of(place) if place else "",
        room=addresses.bare("room", place.room) if place else "",
        title=named.name(kind, home),
        who=who,
    )


def _key(text: str) -> str:
    return ordering.key(text, is_person=False)
