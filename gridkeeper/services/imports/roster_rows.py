"""What a row of a roster says without saying it: parts of an address, a birthday in a number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import addresses, codes, identity_numbers
from gridkeeper.domain.households import is_open
from gridkeeper.domain.kinds import PERSON, PERSON_TAG, kind_of
from gridkeeper.services.imports import register_files
from gridkeeper.services.records.drafts import UNSAID, told_by_number
from gridkeeper.texts import _, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gridkeeper.domain.people import Person
    from gridkeeper.domain.premises import Premises
    from gridkeeper.domain.records import Record
    from gridkeeper.services.records.drafts import Draft

ADDRESS = "住址"
"""Stands before an address that names no door, where it is kept as a remark."""

_MOST_CHOICES = 24


def split_address(facts: Mapping[str, dict[str, str]]) -> bool:
    """Turn a whole address into building, stairway and room, where these are not said.

    Returns:
        Whether it names no door; what somebody's does is kept as a remark.
    """
    whole = facts["dwelling"].pop("address", "")
    if not whole or facts["dwelling"].get("room"):
        return False
    door = addresses.parse(whole)
    if not door.room and facts["building"].get("name") and not facts["person"]:
        # Beside the number of a house stands where its street is.
        facts["building"].setdefault("address", whole)
        return False
    parts = {
        "building": {"compound": door.compound, "name": door.building and f"{door.building}幢"},
        "dwelling": {"unit": door.unit, "floor": door.floor, "room": door.room},
    }
    for kind, values in parts.items():
        for name, value in values.items():
            if value:
                facts[kind].setdefault(name, value)
    is_lost = bool(facts["person"]) and not facts["dwelling"].get("room")
    if is_lost:
        register_files.remark(facts["person"], ADDRESS, whole)
    return is_lost


def placeless(
    facts: Mapping[str, Mapping[str, str]], drafts: Mapping[str, Draft], whole: str
) -> str:
    """Return why a row is refused that is only about a place, and does not say which; or "".

    A stroke in the column of rooms says something, and names none.
    """
    places = ("dwelling", "building", "household")
    if facts["person"] or facts["premises"] or not (whole or any(facts[one] for one in places)):
        return ""
    if any(
        drafts[kind].values.get(name)
        for kind, name in (("dwelling", "room"), ("building", "name"), ("household", "number"))
    ):
        return ""
    return _("it names no building or room; write a door such as 3-2-501")


def read_child(facts: dict[str, str]) -> None:
    """Make `子女` a son or a daughter, where the row says which; else keep the word as a remark.

    The standard has no code for both, and nobody's sex is guessed.
    """
    word = facts.get("relation", "")
    if "".join(word.split()) not in register_files.rules()["children"]["words"]:
        return
    number = identity_numbers.cleaned(facts.get("id_number", ""))
    meant = register_files.rules()["children"]["codes"]
    code = meant.get(codes.table("sex").code(facts.get("sex", "")))
    if code is None and identity_numbers.is_card(number):
        code = meant[identity_numbers.sex_of(number)]
    if code:
        facts["relation"] = code
    else:
        label = PERSON.field("relation").label.zh
        register_files.remark(facts, label, facts.pop("relation"))


def keep_untagged(facts: Mapping[str, dict[str, str]]) -> None:
    """Keep as a remark what a row says of a care group that it does not name, or in other words.

    Other systems know other degrees of attention; which of ours is meant nobody can tell.
    """
    said, words = facts["person_tag"], register_files.rules()["unknown_words"]
    if not facts["person"]:
        return
    for name in [name for name in said if name != "tag"]:
        if "tag" not in said or said[name] in words.get(f"person_tag.{name}", ()):
            label = PERSON_TAG.field(name).label.zh
            register_files.remark(facts["person"], label, said.pop(name))


def completed(person: Person) -> Person:
    """Return a person with the birthday and the sex that the number of an identity card says."""
    told = told_by_number(PERSON, {"id_number": person.id_number})
    unsaid: dict[str, Any] = {
        name: value for name, value in told.items() if getattr(person, name) in UNSAID
    }
    return replace(person, **unsaid) if unsaid else person


def keys(record: Record) -> list[tuple[object, ...]]:
    """Return the keys by which a record of the register is known again."""
    value: Any = record
    found: list[tuple[object, ...]]
    match kind_of(record).name:
        case "grid":
            found = [("grid", value.name)]
        case "building":
            found = [building_key(value.compound, value.name)]
        case "dwelling":
            found = [dwelling_key(value.building_id, value.unit, value.room)]
        case "household":
            found = [("household", value.number)] if value.number else []
            lives_there = value.dwelling_id and is_open(value)
            found += [("behind", value.dwelling_id)] if lives_there else []
        case "person":
            found = person_keys(value)
        case "person_tag":
            found = [("tag", value.person_id, value.tag)]
        case "premises":
            found = premises_keys(value)
        case _:
            found = []
    return [*found, ("id", record.id)]


def building_key(compound: Any, name: Any) -> tuple[object, ...]:  # noqa: ANN401 - a text or none
    """Return the key of a building; `3号楼` and `3幢` are one."""
    return ("building", compound, addresses.bare("building", name or ""))


def dwelling_key(building: Any, unit: Any, room: Any) -> tuple[object, ...]:  # noqa: ANN401 - as above
    """Return the key of a dwelling; `1单元` and `1` are one."""
    bare = (addresses.bare("unit", unit or ""), addresses.bare("room", room or ""))
    return ("dwelling", building, *bare)


def person_keys(person: Person) -> list[tuple[object, ...]]:
    """Return the keys of a person, the surest first."""
    found: list[tuple[object, ...]] = []
    if person.id_number:
        found.append(("person", identity_numbers.upgraded_if_old(person.id_number)))
    if person.birth or person.phone:
        found.append(("person", person.name, person.birth, person.phone))
    if person.birth and person.phone:
        # Rosters that leave the birthday out mean the same person.
        found.append(("person", person.name, None, person.phone))
    if not found:
        # A child without papers: nobody else of this name lives behind the same door.
        found.append(("person", person.name, person.household_id or person.grid_id))
    return found


def premises_keys(unit: Premises) -> list[tuple[object, ...]]:
    """Return the keys of a shop or another unit, the surest first."""
    found: list[tuple[object, ...]] = []
    if unit.credit_code:
        found.append(("premises", unit.credit_code))
    return [*found, ("premises", unit.name, unit.address)]


def at_fault(drafts: Iterable[Draft], columns: register_files.Columns) -> tuple[int, ...]:
    """Return the places of the cells for which the drafts of a row are refused."""
    found = ((draft.kind.name, one.field) for draft in drafts for one in draft.refused)
    return tuple(sorted({place for pair in found for place in columns.places(*pair)}))


def said(drafts: Sequence[Draft], headings: Sequence[str]) -> str:
    """Return all that is wrong with the drafts of a row, with the values that would be right.

    Where it names none of the headings at fault, it may seem to speak of another column: then all
    of them are named.
    """
    wrong = [draft for draft in drafts if draft.refused]
    text = joined(filter(None, (draft.said_with_choices(_MOST_CHOICES) for draft in wrong)))
    fields = {one.kind.by_name.get(at.field) for one in wrong for at in one.refused}
    labels = {str(about.label) for about in fields if about is not None}
    names = [*headings, *(one for one in labels if any(one in heading for heading in headings))]
    if not headings or any(name in text for name in names):
        return text
    return _("{columns}: {reason}").format(columns=_(", ").join(headings), reason=text)


def differ(one: object, other: object) -> bool:
    """Return whether two values contradict each other: one that is missing contradicts nothing."""
    return bool(one and other and one != other)


def is_head(person: Record) -> bool:
    """Whether somebody is the head of a household."""
    return getattr(person, "relation", None) in register_files.rules()["heads"]
