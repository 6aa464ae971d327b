"""One line that says it all: `3-2-501 张三 漏水 楼上402 纠纷` (DOMAIN §9).

A line is only read here; nothing is looked up and nothing is kept. Each piece of it is understood
as one thing, and what is understood as nothing else is words, so that nothing typed is lost.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

from gridkeeper.domain import addresses, codes, guessed_names, spoken_days
from gridkeeper.domain.quick_parts import TOLD, Line, Part, Sense

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["CATEGORIES", "Line", "Part", "Sense", "read", "told"]


_PARTED = re.compile(r"[\s,，;；、]+")
_KINDS = {
    "走访": "visit", "入户": "visit", "入户走访": "visit", "上门": "visit", "巡查": "visit",
    "巡逻": "visit", "patrol": "visit",
    "纠纷": "dispute", "矛盾": "dispute", "矛盾纠纷": "dispute", "调解": "dispute",
    "隐患": "hazard", "安全隐患": "hazard", "诉求": "request", "求助": "request",
    "投诉": "request", "反映": "request", "visit": "visit", "dispute": "dispute",
    "hazard": "hazard", "request": "request",
}  # fmt: skip
_RECORD = "登记"
"""What may stand before a kind: `登记走访`."""

_ENDINGS = {"纠纷": "dispute", "矛盾": "dispute", "隐患": "hazard", "诉求": "request"}
CATEGORIES = {
    "dispute": "dispute_type",
    "hazard": "hazard_category",
    "request": "request_category",
}
"""The table of a kind's categories."""
_MOST_OUTCOME = "06"
"""The last outcome that is not another kind of record (`发现隐患`)."""

_NEIGHBOUR = re.compile(r"(楼上|楼下|对门|对面|隔壁|邻居)?([A-Za-z]?\d{3,4})(室|房|户)?")
_BEHIND_NEIGHBOUR = re.compile(r"(?:楼上|楼下|对门|对面|隔壁|邻居)(?=.)")
_FULL_DAY = re.compile(r"[12]\d{3}-\d{1,2}-\d{1,2}(?!\d)")
_DAY = re.compile(rf"{_FULL_DAY.pattern}|\d{{1,2}}-\d{{1,2}}(?![\d-])")
_GOES_ON = re.compile(r"[A-Za-z0-9\-室号房户楼幢栋座层元]")
_PLACE = re.compile(
    r"[A-Za-z0-9一二三四五六七八九十]+(?:号楼|[幢栋座号层]|单元)"
    r"|(?:楼道|车库|车棚|广场|小区|花园|公园|工地|市场|[路街巷弄口门园店厂站场院])$"
)
_AFTER_NUMBER = ("楼", "幢", "栋", "座", "院", "门", "室")


def read(
    text: str,
    today: date,
    is_name: Callable[[str], bool],
    may_be_name: Callable[[str], bool] = guessed_names.may_be,
) -> Line:
    """Return what a line says.

    Args:
        text: As typed.
        today: What `昨天` is counted from.
        is_name: Whether somebody of this name is known.
        may_be_name: Whether a word looks like the name of somebody who is not; asked only of one
            that means nothing else and stands where names do.
    """
    parts: list[Part] = []
    waiting = [piece for piece in _PARTED.split(text.strip()) if piece]
    while waiting:
        part, rest = _understood(waiting.pop(0), parts, today, is_name)
        parts.append(part)
        if rest:
            waiting.insert(0, rest)
    parts = _with_guesses(parts, may_be_name)
    kind = _kind(parts)
    return Line(kind, tuple(_once([_of_kind(part, kind) for part in parts], kind)))


def told(line: Line) -> str:
    """Return what happened, as it was typed, with what says where from there: `漏水，楼上402`."""
    return "，".join(
        part.text
        for part in line.parts
        if part.sense in TOLD
        or (part.sense is Sense.OTHER_DOOR and _BEHIND_NEIGHBOUR.match(part.text))
    )


def place_of(line: Line) -> str:
    """Return the first words if they say where a patrol was; "" if they look like no place."""
    words = [part.text for part in line.parts if part.sense is Sense.WORDS or part.is_guess]
    return next((word for word in words[:1] if _PLACE.search(_plain(word))), "")


def _understood(
    piece: str, before: list[Part], today: date, is_name: Callable[[str], bool]
) -> tuple[Part, str]:
    """Return what a piece begins with, and the rest of it that is to be read."""
    found = _day(piece, today) or _door(piece, before, is_name)
    if found is not None:
        return found
    if is_name(piece):
        return Part(piece, _whose(before), piece), ""
    return _word(piece), ""


def _with_guesses(parts: list[Part], may_be_name: Callable[[str], bool]) -> list[Part]:
    """Return the pieces; what looks like a name, and stands where one does, is somebody's."""
    found: list[Part] = []
    for part, following in zip_longest(parts, parts[1:]):
        behind = found[-1].sense if found else None
        before = following.sense if following is not None else None
        stands_so = behind in _BEFORE_NAMES or before in _DOORS
        is_free = part.sense is Sense.WORDS and not _is_matter(part.text)
        if stands_so and is_free and _may_be_somebody(part.text, may_be_name):
            name = guessed_names.written(part.text)
            found.append(Part(part.text, _whose(found), name, is_guess=True))
        else:
            found.append(part)
    return found


def _may_be_somebody(word: str, may_be_name: Callable[[str], bool]) -> bool:
    return guessed_names.is_surname(word) or may_be_name(word)


def _is_matter(word: str) -> bool:
    """Whether a word names what somebody records, as `漏水` does."""
    return word.endswith(tuple(_ENDINGS)) or any(_category(word, kind) for kind in CATEGORIES)


def _whose(before: list[Part]) -> Sense:
    """Return which side a name is: the other one behind its door, or where one is named."""
    said = {part.sense for part in before}
    behind = bool(before) and before[-1].sense is Sense.OTHER_DOOR
    is_other = (behind or Sense.PERSON in said) and Sense.OTHER_PERSON not in said
    return Sense.OTHER_PERSON if is_other else Sense.PERSON


def _door(
    piece: str, before: list[Part], is_name: Callable[[str], bool]
) -> tuple[Part, str] | None:
    first = next((part.value for part in before if part.sense is Sense.DOOR), "")
    if first and (near := _NEIGHBOUR.fullmatch(_plain(piece))) and (near[1] or near[3]):
        door = replace(addresses.parse(first), floor="", room=near[2].upper())
        return Part(piece, Sense.OTHER_DOOR, _written(door)), ""
    word = _BEHIND_NEIGHBOUR.match(piece) if first else None
    start = word.end() if word else 0
    end = _end_of_door(piece, start)
    if not end:
        return None
    door = addresses.parse(piece[start:end])
    if is_name(door.compound):
        # `张三3-2-501`: the name is read first, and then the door.
        at = len(door.compound)
        return Part(piece[:at], _whose(before), door.compound), piece[at:]
    sense = Sense.OTHER_DOOR if first else Sense.DOOR
    return Part(piece[:end], sense, _written(door)), piece[end:]


def _end_of_door(piece: str, start: int) -> int:
    """Return where the door ends with which a piece begins; 0 if it begins with none."""
    for end in range(len(piece), start, -1):
        behind = _plain(piece[end : end + 1])
        if behind and _GOES_ON.match(behind):
            continue
        door = addresses.parse(piece[start:end])
        if door.building and door.room:
            return end
    return 0


def _written(door: addresses.Door) -> str:
    """Return a door as services look it up: `晨光花园3-2-501`, a missing stairway left out."""
    numbers = "-".join(part for part in (door.building, door.unit, door.room) if part)
    return numbers if not door.compound and numbers.isascii() else addresses.text(door)


def _day(piece: str, today: date) -> tuple[Part, str] | None:
    said = spoken_days.written(piece, today, past=True)
    found = (_DAY if said != piece else _FULL_DAY).match(said)
    if found is None:
        return None
    day, rest = _past(found[0], today), said[found.end() :]
    if day is None or rest.startswith(_AFTER_NUMBER):
        return None
    return Part(piece.removesuffix(rest), Sense.DAY, day.isoformat()), rest


def _past(digits: str, today: date) -> date | None:
    """Return a day; one without a year is the last that was. None if there is no such day."""
    *year, month, day = (int(part) for part in digits.split("-"))
    try:
        if year:
            return date(year[0], month, day)
        found = date(today.year, month, day)
        return found if found <= today else found.replace(year=today.year - 1)
    except ValueError:
        return None


def _word(piece: str) -> Part:
    """Return what a word says for itself; what depends on the kind is settled afterwards."""
    folded = piece.casefold().removeprefix(_RECORD)
    if folded in _KINDS:
        return Part(piece, Sense.KIND, _KINDS[folded])
    if not piece.isascii():
        outcome = codes.table("visit_outcome").code(piece)
        if outcome and outcome <= _MOST_OUTCOME:
            return Part(piece, Sense.OUTCOME, outcome)
        if form := codes.table("visit_form").code(piece):
            return Part(piece, Sense.FORM, form)
        if level := codes.table("hazard_level").code(piece):
            return Part(piece, Sense.LEVEL, level)
    return Part(piece, Sense.WORDS, piece)


def _kind(parts: list[Part]) -> str:
    """Return the kind that is named, or that follows from what is said; else a visit."""
    named = [part.value for part in parts if part.sense is Sense.KIND]
    if named:
        return next((name for name in named if name != "visit"), "visit")
    words = [part.text for part in parts if part.sense is Sense.WORDS]
    for ending, kind in _ENDINGS.items():
        if any(word.endswith(ending) for word in words):
            return kind
    said = {part.sense for part in parts}
    if Sense.OUTCOME in said or Sense.FORM in said:
        return "visit"
    if Sense.OTHER_DOOR in said:
        return "dispute"
    return next(
        (kind for kind in ("hazard", "request") if any(_category(word, kind) for word in words)),
        "visit",
    )


def _category(word: str, kind: str) -> str:
    """Return the code that a word means among the categories of a kind; "" if none."""
    table = codes.table(CATEGORIES[kind])
    if word.isascii():
        return ""
    bare = next((word.removesuffix(one) for one in _ENDINGS if word.endswith(one)), word)
    return table.code(word) or table.code(bare) or ""


def _of_kind(part: Part, kind: str) -> Part:
    """Return a piece as the kind has a field for it; what it has none for is words."""
    if part.sense is Sense.WORDS and kind in CATEGORIES and (code := _category(part.text, kind)):
        return replace(part, sense=Sense.CATEGORY, value=code)
    if part.sense in _ONLY and kind not in _ONLY[part.sense]:
        return _as_words(part)
    return part


def _once(parts: list[Part], kind: str) -> Iterator[Part]:
    """Yield pieces; what was said before, or names another kind, has no field left: it is words."""
    said: set[Sense] = set()
    for part in parts:
        is_other = part.sense is Sense.KIND and part.value != kind
        if is_other or (part.sense in said and part.sense not in TOLD):
            yield _as_words(part)
        else:
            said.add(part.sense)
            yield part


def _as_words(part: Part) -> Part:
    return Part(part.text, Sense.WORDS, part.text)


_DOORS = frozenset({Sense.DOOR, Sense.OTHER_DOOR})
_BEFORE_NAMES = _DOORS | {None, Sense.DAY, Sense.KIND, Sense.PERSON}
"""Behind what a name stands; None is the beginning of the line."""

_ONLY = {
    Sense.OUTCOME: ("visit",),
    Sense.FORM: ("visit",),
    Sense.LEVEL: ("hazard",),
    Sense.OTHER_DOOR: ("dispute",),
    Sense.OTHER_PERSON: ("dispute",),
}
"""Which kinds have a field for a sense; those that do not stand here have one everywhere."""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
