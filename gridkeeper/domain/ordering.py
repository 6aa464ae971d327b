"""In which order people look things up: names as they are spelled, numbers by their size."""

from __future__ import annotations

import re
from functools import cache

from gridkeeper.domain import addresses, names

_NUMBERS = re.compile(r"\d+|(?<=第)[一二三四五六七八九十百]+")
_DIGITS = 9
_THEN = "\x01"
"""Stands behind a syllable, before all letters: `xi'an` comes before `xian`."""


class _Spellings(dict[int, str]):
    """What stands for each character: its likeliest syllable, then itself."""

    def __missing__(self, code: int) -> str:
        self[code] = found = names.reading(chr(code)) + _THEN + chr(code)
        return found


_SPELLINGS = _Spellings()


def key(text: str, *, is_person: bool) -> str:
    """Return what texts are sorted by: `单晓燕` under `shan`, `第三网格` after `第二网格`.

    Args:
        text: A name of a person or a place, or a title.
        is_person: Whether it begins with a surname.
    """
    if is_person:
        head = names.surname(text)
        return _surname(head) + text[len(head) :].translate(_SPELLINGS)
    return _NUMBERS.sub(_padded, text).translate(_SPELLINGS)


@cache
def _surname(head: str) -> str:
    return "".join(names.pinyin(head)[:1]) + _THEN + head


def _padded(number: re.Match[str]) -> str:
    return addresses.bare("room", number[0]).zfill(_DIGITS)
