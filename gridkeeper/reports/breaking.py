"""Where a line of Chinese ends (避头尾, GB/T 15834).

No line begins with a closing mark or ends with an opening one; words, numbers, dashes and ellipses
stay whole unless they are wider than the line; a word may be broken after its hyphen. Widths are
added up once for a text; then each line costs one search in the sums and a few steps back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from gridkeeper.reports import fonts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NO_START = frozenset("，。、；：！？）》】〉」』〕｝”’％‰℃·…—～〞-!%),.:;?]}")  # noqa: RUF001 - the marks themselves
NO_END = frozenset("（《【〈「『〔｛“‘￥＄＃([{¥$#")  # noqa: RUF001 - the marks themselves

_LETTERS = "".join(map(chr, (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))))
_WORD = frozenset(_LETTERS + "".join(map(chr, range(0xC0, 0x250))) + ".,:/@&'_+-–=%~*")  # noqa: RUF001 - a range's dash
_DIGITS = frozenset(_LETTERS[:10])
_ODD = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u0085\u2028\u2029]")
_NUMBER = re.compile(r"[-+]?\d[\d,.:/-]*%?")
_ROUNDING = 1e-6


def clean(text: str) -> str:
    """Return a text with one kind of line end, and spaces in place of control characters."""
    return _ODD.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_number(text: str) -> bool:
    """Whether a text is one number, day or share; it reads as another one if it is broken."""
    return _NUMBER.fullmatch(text) is not None


def fitted(widths: Sequence[float], needs: Sequence[float]) -> list[float]:
    """Return widths of columns, together as before, that give each what it needs if they can.

    What a column lacks comes from the others, the more the more they have to spare.
    """
    lack = sum(max(0.0, need - wide) for wide, need in zip(widths, needs, strict=True))
    spare = sum(max(0.0, wide - need) for wide, need in zip(widths, needs, strict=True))
    if not lack:
        return list(widths)
    given = min(lack, spare / 2)  # words are left room too
    return [
        wide + (need - wide) * (given / lack if need > wide else given / spare)
        for wide, need in zip(widths, needs, strict=True)
    ]


def wrap(text: str, width: float, face: fonts.Face, size: float) -> Sequence[str]:
    """Return the lines of a text, none wider than `width` points; at least one.

    Args:
        text: Line ends in it are kept.
        width: A line narrower than one character still takes one.
        face: What it is drawn with.
        size: In points.
    """
    table = fonts.widths(face)
    ems = width / size + _ROUNDING
    if len(text) * 2 <= ems and text.isprintable():
        return (text,)  # no character is wider than two
    lines: list[str] = []
    for paragraph in clean(text).split("\n"):
        _fill(paragraph.rstrip(), ems, table, lines)
    return lines


def balanced(text: str, width: float, face: fonts.Face, size: float) -> Sequence[str]:
    """Return the lines of a heading, as `wrap`, but each about as long: no single last character.

    Args:
        text: Without line ends.
        width: As of `wrap`, like the rest.
        face: What it is drawn with.
        size: In points.
    """
    lines = wrap(text, width, face, size)
    narrow = fonts.width(text, face, size) / len(lines)
    while len(lines) > 1 and narrow < width:
        evened = wrap(text, narrow, face, size)
        if len(evened) == len(lines):
            return evened
        narrow += size / 2
    return lines


def _fill(text: str, ems: float, table: Mapping[str, float], lines: list[str]) -> None:
    """Append the lines of one paragraph."""
    ends = list(accumulate(map(table.__getitem__, text), initial=0.0))
    start, last = 0, len(text)
    while ends[last] - ends[start] > ems and last - start > 1:
        furthest = bisect_right(ends, ends[start] + ems, start + 1) - 1
        end = _allowed(text, start, max(furthest, start + 1))
        lines.append(text[start:end].rstrip())
        start = end
        while start < last and text[start] == " ":
            start += 1
    lines.append(text[start:])


def _allowed(text: str, start: int, furthest: int) -> int:
    """Return the last place up to `furthest` where a line may end; `furthest` if there is none."""
    for at in range(furthest, start, -1):
        before, after = text[at - 1], text[at]
        if after == " ":
            return at
        if before == "-" and after.isalpha() and text[max(at - 2, 0)].isalpha():
            return at  # the hyphen of a word, not that of a number or a day
        if after in NO_START or before in NO_END or (before in _WORD and after in _WORD):
            continue
        if (before == "第" and after in _DIGITS) or (before in _DIGITS and after == "号"):
            continue  # the number of a case is one word
        return at
    return furthest
