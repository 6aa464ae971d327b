"""The doors of a building on a sheet: floors by doors, coloured, and lettered for who sees grey."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from gridkeeper.domain.tones import Tone
from gridkeeper.reports import breaking, fonts, page, story, styles
from gridkeeper.reports.fonts import Face
from gridkeeper.reports.page import Align
from gridkeeper.reports.styles import Style
from gridkeeper.texts import _, pick, plural, small

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gridkeeper.domain.lines import Heading
    from gridkeeper.reports.page import Paper
    from gridkeeper.reports.styles import Colour

_ROOM = Style(Face.BOLD, 7.5, 10)
_WHO = Style(Face.SANS, 7.5, 10)
_HEADING = Style(Face.BOLD, 8, 11, styles.SOFT)
_FLOOR = 26.0
_HIGHEST, _LOWEST = 24.0, 10.4
_WIDEST, _NARROWEST = 96.0, 62.0
_LARGEST = 1.8  # a building of few doors is drawn so much larger
_GAP = 8.0  # between two staircases
_LEGEND = 14.0

_GROUNDS: Mapping[Tone, Colour] = MappingProxyType(
    {
        Tone.NEUTRAL: styles.WHITE,
        Tone.GOOD: styles.PALE_GREEN,
        Tone.INFO: styles.HEAD,
        Tone.WARNING: styles.PALE_AMBER,
        Tone.SERIOUS: (1.0, 0.85, 0.71),
        Tone.BAD: styles.PALE_RED,
    }
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A door, masked already."""

    room: str
    who: str
    letter: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Doors:
    """A building as it is printed.

    Attributes:
        layer: What colours and letters are about.
        floors: From the top.
        stairs: The staircase of each column; `headings`, what its rooms end with.
        legend: Letter, words, count and tone of each line.
    """

    title: str
    layer: str
    floors: Sequence[str]
    stairs: Sequence[str]
    headings: Sequence[str]
    cells: Mapping[tuple[int, int], Cell]
    legend: Sequence[tuple[str, str, int, Tone]]


def write(path: Path, doors: Doors, heading: Heading) -> None:
    """Write the building as a PDF, in landscape; several sheets if it has many staircases.

    Raises:
        FileUnwritableError: The file cannot be written.
        FontMissingError: A font of the program is missing.
    """
    with page.opened(path, doors.title, heading, page.LANDSCAPE) as paper:
        for number, columns in enumerate(_sheets(paper, doors.stairs)):
            if number:
                paper.turn()
            _draw(paper, doors, columns)


def _sheets(paper: Paper, stairs: Sequence[str]) -> list[list[int]]:
    """Share out the columns; a staircase is torn apart only if no sheet has room for it."""
    most = int((paper.width - _FLOOR) // _NARROWEST)
    found: list[list[int]] = [[]]
    for unit in dict.fromkeys(stairs):
        own = [place for place, one in enumerate(stairs) if one == unit]
        if found[-1] and len(found[-1]) + len(own) > most:
            found.append([])
        while len(own) > most:
            found[-1] = own[:most]
            own = own[most:]
            found.append([])
        found[-1] += own
    return [one for one in found if one] or [[]]


def _draw(paper: Paper, doors: Doors, columns: Sequence[int]) -> None:
    """Draw some columns; where there are more floors than a sheet has room for, go on below."""
    rows = list(range(len(doors.floors)))
    first = True
    while rows or first:
        if not first:
            paper.turn()
        under = plural("By {layer}, {n} door", "By {layer}, {n} doors", len(doors.cells))
        said = under.format(layer=small(doors.layer), n=f"{len(doors.cells):,}")
        story.title(paper, doors.title, said)
        _legend(paper, doors)
        if not doors.cells:
            story.nothing(paper, _("The register has no doors of this building."))
            return
        paper.y -= _HEADING.leading * 2
        room = int(paper.room // _LOWEST)
        part, rows = rows[:room], rows[room:]
        _table(paper, doors, columns, part)
        first = False


def _legend(paper: Paper, doors: Doors) -> None:
    """Draw what the letters and colours mean, with how many doors are so."""
    x, base = paper.left, paper.y - 9
    for letter, words, count, tone in doors.legend:
        said = f"{words} {count:,}"
        wide = fonts.width(said, _WHO.face, _WHO.size)
        if x + wide + 40 > paper.right:
            x, base = paper.left, base - _LEGEND
        paper.fill((x, base - 3), (22, 11), _GROUNDS[tone])
        paper.frame((x, base - 3), (22, 11), styles.STRONG_LINE)
        paper.write(x + 11, base, letter, _ROOM, Align.CENTRE)
        paper.write(x + 26, base, said, _WHO)
        x += wide + 40
    paper.y = base - _LEGEND


def _table(paper: Paper, doors: Doors, columns: Sequence[int], rows: Sequence[int]) -> None:
    breaks = len({doors.stairs[one] for one in columns}) - 1
    free = (paper.width - _FLOOR - breaks * _GAP) / max(len(columns), 1)
    wide = min(free, _WIDEST * _LARGEST)
    high = min(paper.room / max(len(rows), 1), _HIGHEST * _LARGEST)
    # A small building fills the sheet too, and its text grows with it.
    scale = max(min(wide / _WIDEST, high / _HIGHEST, _LARGEST), 1.0)
    looks = _scaled(_ROOM, scale), _scaled(_WHO, scale)
    shown = (doors.cells.get((row, column)) for row in rows for column in columns)
    if any(_is_cut(cell, wide, looks) for cell in shown if cell is not None):
        doors = replace(doors, cells={at: _starless(one) for at, one in doors.cells.items()})
    top, x, before = paper.y, paper.left + _FLOOR, None
    for number, row in enumerate(rows):
        middle = top - (number + 0.5) * high - 2.6
        floor = doors.floors[row]
        said = pick(f"{floor}层", f"F{floor}") if floor else ""
        paper.write(paper.left + _FLOOR - 4, middle, said, _HEADING, Align.RIGHT)
    for column in columns:
        unit = doors.stairs[column]
        if unit != before:
            x += _GAP if before is not None else 0
            if unit:
                name = pick(f"{unit}单元", _("Stairway {unit}").format(unit=unit))
                own = sum(1 for one in columns if doors.stairs[one] == unit)
                paper.write(x + own * wide / 2, top + 13, name, _HEADING, Align.CENTRE)
            before = unit
        paper.write(x + wide / 2, top + 3, doors.headings[column], _HEADING, Align.CENTRE)
        for number, row in enumerate(rows):
            cell = doors.cells.get((row, column))
            if cell is not None:
                _cell(paper, cell, (x, top - (number + 1) * high), (wide, high), looks)
        x += wide
    paper.y = top - len(rows) * high


def _scaled(style: Style, scale: float) -> Style:
    return replace(style, size=style.size * scale, leading=style.leading * scale)


def _cell(
    paper: Paper,
    cell: Cell,
    corner: tuple[float, float],
    size: tuple[float, float],
    looks: tuple[Style, Style],
) -> None:
    (x, y), (wide, high), (bold, plain) = corner, size, looks
    paper.fill(corner, size, _GROUNDS[cell.tone])
    paper.frame(corner, size, styles.STRONG_LINE)
    pad = 0.4 * bold.size
    base = y + high / 2 - 0.35 * bold.size
    room, left, free = _shares(cell, wide, bold)
    paper.write(x + pad, base, room, bold)
    paper.write(x + wide - pad, base, cell.letter, bold, Align.RIGHT)
    if free > plain.size and cell.who:
        paper.write(x + left, base, _fitted(cell.who, free, plain), plain)


def _shares(cell: Cell, wide: float, bold: Style) -> tuple[str, float, float]:
    """Return the room's number as it fits, where the name begins, and how wide it may be."""
    pad, mark = 0.4 * bold.size, fonts.width(cell.letter, bold.face, bold.size)
    room = breaking.wrap(cell.room, wide - mark - 3 * pad, bold.face, bold.size)[0]
    left = fonts.width(room, bold.face, bold.size) + 3 * pad
    return room, left, wide - left - mark - 2 * pad


def _is_cut(cell: Cell, wide: float, looks: tuple[Style, Style]) -> bool:
    """Whether a name has no room for its stars: then none of the sheet is written with them."""
    bold, plain = looks
    free = _shares(cell, wide, bold)[2]
    return "*" in cell.who and fonts.width(cell.who, plain.face, plain.size) > free


def _starless(cell: Cell) -> Cell:
    return replace(cell, who=cell.who.replace("*", ""))


def _fitted(text: str, wide: float, style: Style) -> str:
    """Return what of a text fits into a width."""
    if fonts.width(text, style.face, style.size) <= wide:
        return text
    return breaking.wrap(text, wide, style.face, style.size)[0]
