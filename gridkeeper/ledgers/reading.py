"""The way in: a sheet of any origin as headings and rows of text.

Excel's old and new files, OpenDocument sheets and text files; which one it is, is seen from the
content, because programs write text and web pages under the name of a workbook. The caller knows
the words of headings; here is known how sheets are built.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING

from gridkeeper.errors import FileMissingError, FileUnreadableError, unreadable
from gridkeeper.ledgers import texts_in_files
from gridkeeper.ledgers.headings import LOOKED_AT, Group, Headings, Knows, find
from gridkeeper.ledgers.values import DIGITS_LOST, text_of
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from python_calamine import CalamineSheet

__all__ = ["DIGITS_LOST", "Row", "Sheet", "read"]

_ZIPPED = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the only part of a locked workbook
_SUMS = frozenset(("合计", "总计", "小计", "Total"))
_NOTHING = frozenset(("本期无记录", "无记录", "No records"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data.

    Attributes:
        number: As the program that shows the sheet numbers it, from 1.
        cells: At least as many as there are headings; `DIGITS_LOST` where a number is damaged.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is being read.

    Attributes:
        file: The file's name, for messages.
        name: The sheet's name; the file's for a text file.
        headings: One a column, cleaned; under a group "group/heading".
        plain: The same without the groups.
        rows: The data, read while it is consumed; empty rows and lines of sums are left out.
        sums: The numbers of the lines of sums that were met so far.
    """

    file: str
    name: str
    headings: tuple[str, ...]
    plain: tuple[str, ...]
    rows: Iterator[Row]
    sums: list[int]


@dataclass(frozen=True, slots=True)
class _Source:
    """Rows with what is known about them before they are understood."""

    name: str
    rows: Iterator[list[str]]
    merged: Sequence[Group] = ()


def read(path: Path, knows: Knows) -> Sheet:
    """Open a file and find its headings.

    Of several visible sheets it takes the one with the most known headings, the first of equals.

    Args:
        path: A workbook or a text file.
        knows: Whether the caller understands a heading; it is asked about both forms.

    Raises:
        FileMissingError: There is no such file.
        FileUnreadableError: Not a sheet, damaged, protected, or empty.
    """
    if not path.exists():
        raise FileMissingError(file=path.name)
    try:
        sheets = [_understood(path.name, source, knows) for source in _sources(path)]
    except OSError as error:
        raise unreadable(path.name, error) from error
    found = [sheet for sheet in sheets if sheet is not None]
    if not found:
        raise FileUnreadableError(file=path.name, reason=_("it is empty"))
    return max(found, key=lambda sheet: sum(map(knows, {*sheet.headings, *sheet.plain} - {""})))


def _sources(path: Path) -> Iterable[_Source]:
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith((_ZIPPED, _OLE)):
        return _of_workbook(path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        reason = _("it is a web page or XML under the name of a workbook")
        raise FileUnreadableError(file=path.name, reason=reason)
    return [_Source(path.name, texts_in_files.rows(path))]


def _of_workbook(path: Path) -> Iterator[_Source]:
    import python_calamine as calamine  # noqa: PLC0415 - a library that only workbooks need

    content = path.read_bytes()
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        for about in book.sheets_metadata:
            if (about.visible, about.typ) == (
                calamine.SheetVisibleEnum.Visible,
                calamine.SheetTypeEnum.WorkSheet,
            ):
                sheet = book.get_sheet_by_name(about.name)
                yield _Source(about.name, _texts(sheet), _merged(sheet))
    except calamine.CalamineError as error:
        is_locked = isinstance(error, calamine.PasswordError) or _ENCRYPTED in content
        reason = (
            _("it opens with a password only; take the password off first")
            if is_locked
            else _("it is damaged, or not a workbook")
        )
        raise FileUnreadableError(file=path.name, reason=reason) from error


def _texts(sheet: CalamineSheet) -> Iterator[list[str]]:
    for cells in sheet.iter_rows():
        yield [text_of(cell) for cell in cells]


def _merged(sheet: CalamineSheet) -> list[Group]:
    """Return what is merged within one row, in columns as `iter_rows` counts them."""
    left = sheet.start[1] if sheet.start else 0
    return [
        Group(top, first - left, last - left)
        for (top, first), (bottom, last) in sheet.merged_cell_ranges or ()
        if top == bottom and last > first >= left
    ]


def _understood(file: str, source: _Source, knows: Knows) -> Sheet | None:
    top = list(islice(source.rows, LOOKED_AT + 1))
    headings = find(top, source.merged, knows)
    if headings is None:
        return None
    sums: list[int] = []
    rows = _data(chain(top, source.rows), headings, sums)
    return Sheet(file, source.name, headings.texts, headings.plain, rows, sums)


def _data(rows: Iterable[list[str]], headings: Headings, sums: list[int]) -> Iterator[Row]:
    width = len(headings.texts)
    for number, cells in enumerate(rows, start=1):
        if number <= headings.last + 1 or not any(cells):
            continue
        if _begins(cells, _SUMS):
            sums.append(number)
        elif not _begins(cells, _NOTHING):
            yield Row(number, (*cells, *[""] * (width - len(cells))))


def _begins(cells: Sequence[str], words: frozenset[str]) -> bool:
    """Whether a line begins with one of some words, behind its number if it has one."""
    said = list(islice((cell for cell in cells if cell), 2))
    if not said[0].isdecimal():
        del said[1:]
    return any(cell in words or "".join(cell.split()).rstrip(":：") in words for cell in said)
