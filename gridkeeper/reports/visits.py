"""The list of a period's visits, with figures by kind and outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Mask
from gridkeeper.domain.kinds import VISIT
from gridkeeper.domain.privacy import shown
from gridkeeper.reports import cells, lists, overview
from gridkeeper.reports.columns import Column
from gridkeeper.reports.page import Align
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gridkeeper.domain.lines import Heading, VisitLine
    from gridkeeper.domain.privacy import Profile
    from gridkeeper.domain.tallies import Figures
    from gridkeeper.progress import Progress
    from gridkeeper.reports.columns import Cell


def write(
    path: Path,
    figures: Figures,
    lines: Iterable[VisitLine],
    *,
    heading: Heading,
    profile: Profile,
    progress: Progress,
) -> None:
    """Write the list; `gridkeeper.reports.lists.write` says what it raises.

    Args:
        path: Where to; an older file is replaced.
        figures: All tallies of the period and of the one before.
        lines: Exactly the visits that the figures count, in the order to print.
        heading: Its unit and period stand in the title.
        profile: Who it is for; what points to a person is hidden accordingly.
        progress: Told the rows that are done.
    """
    listed = lists.List(
        title=_("{unit}: Visit report, {period}").format(unit=heading.unit, period=heading.period),
        sentence=overview.visits(figures),
        whole="visits",
        groupings=("visits_by_kind", "visits_by_outcome"),
        caption=_("Visits one by one"),
        nothing=_("No visits in this period."),
        columns=_columns(),
        note=overview.who_counts_as_met() if figures.total("visits") else "",
        rows=(_row(number, line, profile) for number, line in enumerate(lines, 1)),
    )
    lists.write(path, listed, figures, heading, progress)


def _columns() -> Sequence[Column]:
    middle = Align.CENTRE
    return (
        Column(_("No."), 5, middle),
        Column(str(VISIT.field("number").label), 10),
        Column(_("Visited on"), 9, middle),
        Column(_("Grid"), 8),
        Column(_("Visited"), 9),
        Column(_("Address"), 16),
        Column(_("Kind"), 8),
        Column(_("Situation and demands"), 21, is_told=True),
        Column(_("Measures and result"), 15, is_told=True),
        Column(_("Outcome"), 8, middle),
        Column(_("Next visit"), 9, middle),
    )


def _row(number: int, line: VisitLine, profile: Profile) -> Sequence[Cell]:
    visit = line.visit
    address = shown(line.address, Mask.ADDRESS, profile) or cells.text(visit, "place", profile)
    return (
        str(number),
        cells.text(visit, "number", profile),
        cells.text(visit, "visited_on", profile),
        line.grid or line.community,
        cells.visited(line, profile),
        address,
        cells.text(visit, "kind", profile),
        cells.joined(visit, ("situation", "checks", "demands"), profile),
        cells.joined(visit, ("measures", "result"), profile),
        cells.visit_word(visit),
        cells.text(visit, "next_due", profile),
    )
