"""The report on finding and mending hazards (R6): figures, then every hazard of the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.reports import cells, lists, overview
from gridkeeper.reports.columns import Column
from gridkeeper.reports.page import Align
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gridkeeper.domain.lines import HazardLine, Heading
    from gridkeeper.domain.privacy import Profile
    from gridkeeper.domain.tallies import Figures
    from gridkeeper.progress import Progress
    from gridkeeper.reports.columns import Cell


def write(
    path: Path,
    figures: Figures,
    lines: Iterable[HazardLine],
    *,
    heading: Heading,
    profile: Profile,
    progress: Progress,
) -> None:
    """Write the report; `gridkeeper.reports.lists.write` says what it raises.

    Args:
        path: Where to; an older file is replaced.
        figures: All tallies of the period and of the one before.
        lines: Exactly the hazards that the figures count, in the order to print.
        heading: Its unit and period stand in the title.
        profile: Who it is for; what points to a person is hidden accordingly.
        progress: Told the rows that are done.
    """
    listed = lists.List(
        title=_("{unit}: Hazard report, {period}").format(unit=heading.unit, period=heading.period),
        sentence=overview.hazards(figures),
        whole="hazards",
        groupings=("hazards_by_category", "hazards_by_level", "hazards_by_state"),
        caption=_("Hazards one by one"),
        nothing=_("No hazards in this period."),
        columns=_columns(),
        rows=(_row(number, line, profile, figures) for number, line in enumerate(lines, 1)),
    )
    lists.write(path, listed, figures, heading, progress)


def _columns() -> Sequence[Column]:
    middle = Align.CENTRE
    return (
        Column(_("No."), 5, middle),
        Column(_("Case no."), 12),
        Column(_("Found on"), 9.5, middle),
        Column(_("Place"), 16),
        Column(_("Hazard"), 21.5, is_told=True),
        Column(_("Category"), 10),
        Column(_("Level"), 11, middle),
        Column(_("Measure"), 14, is_told=True),
        Column(_("Responsible"), 11, is_told=True),
        Column(_("Due on"), 9.5, middle),
        Column(_("Re-checked on"), 9.5, middle),
        Column(_("State"), 11.5, middle),
    )


def _row(number: int, line: HazardLine, profile: Profile, figures: Figures) -> Sequence[Cell]:
    hazard = line.hazard
    last = line.rechecks[-1] if line.rechecks else None
    return (
        str(number),
        hazard.number or "",
        cells.text(hazard, "found_on", profile),
        cells.joined(hazard, ("place", "spot"), profile),
        cells.text(hazard, "content", profile),
        cells.text(hazard, "category", profile),
        cells.text(hazard, "level", profile),
        cells.text(hazard, "measure", profile),
        cells.text(hazard, "responsible", profile),
        cells.text(hazard, "deadline", profile),
        cells.text(last, "checked_on", profile) if last else "",
        cells.hazard_word(hazard, figures.cut_off, is_past=figures.is_past),
    )
