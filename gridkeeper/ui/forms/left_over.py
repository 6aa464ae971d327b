"""What was left unfinished of a form: it comes back, or is offered beside a new one.

What was written about one home must never become what is said of another: so only what is of the
same home, or of none yet, comes back by itself. It does so wherever it was begun, so that nobody
has two halves of one record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import ids, kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.texts import _, pick
from gridkeeper.ui.forms.drafts import form_key
from gridkeeper.ui.forms.facts import LINE
from gridkeeper.ui.forms.unsaved import ABOUT, unfinished
from gridkeeper.ui.notices import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.services.desk import Desk
    from gridkeeper.services.records.unsaved import Kept
    from gridkeeper.ui.forms.unsaved import Unfinished

HOME = "household_id"
"""The field of a visit that says where it was."""

_PLACE = "place"


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A draft that such a form left.

    Attributes:
        kept: What was typed.
        returns: Whether it comes back by itself.
        one: What to call it; None where it is no form that is listed.
        home: The household that a visit was written about, as it was typed and as an id.
    """

    kept: Kept
    returns: bool
    one: Unfinished | None = None
    home: frozenset[str] = frozenset()

    def says(self, typed: Mapping[str, str]) -> bool:
        """Return whether it says all of that, so that nothing is lost without it."""
        facts = self.kept.facts
        return all(
            facts.get(name, "") == value or (name == HOME and value in self.home)
            for name, value in typed.items()
        )

    def said_back(self, line: str) -> str:
        """Return what to say where it is back; of a line, that the form was filled in from it."""
        if self.one is None or line:
            said = _("Filled in from “{line}”. Please check, then save.").format(line=line)
            return self._cautioned(said if line else _("Unfinished work from last time is back."))
        said = _("Unfinished work is back: {what}, {when}.")
        return self._cautioned(said.format(what=self.one.text, when=self.one.when))

    def said_left(self) -> str:
        """Return what to say where it is not."""
        if self.one is None:
            return ""
        said = _("Not finished yet: {what}, {when}. It is kept.")
        return self._cautioned(said.format(what=self.one.text, when=self.one.when))

    def _cautioned(self, said: str) -> str:
        caution = self.one.caution if self.one is not None else ""
        return said + pick("", " ") + sentence(caution) if caution else said


def left_over(
    desk: Desk, kept: Kept, preset: Mapping[str, str], *, returns: bool = False
) -> LeftOver:
    """Return what to do with a draft; on a worker thread.

    Args:
        desk: Whose it is.
        kept: The draft.
        preset: What the form begins with.
        returns: Whether it was asked for, or is of a record that is changed.
    """
    facts = kept.facts
    named = {name for name in ABOUT if facts.get(name, "").strip()}
    same = all(facts[name] == preset.get(name) for name in named) and not _elsewhere(facts, preset)
    one = next((one for one in unfinished(desk) if one.form == kept.form), None)
    return LeftOver(kept, returns or same, one, _home(desk, kept))


def _elsewhere(facts: Mapping[str, str], preset: Mapping[str, str]) -> bool:
    """Return whether a draft names another place than that at which the form is begun."""
    places = (facts.get(_PLACE, "").strip(), preset.get(_PLACE, ""))
    return all(places) and places[0] != places[1]


def left_about(desk: Desk, kind: str, about: tuple[str, str], but: str = "") -> Kept | None:
    """Return what was left of a new record that is about just this; on a worker thread.

    Args:
        desk: Whose it is.
        kind: Of the record.
        about: The name of a field, and the id that stands in it.
        but: The name of a draft that is not meant.
    """
    name, value = about

    def fits(kept: Kept) -> bool:
        return kept.form != but and kept.facts.get(name) == value

    keys = (form_key(kind, preset={name: value}), form_key(kind))
    return next((found for key in keys if (found := desk.unsaved.left(key, fits))), None)


def _home(desk: Desk, kept: Kept) -> frozenset[str]:
    typed = kept.facts.get(HOME, "").strip()
    # What was filled in from a line may be put right: nobody has written it about that home.
    if not kept.form.startswith(f"{kinds.VISIT.name}:new") or not typed or LINE in kept.facts:
        return frozenset()
    found = set()
    if not ids.is_id(typed):
        candidates = desk.references.candidates(KINDS["household"], typed, 2)
        found = {one.id for one in candidates} if len(candidates) == 1 else set()
    return frozenset({typed, *found})
