"""The file of one household on a page, to be checked with its people and signed (一户一档)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Mask
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.privacy import shown
from gridkeeper.reports import cells, forms, page, story
from gridkeeper.reports.columns import Column, Table
from gridkeeper.reports.forms import Box
from gridkeeper.reports.page import Align
from gridkeeper.reports.tables import draw
from gridkeeper.reports.visit_form import privacy_notice, tag_names
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gridkeeper.domain.households import Household
    from gridkeeper.domain.lines import Heading, HouseholdLine
    from gridkeeper.domain.privacy import Profile
    from gridkeeper.reports.columns import Cell
    from gridkeeper.reports.page import Paper

_SIGNATURES_HEIGHT = 110.0


def write(path: Path, line: HouseholdLine, *, heading: Heading, profile: Profile) -> None:
    """Write the card.

    Args:
        path: Where to; an older file is replaced.
        line: The household with its home, its people, its last visits and open cases.
        heading: Of the paper; its unit is whom people may ask about their data.
        profile: Who it is for; what points to a person is hidden accordingly.

    Raises:
        FileUnwritableError: The file cannot be written.
        FontMissingError: A font of the program is missing.
    """
    title = _("Household file")
    with page.opened(path, title, heading) as paper:
        story.title(paper, title, "　".join(part for part in (line.community, line.grid) if part))
        _home(paper, line, profile)
        paper.y -= 10
        _people(paper, line, profile)
        _visits(paper, line, profile)
        _cases(paper, line, profile)
        _signatures(paper, line, heading)


def _home(paper: Paper, line: HouseholdLine, profile: Profile) -> None:
    home, door = line.household, line.dwelling
    forms.row(
        paper,
        Box(_("Address"), shown(line.address, Mask.ADDRESS, profile), share=2),
        Box(_("Household no."), cells.text(home, "number", profile)),
    )
    forms.row(
        paper,
        Box(_("Head of household"), shown(line.head, Mask.NAME, profile)),
        Box(_("Contact"), cells.joined(home, ("contact", "contact_phone"), profile)),
        Box(_("People"), str(len(line.people))),
    )
    if door is not None:
        forms.row(
            paper,
            Box(_("Use"), cells.text(door, "use", profile)),
            Box(_("Occupancy"), cells.text(door, "occupancy", profile)),
            Box(_("Letting registered"), cells.text(door, "rent_registered", profile)),
        )
        forms.row(
            paper,
            Box(_("Owner"), cells.joined(door, ("owner", "owner_phone"), profile)),
            Box(_("Bottled gas"), cells.text(door, "bottled_gas", profile)),
            Box(_("Safety paper"), cells.text(door, "safety_paper", profile)),
        )
    verified = (cells.text(home, name, profile) for name in ("verified_on", "verified_by"))
    forms.row(
        paper,
        Box(_("Verified"), "　".join(part for part in verified if part) or _("not yet"), share=2),
        Box(_("Next visit"), cells.text(home, "next_visit", profile)),
    )
    forms.row(paper, Box(_("Remark"), cells.text(home, "remark", profile), lines=2))


def _people(paper: Paper, line: HouseholdLine, profile: Profile) -> None:
    columns = (
        Column(_("Name"), 12),
        Column(_("Relation to head"), 11, Align.CENTRE),
        Column(_("Sex"), 6, Align.CENTRE),
        Column(_("Born on"), 12, Align.CENTRE),
        Column(_("ID number"), 23, Align.CENTRE),
        Column(_("Phone"), 14, Align.CENTRE),
        Column(_("Resident class"), 14, Align.CENTRE),
        Column(_("Care groups"), 14),
    )
    names = ("name", "relation", "sex", "birth", "id_number", "phone", "resident_class")
    rows: list[Sequence[Cell]] = [
        (*(cells.text(one.person, name, profile) for name in names), tag_names(one.tags))
        for one in line.people
    ]
    _table(paper, columns, rows, _("Who lives there"))


def _visits(paper: Paper, line: HouseholdLine, profile: Profile) -> None:
    columns = (
        Column(_("Visited on"), 12, Align.CENTRE),
        Column(_("Kind"), 12, Align.CENTRE),
        Column(_("Outcome"), 12, Align.CENTRE),
        Column(_("Situation"), 54),
        Column(_("Visitor"), 10, Align.CENTRE),
    )
    names = ("visited_on", "kind", "outcome", "situation", "visitor")
    rows: list[Sequence[Cell]] = [
        tuple(cells.text(visit, name, profile) for name in names) for visit in line.visits
    ]
    _table(paper, columns, rows, _("Last visits"))


def _cases(paper: Paper, line: HouseholdLine, profile: Profile) -> None:
    columns = (
        Column(_("Case no."), 24),
        Column(_("Kind of case"), 12, Align.CENTRE),
        Column(_("What it is about"), 40),
        Column(_("State"), 12, Align.CENTRE),
        Column(_("Deadline"), 12, Align.CENTRE),
    )
    rows: list[Sequence[Cell]] = [
        (
            cells.text(case, "number", profile),
            str(kind_of(case).label),
            cells.text(case, kind_of(case).title, profile),
            cells.text(case, "state", profile),
            cells.text(case, "deadline", profile),
        )
        for case in line.cases
    ]
    _table(paper, columns, rows, _("Open cases"))


def _table(
    paper: Paper, columns: tuple[Column, ...], rows: list[Sequence[Cell]], caption: str
) -> None:
    if rows:
        draw(paper, Table(columns, rows, caption, keep=_SIGNATURES_HEIGHT))


def _checked(home: Household) -> str:
    """Return whether the household has been asked, or is to be asked with this sheet."""
    if home.verified_on is None:
        return _(
            "To the household: please check what is written above, then sign; correct by hand."
        )
    text = _("Checked with the household on {day}; what is wrong is corrected by hand above.")
    return text.format(day=home.verified_on.isoformat())


def _signatures(paper: Paper, line: HouseholdLine, heading: Heading) -> None:
    """Draw that it was checked, the signatures and what people are told, on one page."""
    paper.need(_SIGNATURES_HEIGHT)
    story.note(paper, _checked(line.household))
    story.signed(
        paper,
        [
            [(_("Grid worker:"), line.worker), (_("Household (signature):"), "")],
            [("", ""), (_("Date:"), "")],
        ],
    )
    story.note(paper, privacy_notice(heading))
