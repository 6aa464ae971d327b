"""The way out of the sample: said in words first, then back to the three doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.texts import _

if TYPE_CHECKING:
    from gridkeeper.ui.frame import Frame


def leave_sample(frame: Frame) -> None:
    """Say what becomes of the sample, and leave it if that is wanted."""
    text = _(
        "Everything here is invented, and nothing of it goes with you. The sample stays on this "
        "computer: “Explore a sample” shows it again."
    )
    frame.messages.ask(_("Leave the sample?"), text, _("&Leave the sample"), frame.leaving.emit)
