"""What a quick line consists of, once it is read: pieces, and what each of them says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gridkeeper.domain.labels import Label


class Sense(Enum):
    """What a piece of a line says."""

    DAY = Label("日期", "Day")
    DOOR = Label("门牌", "Door")
    PERSON = Label("人", "Person")
    OTHER_DOOR = Label("对方门牌", "Other party's door")
    OTHER_PERSON = Label("对方", "Other party")
    KIND = Label("登记类型", "What is recorded")
    FORM = Label("走访形式", "Form of visit")
    OUTCOME = Label("走访结果", "Outcome of the visit")
    CATEGORY = Label("类别", "Category")
    LEVEL = Label("隐患等级", "Level of the hazard")
    WORDS = Label("内容", "Content")


_PATROLS = ("巡查", "巡逻", "patrol")

TOLD = (Sense.WORDS, Sense.CATEGORY)
_HAPPENED = frozenset({Sense.KIND, Sense.FORM, Sense.OUTCOME, Sense.CATEGORY, Sense.LEVEL})


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a line.

    Attributes:
        text: As it was typed.
        value: A day in digits, a door in full parts, the name of a kind, a code,
            `王某` of a surname; else the text.
        is_guess: Whether it only looks like a name: nobody who is known has it.
    """

    text: str
    sense: Sense
    value: str
    is_guess: bool = False

    @property
    def is_patrol(self) -> bool:
        """Whether it says that a visit is a patrol."""
        return self.sense is Sense.KIND and self.text.casefold().endswith(_PATROLS)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read.

    Attributes:
        kind: The name of the kind that it records.
        parts: All its pieces, in the order in which they were typed.
    """

    kind: str
    parts: tuple[Part, ...]

    def first(self, sense: Sense) -> str:
        """Return the value of the first piece with a sense; "" if there is none."""
        return next((part.value for part in self.parts if part.sense is sense), "")

    @property
    def is_patrol(self) -> bool:
        """Whether it records a patrol, which is a visit to a place."""
        return self.kind == "visit" and any(part.is_patrol for part in self.parts)

    @property
    def is_telling(self) -> bool:
        """Whether it says who or where, and what happened there; else it may ask for somebody."""
        if self.is_patrol:
            return len(self.parts) > 1
        said = {part.sense for part in self.parts}
        is_about = said & {Sense.DOOR, Sense.PERSON}
        return bool(is_about) and (bool(said & _HAPPENED) or {Sense.DOOR, Sense.WORDS} <= said)

    @property
    def words(self) -> str:
        """What happened, as it was typed: the words, and those that also name the category."""
        return "，".join(part.text for part in self.parts if part.sense in TOLD)
