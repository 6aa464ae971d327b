"""A grid as its worker knows it: who lives where, and what to call them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain import addresses
from gridkeeper.services.samples import care, families, names
from gridkeeper.services.samples.words import numeral

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping

    from gridkeeper.domain.households import Household
    from gridkeeper.domain.people import Person
    from gridkeeper.domain.places import Building, Dwelling, Grid
    from gridkeeper.domain.premises import Premises
    from gridkeeper.services.samples.values import Community

_OF_AGE, _OLD, _AT_SCHOOL = 18, 60, 6
_STAGES = (3, _AT_SCHOOL, 12, 15)
_DOES = ("还不到上幼儿园的年纪", "上幼儿园", "上小学", "上初中", "上高中")
_WEEKDAYS = (10, 10, 10, 10, 10, 3, 1)


def age_on(person: Person, day: date) -> int:
    """Return a person's age on a day."""
    born = person.birth or day
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class Home:
    """A household with what its worker knows by heart.

    Attributes:
        people: The head first.
        tags: Care groups by the person's id.
        address: In full, from the compound on.
    """

    household: Household
    people: tuple[Person, ...]
    tags: Mapping[str, tuple[str, ...]]
    dwelling: Dwelling
    building: Building
    address: str

    @property
    def tenant(self) -> bool:
        """Whether the home is rented."""
        return self.dwelling.use == "01"

    @property
    def entrance(self) -> str:
        """The building and the stairway, as people say them."""
        return f"{self.building.name}{self.dwelling.unit}单元"

    def adults(self, day: date) -> list[Person]:
        """Return who is of age, the head first."""
        return [one for one in self.people if age_on(one, day) >= _OF_AGE]

    def has_child(self, day: date) -> bool:
        """Whether a child lives here."""
        return len(self.adults(day)) < len(self.people)

    def has_old(self, day: date) -> bool:
        """Whether somebody of sixty or more lives here."""
        return any(age_on(one, day) >= _OLD for one in self.people)

    def has_pupil(self, day: date) -> bool:
        """Whether a child lives here who goes to school."""
        return any(_AT_SCHOOL <= age_on(one, day) < _OF_AGE for one in self.people)

    def _pupils(self, day: date) -> str:
        ages = sorted((age_on(one, day) for one in self.people), reverse=True)
        minors = [_DOES[sum(age >= start for start in _STAGES)] for age in ages if age < _OF_AGE]
        if not minors:
            return "孩子已成年"
        elder, younger = minors[0], minors[-1]
        if len(minors) == 1:
            return f"孩子{elder}"
        return f"两个孩子都{elder}" if elder == younger else f"大孩子{elder}，小的{younger}"

    def words(self, person: Person, day: date) -> dict[str, str]:
        """Return the words about one of its people."""
        age = age_on(person, day)
        sex = person.sex or families.MAN
        return {
            "call": names.call(person.name or "", sex, age),
            "age": str(age),
            "count": numeral(len(self.people)).replace("二", "两"),
            "spot": self.entrance,
            "pupils": self._pupils(day),
        }


@dataclass(frozen=True, slots=True)
class Empty:
    """A dwelling nobody lives in."""

    address: str
    owner: str


@dataclass(frozen=True)
class Scene:
    """One grid in one period.

    Attributes:
        serial: Which of the community's grids it is, from 1.
    """

    rng: random.Random
    grid: Grid
    serial: int
    first: date
    last: date
    worker: str
    new_id: Callable[[], str]
    homes: tuple[Home, ...]
    empties: tuple[Empty, ...]
    buildings: tuple[Building, ...]
    premises: tuple[Premises, ...]

    @property
    def committee(self) -> str:
        """What the residents' committee is called."""
        return "社区居委会（示例）"

    def number(self, base: int) -> int:
        """Return how many there are of what a grid has so many of in thirty days."""
        return max(1, round(base * ((self.last - self.first).days + 1) / 30))

    def day(self, *, before_end: int = 0, within: int | None = None) -> date:
        """Draw a day of the period, most often a working day.

        Args:
            before_end: So many days before the last one at the latest, where there are as many.
            within: So many days before the last one at the earliest.
        """
        whole = (self.last - self.first).days
        latest = max(0, whole - before_end)
        earliest = 0 if within is None else min(latest, max(0, whole - within))
        days = [self.first + timedelta(days=n) for n in range(earliest, latest + 1)]
        return self.rng.choices(days, [_WEEKDAYS[day.weekday()] for day in days])[0]

    def after(self, day: date, days: int) -> date:
        """Return a day so much later, or the last day of the period."""
        return min(day + timedelta(days=days), self.last)


def is_in_care(home: Home) -> bool:
    """Whether somebody of a household is often visited."""
    return any(care.cycle(tags) < 90 for tags in home.tags.values())


def homes(community: Community, grid_id: str) -> tuple[Home, ...]:
    """Return the households of a grid."""
    people: dict[str, list[Person]] = defaultdict(list)
    for person in community.people:
        if person.grid_id == grid_id:
            people[person.household_id or ""].append(person)
    tags: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for tag in community.person_tags:
        if tag.grid_id == grid_id:
            tags[tag.person_id or ""] += (tag.tag or "",)
    dwellings = {one.id: one for one in community.dwellings if one.grid_id == grid_id}
    buildings = {one.id: one for one in community.buildings if one.grid_id == grid_id}
    found = []
    for household in community.households:
        if household.grid_id == grid_id:
            dwelling = dwellings[household.dwelling_id or ""]
            building = buildings[dwelling.building_id or ""]
            members = tuple(people[household.id])
            own = {one.id: tags[one.id] for one in members if one.id in tags}
            where = address(building, dwelling)
            found.append(Home(household, members, own, dwelling, building, where))
    return tuple(found)


def empties(community: Community, grid_id: str) -> tuple[Empty, ...]:
    """Return the dwellings of a grid that nobody lives in."""
    buildings = {one.id: one for one in community.buildings}
    return tuple(
        Empty(address(buildings[one.building_id or ""], one), one.owner or "")
        for one in community.dwellings
        if one.grid_id == grid_id and one.use == "04"
    )


def address(building: Building, dwelling: Dwelling) -> str:
    """Return how a dwelling's address is written."""
    bare = (building.name or "").removesuffix("幢")
    return addresses.text(
        addresses.Door(building.compound or "", bare, dwelling.unit or "", "", dwelling.room or "")
    )
