"""What the desk says of each conflict: the columns, and who said what when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.changes import DELETED
from gridkeeper.texts import _, capital
from gridkeeper.ui.exchange.history import when
from gridkeeper.ui.exchange.tables import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.services.conflicts import Claim, Conflict

_LONGEST = 10  # characters of a name on a button


def claim_columns(most: int) -> list[Column]:
    """Return the columns where there are so many claims at most."""
    values = [
        Column(_("Value {n}").format(n=place + 1), _text_of(place), under=_source_of(place))
        for place in range(most)
    ]
    before = Column(_("What it was"), _before, under=_source_before)
    return [Column(_("Record"), titled, under=_field), before, *values]


def titled(conflict: Conflict) -> str:
    """Return what tells the record of a conflict from its like."""
    return conflict.title or capital(str(conflict.kind.label))


def value_of(claim: Claim) -> str:
    """Return a claimed value as people read it."""
    return _(", ").join(text for text in claim.texts if text) or _("(empty)")


def whose(conflict: Conflict, place: int) -> str:
    """Return what a button says that lets a claim stand, with the key that presses it."""
    if place >= len(conflict.claims):
        return _("Value &{n}").format(n=place + 1)
    claim = conflict.claims[place]
    if conflict.group == DELETED:
        text = _("&{n} Delete") if claim.values.get(DELETED) else _("&{n} Keep")
        return text.format(n=place + 1)
    name = claim.author
    if len(name) > _LONGEST:
        name = f"{name[: _LONGEST - 1]}…"
    return _("&{n} {name}").format(n=place + 1, name=name.replace("&", "&&"))


def _field(conflict: Conflict) -> str:
    return f"{capital(str(conflict.kind.label))} · {conflict.label}"


def _before(conflict: Conflict) -> str:
    if conflict.group == DELETED:
        return _("(not deleted)")
    return value_of(conflict.before) if conflict.before else _("(not known)")


def _source_before(conflict: Conflict) -> str:
    return _source(conflict.before) if conflict.before else ""


def _text_of(place: int) -> Callable[[Conflict], str]:
    def text(conflict: Conflict) -> str:
        claims = conflict.claims
        if not claims and not place:
            return _("This record cannot be read; settle the others first.")
        return value_of(claims[place]) if place < len(claims) else ""

    return text


def _source_of(place: int) -> Callable[[Conflict], str]:
    def text(conflict: Conflict) -> str:
        claims = conflict.claims
        if place >= len(claims):
            return ""
        same = [one for one in claims if one.texts == claims[place].texts]
        hint = "\n" + _("differs where it is hidden") if same[1:] else ""
        return _source(claims[place]) + hint

    return text


def _source(claim: Claim) -> str:
    at = when(clock.local(clock.moment(claim.claimed_at)))
    brought = _("batch {number}").format(number=claim.batch) if claim.batch else _("written here")
    return f"{claim.author} · {at}\n{brought}"
