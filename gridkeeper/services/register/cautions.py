"""What a person may not have thought of while recording: said once, and never in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds, likeness
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.parsing import Problem
from gridkeeper.services.records import visit_cautions
from gridkeeper.services.register import consents, duplicates
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, references, title
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from gridkeeper.domain.records import Record
    from gridkeeper.storage.unit import Unit

NUMBER_KNOWN = "person.number_known"

MAY_BE = "person.may_be"

_SHOWN_AT = {
    likeness.SAME_NUMBER: "id_number",
    likeness.SWAPPED_NUMBER: "id_number",
    likeness.SAME_PHONE: "phone",
    likeness.SWAPPED_PHONE: "phone",
}
"""The field beside which it is said why somebody may be another; else beside the name."""


def cautions(unit: Unit, record: Any, today: date) -> list[Problem]:  # noqa: ANN401 - of any kind
    """Return warnings about a record that is not kept yet."""
    match kind_of(record).name:
        case "visit":
            return visit_cautions.of_visit(unit, record)
        case "person":
            return [*_known_already(unit, record), *consents.of_a_child(unit, record, today)]
        case "consent":
            return consents.by_whom(unit, record)
        case _:
            return hints(record)


def hints(record: Record) -> list[Problem]:
    """Return those of the warnings for which no other record is looked at."""
    match kind_of(record).name:
        case "dispute" | "hazard" | "request":
            return _of_where(record)
        case _:
            return []


def _of_where(case: Any) -> list[Problem]:  # noqa: ANN401 - a case of whatever kind
    """Return a warning about a case that says what it is about, but not where: who goes there?"""
    is_hazard = kind_of(case) is kinds.HAZARD
    told = case.content if is_hazard else case.title
    where = [case.place, case.visit_id]
    where += [case.household_id, case.premises_id, case.spot] if is_hazard else []
    if not told or any(where):
        return []
    said = (
        _("It does not say where this is: write the place, or choose a household or premises")
        if is_hazard
        else _("It does not say where this is: write the place")
    )
    return [Problem("place", f"{kind_of(case).name}.nowhere", said, warning=True)]


def _known_already(unit: Unit, person: Any) -> list[Problem]:  # noqa: ANN401 - a Person
    found = []
    number, home, name = person.id_number, person.household_id, person.name
    same = _others(unit, person, id_number=number) if number else []
    if same:
        said = _("This ID number is registered already: {who}")
        text = said.format(who=_who(unit, same[0]))
        refers = (kinds.PERSON.name, same[0].id)
        found.append(Problem("id_number", NUMBER_KNOWN, text, warning=True, refers=refers))
    named = _others(unit, person, household_id=home, name=name) if home and name else []
    if named:
        said = _("Somebody of this name is already registered in this household")
        refers = (kinds.PERSON.name, named[0].id)
        found.append(Problem("name", "person.name_known", said, warning=True, refers=refers))
    return [*found, *_alike(unit, person, found)]


def _alike(unit: Unit, person: Any, said: Sequence[Problem]) -> Iterator[Problem]:  # noqa: ANN401 - a Person
    """Yield whom else a person may be, one a field; nobody is named twice."""
    fields, named = {one.field for one in said}, {one.refers[1] for one in said}
    for suspect in duplicates.suspects(unit, person):
        field = _SHOWN_AT.get(suspect.sort, "name")
        if field in fields or suspect.other_id in named:
            continue
        fields.add(field)
        named.add(suspect.other_id)
        why = pick("，", ", ").join(suspect.reasons)
        text = _("This may be {who}: {why}").format(who=suspect.other, why=why)
        refers = (kinds.PERSON.name, suspect.other_id)
        yield Problem(field, MAY_BE, text, warning=True, refers=refers)


def _others(unit: Unit, person: Any, **equal: str) -> list[Record]:  # noqa: ANN401 - a Person
    return [one for one in unit.listing.where(kinds.PERSON, **equal) if one.id != person.id]


def _who(unit: Unit, person: Record) -> str:
    """Return who a person is and where she lives, masked."""
    (hidden,) = naming.veiled(unit, [person])
    where = Named(unit, references(kinds.PERSON, [person])).address(kinds.PERSON, person)
    return pick("，", ", ").join(one for one in (title(kinds.PERSON, hidden), where) if one)
