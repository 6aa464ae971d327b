"""The sheet that is taken along: whom to visit, in the order of the way, with boxes to tick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.reports import breaking, fonts, page, story, styles
from gridkeeper.reports.fonts import Face
from gridkeeper.reports.page import Align
from gridkeeper.reports.styles import Style
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gridkeeper.domain.lines import Heading
    from gridkeeper.reports.page import Paper

_HEAD = Style(Face.BOLD, 9, 12)
_PLACE = Style(Face.BOLD, 10, 14)
_DOOR = Style(Face.BOLD, 9.5, 13)
_WHO = Style(Face.SANS, 9, 12)
_WHY = Style(Face.SANS, 8, 10.5, styles.SOFT)
_NUMBER, _HOME, _REASON, _TICK = 26.0, 122.0, 206.0, 46.0
_TALL, _HEAD_TALL, _PLACE_TALL = 35.0, 22.0, 20.0
_LINES = 3
_BOX, _PAD = 11.0, 4.0
_BLANK = "_" * 14


@dataclass(frozen=True, slots=True)
class Row:
    """A home to visit; texts are masked already.

    Attributes:
        place: Building and staircase, under which it stands.
        why: When it may be visited, and why it is due.
    """

    number: int
    place: str
    door: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed.

    Attributes:
        code: With which it is found again when it is keyed in.
        ticks: What the boxes are called.
    """

    title: str
    code: str
    ticks: Sequence[str]
    rows: Sequence[Row]


def write(path: Path, sheet: Sheet, heading: Heading) -> None:
    """Write the sheet as a PDF, in landscape.

    Raises:
        FileUnwritableError: The file cannot be written.
        FontMissingError: A font of the program is missing.
    """
    with page.opened(path, sheet.title, heading, page.LANDSCAPE) as paper:
        text = plural(
            "Sheet code {code} · {n} place, in the order of the way · day of the visits {blank}",
            "Sheet code {code} · {n} places, in the order of the way · day of the visits {blank}",
            len(sheet.rows),
        )
        under = text.format(code=sheet.code, n=f"{len(sheet.rows):,}", blank=_BLANK)
        story.title(paper, sheet.title, under)
        if not sheet.rows:
            story.nothing(paper, _("No visit is due."))
            return
        _head(paper, sheet)
        place = ""
        for row in sheet.rows:
            fresh = bool(row.place) and row.place != place
            place = row.place
            if paper.room < _TALL + (_PLACE_TALL if fresh else 0):
                paper.turn()
                _head(paper, sheet)
                fresh = bool(row.place)
            if fresh:
                _place(paper, row.place)
            _row(paper, sheet, row)


def _head(paper: Paper, sheet: Sheet) -> None:
    base = paper.y - 15
    paper.fill((paper.left, paper.y - _HEAD_TALL), (paper.width, _HEAD_TALL), styles.HEAD)
    paper.write(paper.left + _NUMBER / 2, base, _("No."), _HEAD, Align.CENTRE)
    paper.write(paper.left + _NUMBER + _PAD, base, _("Door and head"), _HEAD)
    paper.write(paper.left + _NUMBER + _HOME + _PAD, base, _("When and why"), _HEAD)
    for name, x in zip(sheet.ticks, _ticks(paper, sheet), strict=True):
        lines = breaking.balanced(name, _TICK - 2, _HEAD.face, _WHY.size)[:2]
        y = base + (4 if len(lines) > 1 else 0)
        for line in lines:
            paper.write(x, y, line, Style(_HEAD.face, _WHY.size, _WHY.leading), Align.CENTRE)
            y -= 9
    left = _note_left(paper, sheet)
    paper.write(left + _PAD, base, _("In one line"), _HEAD)
    paper.write(paper.right - _PAD, base, sheet.code, _HEAD, Align.RIGHT)
    paper.y -= _HEAD_TALL


def _place(paper: Paper, place: str) -> None:
    paper.fill((paper.left, paper.y - _PLACE_TALL), (paper.width, _PLACE_TALL), styles.BAND)
    paper.write(paper.left + _PAD, paper.y - 14, place, _PLACE)
    paper.y -= _PLACE_TALL


def _row(paper: Paper, sheet: Sheet, row: Row) -> None:
    top, middle = paper.y, paper.y - _TALL / 2
    paper.write(paper.left + _NUMBER / 2, middle - 3, f"{row.number}", _DOOR, Align.CENTRE)
    left = paper.left + _NUMBER + _PAD
    door = breaking.wrap(row.door, _HOME - 2 * _PAD, _DOOR.face, _DOOR.size)[0]
    paper.write(left, middle + (3 if row.who else -3), door, _DOOR)
    if row.who:
        paper.write(left, middle - 10, row.who, _WHO)
    left += _HOME
    lines = breaking.wrap(row.why, _REASON - 2 * _PAD, _WHY.face, _WHY.size)
    y = middle + len(lines[:_LINES]) * _WHY.leading / 2 - 8
    for line in _shortened(lines):
        paper.write(left, y, line, _WHY)
        y -= _WHY.leading
    for x in _ticks(paper, sheet):
        paper.frame((x - _BOX / 2, middle - _BOX / 2), (_BOX, _BOX), styles.INK)
    note = _note_left(paper, sheet) + _PAD
    paper.rule((note, top - _TALL + 8), (paper.right - _PAD, top - _TALL + 8), styles.FAINT, 0.5)
    paper.y -= _TALL
    paper.rule((paper.left, paper.y), (paper.right, paper.y), styles.LINE, 0.6)


def _shortened(lines: Sequence[str]) -> Sequence[str]:
    if len(lines) <= _LINES:
        return lines
    last = lines[_LINES - 1]
    while last and fonts.width(last + "…", _WHY.face, _WHY.size) > _REASON - 2 * _PAD:
        last = last[:-1]
    return [*lines[: _LINES - 1], last + "…"]


def _ticks(paper: Paper, sheet: Sheet) -> Sequence[float]:
    """Return the middle of each column of boxes."""
    first = paper.left + _NUMBER + _HOME + _REASON + _TICK / 2
    return [first + number * _TICK for number in range(len(sheet.ticks))]


def _note_left(paper: Paper, sheet: Sheet) -> float:
    return paper.left + _NUMBER + _HOME + _REASON + _TICK * len(sheet.ticks)
