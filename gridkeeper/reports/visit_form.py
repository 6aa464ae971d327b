"""The record of one visit as a form to keep and to sign (R9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import codes
from gridkeeper.domain.fields import Mask
from gridkeeper.domain.privacy import shown
from gridkeeper.reports import cells, forms, page, story, tables
from gridkeeper.reports.columns import Column, Table
from gridkeeper.reports.forms import Box
from gridkeeper.reports.page import Align
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gridkeeper.domain.lines import Heading, PersonLine, VisitLine
    from gridkeeper.domain.privacy import Profile
    from gridkeeper.domain.visits import Visit
    from gridkeeper.reports.columns import Cell
    from gridkeeper.reports.page import Paper

_SIGNATURES_HEIGHT = 100.0


def write(
    path: Path,
    line: VisitLine,
    *,
    household: Sequence[PersonLine],
    previous: Visit | None,
    heading: Heading,
    profile: Profile,
) -> None:
    """Write the form.

    Args:
        path: Where to; an older file is replaced.
        line: The visit and whom it went to.
        household: Who lives there, the head first.
        previous: The visit before it, if there was one.
        heading: Its author is the visitor.
        profile: Who it is for; what points to a person is hidden accordingly.

    Raises:
        FileUnwritableError: The file cannot be written.
        FontMissingError: A font of the program is missing.
    """
    title = _("Record of a visit")
    with page.opened(path, title, heading) as paper:
        under = (line.community, line.grid)
        story.title(paper, title, "　".join(part for part in under if part))
        _subject(paper, line, profile)
        _visit(paper, line.visit, profile)
        _prose(paper, line.visit, profile)
        _previous(paper, previous, profile)
        paper.y -= 10
        _household(paper, household, profile)
        _signatures(paper, line.visit, heading, profile)


def tag_names(tags: Iterable[str]) -> str:
    """Return the names of care groups, without the restricted ones (B), which stay inside.

    The visited person signs the form, and neighbours may stand beside.
    """
    table = codes.table("person_tag")
    return pick("、", ", ").join(table.text(tag) for tag in tags if not tag.startswith("B"))


def _subject(paper: Paper, line: VisitLine, profile: Profile) -> None:
    forms.row(
        paper,
        Box(_("Visited"), cells.visited(line, profile)),
        Box(_("Phone"), shown(line.phone, Mask.PHONE, profile)),
    )
    address = shown(line.address, Mask.ADDRESS, profile)
    forms.row(paper, Box(_("Address"), address or cells.text(line.visit, "place", profile)))
    forms.row(
        paper,
        Box(_("Care groups"), tag_names(line.tags)),
        Box(_("Attention"), codes.table("attention").text(line.attention)),
    )


def _visit(paper: Paper, visit: Visit, profile: Profile) -> None:
    tries = _("{count} tries").format(count=visit.tries) if visit.tries else ""
    outcome = cells.text(visit, "outcome", profile)
    when = cells.text(visit, "started_at", profile) or cells.text(visit, "visited_on", profile)
    forms.row(
        paper,
        Box(_("Visited on"), when),
        Box(_("Kind"), cells.text(visit, "kind", profile)),
    )
    forms.row(
        paper,
        Box(_("Form"), cells.text(visit, "form", profile)),
        Box(_("Reason"), cells.text(visit, "reason", profile)),
    )
    forms.row(
        paper,
        Box(_("Outcome"), "　".join(part for part in (outcome, tries) if part)),
        Box(_("Came along"), cells.text(visit, "companions", profile)),
    )


def _prose(paper: Paper, visit: Visit, profile: Profile) -> None:
    looked_at = (("checks", _("Found by the check"), 4),) if visit.checks else ()
    least = 1 if looked_at else 2  # what was found tells the most, and one sheet has to do
    for name, label, lines in (
        ("situation", _("Situation"), 2 * least),
        *looked_at,
        ("demands", _("Needs and demands"), least),
        ("measures", _("Measures"), least),
        ("result", _("Result"), least),
    ):
        forms.row(paper, Box(label, cells.text(visit, name, profile), lines=lines))
    forms.row(
        paper,
        Box(_("Conclusion"), cells.text(visit, "conclusion", profile)),
        Box(_("Satisfaction"), cells.text(visit, "satisfaction", profile)),
        Box(_("Next visit"), cells.joined(visit, ("next_due", "next_at"), profile)),
    )


def _previous(paper: Paper, previous: Visit | None, profile: Profile) -> None:
    said = _("no earlier visit")
    if previous is not None:
        names = ("visited_on", "outcome", "situation")
        parts = (cells.text(previous, name, profile) for name in names)
        said = "　".join(part for part in parts if part)
    forms.row(paper, Box(_("Visit before"), said))


def _household(paper: Paper, household: Sequence[PersonLine], profile: Profile) -> None:
    if not household:
        return
    columns = (
        Column(_("Name"), 14),
        Column(_("Sex"), 7, Align.CENTRE),
        Column(_("Born on"), 13, Align.CENTRE),
        Column(_("Relation to head"), 15, Align.CENTRE),
        Column(_("Phone"), 17, Align.CENTRE),
        Column(_("Care groups"), 24),
    )
    rows: list[Sequence[Cell]] = [
        (
            cells.text(line.person, "name", profile),
            cells.text(line.person, "sex", profile),
            cells.text(line.person, "birth", profile),
            cells.text(line.person, "relation", profile),
            cells.text(line.person, "phone", profile),
            tag_names(line.tags),
        )
        for line in household
    ]
    tables.draw(paper, Table(columns, rows, _("Who lives there"), keep=_SIGNATURES_HEIGHT))


def _signatures(paper: Paper, visit: Visit, heading: Heading, profile: Profile) -> None:
    """Draw the signatures and what people must be told about their data, on one page."""
    paper.need(_SIGNATURES_HEIGHT)
    reason = cells.text(visit, "no_signature_reason", profile)
    story.signed(
        paper,
        [
            [(_("Visitor:"), heading.author), (_("Visited person (signature):"), "")],
            [(_("Not signed because:"), reason), (_("Date:"), "")],
        ],
    )
    story.note(paper, privacy_notice(heading))


def privacy_notice(heading: Heading) -> str:
    """Return what people are told about the data on a form (PIPL 17)."""
    return _(
        "About your data: {unit} keeps what is written here, only to serve this community. You "
        "may see it, have it corrected or ask for it to be deleted; the phone number is on your "
        "grid's notice board."
    ).format(unit=heading.unit)
