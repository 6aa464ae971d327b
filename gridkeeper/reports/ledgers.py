"""A ledger on sheets that every printer has: its columns in parts, to be laid side by side.

Twenty or thirty columns on one sheet of A4 nobody can read. So they are shared out among as few
parts as leave every text its size. A sheet of one part is followed by the same rows in the others;
each begins with the row's number and the columns that say which record it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gridkeeper.errors import PaperInconsistentError
from gridkeeper.reports import abreast, fonts, page, story, styles
from gridkeeper.reports.columns import Column, Table
from gridkeeper.reports.page import Align
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from gridkeeper.domain.lines import Heading
    from gridkeeper.progress import Progress

_ON_A_SHEET = 155.0
"""So many digits stand side by side on a sheet: a day of ten fits into a column of eleven."""

_WIDEST = 20.0
"""Wider columns hold prose, which is broken anyway."""

_NARROWEST = 7.0
"""Under narrower headings every character would stand on a line of its own."""

_NUMBER = 6.0
_FINENESS = 4


@dataclass(frozen=True, slots=True)
class ListedColumn:
    """A column as the ledger has it.

    Attributes:
        group: Columns of the same group that stand side by side stay together; "" is none.
        width: In digits.
    """

    label: str
    group: str
    width: float
    is_number: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A ledger that is to be printed.

    Attributes:
        rows: Without their running numbers, masked already; taken once.
        total: How many there are, by the store's own count.
        about: Who made it and for which days, above the rows.
        sums: Asked behind the last row for the row of sums, without what it is called.
        sums_called: What the last row is called.
        named_by: How many columns at the front say which record a row is about.
    """

    title: str
    columns: Sequence[ListedColumn]
    rows: Iterable[Sequence[str]]
    total: int
    about: Sequence[str] = ()
    sums: Callable[[], Sequence[str]] = tuple
    sums_called: str = ""
    named_by: int = 1


def write(path: Path, listed: Listed, heading: Heading, progress: Progress) -> None:
    """Write the ledger as a PDF, in landscape.

    Raises:
        PaperInconsistentError: The rows are not as many as the store counts.
        FileUnwritableError: The file cannot be written.
        FontMissingError: A font of the program is missing.
        CancelledError: The progress was asked to stop.
    """
    with page.opened(path, listed.title, heading, page.LANDSCAPE) as paper:

        def above() -> None:
            story.title(paper, listed.title, _under(paper, listed))

        if not listed.total:
            above()
            story.nothing(paper, _("Nothing was recorded in this period."))
            return
        printed = abreast.draw(paper, _wide(listed, above, progress))
        if printed != listed.total:
            raise PaperInconsistentError(
                paper=listed.title, figure=_("No."), printed=printed, stored=listed.total
            )


def _wide(listed: Listed, above: Callable[[], None], progress: Progress) -> abreast.Wide:
    found = parts(listed)
    caption = _("Part {number} of {of}")
    tables = [
        Table(
            [Column(_("No."), _NUMBER, Align.CENTRE), *(_column(listed, at) for at in part)],
            (),
            caption.format(number=number, of=len(found)) if len(found) > 1 else listed.title,
            style=styles.SMALL_CELL,
        )
        for number, part in enumerate(found, 1)
    ]

    def sums() -> list[tuple[str, ...]]:
        row = listed.sums()
        return [(listed.sums_called, *(row[at] for at in part)) for part in found] if row else []

    rows = (
        [(str(number), *(row[at] for at in part)) for part in found]
        for number, row in enumerate(listed.rows, 1)
    )
    return abreast.Wide(tables, rows, above, sums, listed.total, progress)


def _under(paper: page.Paper, listed: Listed) -> str:
    """Return what stands under the title; the number of rows never has a line to itself."""
    rows = plural("{n} row in all", "{n} rows in all", listed.total)
    facts = [*filter(None, listed.about), rows.format(n=f"{listed.total:,}")]
    line, style = "　　".join(facts), styles.SUBTITLE
    if fonts.width(line, style.face, style.size) <= paper.width:
        return line
    return "\n".join(filter(None, ("　　".join(facts[:-2]), "　　".join(facts[-2:]))))


def parts(listed: Listed) -> list[list[int]]:
    """Share out the columns, by their places; each part begins with those that name a row."""
    named = list(range(min(listed.named_by, len(listed.columns))))
    room = _ON_A_SHEET - _NUMBER - sum(_width(listed.columns[at]) for at in named)
    blocks = _blocks(listed, len(named))
    found = _shared(blocks, room)
    # As few parts as there must be, and these as full as each other rather than a poor last one.
    even = sum(wide for _block, wide in blocks) / max(1, len(found))
    limits = (even + step for step in range(0, max(0, round(room - even)), _FINENESS))
    better = (_shared(blocks, limit) for limit in limits)
    found = next((one for one in better if len(one) == len(found)), found)
    return [named + part for part in found] or [named]


def _shared(blocks: Sequence[tuple[list[int], float]], room: float) -> list[list[int]]:
    """Fill parts one after the other; what is wider than a part has one of its own."""
    found: list[list[int]] = []
    used = 0.0
    for block, wide in blocks:
        if not found or used + wide > room:
            found.append([])
            used = 0.0
        found[-1] += block
        used += wide
    return found


def _blocks(listed: Listed, first: int) -> list[tuple[list[int], float]]:
    """Return what stays together, with its width: groups, and single columns."""
    places = range(first, len(listed.columns))
    found = []
    for _key, some in groupby(places, lambda at: listed.columns[at].group or at):
        block = list(some)
        found.append((block, sum(_width(listed.columns[at]) for at in block)))
    return found


def _width(column: ListedColumn) -> float:
    return min(max(column.width, _NARROWEST), _WIDEST)


def _column(listed: Listed, at: int) -> Column:
    column = listed.columns[at]
    label = f"{column.group}\n{column.label}" if column.group else column.label
    return Column(label, _width(column), Align.RIGHT if column.is_number else Align.LEFT)
