"""Which people of a register may be one and the same, and why anybody should think so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from gridkeeper.domain import identity_numbers, names

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

SAME_NUMBER = "same_number"
SWAPPED_NUMBER = "swapped_number"
SAME_BIRTH = "same_birth"
SAME_PHONE = "same_phone"
SWAPPED_PHONE = "swapped_phone"
SAME_DOOR = "same_door"
SAME_SOUND = "same_sound"

REASONS = (
    *(SAME_NUMBER, SWAPPED_NUMBER, SAME_BIRTH, SAME_PHONE, SWAPPED_PHONE, SAME_DOOR, SAME_SOUND),
)
"""The strongest first."""

_SHORTEST_NUMBER = 6
"""What is shorter says that there is no number."""

_MOST_ALIKE = 40
"""So many with one name and one birthday say more of a bad list than of the people."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What tells people apart; "" where nobody knows.

    Attributes:
        birth: As it is stored.
        number: As it is written today, see `identity_numbers.upgraded_if_old`.
        door: Id of the dwelling.
    """

    id: str
    name: str
    birth: str
    number: str
    phone: str
    door: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Two people who may be one, with the reasons, the strongest first."""

    one: Looks
    other: Looks
    reasons: tuple[str, ...]


def reasons(one: Looks, other: Looks) -> tuple[str, ...]:
    """Return why two people may be one, the strongest first; () if nothing says so.

    Two numbers of identity cards that are both right and differ are two people's.
    """
    if _is_number(one.number) and one.number == other.number:
        return (SAME_NUMBER, *_by_name(one, other))
    if is_swapped(one.number, other.number):
        return (SWAPPED_NUMBER, *_by_name(one, other))
    if identity_numbers.is_card(one.number) and identity_numbers.is_card(other.number):
        return ()
    return tuple(_by_name(one, other))


def _by_name(one: Looks, other: Looks) -> Iterator[str]:
    if not one.name or not other.name:
        return
    is_same = one.name == other.name
    if is_same and one.birth and one.birth == other.birth:
        yield SAME_BIRTH
    if is_same and one.phone and one.phone == other.phone:
        yield SAME_PHONE
    if is_same and is_swapped(one.phone, other.phone):
        yield SWAPPED_PHONE
    if one.door and one.door == other.door:
        if is_same:
            yield SAME_DOOR
        elif set(names.pinyin(one.name)) & set(names.pinyin(other.name)):
            yield SAME_SOUND


def is_swapped(one: str, other: str) -> bool:
    """Whether two numbers differ by two digits beside each other that changed places."""
    if len(one) != len(other) or len(one) < _SHORTEST_NUMBER:
        return False
    differ = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    first, second = differ
    return one[first] == other[second] and one[second] == other[first]


def swapped(number: str) -> list[str]:
    """Return all numbers that `is_swapped` takes for a slip of this one."""
    if len(number) < _SHORTEST_NUMBER:
        return []
    return [
        number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        for place in range(len(number) - 1)
        if number[place] != number[place + 1]
    ]


def alike(people: Sequence[Looks]) -> list[Alike]:
    """Return all pairs that may be one, the strongest reason first.

    Each is compared only with those who share something with her, so that the whole register of a
    street takes seconds.
    """
    pairs: set[tuple[int, int]] = set()
    for key in _KEYS:
        pairs.update(_sharing(people, key))
    found = []
    for one, other in sorted(pairs):
        why = reasons(people[one], people[other])
        if why:
            found.append(Alike(people[one], people[other], why))
    return sorted(found, key=lambda pair: REASONS.index(pair.reasons[0]))


class Crowd:
    """People of whom one finds whom somebody may be, without comparing her with all of them."""

    def __init__(self, people: Iterable[Looks] = ()) -> None:
        self._sharing: dict[tuple[int, Hashable], list[Looks]] = {}
        for one in people:
            self.add(one)

    def add(self, one: Looks) -> None:
        """Let somebody belong to them."""
        for key in _shared(one):
            sharing = self._sharing.setdefault(key, [])
            if len(sharing) < _MOST_ALIKE:
                sharing.append(one)

    def like(self, one: Looks) -> tuple[Looks, tuple[str, ...]] | None:
        """Return who is most like somebody, with the reasons; None if nobody is."""
        near = {other.id: other for key in _shared(one) for other in self._sharing.get(key, ())}
        found = [(other, why) for other in near.values() if (why := reasons(one, other))]
        return min(found, key=lambda pair: REASONS.index(pair[1][0]), default=None)


def _sharing(
    people: Sequence[Looks], key: Callable[[Looks], Iterable[Hashable]]
) -> Iterator[tuple[int, int]]:
    """Yield the places of people, in pairs, who share a key."""
    first: dict[Hashable, int] = {}
    more: dict[Hashable, list[int]] = defaultdict(list)
    for place, one in enumerate(people):
        for shared in key(one):
            before = first.setdefault(shared, place)
            if before != place:
                more[shared].append(place)
    for shared, places in more.items():
        yield from combinations([first[shared], *places][:_MOST_ALIKE], 2)


def _is_number(number: str) -> bool:
    return len(number) >= _SHORTEST_NUMBER


def _digits(one: Looks) -> Iterable[Hashable]:
    return _slips(one.number) if _is_number(one.number) else ()


def _slips(number: str) -> Iterator[tuple[int, str]]:
    """Yield two keys, of which a number shares one with each slip of it.

    Two digits that change places lie in one block of two, counted from the first or the second.
    """
    for start in (0, 1):
        blocks = (number[place : place + 2] for place in range(start, len(number), 2))
        kept = [block if block[0] <= block[-1] else block[::-1] for block in blocks]
        yield start, number[:start] + "".join(kept)


def _birth(one: Looks) -> Iterable[Hashable]:
    return [(one.name, one.birth)] if one.name and one.birth else ()


def _phone(one: Looks) -> Iterable[Hashable]:
    return [(one.name, key) for key in _slips(one.phone)] if one.name and one.phone else ()


def _sound(one: Looks) -> Iterable[Hashable]:
    if not (one.name and one.door):
        return ()
    return [(one.door, spelled) for spelled in {one.name, *names.pinyin(one.name)}]


_KEYS: tuple[Callable[[Looks], Iterable[Hashable]], ...] = (_digits, _birth, _phone, _sound)


def _shared(one: Looks) -> Iterator[tuple[int, Hashable]]:
    """Yield what somebody shares with everybody who may be she."""
    for sort, key in enumerate(_KEYS):
        for shared in key(one):
            yield sort, shared
