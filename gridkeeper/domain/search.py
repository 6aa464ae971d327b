"""How a search box finds things: terms of a text, terms of a question.

Chinese text is cut into all pairs of neighbouring characters, and the last character of a run is
paired with a sentinel, so that each character begins exactly one term: one character is found as
the beginning of a term, two or more as pairs that all occur. Letters and digits are found by the
beginning of their run or of its pieces (`501` and `b` of `501b`), numbers also by their tail. But
a number before a word of doors is found whole before that word alone: `1单元` is neither `11单元`
nor `1幢2单元`; and `3-2-501` is this door alone, in numbers or in words, not each of its numbers
somewhere. Terms of other sorts begin with a mark from the private-use area, so that they never meet
the text's own.

Spaces inside a spelling or a number do not count in a question (`zhang san`, `138 0000 1234`), nor
does the dot inside a name in a text.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gridkeeper.domain import names
from gridkeeper.domain.fields import Mask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gridkeeper.domain.fields import Field, Stored
    from gridkeeper.domain.records import Kind

_SENTINEL = "\ue000"
_TAIL = "\ue001"
_SPELLED = "\ue002"
_INITIALS = "\ue003"

# The database of characters in Python is older than some of the rare ones in people's names.
_RUN = re.compile(r"[a-z0-9]+|(?:[^\W_a-z0-9]|[\U00020000-\U0003fffd])+")
_PIECE = re.compile(r"[a-z]+|[0-9]+")
# The dot inside a name, and what is typed in its place that ends no sentence.
_INNER_DOT = re.compile(r"(?<=[^\x00-\x7f])[·\u2022\u2027\u2219\u22c5\u30fb](?=[^\x00-\x7f])")
_GROUP = re.compile(r"[0-9]{3,}x?")
_WHOLE_NUMBER = 7
_SHORTEST_TAIL = 3
_DOOR = re.compile(r"(?<![A-Za-z0-9-])[A-Za-z]?\d{1,3}-\d{1,2}-\d{1,4}[A-Za-z]?(?![A-Za-z0-9-])")
_BUILDING_WORDS = ("幢", "号楼", "栋", "座", "楼", "号")
_UNIT_WORDS = ("单元", "门", "梯")
_DOOR_WORDS = ("单元", "号楼", "幢", "栋", "座", "楼", "层", "室", "房", "号", "户")


@dataclass(frozen=True, slots=True)
class Sought:
    """One part of a question; a record answers if it has one of the beginnings and all the terms.

    Attributes:
        terms: Terms that must occur.
        beginnings: Beginnings of terms, one of which must occur; empty if none is asked.
        pairs: Beginnings of terms of which both occurring is as good as one of `beginnings`.
        verbatim: What the normalised text, with a space before it, must hold where the terms alone
            could lie.
        wordings: The same, where one of several is enough.
    """

    terms: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    verbatim: str = ""
    wordings: tuple[str, ...] = ()


def normalised(text: str) -> str:
    """Return a text as it is compared: width and case folded, runs parted by single spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_RUN.findall(_INNER_DOT.sub("", plain)))


@cache
def searched(kind: Kind) -> tuple[Field, ...]:
    """Return the fields of a kind that are searched, all of them texts, the weightiest first."""
    return tuple(sorted((f for f in kind.fields if f.search), key=lambda field: -field.search))


def text_of(kind: Kind, stored: Mapping[str, Stored]) -> str:
    """Return the normalised text of all searched fields of a record."""
    parts = (stored.get(field.name) for field in searched(kind))
    return normalised("\n".join(str(part) for part in parts if part))


def terms_of(kind: Kind, stored: Mapping[str, Stored], text: str) -> str:
    """Return all terms of a record, parted by spaces.

    Args:
        kind: The record's kind.
        stored: The record's stored values, of which names are spelled.
        text: Its `text_of`.
    """
    terms = [term for run in text.split() for term in _terms(run)]
    for field in searched(kind):
        if field.mask is Mask.NAME and (name := str(stored.get(field.name) or "")):
            terms += [_SPELLED + spelled for spelled in names.pinyin(name)]
            terms += [_INITIALS + letters for letters in names.initials(name)]
    return " ".join(dict.fromkeys(terms))


def question(query: str) -> tuple[Sought, ...]:
    """Return the parts of a question; a record answers it if it answers each part."""
    doors = [_door(found[0]) for found in _DOOR.finditer(unicodedata.normalize("NFKC", query))]
    if doors:
        rest = _DOOR.sub(" ", unicodedata.normalize("NFKC", query))
        return (*doors, *question(rest))
    runs = normalised(query).split()
    followed = zip(runs, (*runs[1:], ""), strict=False)
    parts: list[Sought] = []
    for sort, stretch in itertools.groupby(followed, key=lambda pair: _sort(pair[0])):
        pairs = list(stretch)
        together = _together(sort, "".join(run for run, _after in pairs))
        parts += [
            _part_of_door(run, word) if (word := _door_word(run, after)) else _sought(run, together)
            for run, after in pairs
        ]
    return tuple(parts)


def _door(typed: str) -> Sought:
    """Return what asks for a door that is typed in three numbers; the last may go on, as `501b`."""
    building, unit, room = normalised(typed).split()
    said = [
        f" {building} {of_building} {unit} {of_unit} {room}"
        for of_building in _BUILDING_WORDS
        for of_unit in _UNIT_WORDS
    ]
    wordings = (f" {building} {unit} {room}", *said)
    return Sought(terms=(building, unit), beginnings=(room,), wordings=wordings)


def _sort(run: str) -> str:
    """Return what neighbouring runs may be one piece of; "" for what stands alone."""
    if run.isascii() and run.isalpha():
        return "spelling"
    return "number" if _GROUP.fullmatch(run) else ""


def _together(sort: str, whole: str) -> tuple[str, ...]:
    """Return the beginnings with which runs are also found as one: a spelling, a long number."""
    if sort == "spelling":
        return (_SPELLED + whole, _INITIALS + whole)
    if sort == "number" and len(whole) >= _WHOLE_NUMBER:
        return (whole, _TAIL + whole[::-1])
    return ()


def _door_word(run: str, after: str) -> str:
    """Return the word of doors that follows a number; "" if none does."""
    if not run[0].isascii() or run.isalpha():
        return ""
    return next((word for word in _DOOR_WORDS if after.startswith(word)), "")


def _part_of_door(number: str, word: str) -> Sought:
    return Sought(terms=(number,), verbatim=f" {number} {word}")


def _terms(run: str) -> Iterator[str]:
    if run[0].isascii():
        yield run
        yield from _PIECE.findall(run)
        if len(run) >= _SHORTEST_TAIL and not run.isalpha():
            yield _TAIL + run[::-1]
        return
    for first, second in zip(run, run[1:] + _SENTINEL, strict=True):
        yield first + second


def _sought(run: str, together: tuple[str, ...]) -> Sought:
    if run[0].isascii():
        # Letters that are spelled together are no two names: `wang yu` is not every 王, which has
        # both readings.
        tail = (_TAIL + run[::-1],) if len(run) >= _SHORTEST_TAIL and not run.isalpha() else ()
        mixed = names.begun_in_full(run) if run.isalpha() else ()
        return Sought(
            beginnings=tuple(dict.fromkeys((run, *tail, *together))),
            pairs=tuple((_SPELLED + whole, _INITIALS + letters) for whole, letters in mixed),
        )
    if len(run) == 1:
        return Sought(beginnings=(run,))
    pairs = tuple(first + second for first, second in itertools.pairwise(run))
    return Sought(terms=pairs, verbatim=run if len(run) > 2 else "")
