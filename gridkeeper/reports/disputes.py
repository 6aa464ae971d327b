"""The report on finding and settling disputes (R5): figures, then every dispute of the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Mask
from gridkeeper.domain.privacy import shown
from gridkeeper.reports import cells, lists, overview
from gridkeeper.reports.columns import Column
from gridkeeper.reports.page import Align
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from gridkeeper.domain.lines import DisputeLine, Heading
    from gridkeeper.domain.privacy import Profile
    from gridkeeper.domain.tallies import Figures
    from gridkeeper.progress import Progress
    from gridkeeper.reports.columns import Cell


def write(
    path: Path,
    figures: Figures,
    lines: Iterable[DisputeLine],
    *,
    heading: Heading,
    profile: Profile,
    progress: Progress,
) -> None:
    """Write the report; `gridkeeper.reports.lists.write` says what it raises.

    Args:
        path: Where to; an older file is replaced.
        figures: All tallies of the period and of the one before.
        lines: Exactly the disputes that the figures count, in the order to print.
        heading: Its unit and period stand in the title.
        profile: Who it is for; what points to a person is hidden accordingly.
        progress: Told the rows that are done.
    """
    day = figures.cut_off
    listed = lists.List(
        title=_("{unit}: Dispute report, {period}").format(
            unit=heading.unit, period=heading.period
        ),
        sentence=overview.disputes(figures),
        whole="disputes",
        groupings=("disputes_by_type", "disputes_by_source", "disputes_by_state"),
        caption=_("Disputes one by one"),
        nothing=_("No disputes in this period."),
        columns=_columns(),
        rows=(_row(number, line, profile, day) for number, line in enumerate(lines, 1)),
    )
    lists.write(path, listed, figures, heading, progress)


def _columns() -> Sequence[Column]:
    middle = Align.CENTRE
    return (
        Column(_("No."), 5, middle),
        Column(_("Case no."), 10.5),
        Column(_("Accepted on"), 9, middle),
        Column(_("Dispute"), 21.5, is_told=True),
        Column(_("Type"), 11),
        Column(_("Parties"), 11),
        Column(_("Grid"), 8),
        Column(_("Outcome in words"), 18.5, is_told=True),
        Column(_("Mediator"), 9.5),
        Column(_("Settle by"), 9, middle),
        Column(_("State"), 11, middle),
    )


def _row(number: int, line: DisputeLine, profile: Profile, day: date) -> Sequence[Cell]:
    dispute = line.dispute
    parties = (shown(party.name, Mask.NAME, profile) for party in line.parties)
    return (
        str(number),
        dispute.number or "",
        cells.text(dispute, "found_on", profile),
        cells.text(dispute, "title", profile),
        cells.grouped(dispute, "type", profile),
        "\n".join(parties),
        line.grid or line.community,
        cells.text(dispute, "result", profile),
        cells.text(dispute, "mediator", profile),
        cells.text(dispute, "deadline", profile),
        cells.dispute_word(dispute, day),
    )
