"""The community itself: grids, buildings, doors, and who lives behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import addresses, codes
from gridkeeper.domain.households import Household
from gridkeeper.domain.places import Building, Dwelling, Grid
from gridkeeper.services.samples import care, families, names, residents, shops
from gridkeeper.services.samples.numbers import Numbers
from gridkeeper.services.samples.values import Community
from gridkeeper.services.samples.words import chance, material, numeral

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Mapping

    from gridkeeper.domain.people import Person, PersonTag
    from gridkeeper.domain.premises import Premises
    from gridkeeper.services.samples.families import Family

_PER_GRID = 350
_SMALLEST_PAIR = 300
_EMPTY = 0.04
_DOTTED_EVERY = 300
_MAX_FLOORS_WITHOUT_LIFT = 7


def community(seed: int, households: int, new_id: Callable[[], str]) -> Community:
    """Return a community of so many households and as many dwellings.

    Some dwellings are empty, and as many are shared by two households. The same seed makes the
    same community but for the ids.
    """
    return _Register(chance("community", seed, households), new_id).filled(households)


@dataclass(frozen=True, slots=True)
class _Door:
    dwelling: Dwelling
    address: str


def _shares(whole: int, parts: int) -> list[int]:
    """Return a number in nearly equal parts."""
    return [whole // parts + (place < whole % parts) for place in range(parts)]


class _Register:
    """A community while it is being made."""

    def __init__(self, rng: random.Random, new_id: Callable[[], str]) -> None:
        self._rng, self._new_id = rng, new_id
        self._numbers = Numbers(rng)
        self._registrar = residents.Registrar(rng, self._numbers, new_id)
        self._places = material("places")
        self._grids: list[Grid] = []
        self._buildings: list[Building] = []
        self._dwellings: list[Dwelling] = []
        self._households: list[Household] = []
        self._people: list[Person] = []
        self._tags: list[PersonTag] = []
        self._premises: list[Premises] = []
        self._special: list[tuple[int, str]] = []

    def filled(self, households: int) -> Community:
        """Return the whole community."""
        self._special = self._specials(households)
        grids = max(1 + (households >= _SMALLEST_PAIR), round(households / _PER_GRID))
        for place, share in enumerate(_shares(households, grids)):
            self._add_grid(place, share)
        return Community(
            tuple(self._grids),
            tuple(self._buildings),
            tuple(self._dwellings),
            tuple(self._households),
            tuple(self._people),
            tuple(self._tags),
            tuple(self._premises),
        )

    def _specials(self, households: int) -> list[tuple[int, str]]:
        """Return from which household on somebody bears a name that every sample has.

        The last come first, and none comes so late that no home of its own were left for it.
        """
        dotted = -(-households // _DOTTED_EVERY)
        among = max(1, households * 9 // 10)
        places = self._rng.sample(range(among), min(among, 2 + dotted))
        which = ["alone", "elder", *["dotted"] * dotted]
        return sorted(zip(places, which, strict=False), reverse=True)

    def _add_grid(self, place: int, share: int) -> None:
        compounds = self._places["compounds"]
        compound = compounds[place % len(compounds)]
        # With more grids than compounds a compound gets a second part, as large ones have.
        part = place // len(compounds)
        name = compound["name"] + (f"{numeral(part + 1)}期" if part else "")
        grid = self._grid(place, {**compound, "name": name})
        self._grids.append(grid)
        doors = self._doors(grid, {**compound, "name": name}, share)
        self._move_in(grid, doors)
        self._premises += shops.shops(
            self._rng, grid, max(1, round(share / 15)), self._numbers, self._new_id
        )

    def _grid(self, place: int, compound: Mapping[str, Any]) -> Grid:
        grid_id = self._new_id()
        return Grid(
            id=grid_id,
            grid_id=grid_id,
            code=f"{self._places['community_code']}{place + 1:03d}",
            name=f"第{numeral(place + 1)}网格",
            kind="1",
            street=self._places["street"],
            community=self._places["community"],
            scope=f"{compound['name']}（{compound['road']}），{compound['scope']}",
            worker=names.full_name(self._rng, self._rng.choice("12"), 35),
            leader=names.full_name(self._rng, self._rng.choice("12"), 48),
            worker_phone=self._numbers.phone(),
            supervise_phone=self._numbers.phone(),
        )

    def _doors(self, grid: Grid, compound: Mapping[str, Any], share: int) -> list[_Door]:
        buildings = max(1, round(share / compound["per_building"]))
        found: list[_Door] = []
        for place, size in enumerate(_shares(share, buildings)):
            building = self._building(grid, compound, place + 1, size)
            self._buildings.append(building)
            found += self._doors_of(building, compound, size)
        return found

    def _building(
        self, grid: Grid, compound: Mapping[str, Any], number: int, size: int
    ) -> Building:
        floors = -(-size // (compound["units"] * compound["doors"]))
        return Building(
            id=self._new_id(),
            grid_id=grid.id,
            compound=compound["name"],
            name=f"{number}幢",
            address=f"{self._places['area']}{compound['road']}",
            kind=compound["kind"],
            units=compound["units"],
            floors=floors,
            elevator=floors > _MAX_FLOORS_WITHOUT_LIFT,
            gas=compound["gas"],
            built_year=self._rng.randint(*compound["built"]),
            manager=compound["manager"],
            manager_phone=self._numbers.phone(),
            lead=names.full_name(self._rng, self._rng.choice("122"), 58),
        )

    def _doors_of(
        self, building: Building, compound: Mapping[str, Any], size: int
    ) -> Iterator[_Door]:
        areas = [self._rng.randint(450, 1350) for _each in range(compound["doors"])]
        units, doors = compound["units"], compound["doors"]
        for place in range(size):
            floor, rest = divmod(place, units * doors)
            unit, door = divmod(rest, doors)
            room = f"{floor + 1}{door + 1:02d}"
            where = addresses.Door(
                compound["name"], str(building.name).removesuffix("幢"), str(unit + 1), "", room
            )
            dwelling = Dwelling(
                id=self._new_id(),
                grid_id=building.grid_id,
                building_id=building.id,
                unit=str(unit + 1),
                floor=str(floor + 1),
                room=room,
                area=Decimal(areas[door]) / 10,
            )
            yield _Door(dwelling, addresses.text(where))

    def _move_in(self, grid: Grid, doors: list[_Door]) -> None:
        some = round(len(doors) * _EMPTY)
        drawn = self._rng.sample(range(len(doors)), 2 * some)
        empty, shared = set(drawn[:some]), set(drawn[some:])
        for place, door in enumerate(doors):
            if place in empty:
                self._dwellings.append(self._let(replace(door.dwelling, use="04")))
            elif place in shared:
                self._shared(grid, door)
            else:
                self._lived_in(grid, door)

    def _shared(self, grid: Grid, door: _Door) -> None:
        let = replace(door.dwelling, use="01", occupancy="02", rent_use="02")
        self._dwellings.append(self._let(let))
        for _household in range(2):
            family = families.make(self._rng, "lone_young")
            called = residents.name_all(self._rng, family)
            self._add_household(grid, door, (family, called), tenant=True)

    def _lived_in(self, grid: Grid, door: _Door) -> None:
        family, called = self._family()
        tenant = families.rents(self._rng, family)
        people = self._add_household(grid, door, (family, called), tenant=tenant)
        if tenant:
            let = replace(door.dwelling, use="01", occupancy="02", rent_use="02")
            self._dwellings.append(self._let(let))
            return
        self._dwellings.append(
            replace(
                door.dwelling,
                use="00",
                occupancy="01",
                owner=people[0].name,
                owner_phone=people[0].phone,
            )
        )

    def _let(self, dwelling: Dwelling) -> Dwelling:
        """Return a dwelling whose owner lives elsewhere."""
        owner = names.full_name(self._rng, self._rng.choice("12"), self._rng.randint(35, 65))
        return replace(dwelling, owner=owner, owner_phone=self._numbers.phone())

    def _family(self) -> tuple[Family, list[str]]:
        """Draw a family and what its members are called."""
        if not self._special or self._special[-1][0] > len(self._households):
            family = families.draw(self._rng)
            return family, residents.name_all(self._rng, family)
        _place, which = self._special.pop()
        if which == "dotted":
            family = families.make(self._rng, "one_child")
            return family, _dotted_names(self._rng, family)
        kind = families.LONE_OLD if which == "elder" else "lone_young"
        return families.make(self._rng, kind), [names.fixed(which)]

    def _add_household(
        self, grid: Grid, door: _Door, named: tuple[Family, list[str]], *, tenant: bool
    ) -> list[Person]:
        family, called = named
        household_id = self._new_id()
        shared = residents.home(self._rng, household_id, grid.id, door.address, tenant=tenant)
        people = self._registrar.people(family, called, shared)
        found = [care.classes(self._rng, family, place) for place in range(len(family.members))]
        for person, classes in zip(people, found, strict=True):
            self._tags += care.tags(self._rng, person, classes, residents.AS_OF, self._new_id)
        self._people += people
        every = tuple(tag for classes in found for tag in classes)
        self._households.append(self._household(household_id, door, people, every))
        return people

    def _household(
        self, household_id: str, door: _Door, people: list[Person], tags: tuple[str, ...]
    ) -> Household:
        contact = next((person for person in people if person.phone), people[0])
        reasons = dict.fromkeys(codes.table("person_tag").labels[tag].zh for tag in tags)
        return Household(
            id=household_id,
            grid_id=door.dwelling.grid_id,
            dwelling_id=door.dwelling.id,
            number=f"{len(self._grids):03d}{len(self._households) + 1:05d}",
            head_id=people[0].id,
            colour=care.attention(frozenset(tags)),
            colour_reason="、".join(reasons) or None,
            contact=contact.name,
            contact_phone=contact.phone,
        )


def _dotted_names(rng: random.Random, family: Family) -> list[str]:
    """Return names with a dot; a child's bears the father's own behind it."""
    grandfather = names.dotted_father(rng)
    father = names.dotted_father(rng, grandfather)
    other = names.dotted_father(rng, grandfather, father)
    child = names.dotted(rng, family.members[2].sex, father)
    return [f"{father}·{grandfather}", names.dotted(rng, families.WOMAN, other), child]
