"""The recovery key of a store on one page, to be locked away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.reports import forms, page, story, styles
from gridkeeper.reports.fonts import Face
from gridkeeper.reports.forms import Box
from gridkeeper.reports.page import Align
from gridkeeper.reports.styles import Style
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gridkeeper.domain.lines import Heading
    from gridkeeper.reports.page import Paper

_COLUMNS = 4
_CELL = 46.0
_GROUP = Style(Face.BOLD, 20, 26)


def write(path: Path, recovery_key: str, store: str, *, heading: Heading) -> None:
    """Write the page.

    Args:
        path: Where to; an older file is replaced.
        recovery_key: As it is shown: groups with hyphens between them.
        store: The file's name, to know which one the key opens.
        heading: Whose it is.

    Raises:
        FileUnwritableError: The file cannot be written.
        FontMissingError: A font of the program is missing.
    """
    title = _("Recovery key")
    with page.opened(path, title, heading) as paper:
        story.title(paper, title, heading.unit)
        text = _(
            "This key opens the records if the password is forgotten or the key file is lost. "
            "Whoever has it and the file can read everything, so lock it away, apart from the "
            "computer; do not photograph it and do not send it. Nobody can make it again for you "
            "once the password and this page are both lost."
        )
        story.paragraph(paper, text, styles.BODY)
        paper.y -= 8
        _groups(paper, recovery_key.split("-"))
        paper.y -= 14
        forms.row(paper, Box(_("Belongs to"), heading.author), Box(_("File"), store))
        forms.row(paper, Box(_("Kept at"), lines=2), Box(_("Kept by"), lines=2))
        paper.y -= 10
        story.subheading(paper, _("How to use it"))
        for number, step in enumerate(
            (
                _("Start GridKeeper, choose the file and press Forgot the password."),
                _("Type the groups one after the other; capital and small letters are the same."),
                _("Choose a new password. The key on this page stays the same."),
            ),
            1,
        ):
            story.paragraph(paper, f"{number}. {step}", styles.BODY)


def _groups(paper: Paper, groups: Sequence[str]) -> None:
    """Draw the groups in numbered boxes, from left to right."""
    width = paper.width / _COLUMNS
    for place, group in enumerate(groups):
        down, across = divmod(place, _COLUMNS)
        left, bottom = paper.left + across * width, paper.y - (down + 1) * _CELL
        paper.frame((left + 3, bottom + 3), (width - 6, _CELL - 6), styles.STRONG_LINE, 4)
        paper.write(left + 9, bottom + _CELL - 15, str(place + 1), styles.NOTE)
        paper.write(left + width / 2, bottom + 15, group, _GROUP, Align.CENTRE)
    paper.y -= -(-len(groups) // _COLUMNS) * _CELL
