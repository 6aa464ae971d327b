"""Papers that list the records of a period: figures at the top, then every record as a row.

The rows are drawn as they come from the store, however many; how many there were must be what the
figures say, or the paper is not written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import boards
from gridkeeper.errors import PaperInconsistentError
from gridkeeper.reports import groups, overview, page, story, styles, tables
from gridkeeper.reports.columns import Table
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gridkeeper.domain.lines import Heading
    from gridkeeper.domain.tallies import Figures
    from gridkeeper.progress import Progress
    from gridkeeper.reports.columns import Cell, Column


_BELOW_TOTALS = 4 * styles.NOTE.leading + story.SIGNATURES_HEIGHT
"""What stands below totals for the board: notes, and who signs."""


@dataclass(frozen=True, slots=True)
class List:
    """What a paper lists.

    Attributes:
        sentence: What the period comes to.
        whole: The tally that counts the rows.
        groupings: Tallies whose groups are shown before the list, where there are any.
        nothing: What is said if there is no row.
        note: What has to be known to add the figures of the sentence up again; "" for nothing.
    """

    title: str
    sentence: str
    whole: str
    groupings: Sequence[str]
    caption: str
    nothing: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    note: str = ""


def write(path: Path, listed: List, figures: Figures, heading: Heading, progress: Progress) -> None:
    """Write the paper, in landscape; totals alone stand upright, where they fit on a page.

    Raises:
        PaperInconsistentError: The rows or the groups are not as many as the figures say.
        FileUnwritableError: The file cannot be written.
        FontMissingError: A font of the program is missing.
        CancelledError: The progress was asked to stop.
    """
    one_by_one = boards.lists(listed.whole, heading.profile)
    sheet = page.LANDSCAPE if one_by_one else page.PORTRAIT
    with page.opened(path, listed.title, heading, sheet) as paper:
        story.title(paper, listed.title, overview.days(figures, heading))
        story.paragraph(paper, listed.sentence)
        found = [
            groups.table(figures, name, listed.whole, groups.TOP)
            for name in listed.groupings
            if groups.has(figures, name)
        ]
        # Two take the whole width as well as three do.
        across = min(max(len(found), 2), 3 if one_by_one else 2)
        # Signatures that follow at once take the last tables along.
        last = 0 if one_by_one else (len(found) - 1) // across * across
        groups.draw(paper, found[:last], across)
        if not one_by_one and found:
            paper.need(tables.height_beside(paper, found[last:], across) + _BELOW_TOTALS)
        groups.draw(paper, found[last:], across)
        notes = (listed.note, overview.how_compared() if found else "")
        if any(notes):
            story.note(paper, pick("", " ").join(filter(None, notes)))
        _rows(paper, listed, figures, progress)
        story.signatures(paper, heading.author)


def _rows(paper: page.Paper, listed: List, figures: Figures, progress: Progress) -> None:
    stored = figures.total(listed.whole)
    if not boards.lists(listed.whole, paper.heading.profile):
        if stored:
            story.note(paper, _("One by one they stand in the office's own copy only."))
        else:
            story.nothing(paper, listed.nothing, story.SIGNATURES_HEIGHT)
        printed = sum(1 for _row in listed.rows)
    elif stored:
        table = Table(
            listed.columns,
            listed.rows,
            listed.caption,
            style=styles.SMALL_CELL,
            keep=story.SIGNATURES_HEIGHT,
            rows_in_all=stored,
            progress=progress,
        )
        paper.mark(listed.caption)
        printed = tables.draw(paper, table.for_profile(paper.heading.profile))
    else:
        story.nothing(paper, listed.nothing, story.SIGNATURES_HEIGHT)
        printed = sum(1 for _row in listed.rows)
    if printed != stored:
        raise PaperInconsistentError(
            paper=listed.title, figure=listed.caption, printed=printed, stored=stored
        )
