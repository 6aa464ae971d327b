"""Data as the XML of cells: typed, masked, inert.

This is the one place where a record's text becomes part of a workbook. What Excel would refuse,
run, cut in silence or show as something else is dealt with here, at every cell, whatever its
column. A cell's XML begins after its row number: `<c r="B` + `17` + `" s="4" …`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from gridkeeper.domain import clock, codes
from gridkeeper.domain.fields import Mask, Stored, Type, Value
from gridkeeper.domain.privacy import Profile, seen_code, shown
from gridkeeper.ledgers import styles
from gridkeeper.ledgers.values import clean
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from gridkeeper.ledgers.checks import Totals
    from gridkeeper.ledgers.columns import Column

Emit = Callable[[Any], str]
"""Makes a column's cell of a line of the ledger's kind."""

LONGEST_TEXT = 32_767
"""UTF-16 units that a cell holds; what is longer Excel cuts without a word."""

_FIRST_REAL_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 before it
_DAY_ZERO = date(1899, 12, 30).toordinal()
_ODD = re.compile("[<>&_\r\n\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ACTIVE = frozenset("=+-@\t\uff1d\uff0b\uff0d\uff20")  # the last four are what input methods write
_ALL_ODD_STARTS = _ACTIVE | {" ", "\n"}


class Cells:
    """Makes the cells of one ledger, and counts what it makes.

    Attributes:
        lines: How many lines the tallest cell has that was made since somebody set this to 1.
            Excel finds the heights of rows itself, others show one line unless they are told.

    Args:
        sheet: A sheet of the workbook whose looks are used.
        profile: Who the ledger is for.
        totals: Where the counts go.
    """

    def __init__(self, sheet: Worksheet, profile: Profile, totals: Totals) -> None:
        self._sheet = sheet
        self._profile = profile
        self._totals = totals
        self.lines = 1

    def emitter(self, column: Column) -> Emit:
        """Return the function that makes a column's cell of a line."""
        look = styles.of_data(self._sheet, column)
        inert = styles.of_data(self._sheet, column, inert=True)
        match column.type:
            case Type.CODE | Type.YES_NO:
                return self._emit_words(column, look, inert)
            case Type.DAY | Type.MOMENT:
                hides = column.mask is not Mask.NONE and self._profile is not Profile.FULL
                said = self._emit_texts(_as_text(column), look, inert)
                return said if hides else _emit_days(column, look)
            case Type.NUMBER:
                return _emit_numbers(column, look)
            case Type.AMOUNT:
                return self._emit_amounts(column, look)
            case _:
                return self._emit_texts(column, look, inert)

    def text(self, text: str, look: int, inert: int) -> str:
        """Return the cell of any text whatever."""
        kept = clean(text)
        if _units(kept) > LONGEST_TEXT:
            kept = _shortened(kept)
            self._totals.shortened += 1
        if not kept:
            return f'" s="{look}"/>'
        style = inert if kept[0] in _ACTIVE else look
        body = _ESCAPE_LIKE.sub("_x005F_", escape(kept))
        return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{body}</t></is></c>'

    def _emit_texts(self, column: Column, look: int, inert: int) -> Emit:
        of, mask, profile, odd = column.of, column.mask, self._profile, _ODD.search
        before, empty = f'" s="{look}" t="inlineStr"><is><t>', f'" s="{look}"/>'
        width, is_open = column.width, column.mask is Mask.NONE
        second = column.otherwise
        other = self._emit_texts(second, look, inert) if second else None

        def emit(line: Any) -> str:  # noqa: ANN401 - a line of the ledger's kind
            value: Any = of(line)
            if not value:
                return other(line) if other else empty
            if isinstance(value, tuple):
                text = "、".join([shown(part, mask, profile) for part in value])
            else:
                text = value if is_open else shown(value, mask, profile)
            if not text:  # an address that is a door and nothing else, for the board
                return empty
            if len(text) * 2 > width and (lines := lines_of(text, width)) > self.lines:
                self.lines = lines
            if odd(text) or text[0] in _ALL_ODD_STARTS or len(text) * 2 > LONGEST_TEXT:
                return self.text(text, look, inert)
            return f"{before}{text}</t></is></c>"

        return emit

    def _emit_words(self, column: Column, look: int, inert: int) -> Emit:
        of, totals = column.of, self._totals
        counted = totals.values[column.key]
        known: dict[Value | tuple[str, ...], tuple[str, int]] = {}

        def emit(line: Any) -> str:  # noqa: ANN401 - a line of the ledger's kind
            value = of(line)
            if isinstance(value, tuple):
                totals.several.add(column.key)
                counted.update(value)
            else:
                counted[_stored(value)] += 1
            if value not in known:
                text = words(column, value, self._profile)
                known[value] = self.text(text, look, inert), lines_of(text, column.width)
            cell, lines = known[value]
            if lines != 1:
                self.lines = max(self.lines, lines)
            return cell

        return emit

    def _emit_amounts(self, column: Column, look: int) -> Emit:
        of, amounts, key = column.of, self._totals.amounts, column.key
        empty = f'" s="{look}"/>'

        def emit(line: Any) -> str:  # noqa: ANN401 - a line of the ledger's kind
            value: Any = of(line)
            if value is None:
                return empty
            if not value.is_finite():
                message = f"an amount that is no number: {value}"
                raise ValueError(message)
            amounts[key] += value
            return f'" s="{look}"><v>{value:.2f}</v></c>'

        return emit


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column; a Chinese character is two digits wide."""
    if "\n" in text:
        return sum(lines_of(line, width) for line in text.split("\n"))
    # As many bytes as digits of width; rare characters have four, which errs to the safe side.
    return -(-len(text.encode("gb18030", "replace")) // int(width)) or 1


def row_height(lines: int) -> float:
    """Return the height in points of a row whose tallest cell has so many lines."""
    return min(409.0, 14.5 * lines + 6)


def words(column: Column, value: Value | tuple[str, ...], profile: Profile) -> str:
    """Return what stands for a code, for several codes, or for yes and no."""
    match value:
        case tuple():
            return "、".join(words(column, code, profile) for code in value)
        case bool():
            return pick("是", "yes") if value else pick("否", "no")
        case str():
            return codes.table(column.codes).text(seen_code(column.codes, value, profile))
        case _:
            return ""


def serial(day: date) -> int:
    """Return the number that Excel counts a day by."""
    return day.toordinal() - _DAY_ZERO


def _emit_numbers(column: Column, look: int) -> Emit:
    of, empty = column.of, f'" s="{look}"/>'

    def emit(line: Any) -> str:  # noqa: ANN401 - a line of the ledger's kind
        value = of(line)
        return empty if value is None else f'" s="{look}"><v>{value:d}</v></c>'

    return emit


def _emit_days(column: Column, look: int) -> Emit:
    of = column.of
    known: dict[object, str] = {None: f'" s="{look}"/>'}

    def emit(line: Any) -> str:  # noqa: ANN401 - a line of the ledger's kind
        value = of(line)
        if value not in known:
            known[value] = _day(value, look)
        return known[value]

    return emit


def _day(value: Any, look: int) -> str:  # noqa: ANN401 - a date or a moment
    if isinstance(value, datetime):
        moment = clock.local(value)
        part = (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86_400
        return f'" s="{look}"><v>{serial(moment.date()) + part:.10f}</v></c>'
    if value < _FIRST_REAL_DAY:
        return f'" s="{look}" t="inlineStr"><is><t>{value.isoformat()}</t></is></c>'
    return f'" s="{look}"><v>{serial(value)}</v></c>'


def _as_text(column: Column) -> Column:
    """Return a column of days that shows them as texts: what is left of a hidden day is no day."""
    of = column.of
    return replace(column, of=lambda line: None if (day := of(line)) is None else str(day))


def _stored(value: Any) -> Stored:  # noqa: ANN401 - a code, or yes or no
    return None if value == "" else value


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _shortened(text: str) -> str:
    mark = _("… (shortened)")
    room = (LONGEST_TEXT - _units(mark)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark
