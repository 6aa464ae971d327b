"""Computers of workers that are lost or replaced: revoked, and let in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.replicas import Standing
from gridkeeper.texts import N_, _
from gridkeeper.ui.exchange.panel import Doing
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.dialog import unbroken

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.exchange.batch_history import PeerLine
    from gridkeeper.ui.frame import Frame

# By whether it is revoked at present.
_BUTTONS = {False: N_("&Revoke the computer …"), True: N_("Let the computer in a&gain …")}
_TITLES = {
    False: N_("Revoke the computer of {name}?"),
    True: N_("Let the computer of {name} in again?"),
}
_TEXTS = {
    False: N_(
        "For a computer that is lost, stolen or replaced. Its batches are no longer taken in, and "
        "nothing is sent down to it. What was handed in before stays. A new computer joins with "
        "a new package. This can be undone at any time."
    ),
    True: N_(
        "Its batches are taken in again, and the next batch sent down brings everything it is "
        "missing."
    ),
}
_ANSWERS = {False: N_("&Revoke"), True: N_("Let in a&gain")}
_DONE = {
    False: N_("The computer of {name} is revoked."),
    True: N_("The computer of {name} is let in again."),
}


def doing() -> Doing:
    """Return what can be done with a worker of the list."""
    return Doing(
        "lock",
        text=lambda line: _(_BUTTONS[line is not None and _is_revoked(line)]),
        may=lambda _line: True,
        does=move,
        other_icon=lambda line: "unlock" if _is_revoked(line) else "lock",
        advice=lambda _line: _(
            "Choose a worker to see what came, to change the grids, or to revoke a computer that "
            "is lost or replaced."
        ),
    )


def move(frame: Frame, line: PeerLine) -> None:
    """Ask, and then revoke a worker's computer or let it in again."""
    revoked = _is_revoked(line)
    service = frame.desk.revoking

    def work(_progress: Progress) -> object:
        return service.readmit(line.id) if revoked else service.revoke(line.id)

    def go() -> None:
        frame.ask("", work, done, Lane.WORK)

    def done(_result: object) -> None:
        frame.notices.say(_(_DONE[revoked]).format(name=line.name), Tone.GOOD)

    title = _(_TITLES[revoked]).format(name=unbroken(line.name))
    frame.messages.ask(title, _(_TEXTS[revoked]), _(_ANSWERS[revoked]), go, danger=not revoked)


def _is_revoked(line: PeerLine) -> bool:
    return line.standing is Standing.REVOKED
