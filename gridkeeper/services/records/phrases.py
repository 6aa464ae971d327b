"""Phrases that one writes again and again, learned from one's own records and from nothing else.

They are read out of the store whenever they are asked for: nothing is kept beside it, nothing goes
to anybody, and whoever deletes a record deletes what was learned of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from gridkeeper.domain import addresses, contacts, names
from gridkeeper.domain.fields import Type
from gridkeeper.services.showing import known_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gridkeeper.domain.fields import Field
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

MOST = 9
"""As many as there are digits to choose them by."""

_NEWEST = 400
"""So many of one's own records are looked through, the last written first."""

_HALF_LIFE = 60  # days
_LEAST = 2  # uses
_SHORTEST, _LONGEST = 3, 40
_SENTENCE = re.compile(r"[。；;！!？?\n]+")
_NUMBER = re.compile(r"\d{5,}")


class PhraseService:
    """Offers phrases; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def often(
        self, kind: Kind, field: str, begun: str = "", most: int = MOST, *, remote: bool = False
    ) -> list[str]:
        """Return the sentences that one has often and lately written in a field, the best first.

        None holds a name, a door or a long number: it was about somebody else.

        Args:
            kind: Of the records.
            field: One of its fields of prose; any other has none.
            begun: How it begins: characters, pinyin or initials; "" for all.
            most: How many to return at most.
            remote: Whether nobody goes there: what is said of doors is left out.
        """
        about = kind.by_name[field]
        if about.type is not Type.PROSE:
            return []
        today = self._session.today()
        weights: dict[str, float] = defaultdict(float)
        uses: dict[str, int] = defaultdict(int)
        with self._session.store.reading() as unit:
            own = _own(unit, kind)
            strangers = known_names.of_everybody(unit)
        for record in own:
            for sentence in dict.fromkeys(_sentences(record, about)):
                weights[sentence] += _weight(kind, record, today)
                uses[sentence] += 1
        found = [
            one
            for one, count in uses.items()
            if count >= _LEAST
            and not strangers.within(one)
            and _begins(one, begun)
            and not (remote and contacts.is_of_a_door(one))
        ]
        return sorted(found, key=lambda one: (-weights[one], one))[:most]


def _own(unit: Unit, kind: Kind) -> list[Record]:
    """Return what this store's keeper wrote last."""
    seqs = unit.listing.own_seqs(kind)
    newest = sorted(seqs, key=lambda record_id: -seqs[record_id])[:_NEWEST]
    return [one for one in unit.listing.some(kind, newest).values() if unit.listing.is_shown(one)]


def _sentences(record: Record, about: Field) -> Iterator[str]:
    for part in _SENTENCE.split(getattr(record, about.name) or ""):
        sentence = part.strip(" ，,、")
        if _SHORTEST <= len(sentence) <= _LONGEST and not _is_of_one(sentence):
            yield sentence


def _is_of_one(sentence: str) -> bool:
    """Whether a sentence fits one home only: it has a door or a long number in it."""
    door = addresses.parse(sentence)
    return bool(door.room) or _NUMBER.search(sentence) is not None


def _weight(kind: Kind, record: Record, today: date) -> float:
    """Return what one use counts: half as much each two months."""
    day: date | None = getattr(record, kind.day, None) if kind.day else None
    age = max(0, (today - day).days) if day else _HALF_LIFE
    return float(0.5 ** (age / _HALF_LIFE))


def _begins(sentence: str, begun: str) -> bool:
    wanted = "".join(begun.casefold().split())
    if not wanted.isascii():
        return sentence.casefold().startswith(wanted)
    syllables = [names.reading(one) for one in sentence]
    letters = "".join(one[:1] for one in syllables)
    return any(
        written.startswith(wanted) for written in (sentence.casefold(), letters, "".join(syllables))
    )
