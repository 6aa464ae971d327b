"""People who may stand in the register twice: found, merged, or told apart for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import kinds, likeness
from gridkeeper.domain.consents import Distinction
from gridkeeper.domain.identity_numbers import upgraded_if_old
from gridkeeper.domain.likeness import Looks
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.register import comparing, rules
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, title
from gridkeeper.storage.looks import LooksReader
from gridkeeper.texts import N_, _, pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridkeeper.domain.people import Person
    from gridkeeper.services.register.comparing import Comparison
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

_SENTENCES = {
    likeness.SAME_NUMBER: N_("the same ID number"),
    likeness.SWAPPED_NUMBER: N_("the ID numbers differ by two digits that changed places"),
    likeness.SAME_BIRTH: N_("the same name and birthday"),
    likeness.SAME_PHONE: N_("the same name and phone"),
    likeness.SWAPPED_PHONE: N_(
        "the same name; the phones differ by two digits that changed places"
    ),
    likeness.SAME_DOOR: N_("the same name at the same door"),
    likeness.SAME_SOUND: N_("names that sound alike at the same door"),
}

MOST = 500


@dataclass(frozen=True, slots=True)
class Suspect:
    """Somebody who may be another; named masked.

    Attributes:
        id: Of the person.
        other_id: Of the other, who is `other`.
        reasons: Why, the strongest first, each a clause.
        sort: The code of the strongest reason.
    """

    id: str
    other_id: str
    who: str
    other: str
    reasons: tuple[str, ...]
    sort: str


@dataclass(frozen=True, slots=True)
class Suspects:
    """The first pairs of a store, and how many there are in all."""

    pairs: tuple[Suspect, ...]
    count: int


class DuplicateService:
    """Finds people who may be the same, and keeps what somebody decided."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, person: Person) -> list[Suspect]:
        """Return whom somebody may be, who is kept already or is being typed."""
        with self._session.store.reading() as unit:
            return suspects(unit, person)

    def all(self, most: int = MOST) -> Suspects:
        """Return the pairs of the whole store, the strongest reason first."""
        with self._session.store.reading() as unit:
            found = likeness.alike(LooksReader(unit.connection, unit.sight).everybody())
            apart = _told_apart(unit, [])
            left = [one for one in found if frozenset((one.one.id, one.other.id)) not in apart]
            some = left[:most]
            names = _names(unit, [who.id for one in some for who in (one.one, one.other)])
            pairs = tuple(_suspect(one.one.id, one.other.id, one.reasons, names) for one in some)
            return Suspects(pairs, len(left))

    def compare(self, person_id: str, other_id: str) -> Comparison:
        """Return two people side by side, with what would be read as the other's after a merge.

        Raises:
            RecordUnknownError: One of them is not in the register.
        """
        return self._compare(person_id, other_id, Profile.MASKED)

    def reveal(self, person_id: str, other_id: str, reason: str) -> Comparison:
        """Return two people side by side in full; the audit says who looked at both, and why.

        Raises:
            InputInvalidError: No reason is given.
            RecordUnknownError: One of them is not in the register.
            StoreUnloggedError: Who sees it cannot be noted.
        """
        why = self._session.reason_to_see(reason, str(kinds.PERSON.label))
        found = self._compare(person_id, other_id, Profile.FULL)
        for one in (person_id, other_id):
            self._session.note_reveal(kinds.PERSON.name, one, why)
        return found

    def _compare(self, person_id: str, other_id: str, profile: Profile) -> Comparison:
        with self._session.store.reading() as unit:
            one, other = rules.person(unit, person_id), rules.person(unit, other_id)
            return comparing.compared(unit, one, other, profile)

    def same_as(self, person_id: str, other_id: str) -> None:
        """Let a person be read as another one from now on, with all that refers to her.

        Raises:
            InputInvalidError: They are one already.
            RecordUnknownError: One of them is not in the register.
        """
        with self._session.writing("merge", person=person_id, other=other_id) as work:
            one, other = rules.person(work.unit, person_id), rules.person(work.unit, other_id)
            read_as = work.unit.listing.survivors([one.id, other.id])
            if read_as[one.id] == read_as[other.id]:
                raise InputInvalidError(
                    where=_called(one), reason=_("these two are one person already")
                )
            work.change(one, merged_into=read_as[other.id])

    def apart(self, person_id: str) -> None:
        """Let somebody who was merged into another be herself again.

        Raises:
            InputInvalidError: She was not merged.
            RecordUnknownError: She is not in the register.
        """
        with self._session.writing("merge", person=person_id) as work:
            one = rules.person(work.unit, person_id)
            if not one.merged_into:
                reason = _("this person was not merged into another")
                raise InputInvalidError(where=_called(one), reason=reason)
            work.change(one, merged_into=None)

    def not_same(self, person_id: str, other_id: str) -> Distinction:
        """Remember that two people are not the same; nobody is asked about them again.

        Raises:
            InputInvalidError: They are one person.
            RecordUnknownError: One of them is not in the register.
        """
        with self._session.writing("tell apart", person=person_id, other=other_id) as work:
            one, other = rules.person(work.unit, person_id), rules.person(work.unit, other_id)
            if one.id == other.id:
                raise InputInvalidError(where=_called(one), reason=_("choose two people"))
            made = Distinction(
                id=work.pen.new_id(),
                grid_id=one.grid_id,
                person_id=one.id,
                other_id=other.id,
                decided_on=work.today,
                decided_by=work.unit.replica.name,
            )
            return cast("Distinction", work.create(made))


def looks(person: Person, door: str) -> Looks:
    """Return what a person is compared by; the door is the id of her dwelling, "" for none."""
    birth = person.birth.isoformat() if person.birth else ""
    number = upgraded_if_old(person.id_number or "")
    return Looks(person.id, person.name or "", birth, number, person.phone or "", door)


def suspects(unit: Unit, person: Person) -> list[Suspect]:
    """Return whom a person may be, the strongest reason first."""
    home: Any = unit.listing.get(kinds.HOUSEHOLD, person.household_id)
    hers = looks(person, (home.dwelling_id if home is not None else None) or "")
    near = LooksReader(unit.connection, unit.sight).near(hers)
    found = [(one, why) for one in near if (why := likeness.reasons(hers, one))]
    if not found:
        return []
    apart = _told_apart(unit, [person.id])
    left = [(one, why) for one, why in found if frozenset((person.id, one.id)) not in apart]
    left.sort(key=lambda pair: likeness.REASONS.index(pair[1][0]))
    names = _names(unit, [one.id for one, _why in left])
    return [_suspect(person.id, one.id, why, names) for one, why in left]


def _told_apart(unit: Unit, person_ids: Sequence[str]) -> set[frozenset[str]]:
    """Return the pairs that somebody told apart, of some people or of all, as they are read."""
    kind, where = kinds.DISTINCTION, unit.listing.among
    said: Iterable[Any] = unit.listing.all(kind)
    if person_ids:
        said = [
            *where(kind, "person_id", person_ids),
            *where(kind, "other_id", person_ids),
        ]
    pairs = [(one.person_id or "", one.other_id or "") for one in said]
    read_as = unit.listing.survivors({one for pair in pairs for one in pair}) if pairs else {}
    return {frozenset(read_as[one] for one in pair) for pair in pairs}


def _suspect(one: str, other: str, why: Iterable[str], names: dict[str, str]) -> Suspect:
    codes = tuple(why)
    return Suspect(one, other, names.get(one, ""), names.get(other, ""), clauses(codes), codes[0])


def clauses(reasons: Iterable[str]) -> tuple[str, ...]:
    """Return reasons of `likeness` in words, each a clause."""
    return tuple(_(_SENTENCES[reason]) for reason in reasons)


def _names(unit: Unit, person_ids: Sequence[str]) -> dict[str, str]:
    """Return who people are and where they live, masked."""
    people = naming.veiled(unit, unit.listing.some(kinds.PERSON, person_ids).values())
    homes = {getattr(one, "household_id", None) or "" for one in people} - {""}
    named = Named(unit, {"household": homes})
    return {
        one.id: pick("，", ", ").join(
            part for part in (title(kinds.PERSON, one), named.address(kinds.PERSON, one)) if part
        )
        for one in people
    }


def _called(person: Person) -> str:
    return title(kinds.PERSON, person)
