"""The fonts on paper: which file draws which character, and how wide it is.

A face is a chain of font files: what the first lacks is drawn by the next that has it, so that any
character a name can have stands on paper as it is written. Files are loaded when a character first
needs them. A character that no file has is drawn as 〓, the compositor's mark for a missing type;
`missing` tells beforehand.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfmetrics, ttfonts

from gridkeeper import resources
from gridkeeper.errors import FontMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GETA = "〓"
_REST = ("rest-kai", "rest-mincho-a", "rest-mincho-b")
_BLOCK = 100  # the most lines the format allows in one block of a character map


class Face(StrEnum):
    """What a text looks like; the value is the file that draws most of it."""

    SANS = "sans-regular"
    BOLD = "sans-bold"
    LETTER = "serif-regular"
    TITLE = "serif-bold"


_CHAINS: dict[Face, tuple[str, ...]] = {
    Face.SANS: ("sans-regular", *_REST),
    Face.BOLD: ("sans-bold", "sans-regular", *_REST),
    Face.LETTER: ("serif-regular", "sans-regular", *_REST),
    Face.TITLE: ("serif-bold", "sans-bold", "sans-regular", *_REST),
}


class _Widths(dict[str, float]):
    """Widths of a face's characters for size 1, found when first asked for."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> float:
        if _unseen(char):
            width = 0.0
        else:
            name, drawn = _drawn(char, self._face)
            widths = _font(name).face.charWidths
            width = widths.get(ord(drawn), 0) / 1000
        self[char] = width
        return width


def name(face: Face) -> str:
    """Return the name under which the canvas knows a face's first file; it is loaded by this."""
    _font(face.value)
    return face.value


@cache
def widths(face: Face) -> dict[str, float]:
    """Return the widths of characters for size 1; any character may be looked up."""
    return _Widths(face)


def width(text: str, face: Face, size: float) -> float:
    """Return how wide a text is, in points."""
    return sum(map(widths(face).__getitem__, text)) * size


def runs(text: str, face: Face) -> Sequence[tuple[str, str]]:
    """Return a text in pieces, each with the name of the font that draws it."""
    if _characters(face.value).issuperset(text):
        return ((face.value, text),)
    return tuple(_pieces(text, face))


def missing(text: str) -> str:
    """Return the characters of a text, each once, that no font of ours can draw."""
    chain = _CHAINS[Face.SANS]
    lost = (
        char
        for char in dict.fromkeys(text)
        if not char.isspace() and not _unseen(char) and _owner(char, chain) is None
    )
    return "".join(lost)


def _pieces(text: str, face: Face) -> Iterator[tuple[str, str]]:
    drawn = (_drawn(char, face) for char in text if not _unseen(char))
    for font, group in groupby(drawn, key=lambda pair: pair[0]):
        yield font, "".join(char for _, char in group)


def _unseen(char: str) -> bool:
    """Whether a character only chooses another shape of the one before it, or joins two."""
    code = ord(char)
    return 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF or 0x200B <= code <= 0x200F


@cache
def _drawn(char: str, face: Face) -> tuple[str, str]:
    """Return the font that draws a character of a face, and what it draws."""
    font = _owner(char, _CHAINS[face])
    return (face.value, GETA) if font is None else (font, char)


def _owner(char: str, chain: Sequence[str]) -> str | None:
    return next((font for font in chain if char in _characters(font)), None)


@cache
def _characters(font: str) -> frozenset[str]:
    return frozenset(map(chr, _font(font).face.charToGlyph))


@cache
def _font(font: str) -> Any:  # noqa: ANN401 - reportlab publishes no types
    """Load a font file and make it known to every canvas.

    Raises:
        FontMissingError: The file is not there, or is no font.
    """
    # reportlab 5.1 maps characters beyond U+FFFF to wrong ones: they could be read but not found.
    ttfonts.makeToUnicodeCMap = to_unicode
    file = resources.path(f"fonts/{font}.ttf")
    try:
        loaded = ttfonts.TTFont(font, str(file))
    except (ttfonts.TTFError, OSError) as error:
        raise FontMissingError(file=file.name) from error
    pdfmetrics.registerFont(loaded)
    return loaded


def to_unicode(font: str, subset: Sequence[int]) -> str:
    """Return the map from a subset's codes to characters, by which text is copied and searched."""
    lines = [
        f"<{code:02X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for code, character in enumerate(subset)
        if character
    ]
    blocks = [lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK)]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({font}) /Ordering ({font}) /Supplement 0 >> def",
            f"/CMapName /{font} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )
