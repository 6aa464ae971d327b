"""The way out: one ledger, one checked file.

A ledger is written beside its final name, compared with the store, and only then put in place: a
file under that name is always whole and its figures hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from gridkeeper.domain.fields import Type
from gridkeeper.errors import InputInvalidError
from gridkeeper.ledgers import heads, layout, styles
from gridkeeper.ledgers.cells import Cells, row_height
from gridkeeper.ledgers.checks import Check, Totals, compared
from gridkeeper.ledgers.columns import SERIAL
from gridkeeper.ledgers.injection import inject
from gridkeeper.ledgers.layout import Paper
from gridkeeper.ledgers.replacing import replacing
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from gridkeeper.domain.lines import AnyLine
    from gridkeeper.progress import Progress

__all__ = ["Check", "Paper", "Written", "write"]

MOST_ROWS = 1_000_000
"""Excel ends at 1,048,576 rows, head and foot included."""

MOST_BYTES = 2_000_000_000
"""A part of a workbook must stay under 2 GiB, or not every program opens it."""

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Written:
    """What has been made.

    Attributes:
        rows: How many rows of data.
        shortened: How many texts were too long for a cell; the check sheet says it, too.
    """

    rows: int
    path: Path
    shortened: int


def write(
    path: Path, paper: Paper, lines: Iterable[AnyLine], checks: Sequence[Check], progress: Progress
) -> Written:
    """Write a ledger; a file of that name is replaced once the new one is whole.

    Args:
        path: Where it shall be.
        paper: Which ledger, its head, who it is for.
        lines: In the order in which they shall stand; taken one after the other.
        checks: What the store counts of the same records.
        progress: Told every few hundred rows.

    Raises:
        PaperInconsistentError: A figure differs from the store's; nothing is left behind.
        InputInvalidError: More rows than a sheet holds.
        FileUnwritableError: No room, no right, no folder, or open in another program.
        CancelledError: From `progress`; nothing is left behind.
    """
    totals = Totals(paper.columns)
    book = layout.begin(paper)
    sheet = book.worksheets[0]
    expected = next((check.stored for check in checks if not check.column), 0)

    def finish() -> str:
        layout.complete(book, paper, totals, compared(paper.title, paper.columns, totals, checks))
        return f"A{paper.first_row}:{paper.last_column}{paper.first_row + totals.rows}"

    rows = _told(_rows(sheet, paper, lines, totals), totals, expected, progress)
    with replacing(path) as beside:
        inject(beside, book, rows, finish)
    return Written(totals.rows, path, totals.shortened)


def _told(
    pieces: Iterator[str], totals: Totals, expected: int, progress: Progress
) -> Iterator[bytes]:
    """Yield the pieces as bytes, tell how far they are, and stop where a sheet is full."""
    size = 0
    for piece in pieces:
        packed = piece.encode()
        size += len(packed)
        if totals.rows > MOST_ROWS or size > MOST_BYTES:
            reason = _("more than one sheet can hold; choose a shorter period")
            raise InputInvalidError(
                where=pick(f"第 {totals.rows} 条", f"row {totals.rows}"), reason=reason
            )
        progress.report(totals.rows, max(expected, totals.rows))
        yield packed


def _rows(
    sheet: Worksheet, paper: Paper, lines: Iterable[AnyLine], totals: Totals
) -> Iterator[str]:
    cells = Cells(sheet, paper.profile, totals)
    number_look = styles.of_data(sheet, SERIAL)
    emitters = [
        (f'<c r="{get_column_letter(number)}', cells.emitter(column))
        for number, column in enumerate(paper.columns, start=2)
    ]
    left = iter(lines)
    row = first_row = paper.first_row
    while some := list(islice(left, _AT_ONCE)):
        xml = []
        for line in some:
            cells.lines = 1
            made = "".join([f"{start}{row}{emit(line)}" for start, emit in emitters])
            first = f'<c r="A{row}" s="{number_look}"><v>{row - first_row + 1}</v></c>'
            xml.append(f'<row r="{row}" ht="{row_height(cells.lines)}">{first}{made}</row>')
            row += 1
        totals.rows += len(some)
        yield "".join(xml)
    yield _last_row(sheet, paper, totals, cells) if totals.rows else _nothing(sheet, paper, cells)


def _last_row(sheet: Worksheet, paper: Paper, totals: Totals, cells: Cells) -> str:
    """Return the line of sums; they follow the filter when somebody narrows the list."""
    row, last = paper.first_row + totals.rows, paper.first_row + totals.rows - 1
    look = styles.of_sum(sheet, None)
    made = [f'<c r="A{row}{cells.text(heads.total(), look, look)}']
    said = heads.sums(paper.columns, totals)
    for number, (column, text) in enumerate(zip(paper.columns, said, strict=True), start=2):
        letter = get_column_letter(number)
        if column.type is Type.AMOUNT:
            formula = f"SUBTOTAL(109,{letter}{paper.first_row}:{letter}{last})"
            body = f"<f>{formula}</f><v>{totals.amounts[column.key]:.2f}</v></c>"
            made.append(f'<c r="{letter}{row}" s="{styles.of_sum(sheet, column)}">{body}')
        else:
            made.append(f'<c r="{letter}{row}{cells.text(text, look, look)}')
    return f'<row r="{row}" ht="22" customHeight="1">{"".join(made)}</row>'


def _nothing(sheet: Worksheet, paper: Paper, cells: Cells) -> str:
    """Return the line that says that there is nothing."""
    look = styles.of_nothing(sheet)
    text = (
        pick("本期无记录", "No records") if paper.heading.period else pick("无记录", "No records")
    )
    made = [
        f'<c r="{get_column_letter(number)}{paper.first_row}{cells.text(said, look, look)}'
        for number, said in enumerate([text, *[""] * len(paper.columns)], start=1)
    ]
    return f'<row r="{paper.first_row}" ht="40" customHeight="1">{"".join(made)}</row>'
