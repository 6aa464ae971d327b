"""Doors: how an address inside a compound is written, in one way only, and read in many.

`晨光花园3幢2单元501室` is the one form that is written; `3-2-501`, `3号楼二单元501` and the like
are read. An empty part is left out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_HAN_DIGITS = {
    "\u3007": 0,
    "零": 0,
    **{digit: i for i, digit in enumerate("一二三四五六七八九", 1)},
}
_HAN = "".join(_HAN_DIGITS) + "十百"
_NUMBER = rf"(?:[A-Za-z]?\d+[A-Za-z]?|[{_HAN}]+|[A-Za-z])"

_WORDS = {
    "building": "号楼|幢|栋|座|楼",
    "unit": "单元|门|梯",
    "floor": "楼|层|F",
    "room": "室|房|户|号",
}
"""What is written behind the number of each part of a door."""

_WORDS_ALONE = {**_WORDS, "building": f"#?(?:{_WORDS['building']})|#|号"}
"""The same where a part has a column of its own, and nothing behind it can be mistaken."""

_FULL = re.compile(
    rf"(?P<compound>.*?)"
    rf"(?:第?(?P<building>{_NUMBER})(?:{_WORDS['building']}))?"
    rf"(?:第?(?P<unit>{_NUMBER})(?:{_WORDS['unit']}))?"
    rf"(?:(?P<floor>{_NUMBER})(?:{_WORDS['floor']}))?"
    rf"(?:(?P<room>{_NUMBER}(?:-\d+)?)(?P<word>{_WORDS['room']})?)?"
)
_SHORT = re.compile(r"(?P<compound>.*?)(?P<parts>[A-Za-z]?\d+(?:-[A-Za-z]?\d+[A-Za-z]?){1,3})室?")
_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63~/#\u301c", "-")
)
_SPARE_MARK = re.compile(rf"#(?={_WORDS['building']})")
_LONG_ROOM = 3


@dataclass(frozen=True, slots=True)
class Door:
    """One door; parts are bare, without the words that follow them (`3`, not `3幢`)."""

    compound: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""


def text(door: Door) -> str:
    """Return how a door is written. The floor is said only where no room says it."""
    parts = [door.compound]
    parts += [_with(door.building, "幢"), _with(door.unit, "单元")]
    parts += [_with(door.room, "室")] if door.room else [_with(door.floor, "层")]
    return "".join(parts)


def _with(part: str, word: str) -> str:
    """Return a part with its word, unless it brings a word of its own, as `东楼` does."""
    return part + word if part and (part[-1].isascii() or part[-1] in _HAN) else part


def bare(part: str, written: str) -> str:
    """Return one part of a door without its word: `第三栋` is `3`, `1单元` is `1`.

    Args:
        part: `building`, `unit`, `floor` or `room`.
        written: As somebody wrote it; what is not a number stays as it is.
    """
    plain = "".join(unicodedata.normalize("NFKC", written).split())
    found = re.fullmatch(rf"第?({_NUMBER}(?:-\d+)?)(?:{_WORDS_ALONE[part]})?", plain)
    return _arabic(found[1]) if found else written


def parse(written: str) -> Door:
    """Return the door that a text means; what is not understood is all compound."""
    plain = "".join(unicodedata.normalize("NFKC", written).split())
    plain = _SPARE_MARK.sub("", plain).translate(_DASHES)
    short = _SHORT.fullmatch(plain)
    if short and not re.search(r"[幢栋座楼元]$", short["compound"]):
        return _from_parts(short["compound"], short["parts"].upper().split("-"))
    full = _FULL.fullmatch(plain)
    if full is None or not (full["building"] or full["unit"] or full["word"] in {"室", "房"}):
        return Door(compound=plain)
    building, unit, floor, room = (
        _arabic(full[part] or "") for part in ("building", "unit", "floor", "room")
    )
    stairs, dash, behind = room.partition("-")
    if dash and not unit and len(behind) >= _LONG_ROOM:
        unit, room = stairs, behind
    return Door(full["compound"], building, unit, floor, room)


def _from_parts(compound: str, parts: list[str]) -> Door:
    building, *between, room = parts
    unit, floor = (*between, "", "")[:2]
    return Door(compound, building, unit, floor, room)


def _arabic(number: str) -> str:
    """Return a number in Arabic digits: `十二` is `12`, `三〇一` is `301`."""
    if not number or number[0] not in _HAN:
        return number.upper()
    if not set(number) & {"十", "百"}:
        return "".join(str(_HAN_DIGITS[digit]) for digit in number)
    hundreds, _hundred, rest = number.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    total = 100 * _digit(hundreds, 0) + 10 * _digit(tens, int(bool(ten))) + _digit(ones, 0)
    return str(total)


def _digit(text_: str, otherwise: int) -> int:
    return _HAN_DIGITS.get(text_.strip("零\u3007"), otherwise)
