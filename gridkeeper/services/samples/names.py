"""Names of people, put together from common and some rare characters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from gridkeeper.services.samples.words import material, weighted

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

ELDER, MIDDLE, _YOUNG = 60, 38, 16
"""The ages at which a generation of given names begins."""

_SINGLE, _RARE = 0.14, 0.012


@cache
def _words() -> Mapping[str, Any]:
    return material("names")


def generation(age: int) -> str:
    """Return the name of an age's generation, as given names are kept by it."""
    if age >= ELDER:
        return "elder"
    if age >= MIDDLE:
        return "middle"
    return "young" if age >= _YOUNG else "child"


def surname_of(name: str) -> str:
    """Return a name's surname; of a name with a dot, what stands before it."""
    before, dot, _behind = name.partition("·")
    if dot:
        return before
    return name[:2] if name[:2] in _words()["surnames"] else name[:1]


def family_name(rng: random.Random) -> str:
    """Draw a surname, as often as it is met."""
    return weighted(rng, _words()["surnames"])


def given_name(rng: random.Random, sex: str, age: int) -> str:
    """Draw a given name that fits a sex and a generation."""
    pools = _words()["given"][generation(age)][sex]
    if rng.random() < _SINGLE:
        return str(rng.choice(pools["single"]))
    first = rng.choice(pools["first"])
    second = rng.choice(pools["second"].replace(first, ""))
    if rng.random() < _RARE:
        second = rng.choice(_words()["rare"])
    return str(first + second)


def full_name(rng: random.Random, sex: str, age: int) -> str:
    """Draw a whole name."""
    return family_name(rng) + given_name(rng, sex, age)


def fixed(which: str) -> str:
    """Return one of the names that every sample has, to try out rare characters."""
    return str(_words()["fixed"][which])


def dotted(rng: random.Random, sex: str, father: str) -> str:
    """Draw a name with a dot, in which the father's name stands behind it."""
    mine = [name for name in _words()["dotted"][sex] if name != father]
    return f"{rng.choice(mine)}·{father}"


def dotted_father(rng: random.Random, *others: str) -> str:
    """Draw a name that can stand behind the dot."""
    return str(rng.choice([name for name in _words()["dotted"]["1"] if name not in others]))


def call(name: str, sex: str, age: int) -> str:
    """Return how a grid worker calls somebody."""
    older = {"1": "爷爷", "2": "奶奶"} if age >= 70 else {"1": "大爷", "2": "阿姨"}
    title = older if age >= ELDER else {"1": "先生", "2": "女士"}
    return surname_of(name) + title[sex]
