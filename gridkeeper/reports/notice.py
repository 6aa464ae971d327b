"""The notice of a hazard and of what should be done about it (R10), in two copies.

A community tells and advises; it has no power to order, and nothing on the notice says it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.reports import cells, forms, page, story, styles
from gridkeeper.reports.forms import Box
from gridkeeper.reports.page import Align
from gridkeeper.reports.visit_form import privacy_notice
from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.domain.hazards import Hazard
    from gridkeeper.domain.lines import HazardLine, Heading
    from gridkeeper.domain.privacy import Profile
    from gridkeeper.reports.page import Paper

COPIES = (N_("copy kept by the community"), N_("copy for the recipient"))
_TICK = "□"
_RECHECKS = 2


def write(path: Path, line: HazardLine, *, heading: Heading, profile: Profile) -> None:
    """Write both copies, each from the top of a page.

    Args:
        path: Where to; an older file is replaced.
        line: The hazard with its re-checks so far.
        heading: Its unit gives the notice, its author is whom to ask.
        profile: Who it is for; the copies that are handed over are written in full.

    Raises:
        FileUnwritableError: The file cannot be written.
        FontMissingError: A font of the program is missing.
    """
    title = _("Notice of a hazard")
    with page.opened(path, title, heading) as paper:
        paper.is_served = True
        for number, copy in enumerate(COPIES):
            if number:
                paper.turn()
            paper.mark(_(copy))
            _copy(paper, line, heading, profile, _(copy))


def _copy(paper: Paper, line: HazardLine, heading: Heading, profile: Profile, copy: str) -> None:
    hazard = line.hazard
    small = styles.SUBTITLE
    story.title(paper, _("Notice of a hazard"))
    number = hazard.notice_number or hazard.number or ""
    paper.write(paper.left, paper.y - 8, _("No. {number}").format(number=number), small)
    paper.write(paper.right, paper.y - 8, f"（{copy}）", small, Align.RIGHT)
    paper.y -= 18
    letter = _(
        "We found a hazard at the place named below. We inform you of it and advise you to take "
        "the measures below by the date given."
    )
    story.paragraph(paper, letter, styles.LETTER)
    _facts(paper, hazard, profile)
    _advice(paper, hazard, heading, profile)
    _receipt(paper)
    _rechecks(paper, line, profile)
    paper.y -= 6
    story.note(
        paper,
        _(
            "This notice informs you of a risk and gives advice; it is neither a penalty nor an "
            "order. If the hazard is not removed in time, the competent department will be "
            "informed."
        ),
    )
    story.note(paper, privacy_notice(heading))


def _facts(paper: Paper, hazard: Hazard, profile: Profile) -> None:
    forms.row(
        paper,
        Box(_("Person or unit notified"), cells.text(hazard, "responsible", profile)),
        Box(_("Phone"), cells.text(hazard, "responsible_phone", profile)),
    )
    forms.row(paper, Box(_("Address"), cells.text(hazard, "place", profile)))
    forms.row(
        paper,
        Box(_("Checked on"), cells.text(hazard, "found_on", profile)),
        Box(_("Checked by"), cells.text(hazard, "finder", profile)),
    )
    what = cells.joined(hazard, ("spot", "content"), profile)
    forms.row(paper, Box(_("Hazard"), what, lines=4))
    forms.row(paper, Box(_("Basis"), cells.text(hazard, "basis", profile), lines=2))


def _advice(paper: Paper, hazard: Hazard, heading: Heading, profile: Profile) -> None:
    advice = cells.joined(hazard, ("measure", "interim"), profile)
    forms.row(paper, Box(_("Advised measures"), advice, lines=3))
    forms.row(
        paper,
        Box(_("Advised completion date"), cells.text(hazard, "deadline", profile)),
        Box(_("Contact"), heading.author or heading.unit),
    )


def _receipt(paper: Paper) -> None:
    """Draw where the notice is signed for, or why it could not be."""
    ticks = _("{box} signed for   {box} signature refused   {box} posted up, photo taken")
    forms.row(paper, Box(_("Delivery"), ticks.format(box=_TICK)))
    forms.row(
        paper,
        Box(_("Received by"), lines=2),
        Box(_("Date"), _("    year    month    day"), lines=2),
    )
    forms.row(
        paper,
        Box(_("Delivered by"), lines=2),
        Box(_("Seal of the unit"), lines=2),
    )


def _rechecks(paper: Paper, line: HazardLine, profile: Profile) -> None:
    """Draw the re-checks so far, and room for those to come."""
    story.subheading(paper, _("Re-checks"))
    for recheck in line.rechecks:
        result = _("passed") if recheck.passed else _("not passed")
        opinion = cells.text(recheck, "opinion", profile)
        checker = cells.text(recheck, "checker", profile)
        said = "　".join(part for part in (result, opinion) if part)
        _recheck(paper, cells.text(recheck, "checked_on", profile), said, checker)
    for _blank in range(len(line.rechecks), _RECHECKS):
        result = _("{box} removed   {box} not removed").format(box=_TICK)
        _recheck(paper, "", result, "")


def _recheck(paper: Paper, day: str, result: str, checker: str) -> None:
    """Draw one re-check; who checked has room to sign."""
    forms.row(paper, Box(_("Done on"), day), Box(_("Checked by"), checker))
    forms.row(paper, Box(_("Finding"), result))
