"""How case files of other systems are read: policy as data, `resources/imports/cases.json`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from gridkeeper import resources
from gridkeeper.domain import headings as known_headings
from gridkeeper.domain.kinds import CASES, KINDS
from gridkeeper.errors import HeadingsUnknownError, MappingInvalidError
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.domain.records import Kind

WHEN = "received_at"
NUMBER = "original_number"
IN_TIME, LATE = "archived_in_time", "archived_late"
_FLAGS = (IN_TIME, LATE)
_DROPPED = "-"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column means what.

    Attributes:
        fields: For each name of a field, or a flag, the places of its columns.
        unused: Headings that nobody understood.
        refused: Headings that a community may not collect, with the reason.
    """

    fields: Mapping[str, tuple[int, ...]]
    unused: tuple[str, ...]
    refused: Mapping[str, str]

    def facts(self, cells: Sequence[str]) -> dict[str, str]:
        """Return the texts of a row by field; several columns of one field are joined."""
        found = {}
        for name, places in self.fields.items():
            parts = [cells[place].strip() for place in places if place < len(cells)]
            said = [part for part in parts if part and part != _DROPPED]
            if said:
                found[name] = "/".join(dict.fromkeys(said))
        return found


@cache
def rules() -> Mapping[str, Any]:
    """Return the rules by which case files are read."""
    found: Mapping[str, Any] = json.loads(resources.text("imports/cases.json"))
    return found


def knows(heading: str) -> bool:
    """Whether a heading is understood without being mapped."""
    return bool(_field_of(heading)) or heading in rules()["ignored"]


def columns(file: str, sheet: str, headings: Sequence[str], mapping: Mapping[str, str]) -> Columns:
    """Return what the columns of a sheet mean.

    Args:
        file: For the error's text.
        sheet: For the error's text.
        headings: As they stand.
        mapping: Field names by heading, as a person gave them; `-` leaves a column out.

    Raises:
        MappingInvalidError: The mapping names a heading or a field that there is not.
        HeadingsUnknownError: Nothing says when a case was received.
    """
    _check(headings, mapping)
    fields: dict[str, tuple[int, ...]] = {}
    unused, refused = [], {}
    ranks = {heading: rank for rank, heading in enumerate(rules()["headings"])}
    in_order = sorted(enumerate(headings), key=lambda one: ranks.get(one[1], len(ranks)))
    for place, heading in in_order:
        reason = known_headings.refused(heading) if heading else None
        name = mapping.get(heading) or _field_of(heading)
        if reason is not None:
            refused[heading] = reason
        elif name and name != _DROPPED:
            fields[name] = (*fields.get(name, ()), place)
        elif heading and heading not in rules()["ignored"]:
            unused.append(heading)
    if WHEN not in fields:
        raise HeadingsUnknownError(file=file, sheet=sheet, fields=_("the day of receipt"))
    return Columns(fields, tuple(unused), refused)


def choices() -> list[tuple[str, str]]:
    """Return what a column of cases can mean, with what people call it."""
    found: dict[str, str] = {}
    for kind in CASES:
        for about in kind.fields:
            if known_headings.can_be_meant(about):
                found.setdefault(about.name, str(about.label))
    return list(found.items())


def kind_of(facts: Mapping[str, str]) -> Kind:
    """Return which kind of case a row is."""
    for rule in rules()["kinds"]:
        if any(word in facts.get(rule["field"], "") for word in rule["words"]):
            return KINDS[rule["kind"]]
    return KINDS[rules()["otherwise"]]


def category(kind: Kind, facts: Mapping[str, str]) -> tuple[str, str]:
    """Return the category's field and the code that the class of a row is with us, or ""."""
    said = f"{facts.get('original_type', '')} {facts.get('original_class', '')}"
    words: Mapping[str, str] = rules()["categories"][kind.name]
    code = next((code for word, code in words.items() if word in said), "")
    return rules()["category_field"][kind.name], code


def _field_of(heading: str) -> str:
    if heading in rules()["headings"]:
        return str(rules()["headings"][heading])
    if not heading or known_headings.refused(heading):
        return ""
    for kind in CASES:
        matched = known_headings.match([heading], [kind.name])
        if heading in matched:
            name = matched[heading].field
            return WHEN if name == kind.day else name
    return ""


def _check(headings: Sequence[str], mapping: Mapping[str, str]) -> None:
    fields = {name for kind in CASES for name in kind.by_name} | {*_FLAGS, _DROPPED}
    for heading, name in mapping.items():
        if heading not in headings:
            reason = _("there is no such column")
            raise MappingInvalidError(mapping=f"{heading}={name}", reason=reason)
        if name not in fields:
            reason = _("there is no such field")
            raise MappingInvalidError(mapping=f"{heading}={name}", reason=reason)
