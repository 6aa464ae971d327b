"""Text files of rows: which encoding, which delimiter, and the rows.

Excel on a Chinese Windows writes GB18030 where others write UTF-8, and says so nowhere. Files are
read in pieces; one of any size needs little memory.
"""

from __future__ import annotations

import codecs
import csv
from itertools import islice
from typing import TYPE_CHECKING

from gridkeeper.errors import FileUnreadableError
from gridkeeper.ledgers.headings import LOOKED_AT
from gridkeeper.ledgers.values import written
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PIECE = 1 << 16
_WORKBOOKS = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".ods"))
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def rows(path: Path) -> Iterator[list[str]]:
    """Yield all rows of a text file, empty ones too, so that their numbers are as in Excel.

    Raises:
        FileUnreadableError: Neither UTF-8 nor GB18030, or not rows of cells.
    """
    encoding = encoding_of(path)
    return _rows(path, encoding, delimiter_of(path, encoding))


def encoding_of(path: Path) -> str:
    """Return the encoding by which the whole file can be read, without any guess at a character.

    Raises:
        FileUnreadableError: None of those we know.
    """
    with path.open("rb") as stream:
        head = stream.read(4)
    marked = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        if _is_readable_as(path, encoding):
            return encoding
    is_named_workbook = path.suffix.lower() in _WORKBOOKS
    reason = (
        _("it is damaged, or not a workbook")
        if is_named_workbook
        else _("its text is neither UTF-8 nor GB18030")
    )
    raise FileUnreadableError(file=path.name, reason=reason)


def delimiter_of(path: Path, encoding: str) -> str:
    """Return the delimiter that gives the top of the file the most columns."""

    def cells(delimiter: str) -> int:
        return sum(len(row) for row in islice(_rows(path, encoding, delimiter), LOOKED_AT))

    return max((",", ";", "\t"), key=cells)


def _is_readable_as(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                if "\0" in decoder.decode(piece):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter)
        try:
            for row in reader:
                yield [written(cell) for cell in row]
        except csv.Error as error:
            reason = _("line {line} is not a row of cells").format(line=reader.line_num)
            raise FileUnreadableError(file=path.name, reason=reason) from error
