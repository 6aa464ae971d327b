"""Who lives together: ages and relations that fit each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.services.samples.words import weighted

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

HEAD, SPOUSE, SON, DAUGHTER, DAUGHTER_IN_LAW = "02", "10", "20", "30", "38"
FATHER, MOTHER, OTHER = "51", "52", "99"
GRANDSON, GRANDDAUGHTER = "41", "42"

SINGLE, MARRIED, WIDOWED, DIVORCED = "10", "20", "30", "40"
MAN, WOMAN = "1", "2"


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a family that has no name yet.

    Attributes:
        relation: To the head, as a code of `relation`.
        own_name: Whether the surname is not the head's.
    """

    relation: str
    sex: str
    age: int
    marital: str = SINGLE
    own_name: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """People who live together, the head first."""

    kind: str
    members: tuple[Member, ...]


def _child(rng: random.Random, age: int, *, grand: bool = False) -> Member:
    sex = rng.choice((MAN, WOMAN))
    codes = (GRANDSON, GRANDDAUGHTER) if grand else (SON, DAUGHTER)
    return Member(codes[int(sex) - 1], sex, max(0, min(age, 25)))


def _pair(rng: random.Random, low: int, high: int) -> tuple[Member, Member]:
    age = rng.randint(low, high)
    head = Member(HEAD, MAN, age, MARRIED)
    return head, Member(SPOUSE, WOMAN, max(22, age - rng.randint(-2, 5)), MARRIED, own_name=True)


def _lone_old(rng: random.Random) -> tuple[Member, ...]:
    marital = weighted(rng, {WIDOWED: 8, DIVORCED: 1, SINGLE: 1})
    return (Member(HEAD, rng.choice((MAN, WOMAN, WOMAN)), rng.randint(62, 93), marital),)


def _old_pair(rng: random.Random) -> tuple[Member, ...]:
    return _pair(rng, 61, 88)


def _lone_young(rng: random.Random) -> tuple[Member, ...]:
    return (Member(HEAD, rng.choice((MAN, WOMAN)), rng.randint(21, 39)),)


def _couple(rng: random.Random) -> tuple[Member, ...]:
    return _pair(rng, 24, 40)


def _mid_pair(rng: random.Random) -> tuple[Member, ...]:
    return _pair(rng, 46, 59)


def _one_child(rng: random.Random) -> tuple[Member, ...]:
    head, wife = _pair(rng, 27, 48)
    return (head, wife, _child(rng, wife.age - rng.randint(23, 31)))


def _two_children(rng: random.Random) -> tuple[Member, ...]:
    head, wife = _pair(rng, 30, 46)
    elder = _child(rng, wife.age - rng.randint(22, 28))
    return (head, wife, elder, _child(rng, elder.age - rng.randint(2, 6)))


def _three_generations(rng: random.Random) -> tuple[Member, ...]:
    head, wife = _pair(rng, 32, 46)
    child = _child(rng, wife.age - rng.randint(23, 30))
    mother = Member(MOTHER, WOMAN, head.age + rng.randint(23, 30), MARRIED, own_name=True)
    father = Member(FATHER, MAN, mother.age + rng.randint(-1, 4), MARRIED)
    if rng.random() < 0.5:
        return (head, wife, child, father, mother)
    widow = Member(MOTHER, WOMAN, mother.age, WIDOWED, own_name=True)
    return (head, wife, child, widow)


def _with_son(rng: random.Random) -> tuple[Member, ...]:
    head, wife = _pair(rng, 60, 76)
    son = Member(SON, MAN, min(head.age, wife.age) - rng.randint(24, 30), MARRIED)
    his_wife = Member(DAUGHTER_IN_LAW, WOMAN, max(22, son.age - 1), MARRIED, own_name=True)
    return (head, wife, son, his_wife, _child(rng, his_wife.age - 27, grand=True))


def _single_parent(rng: random.Random) -> tuple[Member, ...]:
    parent = Member(HEAD, rng.choice((WOMAN, WOMAN, MAN)), rng.randint(30, 46), DIVORCED)
    return (parent, _child(rng, min(16, parent.age - rng.randint(23, 29))))


def _grandparents(rng: random.Random) -> tuple[Member, ...]:
    head, wife = _pair(rng, 61, 72)
    return (head, wife, _child(rng, rng.randint(6, 13), grand=True))


def _flatmates(rng: random.Random) -> tuple[Member, ...]:
    ages = [rng.randint(20, 35) for _each in range(rng.randint(2, 4))]
    sex = rng.choice((MAN, WOMAN))
    relations = [HEAD, *[OTHER] * (len(ages) - 1)]
    return tuple(
        Member(relation, sex, age, own_name=relation == OTHER)
        for relation, age in zip(relations, ages, strict=True)
    )


LONE_OLD, OLD_PAIR, GRANDPARENTS = "lone_old", "old_pair", "grandparents"
SINGLE_PARENT, FLATMATES, COUPLE = "single_parent", "flatmates", "couple"

_MAKE: dict[str, tuple[float, Callable[[random.Random], tuple[Member, ...]]]] = {
    LONE_OLD: (8, _lone_old),
    OLD_PAIR: (12, _old_pair),
    "lone_young": (9, _lone_young),
    COUPLE: (10, _couple),
    "mid_pair": (10, _mid_pair),
    "one_child": (26, _one_child),
    "two_children": (9, _two_children),
    "three_generations": (8, _three_generations),
    "with_son": (3, _with_son),
    SINGLE_PARENT: (3, _single_parent),
    GRANDPARENTS: (1.5, _grandparents),
    FLATMATES: (2.5, _flatmates),
}

# How often a family of a kind rents its home; the others seldom do.
_RENTS = {FLATMATES: 1.0, "lone_young": 0.6, COUPLE: 0.35, "one_child": 0.15, SINGLE_PARENT: 0.2}
_RENTS_SELDOM = 0.04


def draw(rng: random.Random) -> Family:
    """Draw a family, of each kind as often as it is met."""
    kind = weighted(rng, {kind: weight for kind, (weight, _make) in _MAKE.items()})
    return make(rng, kind)


def make(rng: random.Random, kind: str) -> Family:
    """Return a family of one kind."""
    return Family(kind, _MAKE[kind][1](rng))


def rents(rng: random.Random, family: Family) -> bool:
    """Whether a family rents its home."""
    return rng.random() < _RENTS.get(family.kind, _RENTS_SELDOM)
