"""Choosing files for a record, and saying what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridkeeper.services.attachments.attaching import Source
from gridkeeper.texts import _, capital, pick, plural
from gridkeeper.ui.attachments.camera_dialog import CameraDialog
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.undoing import say_done
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.fitted import Fitted
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gridkeeper.services.attachments.attaching import Prepared, Refusal
    from gridkeeper.ui.attachments.catching import Taker
    from gridkeeper.ui.frame import Frame

PHOTOS, CAMERA = "attachments", "camera"
"""Sorts of files; each has the folder that was used last for it."""


def choose_files(frame: Frame, taker: Taker) -> None:
    """Let files be chosen and attach them."""

    def chosen(files: list[Path]) -> None:
        taker.add(lambda: [Source(file) for file in files])

    filters = _("Photos (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif)")
    everything = _("All files (*)")
    frame.messages.open_files(
        _("Add photos and files"), f"{everything};;{filters}", chosen, drawer=PHOTOS
    )


def choose_from_camera(frame: Frame, taker: Taker) -> None:
    """Show the newest photos of the camera's folder; where it lies is asked once."""

    def show(folder: Path) -> None:
        frame.messages.show(CameraDialog(frame, folder, taker, other))

    def other() -> None:
        frame.messages.folder(_("Which folder holds the photos?"), show, drawer=CAMERA)

    if frame.preferences.text(f"folder/{CAMERA}"):
        show(frame.preferences.folder(CAMERA))
    else:
        other()


def say_added(frame: Frame, count: int, found: Prepared, *, undo: bool) -> None:
    """Say what became of some files.

    Args:
        frame: The window.
        count: How many were attached.
        found: What became of all of them.
        undo: Whether it can be taken back at once; not in a form, which is not saved yet.
    """
    said = []
    if count:
        added = plural("{n} file added", "{n} files added", count)
        said.append(added.format(n=f"{count:,}"))
    if found.same:
        same = plural("{n} was there already", "{n} were there already", len(found.same))
        said.append(same.format(n=f"{len(found.same):,}"))
    if said:
        text = sentence(pick("，", "; ").join(said))
        if count and undo:
            say_done(frame, text)
        else:
            frame.notices.say(text, Tone.GOOD if count else Tone.INFO)
    if found.refused:
        frame.messages.show(RefusedDialog(frame, found.refused))


class RefusedDialog(Dialog):
    """Says of each file that was not added why, in a sentence."""

    def __init__(self, frame: Frame, refused: Sequence[Refusal]) -> None:
        title = plural("{n} file was not added", "{n} files were not added", len(refused))
        text = _("The files themselves are unharmed. The other files were added.")
        window = frame.messages.window
        super().__init__(frame.theme, title.format(n=f"{len(refused):,}"), window, text)
        down = QVBoxLayout(inside := QWidget())
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE // 2)
        inside.setProperty("kind", "page")
        for one in refused:
            down.addWidget(label(one.name, "strong", wraps=True))
            down.addWidget(label(capital(sentence(one.reason)), "soft", wraps=True))
            down.addSpacing(tokens.SPACE)
        self.body.addWidget(Fitted(inside), 1)
        self.add_button(_("&Close"), self.accept, kind="primary").setFocus()
