"""What papers are told with: titles, headings, paragraphs, cards, notes, signatures.

Each function draws one thing where the paper stands and moves the paper below it. Headings stay
with what follows them; a block of signatures is never torn off from the text before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.reports import breaking, fonts, styles
from gridkeeper.reports.page import Align
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.reports.page import Paper
    from gridkeeper.reports.styles import Style

TO_SIGN = 35 * styles.MM
"""The least room for a name that is written by hand."""

_TO_WRITE_HIGH, _APART, _UNDER_SIGNED = 24.0, 10.0, 8.0  # above a line, between two, below
SIGNATURES_HEIGHT = 2 * _TO_WRITE_HIGH + _UNDER_SIGNED
_CARD_HEIGHT = 82.0
_CARD_GAP = 10.0
_LOOSEST = 2.2
_INDENT = "　　"


@dataclass(frozen=True, slots=True)
class Card:
    """One figure at a glance: what, how many of what, and one or two short notes."""

    label: str
    number: str
    unit: str
    notes: Sequence[str]


def title(paper: Paper, text: str, under: str = "") -> None:
    """Draw a title in the middle, in as few lines as it needs, and a line under it.

    A title that needs more than one line and begins with whose it is breaks behind that.
    """
    style = styles.TITLE
    for line in breaking.wrap(_parted(paper, text), paper.width, style.face, style.size):
        paper.write(paper.left + paper.width / 2, paper.y - style.size, line, style, Align.CENTRE)
        paper.y -= style.leading
    if under:
        small = styles.SUBTITLE
        for line in breaking.wrap(under, paper.width, small.face, small.size):
            x = paper.left + paper.width / 2
            paper.write(x, paper.y - small.size - 1, line, small, Align.CENTRE)
            paper.y -= small.leading
    paper.y -= 10


def _parted(paper: Paper, text: str) -> str:
    style, whose = styles.TITLE, paper.heading
    if fonts.width(text, style.face, style.size) > paper.width:
        for beginning in (whose.unit + whose.period, whose.unit):
            if whose.period and text.startswith(beginning):
                rest = text[len(beginning) :].lstrip(": ")
                return beginning + "\n" + _before_period(paper, rest)
    return _before_period(paper, text)


def _before_period(paper: Paper, text: str) -> str:
    """Return a title that ends with its period and is too long with a break before that."""
    style, period = styles.TITLE, paper.heading.period
    if fonts.width(text, style.face, style.size) <= paper.width or not text.endswith(period):
        return text
    before = text.removesuffix(period).rstrip()
    return f"{before}\n{period}" if before and period else text


def heading(paper: Paper, text: str, note: str = "", keep: float = 70) -> None:
    """Draw the heading of a section, which stays with the `keep` points that follow it."""
    style = styles.HEADING
    paper.need(style.leading + 14 + keep)
    paper.y -= 8 * paper.loose
    paper.mark(text)
    base = paper.y - style.size
    paper.fill((paper.left, base - 2.5), (3.2, style.size + 2.5), styles.BLUE)
    paper.write(paper.left + 10, base, text, style)
    if note:
        paper.write(paper.right, base, note, styles.NOTE, Align.RIGHT)
    paper.y -= style.leading + 4 * paper.loose


def subheading(paper: Paper, text: str, note: str = "", keep: float = 60) -> None:
    """Draw the heading of a part of a section."""
    style = styles.SUBHEADING
    paper.need(style.leading + 7 + keep)
    paper.y -= 4 * paper.loose
    base = paper.y - style.size - 1
    paper.write(paper.left, base, text, style)
    if note:
        paper.write(paper.right, base, note, styles.NOTE, Align.RIGHT)
    paper.y -= style.leading + 3


def paragraph(
    paper: Paper, text: str, style: Style = styles.BODY, indent: str = _INDENT, keep: float = 0
) -> None:
    """Set a paragraph flush on both sides; its last two lines stay with the `keep` points below."""
    lines = breaking.wrap(indent + text, paper.width, style.face, style.size)
    last = len(lines) - 1
    for number, line in enumerate(lines):
        after = last - number
        # Neither the first nor the last line of a paragraph stands alone on a page.
        together = 2 if after == 1 or (number == 0 and after) else 1
        paper.need(together * style.leading + (keep if after < 2 else 0))
        drop = (style.leading + style.size * 0.76) / 2
        _set_line(paper, line, style, drop, spread=after > 0)
        paper.y -= style.leading
    paper.y -= 3


def _set_line(paper: Paper, line: str, style: Style, drop: float, *, spread: bool) -> None:
    gap = paper.width - fonts.width(line, style.face, style.size)
    if spread and 0 < gap < _LOOSEST * style.size:
        paper.spread(paper.left, paper.y - drop, line, style, paper.width)
    else:
        paper.write(paper.left, paper.y - drop, line, style)


def note(paper: Paper, text: str) -> None:
    """Set a small note, such as what a rate is a share of."""
    style = styles.NOTE
    for line in breaking.wrap(text, paper.width, style.face, style.size):
        paper.need(style.leading)
        paper.write(paper.left, paper.y - style.size - 1, line, style)
        paper.y -= style.leading
    paper.y -= 5


def nothing(paper: Paper, text: str, keep: float = 0) -> None:
    """Say that a period has none of something: a report of zero is a report.

    It stays with the `keep` points that follow it.
    """
    paper.need(22 + (5 + keep if keep else 0))
    paper.fill((paper.left, paper.y - 22), (paper.width, 22), styles.BAND, 3)
    paper.write(paper.left + 10, paper.y - 14.8, text, styles.BODY)
    paper.y -= 27


def cards(paper: Paper, shown: Sequence[Card]) -> None:
    """Draw figures side by side."""
    width = (paper.width - _CARD_GAP * (len(shown) - 1)) / len(shown)
    paper.need(_CARD_HEIGHT + 10)
    for number, card in enumerate(shown):
        _card(paper, card, paper.left + number * (width + _CARD_GAP), width)
    paper.y -= _CARD_HEIGHT + 10


def _card(paper: Paper, card: Card, left: float, width: float) -> None:
    bottom = paper.y - _CARD_HEIGHT
    paper.fill((left, bottom), (width, _CARD_HEIGHT), styles.BAND, 4)
    paper.frame((left, bottom), (width, _CARD_HEIGHT), styles.LINE, 4)
    x = left + 10
    paper.write(x, paper.y - 17, card.label, styles.CARD_LABEL)
    number = styles.CARD_NUMBER
    paper.write(x, paper.y - 44, card.number, number)
    wide = fonts.width(card.number, number.face, number.size)
    paper.write(x + wide + 4, paper.y - 44, card.unit, styles.CARD_UNIT)
    for line, text in enumerate(card.notes):
        paper.write(x, paper.y - 61 - 12 * line, text, styles.CARD_CHANGE)


def signatures(paper: Paper, author: str) -> None:
    """Draw where the paper is signed: reporter, reviewer, leader in charge, date.

    In two lines where one leaves too little room to write.
    """
    paper.need(SIGNATURES_HEIGHT)
    top = paper.y
    blanks = [
        (_("Reported by:"), author),
        (_("Reviewed by:"), ""),
        (_("Leader in charge:"), ""),
        (_("Date:"), ""),
    ]
    fits = sum(_rooms([blanks])) <= paper.width
    signed(paper, [blanks] if fits else [blanks[:2], blanks[2:]])
    paper.y = min(paper.y, top - SIGNATURES_HEIGHT)


def signed(paper: Paper, rows: Sequence[Sequence[tuple[str, str]]]) -> None:
    """Draw lines to sign on, each behind its label, with what is known already on it.

    Each row has as many; they begin and end below each other, and none is shorter than a name that
    is written by hand. Nothing is drawn for a label of "".
    """
    rooms = _rooms(rows)
    more = (paper.width - sum(rooms)) / len(rooms)
    for row in rows:
        paper.y -= _TO_WRITE_HIGH
        x = paper.left
        for (label, known), room in zip(row, rooms, strict=True):
            if label:
                blank(paper, (x, paper.y), label, room + more - _APART, known)
            x += room + more
    paper.y -= _UNDER_SIGNED


def _rooms(rows: Sequence[Sequence[tuple[str, str]]]) -> list[float]:
    """Return how wide each column of blanks has to be, with the gap behind it."""
    return [
        max(_label_width(label) + 2 + max(TO_SIGN, _label_width(known) + 8) for label, known in one)
        + _APART
        for one in zip(*rows, strict=True)
    ]


def _label_width(label: str) -> float:
    return fonts.width(label, styles.BODY.face, styles.BODY.size)


def blank(
    paper: Paper, place: tuple[float, float], label: str, width: float, known: str = ""
) -> None:
    """Draw a label and a line to write on, with what is known already on it."""
    style = styles.BODY
    x, base = place
    start = x + fonts.width(label, style.face, style.size) + 2
    paper.write(x, base, label, style)
    paper.rule((start, base - 3), (x + width, base - 3), styles.STRONG_LINE, 0.6)
    paper.write(start + 4, base, known, style)
