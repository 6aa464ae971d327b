"""Two people of the register side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, references
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.domain.people import Person
    from gridkeeper.storage.unit import Unit

_ASIDE = frozenset({"distinction"})
"""What points to people and is nothing of theirs."""
_COMPARED = (
    *("name", "former_name", "id_number", "sex", "birth", "phone", "household_id", "relation"),
    *("resident_class", "moved_in", "moved_out", "died_on", "verified_on", "remark"),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of two people side by side, masked if not asked for in full; "" where nobody said.

    Attributes:
        differs: Whether both say something, and not the same; masked texts may look alike.
    """

    label: str
    one: str
    other: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two people side by side.

    Attributes:
        lines: What the register says of either.
        one: What hangs on the first, such as `走访 3 条`; "" for nothing.
        other: What hangs on the other.
    """

    lines: tuple[Compared, ...]
    one: str
    other: str


def compared(unit: Unit, one: Person, other: Person, profile: Profile) -> Comparison:
    """Return two people side by side, with what would be read as the other's after a merge."""
    return Comparison(
        tuple(_side_by_side(unit, one, other, profile)),
        _hanging(unit, one.id),
        _hanging(unit, other.id),
    )


def _side_by_side(unit: Unit, one: Person, other: Person, profile: Profile) -> Iterator[Compared]:
    full = profile is Profile.FULL
    hidden = [one, other] if full else naming.veiled(unit, [one, other])
    named = Named(unit, references(kinds.PERSON, [one, other]))
    for about in map(kinds.PERSON.field, _COMPARED):
        values = [getattr(person, about.name) for person in (one, other)]
        if any(value is not None for value in values):
            left, right = (
                "" if value is None else named.text(about, getattr(person, about.name), profile)
                for value, person in zip(values, hidden, strict=True)
            )
            differs = None not in values and values[0] != values[1]
            yield Compared(str(about.label), left, right, differs)


def _hanging(unit: Unit, person_id: str) -> str:
    found = unit.listing.pointing(kinds.PERSON, person_id)
    several = [kinds.counted(name, n) for name, n in found.items() if name not in _ASIDE]
    return pick("，", ", ").join(several)
