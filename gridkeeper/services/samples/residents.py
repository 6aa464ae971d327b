"""The people of a household and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain.people import Person
from gridkeeper.services.samples import families, names, numbers
from gridkeeper.services.samples.words import material, weighted

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from gridkeeper.services.samples.families import Family, Member
    from gridkeeper.services.samples.numbers import Numbers

AS_OF = date(2026, 1, 1)
"""The day on which the register was taken."""

_ID_CARD = "111"
_RESIDENT, _LIVES_ELSEWHERE, _PERMIT, _NO_PERMIT, _LODGER = "01", "02", "03", "04", "05"
_OF_AGE, _AT_SCHOOL, _HAS_PHONE = 18, 6, 12


@dataclass(frozen=True, slots=True)
class Home:
    """What all members of a household share.

    Attributes:
        area: The first six digits of their identity numbers.
        origin: Where they are registered, unless they are registered where they live.
    """

    household_id: str
    grid_id: str
    address: str
    tenant: bool
    area: str
    origin: str


def home(
    rng: random.Random, household_id: str, grid_id: str, address: str, *, tenant: bool
) -> Home:
    """Return what the members of a household share."""
    if not tenant and rng.random() < 0.9:
        return Home(household_id, grid_id, address, tenant, numbers.LOCAL, "")
    origin = rng.choice(material("places")["origins"])
    return Home(household_id, grid_id, address, tenant, rng.choice(numbers.ELSEWHERE), origin)


def name_all(rng: random.Random, family: Family) -> list[str]:
    """Return names for a family, with the surnames that its members share."""
    shared = names.family_name(rng)
    found: list[str] = []
    for member in family.members:
        surname = names.family_name(rng) if member.own_name else shared
        name = surname + names.given_name(rng, member.sex, member.age)
        while name in found:
            name = surname + names.given_name(rng, member.sex, member.age)
        found.append(name)
    return found


class Registrar:
    """Writes people down; one for a whole community."""

    def __init__(self, rng: random.Random, all_numbers: Numbers, new_id: Callable[[], str]) -> None:
        self._rng, self._numbers, self._new_id = rng, all_numbers, new_id

    def people(self, family: Family, called: list[str], shared: Home) -> list[Person]:
        """Return the members of a family as records, the head first."""
        moved_in = self._moved_in(family, shared)
        return [
            self._person(member, name, shared, moved_in)
            for member, name in zip(family.members, called, strict=True)
        ]

    def _person(self, member: Member, name: str, shared: Home, moved_in: date) -> Person:
        birth = AS_OF - timedelta(days=round(member.age * 365.25) + self._rng.randint(2, 360))
        return Person(
            id=self._new_id(),
            grid_id=shared.grid_id,
            household_id=shared.household_id,
            name=name,
            id_type=_ID_CARD,
            id_number=self._numbers.card(birth, member.sex, shared.area),
            sex=member.sex,
            birth=birth,
            phone=self._phone(member.age),
            resident_class=self._resident_class(shared, member),
            relation=member.relation,
            registered_address=shared.origin or shared.address,
            education=self._education(member.age),
            marital=member.marital if member.age >= _OF_AGE else families.SINGLE,
            work_unit=self._work(member),
            inflow_reason=self._inflow(member) if shared.tenant else None,
            moved_in=max(moved_in, birth),
        )

    def _moved_in(self, family: Family, shared: Home) -> date:
        years = self._rng.randint(0, 5) if shared.tenant else self._rng.randint(4, 22)
        years = min(years, max(0, family.members[0].age - 20))
        return AS_OF - timedelta(days=365 * years + self._rng.randint(1, 300))

    def _phone(self, age: int) -> str | None:
        odds = 0.97 if age >= _OF_AGE else 0.5
        if age < _HAS_PHONE or self._rng.random() > odds - (0.15 if age >= 75 else 0):
            return None
        return self._numbers.phone()

    def _resident_class(self, shared: Home, member: Member) -> str:
        if shared.tenant:
            adult = member.age >= _OF_AGE
            return weighted(self._rng, {_PERMIT: 6, _NO_PERMIT: 3, _LODGER: 0 if adult else 2})
        return _LIVES_ELSEWHERE if shared.origin else _RESIDENT

    def _education(self, age: int) -> str | None:
        if age < _AT_SCHOOL:
            return None
        if age < 22:
            return "80" if age < 12 else "70" if age < 15 else "60" if age < 18 else "30"
        if age >= names.ELDER:
            return weighted(self._rng, {"80": 4, "70": 3, "60": 2, "40": 1, "30": 1})
        if age >= names.MIDDLE:
            return weighted(self._rng, {"70": 4, "60": 3, "40": 2, "30": 2, "20": 1})
        return weighted(self._rng, {"70": 1, "60": 2, "40": 2, "30": 4, "20": 5, "10": 1})

    def _work(self, member: Member) -> str | None:
        words = material("places")["work"]
        age = member.age
        if age < _AT_SCHOOL:
            return None
        if age < 22:
            school = "pupil" if age < 12 else "secondary" if age < _OF_AGE else "student"
            return str(self._rng.choice(words[school]))
        retired = age >= (60 if member.sex == families.MAN else 55)
        return str(self._rng.choice(words["retired" if retired else "adult"]))

    def _inflow(self, member: Member) -> str:
        if member.age < _OF_AGE or member.age >= 60:
            return "06"
        return weighted(self._rng, {"01": 6, "03": 2, "04": 1, "08": 0.5, "09": 1})
