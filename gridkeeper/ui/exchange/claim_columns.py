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

    from gridkeeper.services.exchange.conflicts import Claim, Conflict

_NOBODY = "—"  # where others have one more claim
_LONGEST = 10  # characters of a name or a value on a button


def claim_columns(most: int) -> list[Column]:
    """Return the columns where there are so many claims at most."""
    values = [
        Column(
            _("Value {n}").format(n=place + 1),
            _text_of(place),
            under=_source_of(place),
            spreads=_is_last(place) if place < most - 1 else None,
        )
        for place in range(most)
    ]
    before = Column(_("What it was"), _before, under=_source_before)
    return [Column(_("Record"), titled, under=_field), before, *values]


def _is_last(place: int) -> Callable[[Conflict], bool]:
    """Return whether a claim is the last of its conflict: it takes the room of those of others."""
    return lambda conflict: place == max(len(conflict.claims), 1) - 1


def titled(conflict: Conflict) -> str:
    """Return what tells the record of a conflict from its like."""
    return conflict.title or capital(str(conflict.kind.label))


def value_of(claim: Claim) -> str:
    """Return a claimed value as people read it."""
    return _(", ").join(text for text in claim.texts if text) or _("(empty)")


def whose(conflict: Conflict, place: int, *, of_many: bool = False) -> str:
    """Return what a button says that lets a claim stand, with the key that presses it.

    It names who said it; where one and the same person said two things, what was said, or when.
    With `of_many` it stands for many conflicts, each of which has a value of its own.
    """
    if place >= len(conflict.claims):
        return _("Value &{n}").format(n=place + 1)
    claim = conflict.claims[place]
    if conflict.group == DELETED:
        text = _("&{n} Delete") if claim.values.get(DELETED) else _("&{n} Keep")
        return text.format(n=place + 1)
    of_same = [one for one in conflict.claims if one.author == claim.author]
    text, said = _("&{n} Use {name}'s"), _short(claim.author)
    if of_same[1:]:
        at = when(clock.local(clock.moment(claim.claimed_at)))
        if of_many:
            said = _("{name} ({source})").format(name=said, source=_brought(claim) or at)
        elif len({one.texts for one in of_same}) == len(of_same):
            text, said = _("&{n} Use “{name}”"), _short(value_of(claim))
        else:
            said = _("{name} ({source})").format(name=said, source=at)
    return text.format(n=place + 1, name=said.replace("&", "&&"))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _field(conflict: Conflict) -> str:
    field = f"{capital(str(conflict.kind.label))} · {conflict.label}"
    return f"{conflict.who}\n{field}" if conflict.who else field


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
        return value_of(claims[place]) if place < len(claims) else _NOBODY

    return text


def _source_of(place: int) -> Callable[[Conflict], str]:
    def text(conflict: Conflict) -> str:
        claims = conflict.claims
        if place >= len(claims):
            return ""
        same = [one for one in claims if one.texts == claims[place].texts]
        hints = [
            _("differs where it is hidden") if same[1:] else "",
            _("shown for now") if claims[place].change_id == conflict.shown else "",
        ]
        return "\n".join(filter(None, (_source(claims[place]), *hints)))

    return text


def _source(claim: Claim) -> str:
    at = when(clock.local(clock.moment(claim.claimed_at)))
    return "\n".join(filter(None, (f"{claim.author} · {at}", _brought(claim))))


def _brought(claim: Claim) -> str:
    """Return how a claim came here; "" where nobody knows."""
    if claim.batch:
        return _("batch {number}").format(number=claim.batch)
    return _("written here") if claim.here else ""
