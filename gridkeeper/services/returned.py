"""Handing refused rows back, to be mended and taken in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.services import case_files, register_files

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from gridkeeper.services.cases_import import Refused


def write(
    source: Path, path: Path, refused: Sequence[Refused], mapped: Collection[str] = ()
) -> int:
    """Write the refused rows of a file to a workbook; return how many.

    Args:
        source: The file they came from, as it was when it was taken in.
        path: Where the workbook goes.
        refused: The rows, with the reasons.
        mapped: Headings that a person explained when the file was taken in.

    Raises:
        FileUnwritableError: The workbook cannot be written.
    """
    # calamine and openpyxl take their time to import: only those who have such rows pay for it.
    from gridkeeper.ledgers import reading  # noqa: PLC0415
    from gridkeeper.ledgers import returned as sheets  # noqa: PLC0415

    known = (mapped.__contains__, case_files.knows, register_files.knows)
    sheet = reading.read(source, lambda heading: any(knows(heading) for knows in known))
    return sheets.write(path, sheet, {one.row: one.reason for one in refused})
