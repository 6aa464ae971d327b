"""What can be done with one attachment, wherever it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.texts import _
from gridkeeper.ui.attachments.saying import SayingDialog
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.undoing import say_done

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.domain.attachments import Attachment
    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame

PHOTOS = "attachments"
"""The sort of files among which a copy is saved."""


def say(frame: Frame, attachment_id: str) -> None:
    """Let name, purpose and note be changed; they are shown in full, which is noted."""
    service = frame.desk.attachments

    def look(_progress: Progress) -> object:
        return service.opened(attachment_id)

    def show(result: object) -> None:
        opened = cast("Attachment", result)
        name, purpose, note = opened.file_name or "", opened.purpose or "", opened.note or ""
        dialog = SayingDialog(frame, name, purpose, note)

        def keep(name: str, purpose: str, note: str) -> None:
            def work(_progress: Progress) -> object:
                return service.amend(opened, name, purpose, note)

            frame.ask(_("Saving"), work, lambda _after: None, Lane.WORK)

        dialog.said.connect(keep)
        frame.messages.show(dialog)

    frame.ask("", look, show, Lane.WORK)


def remove(frame: Frame, attachment_id: str) -> None:
    """Take it away; it can be taken back at once."""
    service = frame.desk.attachments

    def work(_progress: Progress) -> object:
        return service.remove(attachment_id)

    def done(_gone: object) -> None:
        say_done(frame, _("Removed. It can be brought back."))

    frame.ask(_("Removing"), work, done, Lane.WORK)


def save_copy(frame: Frame, attachment_id: str, name: Path) -> None:
    """Write it to a file of its own."""
    service = frame.desk.attachments

    def chosen(target: Path) -> None:
        def work(_progress: Progress) -> object:
            target.unlink(missing_ok=True)  # the dialog has asked about it
            return service.save(service.named(attachment_id), target)

        def done(_made: object) -> None:
            text = _("Saved as {file}.").format(file=target.name)
            folder = target.parent
            frame.notices.say(
                text, Tone.GOOD, _("Show &folder"), lambda: frame.messages.open_folder(folder)
            )

        frame.ask(_("Saving"), work, done, Lane.WORK)

    everything = _("All files (*)")
    frame.messages.save_file(_("Save a copy"), name.name, everything, chosen, drawer=PHOTOS)


def lend(frame: Frame, attachment_id: str) -> None:
    """Let another program show it, once it is said what that means."""
    service = frame.desk.attachments

    def agreed() -> None:
        def work(_progress: Progress) -> object:
            return service.lend(service.named(attachment_id))

        def done(copy: object) -> None:
            frame.messages.open_file(cast("Path", copy))

        frame.ask(_("Opening"), work, done, Lane.WORK)

    frame.messages.ask(
        _("Open it in another program?"),
        _(
            "A temporary copy is made for that program; it is not encrypted. It is wiped when "
            "GridKeeper is locked or closed. What you change there is not kept."
        ),
        _("&Open"),
        agreed,
    )
