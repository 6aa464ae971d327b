"""Rows that were refused, or differ from what is here, handed back to be mended.

The workbook has the file's own headings and the rows as they came, with the row's number and the
reason in front; the cells that are the reason are coloured. Mended, it can be taken in as it is:
the two columns in front are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from gridkeeper.ledgers.reading import DIGITS_LOST
from gridkeeper.ledgers.replacing import replacing
from gridkeeper.ledgers.values import clean
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from gridkeeper.ledgers.reading import Sheet

_HEAD = PatternFill("solid", fgColor="FFDCE6F1")
_WRONG = PatternFill("solid", fgColor="FFFBE3E1")
_WAITS = PatternFill("solid", fgColor="FFFFF2CC")
_NARROWEST, _WIDEST = 8, 40
_REASON_WIDTH = 48
_LINE = 15
_REASON_AT, _FIRST_AT = 2, 3
"""The columns of the reason, and of the first cell of the row as it came."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a row comes back.

    Attributes:
        reason: In words.
        cells: The places of the cells that are the reason, from 0.
        is_refused: Whether it is wrong; else it only waits for somebody to decide, and looks less
            alarming.
    """

    reason: str
    cells: Collection[int] = ()
    is_refused: bool = True


def write(path: Path, sheet: Sheet, rows: Mapping[int, Why]) -> int:
    """Write the rows that have a reason; return how many.

    Args:
        path: Where to; an older file is replaced when the new one is complete.
        sheet: The file, opened anew.
        rows: Why, by the number of the row.

    Raises:
        FileUnwritableError: The file cannot be written.
    """
    book = Workbook()
    made: Worksheet = book.worksheets[0]
    made.title = pick("待修改", "to be mended")
    made.append([pick("原行号", "Row"), pick("原因", "Reason"), *sheet.headings])
    for row in sheet.rows:
        if row.number in rows:
            cells = (clean(cell.replace(DIGITS_LOST, "")) for cell in row.cells)
            made.append([row.number, clean(rows[row.number].reason), *cells])
    _dress(made)
    for number, (cell, *_others) in enumerate(made.iter_rows(min_row=2), start=2):
        _colour(made, number, rows[cast("int", cell.value)])
    with replacing(path) as beside:
        book.save(beside)
    return made.max_row - 1


def _colour(made: Worksheet, number: int, why: Why) -> None:
    fill = _WRONG if why.is_refused else _WAITS
    for place in (_REASON_AT, *(_FIRST_AT + cell for cell in why.cells)):
        made.cell(number, place).fill = fill


def _dress(made: Worksheet) -> None:
    """Give the sheet its looks: everything as text, so that no digit is lost by mending."""
    for place, cells in enumerate(made.iter_cols(min_row=1), start=1):
        widest = max(_wide(cell.value) for cell in cells)
        width = _REASON_WIDTH if place == _REASON_AT else min(max(widest + 2, _NARROWEST), _WIDEST)
        made.column_dimensions[get_column_letter(place)].width = width
        for row, cell in enumerate(cells, start=1):
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if row == 1:
                cell.font, cell.fill = Font(b=True), _HEAD
            if place > 1:
                cell.number_format, cell.data_type, cell.quotePrefix = "@", "s", True
    for row in range(2, made.max_row + 1):
        # Not every program makes a row as high as the reason that is wrapped in it.
        lines = -(-_wide(made.cell(row, _REASON_AT).value) // (_REASON_WIDTH - 4))
        made.row_dimensions[row].height = _LINE * max(lines, 1)
    made.freeze_panes = "C2"
    made.page_setup.orientation, made.page_setup.fitToHeight = "landscape", 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.auto_filter.ref = made.dimensions


def _wide(value: object) -> int:
    """Return how many columns of figures a text takes."""
    return sum(2 if ord(c) > 0xFF else 1 for c in str(value or ""))
