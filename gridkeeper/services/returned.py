"""Handing rows back that were refused, or differ, to be mended and taken in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.services import case_files, register_files
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from gridkeeper.services.cases_import import Refused
    from gridkeeper.services.roster_known import Differing


def left_unchanged(row: Differing) -> str:
    """Return what is said of a row that says something else than the register."""
    text = _("Differs from the register, which was left unchanged: {columns}")
    return text.format(columns=row.reason)


def write(
    source: Path,
    path: Path,
    refused: Sequence[Refused],
    differing: Sequence[Differing] = (),
    mapped: Collection[str] = (),
) -> int:
    """Write the rows of a file that stayed out to a workbook; return how many.

    Args:
        source: The file they came from, as it was when it was taken in.
        path: Where the workbook goes.
        refused: The rows that were not taken in, with the reasons.
        differing: The rows that say something else than the register, with what differs.
        mapped: Headings that a person explained when the file was taken in.

    Raises:
        FileUnwritableError: The workbook cannot be written.
    """
    # calamine and openpyxl take their time to import: only those who have such rows pay for it.
    from gridkeeper.ledgers import reading  # noqa: PLC0415
    from gridkeeper.ledgers import returned as sheets  # noqa: PLC0415

    known = (mapped.__contains__, case_files.knows, register_files.knows)
    sheet = reading.read(source, lambda heading: any(knows(heading) for knows in known))
    differences = {one.row: left_unchanged(one) for one in differing}
    reasons = {one.row: one.reason for one in refused}
    return sheets.write(path, sheet, {**differences, **reasons}, differences.keys())
