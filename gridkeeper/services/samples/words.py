"""Word material of `resources/samples`, and drawing from it."""

from __future__ import annotations

import json
import random
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gridkeeper import resources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

T = TypeVar("T")

_DIGITS = "〇一二三四五六七八九"
_TRIES = 12


@cache
def material(name: str) -> Mapping[str, Any]:
    """Return one file of words."""
    found: Mapping[str, Any] = json.loads(resources.text(f"samples/{name}.json"))
    return found


def chance(*seeds: object) -> random.Random:
    """Return a source of chance that depends on the seeds only."""
    return random.Random("/".join(map(str, seeds)))  # noqa: S311 - samples keep no secret


def weighted(rng: random.Random, weights: Mapping[str, float]) -> str:
    """Draw a key, each as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]


def numeral(number: int) -> str:
    """Return a number below a hundred in Chinese."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def season(day: date) -> str:
    """Return the name of a day's season, as the reminders are kept by it."""
    return ("winter", "spring", "summer", "autumn")[day.month % 12 // 3]


class Deck(Generic[T]):
    """Things that are drawn in a random order, all of them before one comes again."""

    def __init__(self, rng: random.Random, things: Sequence[T]) -> None:
        self._rng, self._things = rng, tuple(things)
        self._left: list[T] = []

    def draw(self) -> T:
        """Draw one."""
        if not self._left:
            self._left = self._rng.sample(self._things, len(self._things))
        return self._left.pop()


class Slots(dict[str, str]):
    """Words for the braces of a text; one that is not given is drawn once and then kept."""

    def __init__(self, decks: Mapping[str, Deck[str]], given: Mapping[str, str]) -> None:
        super().__init__(given)
        self._decks = decks

    def __missing__(self, name: str) -> str:
        self[name] = self._decks[name].draw()
        return self[name]


class Phrases:
    """Texts of one file, filled in so that the same text hardly comes twice."""

    def __init__(self, rng: random.Random, name: str) -> None:
        self._rng = rng
        self._material = material(name)
        self._slots = {
            slot: Deck(rng, words) for slot, words in self._material.get("slots", {}).items()
        }
        self._decks: dict[str, Deck[Any]] = {}
        self._said: set[str] = set()

    def draw(self, group: str) -> Any:  # noqa: ANN401 - whatever the file holds there
        """Draw from a list of the file."""
        if group not in self._decks:
            self._decks[group] = Deck(self._rng, self._material[group])
        return self._decks[group].draw()

    def slots(self, given: Mapping[str, str]) -> Slots:
        """Return words for one text."""
        return Slots(self._slots, given)

    def say(self, group: str, key: str, given: Mapping[str, str]) -> tuple[Any, Slots]:
        """Draw from a list of texts until the one under `key` comes out as none before."""
        entry, slots = self.draw(group), self.slots(given)
        for _try in range(_TRIES):
            if entry[key].format_map(slots) not in self._said:
                break
            entry, slots = self.draw(group), self.slots(given)
        self._said.add(entry[key].format_map(slots))
        return entry, slots
