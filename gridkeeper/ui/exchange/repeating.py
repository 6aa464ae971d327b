"""Handing a batch of the past over once more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gridkeeper.domain.replicas import Role
from gridkeeper.texts import N_, _
from gridkeeper.ui.exchange.panel import Doing

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.services.exchange.batch_history import BatchLine
    from gridkeeper.ui.frame import Frame

_BUTTONS = {True: N_("&Repeat this send-down"), False: N_("&Repeat this hand-in")}
_ADVICE = {
    True: N_("Choose a line that was sent down, to send it down again if it was lost."),
    False: N_("Choose a line that was handed in, to hand it in again if it was lost."),
}


def doing(role: Role, repeat: Callable[[BatchLine], None]) -> Doing:
    """Return what can be done with a batch that was written here.

    Args:
        role: Whose.
        repeat: Does it, with all that came since.
    """
    is_office = role is Role.OFFICE

    def does(_frame: Frame, line: BatchLine) -> None:
        repeat(line)

    return Doing(
        "export",
        text=lambda _line: _(_BUTTONS[is_office]),
        may=lambda line: line.outgoing and line.repeatable,
        does=does,
        advice=partial(_advice, is_office),
    )


def _advice(is_office: bool, line: BatchLine | None) -> str:
    """Return what to choose; of a line that was chosen for it, why it cannot be repeated."""
    if line is not None and line.outgoing and not line.refused:
        text = _(
            "This line cannot be repeated: {peer} has not joined yet, or no longer takes part."
        )
        return text.format(peer=line.peer or _("(unknown)"))
    return _(_ADVICE[is_office])
