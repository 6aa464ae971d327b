"""Who can be at odds with whom in a grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridkeeper.services.samples import families, names, scenes

if TYPE_CHECKING:
    from gridkeeper.domain.people import Person
    from gridkeeper.services.samples.scenes import Home, Scene

_IN_WORK, _SELF_EMPLOYED, _RETIRED, _OTHER = "0101", "0103", "0105", "0199"


@dataclass(frozen=True, slots=True)
class Party:
    """One side before it is written down."""

    name: str
    person: Person | None = None
    home: Home | None = None
    sex: str | None = None
    phone: str | None = None
    address: str | None = None
    category: str = _OTHER


class Parties:
    """Finds the sides of disputes among the people of a grid."""

    def __init__(self, scene: Scene) -> None:
        self._scene, self._rng = scene, scene.rng

    def sides(self, story: dict[str, Any]) -> tuple[Party, Party] | None:
        """Return two sides that a story can be told of; None if none were found in this try."""
        home = self._rng.choice(self._scene.homes)
        if "needs_lift" in story and not home.building.elevator:
            return None
        finders = {
            "upstairs": self._upstairs,
            "neighbours": self._neighbours,
            "parent": self._parent,
            "couple": self._couple,
            "landlord": self._landlord,
            "manager": self._manager,
        }
        if "kinds" in story:
            return self._shop(home, story["kinds"])
        return finders[story["between"]](home)

    def _manager(self, home: Home) -> tuple[Party, Party]:
        name, phone = home.building.manager or "", home.building.manager_phone
        company = Party(name, phone=phone, address=home.building.address)
        return self._party(home), company

    def _upstairs(self, home: Home) -> tuple[Party, Party] | None:
        above = [other for other in self._scene.homes if _is_above(other, home)]
        return (self._party(home), self._party(self._rng.choice(above))) if above else None

    def _neighbours(self, home: Home) -> tuple[Party, Party] | None:
        others = [
            other
            for other in self._scene.homes
            if other.building.id == home.building.id
            and other.dwelling.unit == home.dwelling.unit
            and other.dwelling.id != home.dwelling.id
        ]
        if not others:
            return None
        return self._party(home), self._party(self._rng.choice(others))

    def _parent(self, _home: Home) -> tuple[Party, Party] | None:
        old = [
            home
            for home in self._scene.homes
            if len(home.people) <= 2 and scenes.age_on(home.people[0], self._scene.first) >= 65
        ]
        if not old:
            return None
        parent = self._party(self._rng.choice(old))
        sex = self._rng.choice((families.MAN, families.WOMAN))
        child = names.surname_of(parent.name) + names.given_name(self._rng, sex, 45)
        return parent, Party(child, sex=sex, category=_IN_WORK)

    def _couple(self, _home: Home) -> tuple[Party, Party] | None:
        pairs = [
            home
            for home in self._scene.homes
            if len(home.people) > 1 and home.people[1].relation == families.SPOUSE
        ]
        if not pairs:
            return None
        home = self._rng.choice(pairs)
        husband, wife = self._person(home, home.people[0]), self._person(home, home.people[1])
        return wife, husband

    def _landlord(self, _home: Home) -> tuple[Party, Party] | None:
        tenants = [home for home in self._scene.homes if home.tenant]
        if not tenants:
            return None
        home = self._rng.choice(tenants)
        owner = Party(home.dwelling.owner or "", phone=home.dwelling.owner_phone)
        return self._party(home), owner

    def _shop(self, home: Home, kinds: list[str]) -> tuple[Party, Party] | None:
        shops = [one for one in self._scene.premises if one.kind in kinds]
        if not shops:
            return None
        shop = self._rng.choice(shops)
        trader = Party(
            shop.name or "", phone=shop.phone, address=shop.address, category=_SELF_EMPLOYED
        )
        return self._party(home), trader

    def _party(self, home: Home) -> Party:
        return self._person(home, self._rng.choice(home.adults(self._scene.first)[:2]))

    def _person(self, home: Home, person: Person) -> Party:
        retired = "退休" in (person.work_unit or "")
        return Party(
            person.name or "",
            person,
            home,
            person.sex,
            person.phone,
            home.address,
            _RETIRED if retired else _IN_WORK,
        )


def _is_above(upper: Home, lower: Home) -> bool:
    """Whether one home is right above another, where water would come from."""
    if upper.building.id != lower.building.id or upper.dwelling.unit != lower.dwelling.unit:
        return False
    floors = int(upper.dwelling.floor or 0) - int(lower.dwelling.floor or 0)
    return floors == 1 and (upper.dwelling.room or "")[-2:] == (lower.dwelling.room or "")[-2:]
