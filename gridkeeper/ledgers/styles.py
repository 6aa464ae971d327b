"""Fonts, fills, borders and number formats; each look has one place in the workbook's styles.

A cell's look is a number there. The numbers of the looks of data are asked once from openpyxl and
then written by `injection`, cell after cell.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from gridkeeper.domain.fields import Mask, Type
from gridkeeper.ledgers.values import clean
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from gridkeeper.ledgers.columns import Column

BODY_SIZE = 10.5
_LINE = Side(style="thin", color="FF8C96A3")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="FFDCE6F1")
_SUM_FILL = PatternFill("solid", fgColor="FFF2F2F2")
_DULL = "FF595959"

_FORMATS = {
    Type.DAY: "yyyy-mm-dd",
    Type.MOMENT: "yyyy-mm-dd hh:mm",
    Type.NUMBER: "0",
    Type.AMOUNT: "#,##0.00_ ",  # not right at the line
    Type.PROSE: "General",  # Excel shows a long text in a cell of format @ as #######
}


class Look(Enum):
    """The looks of cells outside the data."""

    TITLE = "title"
    SUBTITLE = "subtitle"  # of the sheets beside the ledger
    ABOUT = "about"
    NOTE = "note"
    HEADING = "heading"
    CELL = "cell"
    NONE = "none"  # the line that says that there is nothing


_FONTS: Mapping[Look, Mapping[str, Any]] = {
    Look.TITLE: {"sz": 18, "b": True},
    Look.SUBTITLE: {"sz": 14, "b": True},
    Look.NOTE: {"sz": 9, "color": _DULL},
    Look.HEADING: {"b": True},
    Look.NONE: {"sz": 12, "color": _DULL},
}


def font(look: Look = Look.CELL) -> Font:
    """Return the font of a look: 宋体 in Chinese, as offices have it, Arial in English."""
    return Font(**{"name": pick("宋体", "Arial"), "sz": BODY_SIZE, **_FONTS.get(look, {})})


def put(sheet: Worksheet, row: int, column: int, value: str | int | Decimal, look: Look) -> None:
    """Write a text or a number of the program's own into a cell; no text is a formula."""
    cell = sheet.cell(row, column, clean(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # a unit may have a name that begins with =
    _apply(cell, look)
    if isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    elif isinstance(value, int):
        cell.number_format = "#,##0"


def _apply(cell: Cell, look: Look) -> None:
    cell.font = font(look)
    free = look in {Look.TITLE, Look.SUBTITLE, Look.ABOUT, Look.NOTE}
    side = "left" if look in {Look.ABOUT, Look.NOTE} else "center"
    cell.alignment = Alignment(side, "center", wrap_text=not free, shrink_to_fit=free)
    if look is Look.HEADING:
        cell.fill = _HEAD_FILL
    if not free:
        cell.border = _BOX


def of_data(sheet: Worksheet, column: Column, *, inert: bool = False) -> int:
    """Return the number of the look of a column's data.

    Args:
        sheet: Any sheet of the workbook.
        column: Its type, width and mask decide.
        inert: For a text that looks like a formula: it stays a text when somebody edits the cell.
    """
    cell = Cell(sheet, 1, 1)
    cell.font = font()
    cell.border = _BOX
    cell.alignment = Alignment(_side(column), "center", wrap_text=True)
    cell.number_format = _FORMATS.get(column.type, "@")
    cell.quotePrefix = inert
    return cell.style_id


def of_sum(sheet: Worksheet, column: Column | None) -> int:
    """Return the number of the look of the last line's cell under a column."""
    cell = Cell(sheet, 1, 1)
    cell.font = font(Look.HEADING)
    cell.border = _BOX
    cell.fill = _SUM_FILL
    is_amount = column is not None and column.type is Type.AMOUNT
    cell.alignment = Alignment("right" if is_amount else "center", "center")
    cell.number_format = _FORMATS[Type.AMOUNT] if is_amount else "General"
    return cell.style_id


def of_nothing(sheet: Worksheet) -> int:
    """Return the number of the look of the line that says that there is nothing."""
    cell = Cell(sheet, 1, 1)
    _apply(cell, Look.NONE)
    return cell.style_id


def _side(column: Column) -> str:
    if column.type is Type.AMOUNT:
        return "right"
    if column.mask is Mask.ID_NUMBER:
        return "center"
    is_long = column.type is Type.PROSE or column.mask is Mask.ADDRESS or column.width >= 16
    return "left" if is_long else "center"
