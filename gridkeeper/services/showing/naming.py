"""Whom records are known to be about, so that their free texts do not name them."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from gridkeeper.domain import kinds, privacy
from gridkeeper.domain.fields import Mask, Type
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.privacy import Profile
from gridkeeper.domain.records import Record
from gridkeeper.domain.veils import Names
from gridkeeper.services.showing import known_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gridkeeper.domain.records import Kind
    from gridkeeper.storage.unit import Unit

R = TypeVar("R", bound=Record)

NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "visit": ("household_id", "person_id", "premises_id"),
    "hazard": ("household_id", "premises_id", "visit_id", "responsible"),
    "dispute": ("visit_id",),
    "request": ("visit_id", "reporter"),
    "dispute_party": ("dispute_id", "name"),
    "recheck": ("hazard_id",),
    "person": ("household_id", "name", "former_name"),
    "person_tag": ("person_id",),
    "register_event": ("person_id", "household_id", "other_household_id"),
    "consent": ("person_id", "guardian"),
    "distinction": ("person_id", "other_id"),
    "dwelling": ("owner",),
    "premises": ("responsible", "safety_officer"),
    "household": ("dwelling_id", "contact"),
}
"""What has to be read of a record so that those are known whom it is about."""


def veiled(unit: Unit, records: Iterable[R], more: Iterable[str] = ()) -> list[R]:
    """Return records whose free texts name nobody whom the store knows; in their order.

    Those whom a record is about are hidden even where a field calls them by a word.

    Args:
        unit: Where they stand.
        records: Any.
        more: Names that none of the texts may hold, whomever a record is about.
    """
    several, others = list(records), set(more)
    if not several:
        return []
    names, everybody = known(unit, several), known_names.of_everybody(unit)
    return [privacy.veiled(one, names.get(one.id, set()) | others, everybody) for one in several]


def hides(unit: Unit, record: Record) -> bool:
    """Whether a mask changes anything of what a record says."""
    return bool(hidden(unit, record))


def hidden(unit: Unit, record: Record) -> frozenset[str]:
    """Return the fields of a record of which a mask changes what they say."""
    (veil,) = veiled(unit, [record])
    texts = (one for one in kind_of(record).fields if one.type in {Type.TEXT, Type.PROSE})
    return frozenset(
        about.name
        for about in texts
        if privacy.shown(getattr(veil, about.name), about.mask, Profile.MASKED)
        != (getattr(record, about.name) or "")
    )


def known(unit: Unit, records: Sequence[Record]) -> Mapping[str, set[str]]:
    """Return the names of those whom records are about, by the id of the record.

    These are the parties of a dispute, the people of a household or of premises that a visit or a
    hazard is about, and those whom a visit's cases, or a case's visit, are about; names that stand
    in a field of the record itself are left out.
    """
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        by_kind[kind_of(record).name].append(record)
    found: dict[str, set[str]] = defaultdict(set)
    for name, some in by_kind.items():
        for read in _OF.get(name, ()):
            for record_id, more in read(unit, some).items():
                found[record_id] |= more
    return found


def of_case(unit: Unit, case: Record) -> Names:
    """Return all names that the notes on a case may hold: of its people, and of everybody."""
    return Names(whom_about(unit, case), known_names.of_everybody(unit))


def whom_about(unit: Unit, record: Record) -> frozenset[str]:
    """Return the names of those whom a record is about, its own fields' among them."""
    return frozenset(known(unit, [record]).get(record.id, set()) | _own(record))


def _parties(unit: Unit, disputes: Sequence[Any]) -> Mapping[str, set[str]]:
    wanted = {one.id for one in disputes}
    return _names(unit, kinds.DISPUTE_PARTY, "dispute_id", wanted)


def _of_cases(unit: Unit, visits: Sequence[Any]) -> Mapping[str, set[str]]:
    """Return whom the cases that came out of each visit are about."""
    wanted = {one.id for one in visits}
    found: dict[str, set[str]] = defaultdict(set)
    for kind in kinds.CASES:
        cases: Sequence[Any] = unit.listing.among(kind, "visit_id", wanted)
        parties = _parties(unit, cases) if kind is kinds.DISPUTE else {}
        for case in cases:
            found[case.visit_id] |= _own(case) | parties.get(case.id, set())
    return found


def _homes(unit: Unit, records: Sequence[Any]) -> Mapping[str, set[str]]:
    """Return the people of the household that each record is about, and the person it names."""
    homes = {one.household_id for one in records if one.household_id}
    named = _names(unit, kinds.PERSON, "household_id", homes)
    people = {getattr(one, "person_id", None) for one in records} - {None}
    single: dict[str, Any] = unit.listing.some(kinds.PERSON, people) if people else {}  # type: ignore[arg-type]
    found = {}
    for one in records:
        person = single.get(getattr(one, "person_id", None) or "")
        found[one.id] = set(named.get(one.household_id, ())) | _of(person)
    return found


def _own_people(unit: Unit, households: Sequence[Any]) -> Mapping[str, set[str]]:
    return _names(unit, kinds.PERSON, "household_id", {one.id for one in households})


def _inherited(
    kind: Kind, field: str, unit: Unit, records: Sequence[Any]
) -> Mapping[str, set[str]]:
    """Return whom the record that each of some names is about."""
    wanted = {getattr(one, field) for one in records} - {None}
    others = unit.listing.some(kind, wanted) if wanted else {}
    names = known(unit, list(others.values()))
    of = {one.id: names.get(one.id, set()) | _own(one) for one in others.values()}
    return {one.id: of.get(getattr(one, field) or "", set()) for one in records}


def _names(unit: Unit, kind: Kind, field: str, wanted: set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in unit.listing.among(kind, field, wanted) if wanted else ():
        found[getattr(one, field)] |= _of(one)
    return found


def _of(person: Any) -> set[str]:  # noqa: ANN401 - a person, a party, or nobody
    return {person.name} if person is not None and person.name else set()


def _own(record: Record) -> set[str]:
    """Return the names that stand in a record's own fields."""
    values = (
        getattr(record, about.name) for about in kind_of(record).fields if about.mask is Mask.NAME
    )
    return {str(value) for value in values if value}


_OF_VISIT = partial(_inherited, kinds.VISIT, "visit_id")
_OF_PREMISES = partial(_inherited, kinds.PREMISES, "premises_id")

_OF: Mapping[str, tuple[Callable[[Unit, Sequence[Any]], Mapping[str, set[str]]], ...]] = {
    "dispute": (_parties, _OF_VISIT),
    "dispute_party": (partial(_inherited, kinds.DISPUTE, "dispute_id"),),
    "visit": (_homes, _OF_PREMISES, _of_cases),
    "hazard": (_homes, _OF_PREMISES, _OF_VISIT),
    "request": (_OF_VISIT,),
    "person": (_homes,),
    "person_tag": (partial(_inherited, kinds.PERSON, "person_id"),),
    "household": (_own_people, partial(_inherited, kinds.DWELLING, "dwelling_id")),
    "recheck": (partial(_inherited, kinds.HAZARD, "hazard_id"),),
}
