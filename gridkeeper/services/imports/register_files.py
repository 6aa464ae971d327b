"""How rosters are read: policy as data, `resources/imports/register.json`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from gridkeeper import resources
from gridkeeper.domain import addresses
from gridkeeper.domain import headings as known_headings
from gridkeeper.domain.fields import Type
from gridkeeper.domain.headings import Matched
from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import HeadingsUnknownError, MappingInvalidError
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

ADDRESS = Matched("dwelling", "address")
"""Stands for a column with a whole address, which no single field is."""

_NAME = Matched("person", "name")
_UNIT = Matched("premises", "name")
_ENOUGH = {_NAME, _UNIT, ADDRESS, Matched("dwelling", "room"), Matched("building", "name")}
"""One of these a roster needs."""

_DROPPED = "-"
_HEAD = "户主"
_REMARK = "remark"

_MOBILE = re.compile(r"1\d{10}")

_NAMES = {
    Matched("dwelling", "building_id"): Matched("building", "name"),
    Matched("household", "head_id"): Matched("person", "name"),
}
"""What a roster writes in a column whose field refers to another record."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column means what.

    Attributes:
        roster: What is listed: `people`, `units` or `doors`.
        fields: The meaning of each column that has one, by its place.
        remarked: Places of columns that go into a remark under their heading, with whose remark.
        headings: As they stand.
        unused: Headings that nobody understood.
        refused: Headings that a community may not collect, with the reason.
        alike: Those of `unused` that mean what another one means, with that one.
    """

    roster: str
    fields: Mapping[int, Matched]
    remarked: Mapping[int, str]
    headings: Sequence[str]
    unused: tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    alike: Mapping[str, str] = field(default_factory=dict)

    @property
    def doubled(self) -> Mapping[str, tuple[str, ...]]:
        """The headings of fields that several columns mean, by `kind.field`."""
        found: dict[str, tuple[str, ...]] = {}
        for place, one in sorted(self.fields.items()):
            meant = f"{one.kind}.{one.field}"
            found[meant] = (*found.get(meant, ()), self.headings[place])
        return {meant: several for meant, several in found.items() if len(several) > 1}

    def places(self, kind: str, fieldname: str) -> list[int]:
        """Return the places of the columns that say a field; a part of a door is in an address."""
        found = [n for n, one in self.fields.items() if (one.kind, one.field) == (kind, fieldname)]
        if found or kind not in {"dwelling", "building"}:
            return found
        return [place for place, meant in self.fields.items() if meant == ADDRESS]

    @property
    def meant(self) -> Mapping[str, str]:
        """What headings mean, as `kind.field`, that were understood."""
        return {self.headings[at]: f"{one.kind}.{one.field}" for at, one in self.fields.items()}

    def facts(self, cells: Sequence[str]) -> dict[str, dict[str, str]]:
        """Return the texts of a row by kind and field.

        Of several columns for one field the surest text is taken; what else they say goes into
        the remark.
        """
        found: dict[str, dict[str, str]] = {name: {} for name in rules()["kinds"]}
        told: dict[Matched, list[tuple[str, int]]] = {}
        for place, meant in self.fields.items():
            if place < len(cells) and (text := cells[place].strip()):
                told.setdefault(meant, []).append((text, place))
        for meant, several in told.items():
            if len(several) > 1:
                several.sort(key=lambda one: not _is_sure(one[0]))
            found[meant.kind][meant.field] = several[0][0]
        for several in told.values():
            for text, place in several[1:]:
                if text != several[0][0]:
                    whose = next(kind for kind in rules()["rosters"][self.roster] if found[kind])
                    remark(found[whose], self.headings[place], text)
        for place, kind in self.remarked.items():
            if place < len(cells) and cells[place].strip():
                remark(found[kind], self.headings[place], cells[place].strip())
        return found


def remark(facts: dict[str, str], label: str, value: str) -> None:
    """Keep in a remark what a roster says, and no field of the register takes."""
    facts["remark"] = "；".join(filter(None, (facts.get("remark"), f"{label}：{value}")))


def _is_sure(text: str) -> bool:
    """Whether a text is a whole address or a mobile phone's number, of several to choose from."""
    return bool(addresses.parse(text).room or _MOBILE.fullmatch(text))


@cache
def rules() -> Mapping[str, Any]:
    """Return the rules by which rosters are read."""
    found: Mapping[str, Any] = json.loads(resources.text("imports/register.json"))
    return found


def choices(roster: str) -> list[tuple[str, str]]:
    """Return what a column of a roster can mean, with what people call it."""
    found = []
    for kind in rules()["rosters"][roster]:
        for about in KINDS[kind].fields:
            meant = f"{kind}.{about.name}"
            if known_headings.can_be_meant(about):
                found.append((meant, f"{KINDS[kind].label} · {about.label}"))
    whole = f"{ADDRESS.kind}.{ADDRESS.field}"
    if ADDRESS.kind in rules()["rosters"][roster]:
        called = KINDS["premises"].field("address").label
        found.append((whole, f"{KINDS[ADDRESS.kind].label} · {called}"))
    return found


def knows(heading: str) -> bool:
    """Whether a heading is understood without being mapped."""
    if heading in rules()["ignored"]:
        return True
    return any(_meanings([heading], roster) for roster in rules()["rosters"])


def columns(file: str, sheet: str, headings: Sequence[str], mapping: Mapping[str, str]) -> Columns:
    """Return what the columns of a roster mean.

    Args:
        file: For the error's text.
        sheet: For the error's text.
        headings: As they stand.
        mapping: `kind.field` or a field of a person by heading; `-` leaves a column out.

    Raises:
        MappingInvalidError: The mapping names a heading or a field that there is not.
        HeadingsUnknownError: There is neither a name nor a place.
    """
    given = {heading: _mapped(headings, heading, name) for heading, name in mapping.items()}
    free = [heading for heading in headings if heading and heading not in given]
    roster = _roster(free, [meant for meant in given.values() if meant])
    meanings = {**_meanings(free, roster), **{h: meant for h, meant in given.items() if meant}}
    meanings = {**dict(_more(free, meanings, roster)), **meanings}
    reasons = {h: known_headings.refused(h) for h in headings if h}
    refused = {h: reason for h, reason in reasons.items() if reason}
    own = rules()["remarked"].get(roster, {})
    fields: dict[int, Matched] = {}
    remarked: dict[int, str] = {}
    for place, heading in enumerate(headings):
        meant = given.get(heading) or meanings.get(heading)
        if heading in refused or (heading in given and meant is None):
            continue
        if meant is None:
            if _bare(heading) in own:
                remarked[place] = own[_bare(heading)]
        elif meant.field == _REMARK and heading in given:
            remarked[place] = meant.kind
        else:
            fields[place] = meant
    if not _ENOUGH & set(fields.values()):
        needed = _("the name or the address")
        raise HeadingsUnknownError(file=file, sheet=sheet, fields=needed)
    understood = {*meanings, *refused, *given, *rules()["ignored"], ""}
    understood |= {headings[place] for place in remarked}
    ignored = set(map(known_headings.folded, rules()["ignored"]))
    unused = tuple(h for h in headings if h not in understood and _bare(h) not in ignored)
    taken = {meant: headings[place] for place, meant in fields.items()}
    again = {heading: _meanings([heading], roster).get(heading) for heading in unused}
    # Beside names of people it is another name: that of the head of their household.
    others = {heading for heading in unused if _HEAD in heading and again[heading] == _NAME}
    unused = tuple(h for h in unused if h not in others or again[h] not in taken)
    alike = {h: taken[m] for h, m in again.items() if m in taken and h not in others}
    return Columns(roster, fields, remarked, headings, unused, refused, alike)


def _roster(headings: Sequence[str], given: Sequence[Matched]) -> str:
    """Return what a roster lists: `people`, `units` or `doors`; what it is decides its words.

    A telephone is a person's beside names of people, and a remark on a flat is one on its door.
    """
    meant = {*_meanings(headings, "people").values(), *given}
    if _NAME in meant or any(one.kind == "person" for one in given):
        return "people"
    units = set(map(known_headings.folded, rules()["units"]))
    is_unit = any(_bare(heading) in units for heading in headings)
    return "units" if is_unit or _UNIT in given else "doors"


def _bare(heading: str) -> str:
    return known_headings.folded(heading).rpartition("/")[2]


def _meanings(headings: Sequence[str], roster: str) -> dict[str, Matched]:
    """Return what headings mean by themselves; addresses and grids before fields."""
    own: dict[str, Matched] = {}
    address = Matched("premises", "address") if roster == "units" else ADDRESS
    for heading in headings:
        plain = _bare(heading)
        if plain in map(known_headings.folded, rules()["addresses"]):
            own[heading] = address
        elif plain in map(known_headings.folded, rules()["grids"]):
            own[heading] = Matched("grid", "name")
    free = [heading for heading in headings if heading not in own]
    matched = known_headings.match(free, rules()["rosters"][roster])
    meant = {heading: _written(found) for heading, found in matched.items()}
    return {**{heading: found for heading, found in meant.items() if found}, **own}


def _more(
    headings: Sequence[str], known: Collection[str], roster: str
) -> Iterator[tuple[str, Matched]]:
    """Yield headings that mean what another one means, of fields that take several columns."""
    for heading in headings:
        meant = None if heading in known else _meanings([heading], roster).get(heading)
        if meant is not None and f"{meant.kind}.{meant.field}" in rules()["several"]:
            yield heading, meant


def _written(meant: Matched) -> Matched | None:
    """Return what is written in a column that refers to another record: its name, or nothing."""
    if KINDS[meant.kind].field(meant.field).type is not Type.RECORD:
        return meant
    return _NAMES.get(meant)


def _mapped(headings: Sequence[str], heading: str, name: str) -> Matched | None:
    kind, dot, fieldname = name.partition(".")
    if not dot:
        kind, fieldname = "person", name
    if heading not in headings:
        reason = _("there is no such column")
        raise MappingInvalidError(mapping=f"{heading}={name}", reason=reason)
    if name == _DROPPED:
        return None
    if Matched(kind, fieldname) == ADDRESS:
        return ADDRESS
    known = kind in rules()["kinds"] and fieldname in KINDS[kind].by_name
    meant = _written(Matched(kind, fieldname)) if known else None
    if meant is None:
        reason = _("there is no such field")
        raise MappingInvalidError(mapping=f"{heading}={name}", reason=reason)
    return meant
