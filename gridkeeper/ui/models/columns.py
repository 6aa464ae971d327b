"""What a column of a list of records shows, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from gridkeeper import texts
from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.showing import tones
from gridkeeper.services.showing.receipts import WAYS
from gridkeeper.services.views.browsing import ADDRESS, HEAD, PEOPLE
from gridkeeper.texts import N_, _, capital
from gridkeeper.ui.look.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.records import Kind
    from gridkeeper.services.views.browsing import Row

WAY = "way"
"""The column that says how far this store's own words on a record have come."""

STATE, DEADLINE = "state", "deadline"

_HEADINGS = {
    ADDRESS: N_("Address"),
    HEAD: N_("Head"),
    PEOPLE: N_("Size"),
    WAY: N_("Handing in"),
}
_LYING = frozenset({"person", "household", "dwelling", "building"})

Chip = tuple[str, Tone]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: A field's name, `ADDRESS`, `HEAD`, `PEOPLE` or `WAY`.
        width: Pixels at the normal text size; 0 takes what is left.
        usual: Whether it is shown unless somebody chose otherwise.
        spare: In which order usual columns go where there is no room, the highest first; 0 stays.
        heading: English source text, where the field's label is too long or there is none.
        tones: Of codes that are shown as chips.
        alike: Whether its texts are as long in English: days, addresses, names.
    """

    name: str
    width: int
    usual: bool = True
    spare: int = 0
    heading: str = ""
    tones: Mapping[str, Tone] = field(default_factory=dict)
    alike: bool = False

    def title(self, kind: Kind) -> str:
        """Return its heading in the language in force."""
        source = self.heading or _HEADINGS.get(self.name, "")
        if source and (self.heading or self.name not in kind.by_name):
            return _(source)
        return str(kind.field(self.name).label)

    def is_sortable(self, kind: Kind) -> bool:
        """Whether a query can be put into its order."""
        if self.name == ADDRESS and kind.name in _LYING:
            return True
        return self.name in kind.by_name

    def is_number(self, kind: Kind) -> bool:
        """Whether it stands at the right."""
        about = kind.by_name.get(self.name)
        if about is None:
            return self.name == PEOPLE
        return about.type in {Type.NUMBER, Type.AMOUNT}

    @property
    def room(self) -> int:
        """Its usual width; English words are longer than Chinese ones."""
        longer = texts.language() == texts.ENGLISH and not self.alike
        return round(self.width * (1.3 if longer else 1.0))

    @property
    def stretches(self) -> bool:
        """Whether it takes what is left, and what warns about the whole row."""
        return not self.width

    @property
    def is_chip(self) -> bool:
        """Whether its text is drawn on a ground."""
        return self.name in {STATE, WAY} or bool(self.tones)

    def chips(self, kind: Kind, row: Row, text: str) -> tuple[Chip, ...]:
        """Return what is drawn as chips in a row: its text, where that is one, and what warns."""
        if self.name == WAY:
            return ((capital(text), WAYS[row.way]),) if row.way else ()
        found: list[Chip] = []
        if text and self.name == STATE:
            found.append((text, state_tone(kind.name, row.states.get(STATE, ""))))
        elif text and self.tones:
            found.append((text, self.tones.get(row.states.get(self.name, ""), Tone.NEUTRAL)))
        if self.name == DEADLINE and row.overdue:
            found.append((capital(_("overdue")), Tone.BAD))
        return tuple(found)


@lru_cache(maxsize=256)
def state_tone(kind: str, code: str) -> Tone:
    """Return the tone of a state of a kind."""
    if not code:
        return Tone.NEUTRAL
    record = KINDS[kind].record.restored("", {STATE: code})
    return tones.of_state(kind, record)
