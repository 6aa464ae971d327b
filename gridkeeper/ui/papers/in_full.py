"""A paper with people in full: made once somebody has said what for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.privacy import Profile
from gridkeeper.texts import _
from gridkeeper.ui.forms.reasons import About, ReasonDialog
from gridkeeper.ui.widgets.pieces import button, empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.look.theme import Theme


def lacks_reason(frame: Frame, profile: Profile, reason: str) -> bool:
    """Whether a paper waits for somebody to say what it is for.

    A reason holds for the paper that it was given for, and for no other.
    Where nothing can be noted none is asked: what makes the paper refuses it, and says why.
    """
    return profile is Profile.FULL and not reason and not frame.desk.session.store.looking


def ask_what_for(
    frame: Frame, then: Callable[[str], object], above: QWidget | None = None
) -> ReasonDialog:
    """Ask what a copy in full is for.

    Args:
        frame: The window.
        then: Gets the reason once it is given.
        above: The dialog above which it opens, if it is not the window.
    """
    dialog = ReasonDialog(frame, About.PAPER, then, above or frame.messages.window)
    frame.messages.show(dialog)
    return dialog


def door_to_full(theme: Theme, ask: Callable[[], object]) -> QWidget:
    """Return what stands in the place of a copy in full until somebody has said what for."""
    text = _("It shows names, numbers and phones in full. What it is for is logged.")
    door = button(theme, _("Sa&y what for …"), ask, "reveal", "primary")
    return empty(theme, "reveal", _("Full copy"), text, door)
