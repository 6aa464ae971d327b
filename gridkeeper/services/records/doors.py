"""Doors: from `3-2-501` to what the register has behind it, made where it is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain import addresses, kinds
from gridkeeper.domain.households import Household, is_open
from gridkeeper.domain.parsing import Problem
from gridkeeper.domain.places import Building, Dwelling
from gridkeeper.domain.plans import EMPTY
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.addresses import Door
    from gridkeeper.domain.records import Record
    from gridkeeper.services.session import Work
    from gridkeeper.storage.unit import Unit

_WORDS = ("幢", "号楼", "栋", "座", "楼", "")
_ROOM_WORDS = ("", "室", "房", "户", "号")


def buildings(unit: Unit, door: Door) -> list[Building]:
    """Return the buildings that a door may be in; none if it names none."""
    if not door.building:
        return []
    usual = [door.building + word for word in _WORDS]
    found = _of(unit.listing.among(kinds.BUILDING, "name", usual), door)
    # Few are written another way, such as 三号楼; only then all of them are read.
    return found or _of(list(unit.listing.all(kinds.BUILDING)), door)


def _of(records: Sequence[Record], door: Door) -> list[Building]:
    return [
        building
        for building in cast("Sequence[Building]", records)
        if door.building in {building.name, addresses.parse(building.name or "").building}
        and (not door.compound or door.compound in (building.compound or ""))
    ]


def dwellings(unit: Unit, door: Door) -> list[Dwelling]:
    """Return the dwellings that a door may mean; none without a room."""
    if not door.room:
        return []
    listing = unit.listing
    if door.building:
        houses = [building.id for building in buildings(unit, door)]
        found = listing.among(kinds.DWELLING, "building_id", houses) if houses else []
    else:
        found = listing.among(kinds.DWELLING, "room", [door.room + word for word in _ROOM_WORDS])
    return [
        one
        for one in cast("list[Dwelling]", found)
        if addresses.bare("room", one.room or "") == door.room
        and _has_unit(one, door)
        and _is_in(unit, one, door)
    ]


def _has_unit(dwelling: Dwelling, door: Door) -> bool:
    """Whether a dwelling is on the stairway that a door names; older ones say `1单元`."""
    return door.unit in ("", addresses.bare("unit", dwelling.unit or ""))


def stairway(unit: Unit, door: Door) -> Building | None:
    """Return the one building that has a stairway of the number that a door has as its room."""
    houses = buildings(unit, door)
    if len(houses) != 1:
        return None
    homes = unit.listing.among(kinds.DWELLING, "building_id", [houses[0].id])
    stairs = {addresses.bare("unit", one.unit or "") for one in cast("list[Dwelling]", homes)}
    return houses[0] if door.room in stairs - {""} else None


def beginning(unit: Unit, door: Door) -> list[Dwelling]:
    """Return the dwellings whose room only begins as a door says, in the order of their rooms."""
    houses = [building.id for building in buildings(unit, door)]
    if not (door.room and houses):
        return []
    found = cast("list[Dwelling]", unit.listing.among(kinds.DWELLING, "building_id", houses))
    begun = [
        one for one in found if (one.room or "").startswith(door.room) and _has_unit(one, door)
    ]
    return sorted(begun, key=lambda one: (one.unit or "", one.room or ""))


def _is_in(unit: Unit, dwelling: Dwelling, door: Door) -> bool:
    """Whether a dwelling lies in the compound that a door names without its building."""
    if door.building or not door.compound:
        return True
    building = cast("Building | None", unit.listing.get(kinds.BUILDING, dwelling.building_id))
    return door.compound in ((building.compound if building else None) or "")


def households(unit: Unit, wording: str) -> list[Household]:
    """Return who lives behind a door written as `3-2-501` or in full; no closed household."""
    doors = [dwelling.id for dwelling in dwellings(unit, addresses.parse(wording))]
    if not doors:
        return []
    found = cast("list[Household]", unit.listing.among(kinds.HOUSEHOLD, "dwelling_id", doors))
    return [home for home in found if is_open(home)]


def cannot_be_made(unit: Unit, wording: str) -> Problem | None:
    """Return why no new home can be made behind a door that is typed."""
    door = addresses.parse(wording)
    if not (door.building and door.room):
        text = _("Write the door as building, stairway and room, such as 3-2-501")
        return Problem("household_id", "home.door", text)
    if len(buildings(unit, door)) > 1:
        text = _("Several compounds have a building {building}; write the compound before it")
        return Problem("household_id", "home.compound", text.format(building=door.building))
    if households(unit, wording):
        text = _("Several households live at this door; write the number of one of them")
        return Problem("household_id", "home.several", text)
    return None


def will_be_made(unit: Unit, wording: str, *, lived_in: bool) -> Problem:
    """Return the warning that a home is new; `lived_in` whether it then is empty no more."""
    text = _("{door}: no household there yet; it is created together with this record")
    if lived_in and any(one.use == EMPTY for one in dwellings(unit, addresses.parse(wording))):
        text = _(
            "{door} counts as empty; a household is created together with this record, and the "
            "dwelling is empty no more"
        )
    said = text.format(door=addresses.text(addresses.parse(wording)))
    return Problem("household_id", "home.new", said, warning=True)


def make_home(work: Work, wording: str, grid: str | None, head: str | None) -> Household:
    """Make a household behind a door, with dwelling and building where they are new.

    Args:
        work: The caller's transaction; what is made is saved in it.
        wording: A door for which `cannot_be_made` says nothing.
        grid: Where a new building belongs.
        head: The person who becomes the head of the household; None where nobody is known yet.
    """
    dwelling = make_dwelling(work, wording, grid)
    home = Household(
        id=work.pen.new_id(), grid_id=dwelling.grid_id, dwelling_id=dwelling.id, head_id=head
    )
    work.create(home)
    work.save()
    return home


def make_dwelling(work: Work, wording: str, grid: str | None) -> Dwelling:
    """Return the dwelling behind a door, made with its building where they are new.

    Args:
        work: As for `make_home`.
        wording: As for `make_home`.
        grid: As for `make_home`.
    """
    door, unit, new_id = addresses.parse(wording), work.unit, work.pen.new_id
    behind = dwellings(unit, door)
    if behind:
        return behind[0]
    found = buildings(unit, door)
    house = (
        found[0]
        if found
        else Building(
            id=new_id(),
            grid_id=grid,
            compound=door.compound or _only_compound(unit),
            name=f"{door.building}幢" if door.building.isascii() else door.building,
        )
    )
    dwelling = Dwelling(
        id=new_id(),
        grid_id=house.grid_id,
        building_id=house.id,
        unit=door.unit or None,
        floor=door.floor or None,
        room=door.room,
    )
    for record, known in ((house, found), (dwelling, ())):
        if not known:
            work.create(record)
    work.save()
    return dwelling


def _only_compound(unit: Unit) -> str | None:
    houses = cast("Sequence[Building]", list(unit.listing.all(kinds.BUILDING)))
    names = {building.compound for building in houses}
    return names.pop() if len(names) == 1 else None
