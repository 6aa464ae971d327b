"""Handing rows back that were refused, or wait for a decision, to be mended and taken in again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.services.imports import case_files, register_files
from gridkeeper.services.imports.register_import import RosterImported
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from gridkeeper.services.imports.cases_import import Imported
    from gridkeeper.services.imports.roster_known import Differing, Parked


@dataclass(frozen=True, slots=True)
class Left:
    """A row that stayed out, or says something else than the register.

    Attributes:
        row: As the program that shows the sheet numbers it.
        reason: In words.
        cells: The places of the cells that are the reason, from 0.
        is_refused: Whether it is wrong; else somebody has to decide.
    """

    row: int
    reason: str
    cells: tuple[int, ...] = ()
    is_refused: bool = True


def rows(done: Imported | RosterImported) -> list[Left]:
    """Return each row that a workbook gives back, those that are refused first."""
    refused = [Left(one.row, one.reason, one.cells) for one in done.refused]
    if not isinstance(done, RosterImported):
        return refused
    parked = [] if done.doubles else done.parked
    waiting = [Left(one.row, _left_out(one), one.cells, is_refused=False) for one in parked]
    differing = [
        Left(one.row, _left_unchanged(one), one.cells, is_refused=False) for one in done.differing
    ]
    return [*refused, *waiting, *differing]


def write(
    source: Path, path: Path, done: Imported | RosterImported, mapped: Collection[str] = ()
) -> int:
    """Write the rows of a file that stayed out to a workbook; return how many.

    Args:
        source: The file they came from, as it was when it was taken in.
        path: Where the workbook goes.
        done: What came of it.
        mapped: Headings that a person explained when the file was taken in.

    Raises:
        FileUnwritableError: The workbook cannot be written.
    """
    # calamine and openpyxl take their time to import: only those who have such rows pay for it.
    from gridkeeper.ledgers import reading  # noqa: PLC0415
    from gridkeeper.ledgers import returned as sheets  # noqa: PLC0415

    known = (mapped.__contains__, case_files.knows, register_files.knows)
    sheet = reading.read(source, lambda heading: any(knows(heading) for knows in known))
    back = {one.row: sheets.Why(one.reason, one.cells, one.is_refused) for one in rows(done)[::-1]}
    return sheets.write(path, sheet, back)


def _left_unchanged(row: Differing) -> str:
    """Return what is said of a row that says something else than the register."""
    text = _("Differs from the register, which stays unchanged: {columns}")
    return text.format(columns=row.reason)


def _left_out(row: Parked) -> str:
    """Return what is said of a row whose person may be registered already."""
    text = _("Possible duplicate. {reason}")
    return text.format(reason=row.reason)
