"""What papers and the screen lack."""

from __future__ import annotations

from gridkeeper.errors.sentences import GridKeeperError
from gridkeeper.texts import N_


class PaperInconsistentError(GridKeeperError):
    """Figures do not add up; the paper is not written."""

    code = "paper.inconsistent"
    text = N_("{paper}: {figure} is {printed} on paper but {stored} in the store; not written")


class FontMissingError(GridKeeperError):
    """A font file of the program is missing."""

    code = "paper.font_missing"
    text = N_("{file}: a font of GridKeeper is missing; install GridKeeper again")


class ScreenMissingError(GridKeeperError):
    """The window cannot be opened on this computer."""

    code = "screen.missing"
    text = N_(
        "the window cannot open ({reason}); start it from a desktop, or see: gridkeeper --help"
    )
