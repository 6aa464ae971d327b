"""A restored copy says that it is one, until somebody says which of the two stores goes on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import clock
from gridkeeper.services.changes import BACKUP, Changed
from gridkeeper.texts import _
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.progress import Progress
    from gridkeeper.services.store.copies import Copy
    from gridkeeper.ui.frame import Frame


def ask(frame: Frame, copy: Copy) -> Dialog:
    """Say what a restored copy is, and let it go on; who only looks decides nothing."""
    at = f"{clock.local(copy.made_at):%Y-%m-%d %H:%M}"
    text = _(
        "These records were restored from the backup of {at}. If the ones they were made of are "
        "still there, go on with one of the two only: if both send files, what they say does not "
        "fit together."
    ).format(at=at)
    dialog = Dialog(frame.theme, _("A restored copy"), frame.messages.window, text)
    if not frame.may_write:
        dialog.add_cancel(_("&Close"))
    else:
        _add_choice(dialog, frame, copy)
    frame.messages.show(dialog)
    if frame.may_write and not copy.is_told:
        frame.ask("", partial(_keep_told, frame), _nothing)
    return dialog


def _add_choice(dialog: Dialog, frame: Frame, copy: Copy) -> None:
    if copy.older is not None:
        text = _(
            "If this one goes on, {file} is kept under another name, so that nobody opens it by "
            "mistake. If the other one goes on, close this one and send nothing from it."
        ).format(file=copy.older.name)
    else:
        text = _(
            "If this one goes on, do not open the other one any more. If the other one goes on, "
            "close this one and send nothing from it."
        )
    dialog.text.setText(f"{dialog.text.text()}\n\n{text}")
    dialog.add_cancel(_("&Later"))
    dialog.add_button(_("&Go on with this one"), dialog.accept, kind="primary")
    dialog.accepted.connect(partial(_go_on, frame))


def _go_on(frame: Frame) -> None:
    def work(_progress: Progress) -> object:
        return frame.desk.copies.go_on()

    frame.ask(_("Going on"), work, partial(_gone_on, frame), Lane.WORK)


def _gone_on(frame: Frame, aside: object) -> None:
    said = _("From now on these are the records to work with.")
    if aside is not None:
        said = _("These are the records to work with; the older file is now called {file}.").format(
            file=cast("Path", aside).name
        )
    frame.notices.say(said, Tone.GOOD)
    frame.desk.changes.tell(Changed(frozenset({BACKUP})))


def _keep_told(frame: Frame, _progress: Progress) -> object:
    frame.desk.copies.told()
    return None


def _nothing(_result: object) -> None:
    """Nobody waits for it."""
