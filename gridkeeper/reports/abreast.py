"""A table too wide for a sheet, on sheets that are laid side by side.

Its columns are tables of their own with the same rows. Each sheet is followed by those with the
other columns of the same rows, and a row stands at the same height on all of them. Only the rows of
one sheet are kept, so memory does not grow with the rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gridkeeper.progress import Quiet
from gridkeeper.reports.tables import PAD_Y, SHARE_OF_REPORTS, Drawing, Row
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gridkeeper.progress import Progress
    from gridkeeper.reports.columns import Cell, Table
    from gridkeeper.reports.page import Paper
    from gridkeeper.reports.styles import Style

Across = list[Row]
"""One row as it stands on each of the sheets."""


@dataclass(frozen=True, slots=True)
class Wide:
    """What is drawn.

    Attributes:
        parts: The tables, without rows of their own.
        rows: For each row its cells in each of the parts.
        above: Draws what stands over the first sheet of each part.
        sums: Asked behind the last row for the cells of a row in bold; () for none.
        rows_in_all: For the progress.
    """

    parts: Sequence[Table]
    rows: Iterable[Sequence[Sequence[Cell]]]
    above: Callable[[], object]
    sums: Callable[[], Sequence[Sequence[Cell]]]
    rows_in_all: int
    progress: Progress = field(default_factory=Quiet)


def draw(paper: Paper, wide: Wide) -> int:
    """Draw it from where the paper stands, and return how many rows it had.

    Raises:
        CancelledError: The progress was asked to stop.
    """
    return _Sheets(paper, wide).draw()


class _Sheets:
    def __init__(self, paper: Paper, wide: Wide) -> None:
        self._paper = paper
        self._wide = wide
        self._drawings = [Drawing(paper, table) for table in wide.parts]
        self._over = _level([drawing.head for drawing in self._drawings])[0].height
        caption = self._caption(0, wide.rows_in_all, wide.rows_in_all)
        self._over += max(drawing.tall(caption) for drawing in self._drawings)
        self._kept: list[tuple[int, Across]] = []
        self._used = 0.0
        self._is_first = True

    def draw(self) -> int:
        wide = self._wide
        wide.above()
        self._room = self._paper.room - self._over
        done = 0
        for cells in wide.rows:
            done += 1
            self._take(done, self._wrapped(cells, bold=False))
            if done % SHARE_OF_REPORTS == 0:
                wide.progress.report(done, wide.rows_in_all)
        sums = wide.sums()
        self._end(self._wrapped(sums, bold=True) if sums else [])
        return done

    @property
    def _fresh(self) -> float:
        return self._paper.body - self._over

    def _wrapped(self, cells: Sequence[Sequence[Cell]], *, bold: bool) -> Across:
        across = zip(self._drawings, cells, strict=True)
        return _level([drawing.wrapped(some, bold=bold) for drawing, some in across])

    def _take(self, number: int, row: Across) -> None:
        """Keep a row for this sheet or the next; one that would leave much of it empty goes on."""
        left = self._room - self._used
        is_tall = row[0].height > left > self._fresh / 3
        if row[0].height <= self._fresh and not is_tall:
            self._keep(number, row)
            return
        first = left if left > self._fresh / 3 else self._fresh
        table = self._wide.parts[0]
        for piece in zip(
            *(_pieces(one, table.style, first, self._fresh) for one in row), strict=True
        ):
            self._keep(number, list(piece))

    def _keep(self, number: int, row: Across) -> None:
        if self._used + row[0].height > self._room:
            self._set_before(number, row)
        self._kept.append((number, row))
        self._used += row[0].height

    def _set_before(self, number: int, row: Across) -> None:
        """Draw what is kept; the last row of all takes the one before it along, if both fit."""
        before = self._kept[-1]
        both = before[1][0].height + row[0].height
        if number < self._wide.rows_in_all or len(self._kept) < 2 or both > self._fresh:
            self._set()
            return
        self._kept.pop()
        self._set()
        self._kept.append(before)
        self._used = before[1][0].height

    def _end(self, sums: Across) -> None:
        """Set the last sheets; the sums stay with the last row."""
        if not self._kept:
            return
        if sums and self._used + sums[0].height > self._room:
            last = self._kept.pop()
            if self._kept:
                self._set()
            self._kept = [last]
        self._set(sums)

    def _set(self, sums: Across | None = None) -> None:
        """Draw what is kept, on a sheet for each part."""
        first, last = self._kept[0][0], self._kept[-1][0]
        for at, drawing in enumerate(self._drawings):
            if at or not self._is_first:
                self._paper.turn()
            if self._is_first:
                if at:
                    self._wide.above()
                self._paper.mark(self._wide.parts[at].caption)
            drawing.put_head(self._caption(at, first, last))
            for _number, row in self._kept:
                drawing.put_row(row[at])
            if sums:
                drawing.put_total(sums[at])
        self._kept, self._used, self._room = [], 0.0, self._fresh
        self._is_first = False

    def _caption(self, at: int, first: int, last: int) -> str:
        if len(self._drawings) == 1:
            return ""
        text = _("{part} · rows {first} to {last}")
        return text.format(part=self._wide.parts[at].caption, first=first, last=last)


def _level(row: Across) -> Across:
    """Make all of them as tall as the tallest."""
    tallest = max(one.height for one in row)
    for one in row:
        one.height = tallest
    return row


def _pieces(row: Row, style: Style, first: float, others: float) -> Iterator[Row]:
    """Yield a row taller than a page in parts of at most `first` and then `others` points."""
    lines, room = round((row.height - 2 * PAD_Y) / style.leading), first
    begun = 0
    while begun < lines:
        ended = min(lines, begun + max(1, int((room - 2 * PAD_Y) / style.leading)))
        tall = (ended - begun) * style.leading + 2 * PAD_Y
        yield Row([cell[begun:ended] for cell in row.cells], row.tones, tall, row.shrunk)
        begun, room = ended, others
