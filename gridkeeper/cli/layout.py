"""Text in columns on a terminal, where a Chinese character takes the room of two letters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = "  "
_UNIT = re.compile(r"\s+|[!-~]+|.")
"""What a line may be broken between: spaces, a run of letters or digits, any other character."""
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NEVER_FIRST = frozenset("，。、；：？！）》”’…")


def harmless(text: str) -> str:
    """Return a text without what a terminal would obey: names come from strangers' files, too."""
    return _COMMANDS.sub("\N{REPLACEMENT CHARACTER}", text)


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(_columns(character) for character in text)


def padded(text: str, columns: int) -> str:
    """Return a text with spaces behind it, so that it takes at least so many columns."""
    return text + " " * (columns - width(text))


def cut(text: str, columns: int) -> str:
    """Return a text on one line, shortened to so many columns with `…` at its end."""
    line = " ".join(text.split())
    if width(line) <= columns:
        return line
    while width(line) > columns - 1:
        line = line[:-1]
    return line + "…"


def aligned(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Return rows of cells as lines whose columns stand under each other.

    Args:
        rows: Of equal length; columns that are empty in all rows are left out.
        right: The places of columns that are aligned on the right.
    """
    if not rows:
        return []
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            " " * (room - width(cell)) + cell if place in right else padded(cell, room)
            for place, (cell, room) in enumerate(zip(row, widths, strict=True))
            if room
        ]
        lines.append(_GAP.join(cells).rstrip())
    return lines


def wrapped(text: str, columns: int) -> list[str]:
    """Return a text as lines of at most so many columns; no line begins with a closing mark."""
    lines = [""]
    for unit in _units(text):
        if lines[-1] and width(lines[-1] + unit.rstrip()) > columns:
            lines.append("")
        lines[-1] += unit if lines[-1] else unit.lstrip()
    return [line.rstrip() for line in lines]


def _units(text: str) -> Iterator[str]:
    """Yield the parts of a text that stay together, closing marks with what they close."""
    held = ""
    for unit in _UNIT.findall(text):
        if held and unit not in _NEVER_FIRST:
            yield held
            held = ""
        held += unit
    yield held


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
