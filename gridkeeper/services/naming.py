"""Whom records are known to be about, so that their free texts do not name them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from gridkeeper.domain import kinds, privacy
from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.privacy import Profile
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gridkeeper.domain.records import Kind
    from gridkeeper.storage.store import Unit

R = TypeVar("R", bound=Record)

NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "visit": ("household_id", "person_id"),
    "hazard": ("household_id", "responsible"),
    "request": ("reporter",),
    "dispute_party": ("dispute_id", "name"),
    "recheck": ("hazard_id",),
    "person": ("name", "former_name"),
    "dwelling": ("owner",),
    "premises": ("responsible", "safety_officer"),
    "household": ("contact",),
}
"""What has to be read of a record so that those are known whom it is about."""


def veiled(unit: Unit, records: Iterable[R]) -> list[R]:
    """Return records whose free texts do not name those whom they are about; in their order."""
    several = list(records)
    names = known(unit, several)
    return [privacy.veiled(one, names.get(one.id, ())) for one in several]


def hides(unit: Unit, record: Record) -> bool:
    """Whether a mask changes anything of what a record says."""
    (hidden,) = veiled(unit, [record])
    texts = (one for one in kind_of(record).fields if one.type in {Type.TEXT, Type.PROSE})
    return any(
        privacy.shown(getattr(hidden, about.name), about.mask, Profile.MASKED)
        != (getattr(record, about.name) or "")
        for about in texts
    )


def known(unit: Unit, records: Sequence[Record]) -> Mapping[str, set[str]]:
    """Return the names of those whom records are about, by the id of the record.

    These are the parties of a dispute and the people of a household that a visit or a hazard is
    about; names that stand in a field of the record itself are left out.
    """
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        by_kind[kind_of(record).name].append(record)
    found: dict[str, set[str]] = defaultdict(set)
    for name, some in by_kind.items():
        for record_id, more in _OF.get(name, _nobody)(unit, some).items():
            found[record_id] |= more
    return found


def of_case(unit: Unit, case: Record) -> frozenset[str]:
    """Return all names that the notes on a case may hold."""
    own = {getattr(case, name, None) for name in NAMED_BY.get(kind_of(case).name, ())}
    return frozenset(known(unit, [case]).get(case.id, set()) | {one for one in own if one})


def _nobody(_unit: Unit, _records: Sequence[Any]) -> Mapping[str, set[str]]:
    return {}


def _parties(unit: Unit, disputes: Sequence[Any]) -> Mapping[str, set[str]]:
    wanted = {one.id for one in disputes}
    return _names(unit, kinds.DISPUTE_PARTY, "dispute_id", wanted)


def _siblings(unit: Unit, parties: Sequence[Any]) -> Mapping[str, set[str]]:
    wanted = {one.dispute_id for one in parties if one.dispute_id}
    named = _names(unit, kinds.DISPUTE_PARTY, "dispute_id", wanted)
    return {one.id: named.get(one.dispute_id, set()) for one in parties}


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


def _of_hazard(unit: Unit, rechecks: Sequence[Any]) -> Mapping[str, set[str]]:
    wanted = {one.hazard_id for one in rechecks if one.hazard_id}
    hazards: dict[str, Any] = unit.listing.some(kinds.HAZARD, wanted) if wanted else {}
    named = {one.id: of_case(unit, one) for one in hazards.values()}
    return {one.id: set(named.get(one.hazard_id, ())) for one in rechecks}


def _names(unit: Unit, kind: Kind, field: str, wanted: set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in unit.listing.among(kind, field, wanted) if wanted else ():
        found[getattr(one, field)] |= _of(one)
    return found


def _of(person: Any) -> set[str]:  # noqa: ANN401 - a person, a party, or nobody
    return {person.name} if person is not None and person.name else set()


_OF = {
    "dispute": _parties,
    "dispute_party": _siblings,
    "visit": _homes,
    "hazard": _homes,
    "household": _own_people,
    "recheck": _of_hazard,
}
