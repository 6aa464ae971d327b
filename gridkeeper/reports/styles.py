"""Sizes and colours of all papers; nothing is said by colour alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gridkeeper.reports.fonts import Face

Colour = tuple[float, float, float]

MM = 72 / 25.4


def _colour(code: str) -> Colour:
    red, green, blue = bytes.fromhex(code)
    return red / 255, green / 255, blue / 255


INK = _colour("1b2430")
SOFT = _colour("566173")
FAINT = _colour("9aa5b4")
LINE = _colour("d5dbe3")
STRONG_LINE = _colour("8c98a8")
BAND = _colour("f5f7fa")
HEAD = _colour("e8eef6")
BLUE = _colour("1f5c9e")
GREEN = _colour("1e6b3c")
AMBER = _colour("8a5a00")
RED = _colour("a8201a")
PALE_GREEN = _colour("e3f1e8")
PALE_AMBER = _colour("fbefd6")
PALE_RED = _colour("fae3e1")
PALE_GREY = _colour("eceff3")
WHITE = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; sizes and leading in points."""

    face: Face
    size: float
    leading: float
    colour: Colour = INK

    def bold(self) -> Style:
        """Return the same in bold."""
        return replace(self, face=Face.BOLD)

    def tinted(self, colour: Colour) -> Style:
        """Return the same in another colour."""
        return replace(self, colour=colour)


TITLE = Style(Face.TITLE, 22, 31)
SUBTITLE = Style(Face.SANS, 11, 16, SOFT)
HEADING = Style(Face.BOLD, 14, 20)
SUBHEADING = Style(Face.BOLD, 11, 16)
BODY = Style(Face.SANS, 10.5, 18)
LETTER = Style(Face.LETTER, 12, 21)
NOTE = Style(Face.SANS, 8, 12, SOFT)
FURNITURE = Style(Face.SANS, 8, 11, SOFT)
CELL = Style(Face.SANS, 9, 12.5)
SMALL_CELL = Style(Face.SANS, 8, 11)
CARD_LABEL = Style(Face.SANS, 9, 13, SOFT)
CARD_NUMBER = Style(Face.BOLD, 22, 27)
CARD_UNIT = Style(Face.SANS, 9, 13, SOFT)
CARD_CHANGE = Style(Face.SANS, 8.5, 12, SOFT)
FORM_LABEL = Style(Face.BOLD, 10, 15)
FORM = Style(Face.SANS, 10, 15)
