"""Cells of a sheet as text, and text as a cell can hold it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from gridkeeper.domain.parsing import unrounded
from gridkeeper.texts import pick

DIGITS_LOST = "\N{REPLACEMENT CHARACTER}"
"""The text of a cell in which a long number was kept as a number, so that its end is lost.

Excel keeps 15 digits. An ID number typed into a cell that is not text comes back as
110101198001010000: only the person who typed it can repair it, nobody may guess.
"""

_KEPT_EXACTLY = 10**15
_EDGES = " \t\r\n\f\v\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{ZERO WIDTH SPACE}\ufeff"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff]")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LARGE_AS_EXPONENT = re.compile(r"\d(?:\.\d+)?E\+(\d+)", re.IGNORECASE)

Cell = str | int | float | bool | date | datetime | time | timedelta | None


def text_of(cell: Cell) -> str:
    """Return a cell of a workbook as text, or `DIGITS_LOST`.

    Whole numbers have no decimals, days are 2026-10-08, moments 2026-10-08 09:30:00.
    """
    match cell:
        case str():
            text = trimmed(cell)
        case None:
            text = ""
        case bool():
            text = pick("是", "yes") if cell else pick("否", "no")
        case int() | float():
            text = _number(cell)
        case datetime():
            text = str(cell) if cell.time() != time() else cell.date().isoformat()
        case _:
            text = str(cell)
    return text


def written(cell: str) -> str:
    """Return a cell of a text file as text, or `DIGITS_LOST`.

    Knows how programs keep a number's digits in such a file (`="0571"`, a tab before it), and
    what Excel writes when they are already lost (1.10101E+17) or all there (1.10101850307002E+14).
    """
    text = trimmed(cell)
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        text = trimmed(text[2:-1])
    exponent = _LARGE_AS_EXPONENT.fullmatch(text)
    if exponent is None or int(exponent[1]) < 10:
        return text
    return unrounded(text) or DIGITS_LOST


def trimmed(text: str) -> str:
    """Return a text without invisible characters at its edges and control characters inside."""
    text = text.strip(_EDGES)
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def clean(text: str) -> str:
    """Return a text without what a workbook cannot hold: control characters, half characters."""
    return _REFUSED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _number(number: float) -> str:
    if abs(number) >= _KEPT_EXACTLY:
        return DIGITS_LOST
    if number == int(number):
        return str(int(number))
    return format(Decimal(f"{number:.15g}"), "f")
