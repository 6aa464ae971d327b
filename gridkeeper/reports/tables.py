"""Tables of any length, drawn straight onto the paper.

Each row is wrapped once, measured, and drawn on this page or the next; nothing is kept, so time
grows with the rows and memory hardly. Heads are repeated on every page; a row is split only where
it would leave much of a page empty, the last row stays with what must follow it, and neither the
first nor the last one stands alone. A table whose rows are at hand is not broken at all where it
fits on a page and leaves less than half of the one before it empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gridkeeper.reports import breaking, fonts, styles
from gridkeeper.reports.columns import Tone
from gridkeeper.reports.page import Align
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gridkeeper.reports.columns import Cell, Table
    from gridkeeper.reports.page import Paper
    from gridkeeper.reports.styles import Colour, Style

_PAD_X = 5.0  # two columns of numbers are never read as one
PAD_Y = 3.6
_BETWEEN = 16.0
_AFTER = 8.0
_ROWS_TOGETHER = 2  # at the head of a table, and at its end
_LINES_TOGETHER = 6  # so many lines are no lonely row
_TOGETHER = 2  # lines of a row that go over the page with what must stand under it
_SHORT = 3  # letters of a head that is never broken
_HEADING = 40.0  # points for one above a table
_MUCH = 3  # so manieth part of a page is not left empty for the sake of a row
SHARE_OF_REPORTS = 200  # rows


def draw(paper: Paper, table: Table) -> int:
    """Draw a table from where the paper stands, and return how many rows it had.

    Raises:
        CancelledError: The progress was asked to stop.
    """
    return Drawing(paper, table).draw()


def beside(paper: Paper, found: Sequence[Table], across: int) -> None:
    """Draw up to `across` short tables next to each other, each as wide as if there were so many.

    Their rows must be at hand, not a stream. Tables that do not fit on one page stand one below the
    other instead.
    """
    drawings = _drawings(paper, found, across)
    tallest = max(drawing.height() for drawing in drawings)
    if tallest > paper.body:
        for table in found:
            draw(paper, table)
        return
    paper.need(tallest)
    top = paper.y
    for drawing in drawings:
        paper.y = top
        drawing.draw()
    paper.y = top - tallest


def height_beside(paper: Paper, found: Sequence[Table], across: int) -> float:
    """Return how much `beside` takes of a page for the same tables."""
    return max(drawing.height() for drawing in _drawings(paper, found, across))


def beginning(paper: Paper, table: Table, usual: float) -> float:
    """Return how much of a table stays with a heading: all that is kept whole, else as usual."""
    tall = Drawing(paper, table).height()
    return tall if paper.room < paper.body / 2 and tall <= paper.body - _HEADING else usual


def _drawings(paper: Paper, found: Sequence[Table], across: int) -> Sequence[Drawing]:
    width = (paper.width - _BETWEEN * (across - 1)) / across
    return [
        Drawing(paper, replace(table, place=(paper.left + place * (width + _BETWEEN), width)))
        for place, table in enumerate(found)
    ]


@dataclass(slots=True)
class Row:
    """A row as lines of text, with its height, and the styles of numbers that had to shrink."""

    cells: list[Sequence[str]]
    tones: list[Tone | None]
    height: float
    shrunk: dict[int, Style] = field(default_factory=dict)


class Drawing:
    """One table while it is drawn.

    Attributes:
        head: The head of its columns.
    """

    def __init__(self, paper: Paper, table: Table) -> None:
        shares = sum(column.share for column in table.columns)
        self._paper = paper
        self._table = table
        self._left, self._width = table.place or (paper.left, paper.width)
        self._aligns = [column.align for column in table.columns]
        self._bold = table.style.bold()
        widths = [column.share / shares * self._width for column in table.columns]
        self._widths = breaking.fitted(widths, self._needs())
        self._words = {tone: self._bold.tinted(tone.value[0]) for tone in Tone}
        self.head = self._headed()
        # What takes the whole width may go on over the page, and says so.
        longest = table.caption if table.place or not table.caption else _continued(table.caption)
        self._caption_height = self.tall(longest)
        self._notes = self._noted()
        self._note_height = len(self._notes) * styles.NOTE.leading + (3 if self._notes else 0)
        self._striped = False

    def draw(self) -> int:
        """Draw all of it, and return how many rows it had."""
        table = self._table
        if table.is_at_hand and self._paper.room < self._paper.body / 2 - _HEADING:
            tall = self.height()
            if tall <= self._paper.body:
                self._paper.need(tall)
        total = self._wrapped(table.total, self._bold) if table.total else None
        end = table.keep + (total.height if total else 0)
        end += self._note_height
        end += _AFTER * self._paper.loose if table.keep else 0
        held: list[Row] = []
        done = 0
        for cells in table.rows:
            held.append(self._wrapped(cells, table.style))
            done += 1
            if len(held) > _ROWS_TOGETHER:
                if done == _ROWS_TOGETHER + 1:
                    self._begin(self._first(held))
                self._put(held.pop(0), 0)
            if done % SHARE_OF_REPORTS == 0:
                table.progress.report(done, table.rows_in_all)
        if done <= _ROWS_TOGETHER:
            self._begin(sum(row.height for row in held) + end)
        self._put_last(held, end)
        if total:
            self.put_total(total)
        self._put_note()
        self._paper.y -= _AFTER * self._paper.loose
        return done

    def height(self) -> float:
        """Return how tall the table is on one page."""
        table = self._table
        rows = sum(self._wrapped(row, table.style).height for row in table.rows)
        total = self._wrapped(table.total, self._bold).height if table.total else 0
        return (
            self._caption_height
            + self.head.height
            + rows
            + total
            + self._note_height
            + table.keep
            + _AFTER * self._paper.loose
        )

    def _needs(self) -> list[float]:
        """Return how wide each column must be for short heads and the numbers that are known."""
        table, bold = self._table, self._bold
        needs = [
            fonts.width(one.label, bold.face, bold.size) + 2 * _PAD_X + 0.1
            if len(one.label) <= _SHORT
            else 0.0
            for one in table.columns
        ]
        at_hand: Iterable[Sequence[Cell]] = table.rows if table.is_at_hand else ()
        for rows, style in ((at_hand, table.style), ([table.total], self._bold)):
            for row in rows:
                for place, cell in enumerate(row):
                    if isinstance(cell, str) and breaking.is_number(cell):
                        wide = fonts.width(cell, style.face, style.size) + 2 * _PAD_X
                        needs[place] = max(needs[place], wide)
        return needs

    def _headed(self) -> Row:
        """Return the head; a label of more lines than one breaks in its middle."""
        style = self._bold
        lines = [
            breaking.balanced(column.label, width - 2 * _PAD_X, style.face, style.size)
            for column, width in zip(self._table.columns, self._widths, strict=True)
        ]
        tall = max(map(len, lines), default=1) * style.leading + 2 * PAD_Y
        return Row(lines, [None] * len(lines), tall)

    def wrapped(self, cells: Sequence[Cell], *, bold: bool = False) -> Row:
        """Return a row as it is drawn."""
        return self._wrapped(cells, self._bold if bold else self._table.style)

    def _wrapped(self, cells: Sequence[Cell], style: Style) -> Row:
        lines: list[Sequence[str]] = []
        tones: list[Tone | None] = []
        shrunk: dict[int, Style] = {}
        most = 1
        face, size = style.face, style.size
        for place, (cell, width) in enumerate(zip(cells, self._widths, strict=True)):
            if isinstance(cell, str):
                broken = breaking.wrap(cell, width - 2 * _PAD_X, face, size)
                tones.append(None)
                if len(broken) > 1 and breaking.is_number(cell):
                    broken = (cell,)
                    fits = (width - 2 * _PAD_X) / fonts.width(cell, face, size)
                    shrunk[place] = replace(style, size=size * fits)
            else:
                broken = breaking.wrap(cell.text, width - 2 * _PAD_X - 4, self._bold.face, size)
                tones.append(cell.tone)
            lines.append(broken)
            most = max(most, len(broken))
        return Row(lines, tones, most * style.leading + 2 * PAD_Y, shrunk)

    def _first(self, held: Sequence[Row]) -> float:
        """Return what must stand under the head: two rows, or one of many lines."""
        tall, both = held[0].height, held[0].height + held[1].height
        return both if both <= _LINES_TOGETHER * self._table.style.leading else tall

    def _begin(self, first: float) -> None:
        """Put the head where the first rows fit under it."""
        self._paper.need(
            self._caption_height + self.head.height + min(first, self._paper.body / _MUCH)
        )
        self.put_head(self._table.caption)

    def _caption_lines(self, caption: str) -> Sequence[str]:
        style = styles.SUBHEADING
        return breaking.wrap(caption, self._width, style.face, style.size)

    def tall(self, caption: str) -> float:
        """Return the height of a caption with the gap below it."""
        lines = len(self._caption_lines(caption)) if caption else 0
        return lines * styles.SUBHEADING.leading + 7 if lines else 0.0

    def _continue(self) -> None:
        self._paper.turn()
        caption = self._table.caption
        self.put_head(_continued(caption) if caption else "")

    def put_head(self, caption: str) -> None:
        """Draw a caption, if there is one, and the head."""
        self._striped = False
        paper, head = self._paper, self.head
        if caption:
            style, y = styles.SUBHEADING, paper.y - styles.SUBHEADING.size - 4
            for line in self._caption_lines(caption):
                paper.write(self._left, y, line, style)
                y -= style.leading
            paper.y -= self.tall(caption)
        self._ground(head, styles.HEAD)
        self._set(head, self._bold)
        self._line(styles.STRONG_LINE, 0.8)

    def _put(self, row: Row, end: float) -> None:
        """Draw a row, on the next page if it and `end` points more do not fit on this one."""
        if row.height + end > self._paper.room:
            fresh = self._paper.body - self._caption_height - self.head.height
            is_tall = row.height > self._paper.room > fresh / _MUCH
            if row.height + end <= fresh and not is_tall:
                self._continue()
            else:
                row = self._split(row, fresh, end)
        self.put_row(row)

    def put_row(self, row: Row) -> None:
        """Draw a row where the paper stands."""
        if self._striped:
            self._ground(row, styles.BAND)
        self._striped = not self._striped
        self._set(row, self._table.style)
        self._line(styles.LINE, 0.5)

    def _put_last(self, held: Sequence[Row], end: float) -> None:
        """Draw the last rows, and none of them alone on the last page if they fit on one."""
        needed = sum(row.height for row in held) + end
        fresh = self._paper.body - self._caption_height - self.head.height
        for at, row in enumerate(held):
            is_alone = at < len(held) - 1 and needed > fresh
            self._put(row, 0 if is_alone else needed - row.height)
            needed -= row.height

    def _split(self, row: Row, fresh: float, end: float) -> Row:
        """Draw the parts of a tall row; return the last, under which `end` fits."""
        leading = self._table.style.leading
        while True:
            if self._paper.room < min(row.height, fresh / _MUCH):
                self._continue()
            fits = int((self._paper.room - 2 * PAD_Y) / leading)
            most = max(map(len, row.cells))
            if most <= fits:
                if row.height + end <= self._paper.room or most <= _TOGETHER:
                    return row
                fits = most - _TOGETHER
            fits = max(1, min(fits, most - _TOGETHER))  # no line goes over alone
            part = [lines[:fits] for lines in row.cells]
            self._set(Row(part, row.tones, fits * leading + 2 * PAD_Y), self._table.style)
            rest = [lines[fits:] for lines in row.cells]
            row = Row(rest, row.tones, (most - fits) * leading + 2 * PAD_Y)
            self._continue()

    def put_total(self, row: Row) -> None:
        """Draw the row of sums."""
        self._line(styles.STRONG_LINE, 0.8)
        self._ground(row, styles.HEAD)
        self._set(row, self._bold)
        self._line(styles.STRONG_LINE, 0.8)

    def _noted(self) -> Sequence[str]:
        style, text = styles.NOTE, self._table.note
        return breaking.wrap(text, self._width, style.face, style.size) if text else ()

    def _put_note(self) -> None:
        """Draw the note under the last row, as wide as the table."""
        y = self._paper.y - styles.NOTE.size - 3
        for line in self._notes:
            self._paper.write(self._left, y, line, styles.NOTE)
            y -= styles.NOTE.leading
        self._paper.y -= self._note_height

    def _ground(self, row: Row, colour: Colour) -> None:
        corner = (self._left, self._paper.y - row.height)
        self._paper.fill(corner, (self._width, row.height), colour)

    def _line(self, colour: Colour, thick: float) -> None:
        y = self._paper.y
        self._paper.rule((self._left, y), (self._left + self._width, y), colour, thick)

    def _set(self, row: Row, style: Style) -> None:
        """Set a row's texts, each cell in the middle of the row's height, and move below it."""
        paper = self._paper
        drop = (style.leading + style.size * 0.76) / 2
        cells = zip(row.cells, row.tones, self._places(), strict=True)
        for place, (lines, tone, (x, align)) in enumerate(cells):
            y = paper.y - (row.height - len(lines) * style.leading) / 2 - drop
            used = row.shrunk.get(place, style)
            if tone:
                used = self._words[tone]
                self._chip(lines, tone, (x, y), align)
            for line in lines:
                paper.write(x, y, line, used, align)
                y -= style.leading
        paper.y -= row.height

    def _places(self) -> Iterator[tuple[float, Align]]:
        """Give each column's point to write at."""
        left = self._left
        for width, align in zip(self._widths, self._aligns, strict=True):
            if align is Align.LEFT:
                yield left + _PAD_X, align
            elif align is Align.RIGHT:
                yield left + width - _PAD_X, align
            else:
                yield left + width / 2, align
            left += width

    def _chip(
        self, lines: Sequence[str], tone: Tone, place: tuple[float, float], align: Align
    ) -> None:
        """Draw the ground of a word of state."""
        style = self._words[tone]
        if not lines:
            return  # the rest of a row that goes on over the page
        wide = max(fonts.width(line, style.face, style.size) for line in lines)
        if not wide:
            return
        x = place[0] - {Align.LEFT: 0, Align.CENTRE: wide / 2, Align.RIGHT: wide}[align]
        tall = (len(lines) - 1) * style.leading + style.size + 3
        corner = (x - 3, place[1] + style.size - tall + 0.5)
        self._paper.fill(corner, (wide + 6, tall), tone.value[1], 2.5)


def _continued(caption: str) -> str:
    return _("{caption} (continued)").format(caption=caption)
