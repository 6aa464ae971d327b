"""What the register knows when a roster is taken in, found by what people write in one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import addresses, identity_numbers, kinds, privacy
from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import KINDS, kind_of
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.services.imports import roster_rows
from gridkeeper.services.records.drafts import UNSAID
from gridkeeper.services.showing import known_names
from gridkeeper.services.showing.lists import text_of, title
from gridkeeper.services.showing.paper_lines import address
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gridkeeper.domain.fields import Field, Value
    from gridkeeper.domain.households import Household
    from gridkeeper.domain.people import Person
    from gridkeeper.domain.places import Building, Dwelling, Grid
    from gridkeeper.domain.records import Record
    from gridkeeper.services.records.drafts import Draft
    from gridkeeper.services.session import Work
    from gridkeeper.storage.unit import Unit

_KEPT = ("grid", "building", "dwelling", "household", "person", "person_tag", "premises")
_BY_KEY: Mapping[str, frozenset[str]] = {
    # A house may reach into two grids: what a row says of a door is no word on the whole house.
    "building": frozenset({"name", "compound", "grid_id"}),
    "dwelling": frozenset({"building_id", "unit", "room"}),
}
"""What makes a place the one that is meant: it is written in several ways, and never differs."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that says something else than the register does, which was left as it is.

    Attributes:
        row: As the program that shows the sheet numbers it.
        reason: Each column with what is here and what the file says, both masked.
        cells: The places of the cells that differ, from 0.
    """

    row: int
    reason: str
    cells: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Parked:
    """A row whose new person may be somebody who is registered already, or of a row before.

    Attributes:
        row: As the program that shows the sheet numbers it.
        reason: Whom and why, masked.
        cells: The places of the cells that name her, from 0.
    """

    row: int
    reason: str
    cells: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of which a row says something else than the register, in words."""

    text: str
    kind: str
    field: str


class Known:
    """The register by its natural keys, with what the roster has brought so far."""

    def __init__(self, work: Work) -> None:
        self._by_key: dict[tuple[object, ...], Record] = {}
        self._houses: dict[str, dict[str, Building]] = {}
        self._grids: dict[str, Grid] = {}
        self._everybody = known_names.of_everybody(work.unit)
        for name in _KEPT:
            for record in work.unit.listing.all(KINDS[name]):
                self.remember(record)
        self._read_as = dict(_merged(work.unit))

    def get(self, key: tuple[object, ...]) -> Record | None:
        """Return the record of a key."""
        return self._by_key.get(key)

    def survivor(self, key: tuple[object, ...]) -> Person | None:
        """Return as whom somebody of a key is read, who was merged into her."""
        return cast("Person | None", self._by_key.get(("id", self._read_as.get(key))))

    def remember(self, record: Record) -> None:
        """Know a record that is new or changed."""
        keys = roster_rows.keys(record)
        self._by_key.update(dict.fromkeys(keys, record))
        if kind_of(record) is kinds.GRID:
            self._grids[record.id] = cast("Grid", record)
        elif kind_of(record) is kinds.BUILDING:
            self._houses.setdefault(str(keys[0][-1]), {})[record.id] = cast("Building", record)

    def grids(self) -> list[Grid]:
        """Return all grids."""
        return list(self._grids.values())

    def house(self, compound: object, name: str) -> Building | None:
        """Return the building of a compound, or the only one of its name."""
        named = [*self._houses.get(str(roster_rows.building_key(compound, name)[-1]), {}).values()]
        open_ = [one for one in named if one.compound is None]
        if compound:
            found = [one for one in named if one.compound == compound] or open_
        else:
            found = named if len(named) == 1 else open_
        return found[0] if found else None

    def door(self, drafts: Mapping[str, Draft]) -> Dwelling | None:
        """Return the dwelling that a row names, if it is known."""
        dwelling, house = drafts["dwelling"].values, self._house_of(drafts)
        if not dwelling.get("room") or (house is None and drafts["building"].values.get("name")):
            return None
        key = roster_rows.dwelling_key(
            house.id if house else None, dwelling.get("unit"), dwelling["room"]
        )
        return cast("Dwelling | None", self._by_key.get(key))

    def behind(self, drafts: Mapping[str, Draft]) -> Household | None:
        """Return the household that a row names by its number or by its door, if it is known."""
        number, door = drafts["household"].values.get("number"), self.door(drafts)
        key = ("household", number) if number else ("behind", door.id if door else "")
        return cast("Household | None", self._by_key.get(key))

    def who(self, person: Person) -> str:
        """Return who somebody is and where she lives, masked."""
        veiled = privacy.veiled(person, (), self._everybody)
        home = self._by_key.get(("id", person.household_id))
        parts = [title(kinds.PERSON, veiled), self._called(home) if home else ""]
        return pick("，", ", ").join(filter(None, parts))

    def home(self, person: Person | None, drafts: Mapping[str, Draft]) -> Household | None:
        """Return the home that a row means by its person, or by the number of the household."""
        number = drafts["household"].values.get("number")
        found = self._by_key.get(("id", person.household_id)) if person else None
        found = found or (self._by_key.get(("household", number)) if number else None)
        return cast("Household | None", found)

    def elsewhere(self, home: Household, drafts: Mapping[str, Draft]) -> Difference | None:
        """Return that a row names another home than this one; None if it does not."""
        dwelling, number = drafts["dwelling"].values, drafts["household"].values.get("number")
        if number and home.number and number != home.number:
            return self._differs(home, kinds.HOUSEHOLD.field("number"), number)
        if not (dwelling.get("room") and home.dwelling_id):
            return None
        door = self.door(drafts)
        if door is not None and door.id == home.dwelling_id:
            return None
        text = _("{column}: here {here}, in the file {there}")
        column = kinds.PERSON.field("household_id").label
        there = _written(drafts, self._house_of(drafts))
        said = text.format(column=column, here=self._called(home) or _("unnamed"), there=there)
        return Difference(said, "dwelling", "room")

    def _house_of(self, drafts: Mapping[str, Draft]) -> Building | None:
        values = drafts["building"].values
        name = values.get("name")
        return self.house(values.get("compound"), str(name)) if name else None

    def compared(
        self, ours: Record, theirs: Mapping[str, object]
    ) -> tuple[dict[str, Any], list[Difference]]:
        """Return what is missing of a record here, and what differs.

        Both are masked: the words go into a file that is sent and printed.
        """
        kind = kind_of(ours)
        missing: dict[str, Any] = {}
        differing = []
        for name, value in theirs.items():
            held = getattr(ours, name)
            if value == held or _says_nothing(name, value):
                continue
            if _says_nothing(name, held) or _is_newer(name, held, value):
                missing[name] = value
            elif _is_newer(name, value, held):
                continue
            elif name not in _BY_KEY.get(kind.name, ()):
                differing.append(self._differs(ours, kind.field(name), cast("Value", value)))
        return missing, differing

    def _differs(self, ours: Record, about: Field, value: Value) -> Difference:
        """Return what a field says here and in the file, both masked alike."""
        here = self._text(ours, about)
        there = self._text(replace(ours, **{about.name: value}), about)  # type: ignore[arg-type]
        if here == there:
            text = _("{column}: {here} both here and in the file; what is hidden differs")
        else:
            text = _("{column}: here {here}, in the file {there}")
        said = text.format(column=about.label, here=here, there=there)
        return Difference(said, kind_of(ours).name, about.name)

    def _text(self, record: Record, about: Field) -> str:
        """Return what a field of a record says, masked."""
        veiled = privacy.veiled(record, (), self._everybody)
        value = cast("Value", getattr(veiled, about.name))
        if about.type is not Type.RECORD:
            return shown(text_of(about, value), about.mask, Profile.MASKED)
        other = self._by_key.get(("id", value))
        return (self._called(other) if other else "") or _("unnamed")

    def _called(self, record: Record) -> str:
        """Return what people call a place: the door it is, or lies behind."""
        kind = kind_of(record)
        if kind is kinds.HOUSEHOLD:
            behind = self._by_key.get(("id", getattr(record, "dwelling_id", None)))
            return self._called(behind) if behind else title(kind, record)
        if kind is kinds.DWELLING:
            door = cast("Dwelling", record)
            house = self._by_key.get(("id", door.building_id))
            return address(door, {house.id: cast("Building", house)} if house else {})
        return title(kind, record)


def _merged(unit: Unit) -> Iterator[tuple[tuple[object, ...], str]]:
    """Yield the keys of people who were merged into others, each with the id of the other."""
    into = set(unit.listing.values(kinds.PERSON, "merged_into"))
    read_as = unit.listing.survivors(unit.listing.merged(into)) if into else {}
    gone = [one for one, other in read_as.items() if one != other]
    for one in unit.listing.some(kinds.PERSON, gone).values():
        for key in roster_rows.person_keys(cast("Person", one)):
            yield key, read_as[one.id]


def _says_nothing(name: str, value: object) -> bool:
    """Whether a value says nothing: it is left out, or the sex is `未知`."""
    return value is None or (name == "sex" and value in UNSAID)


def _is_newer(name: str, old: object, new: object) -> bool:
    """Whether a number is the one of 18 characters that an old one of 15 digits has become."""
    return name == "id_number" and identity_numbers.upgraded_if_old(str(old)) == new


def _written(drafts: Mapping[str, Draft], house: Building | None) -> str:
    """Return the door that a row names."""
    building, dwelling = drafts["building"].values, drafts["dwelling"].values
    parts = {part: str(dwelling.get(part) or "") for part in ("unit", "floor", "room")}
    compound = house.compound if house else building.get("compound")
    name = house.name if house else building.get("name")
    return addresses.text(addresses.Door(str(compound or ""), str(name or ""), **parts))
