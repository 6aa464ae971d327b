"""The report on residents' requests and their handling: figures, then every request of the period.

Whoever wants to stay unnamed stands there as anonymous, also where the name is known; only the copy
in full, for the office that has to answer, says it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.privacy import Profile
from gridkeeper.reports import cells, lists, overview
from gridkeeper.reports.columns import Column
from gridkeeper.reports.page import Align
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from gridkeeper.domain.lines import Heading, RequestLine
    from gridkeeper.domain.requests import Request
    from gridkeeper.domain.tallies import Figures
    from gridkeeper.progress import Progress
    from gridkeeper.reports.columns import Cell


def write(
    path: Path,
    figures: Figures,
    lines: Iterable[RequestLine],
    *,
    heading: Heading,
    profile: Profile,
    progress: Progress,
) -> None:
    """Write the report; `gridkeeper.reports.lists.write` says what it raises.

    Args:
        path: Where to; an older file is replaced.
        figures: All tallies of the period and of the one before.
        lines: Exactly the requests that the figures count, in the order to print.
        heading: Its unit and period stand in the title.
        profile: Who it is for; what points to a person is hidden accordingly.
        progress: Told the rows that are done.
    """
    day = figures.cut_off
    listed = lists.List(
        title=_("{unit}: Residents' requests, {period}").format(
            unit=heading.unit, period=heading.period
        ),
        sentence=overview.requests(figures),
        whole="requests",
        groupings=("requests_by_category", "requests_by_source", "requests_by_state"),
        caption=_("Requests one by one"),
        nothing=_("No requests in this period."),
        columns=_columns(),
        note=overview.who_counts_as_satisfied() if figures.total("requests_followed_up") else "",
        rows=(_row(number, line, profile, day) for number, line in enumerate(lines, 1)),
    )
    lists.write(path, listed, figures, heading, progress)


def _columns() -> Sequence[Column]:
    middle = Align.CENTRE
    return (
        Column(_("No."), 5, middle),
        Column(_("Case no."), 12),
        Column(_("Received, from"), 10.5, middle),
        Column(_("Reported by"), 12.5),
        Column(_("Place"), 14),
        Column(_("Request"), 24, is_told=True),
        Column(_("Kind of request"), 10.5),
        Column(_("In charge"), 12.5),
        Column(_("To be settled by"), 10.5, middle),
        Column(_("Result"), 15, is_told=True),
        Column(_("Feedback"), 10.5, middle),
        Column(_("State"), 10.5, middle),
    )


def _row(number: int, line: RequestLine, profile: Profile, day: date) -> Sequence[Cell]:
    request = line.request
    return (
        str(number),
        cells.joined(request, ("number", "original_number"), profile),
        cells.joined(request, ("received_on", "source", "channel"), profile),
        _reporter(request, profile),
        cells.text(request, "place", profile) or line.grid or line.community,
        cells.joined(request, ("title", "content"), profile),
        cells.text(request, "category", profile)
        or cells.joined(request, ("original_class", "original_type"), profile),
        cells.joined(request, ("unit", "handler", "handling"), profile),
        cells.text(request, "deadline", profile),
        cells.text(request, "result", profile),
        cells.joined(request, ("feedback_on", "feedback_by", "satisfaction"), profile),
        cells.request_word(request, day),
    )


def _reporter(request: Request, profile: Profile) -> str:
    known = cells.joined(request, ("reporter", "reporter_phone"), profile)
    if not request.anonymous:
        return known
    return "\n".join(filter(None, (_("anonymous"), known if profile is Profile.FULL else "")))
