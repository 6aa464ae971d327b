"""How lines of text become operators of a page: the inner loop of every paper.

A font of thousands of characters is embedded in parts of 256, so that nearly every Chinese one
changes the part; where each stands is therefore looked up once for a document, and a line is then
one pass over its characters. The text objects of reportlab take far longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics

from gridkeeper.reports import fonts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlab.pdfgen.canvas import Canvas

    from gridkeeper.reports.styles import Colour, Style

_Code = tuple[str, str]  # the part of a font, and the character's place in it as two hex digits


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text where it stands.

    Attributes:
        x: Where it begins.
        y: Its baseline.
        spacing: Points between its characters, besides their widths.
    """

    x: float
    y: float
    text: str
    style: Style
    spacing: float = 0


class _Codes(dict[str, _Code]):
    """The code of each character of a face in one document, found when first needed."""

    def __init__(self, canvas: Canvas, face: fonts.Face) -> None:
        super().__init__()
        self._document = canvas._doc  # noqa: SLF001 - fonts are embedded by document, not by canvas
        self._face = face

    def __missing__(self, char: str) -> _Code:
        code = ("", "")
        for name, drawn in fonts.runs(char, self._face):
            font = pdfmetrics.getFont(name)
            ((part, place),) = font.splitString(drawn, self._document)
            code = (font.getSubsetInternalName(part, self._document), place.hex())
        self[char] = code
        return code


class Setter:
    """Sets lines on the pages of one document."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._codes = {face: _Codes(canvas, face) for face in fonts.Face}

    def set(self, lines: Iterable[Line]) -> None:
        """Put lines onto the page in hand, changing font and colour only where they differ."""
        operators = ["BT"]
        add = operators.append
        colour: Colour | None = None
        font: tuple[str, float] = ("", 0)
        spacing = 0.0
        for line in lines:
            style = line.style
            if style.colour != colour:
                colour = style.colour
                add(f"{colour[0]:.3f} {colour[1]:.3f} {colour[2]:.3f} rg")
            if line.spacing != spacing:
                spacing = line.spacing
                add(f"{spacing:.3f} Tc")
            add(f"1 0 0 1 {line.x:.2f} {line.y:.2f} Tm")
            font = self._put(line, font, operators)
        add("0 Tc ET")  # what is drawn after it would inherit the spacing
        self._canvas.addLiteral("\n".join(operators))

    def _put(self, line: Line, font: tuple[str, float], operators: list[str]) -> tuple[str, float]:
        """Append a line's characters; return the font then in force."""
        add = operators.append
        size = line.style.size
        part = font[0] if font[1] == size else ""
        places: list[str] = []
        for wanted, place in map(self._codes[line.style.face].__getitem__, line.text):
            if wanted != part:
                if not wanted:
                    continue
                if places:
                    add(f"<{''.join(places)}> Tj")
                    places = []
                part = wanted
                add(f"{part} {size:g} Tf")
            places.append(place)
        if places:
            add(f"<{''.join(places)}> Tj")
        return part, size
