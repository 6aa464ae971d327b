"""The newest photos of a camera's folder, to be chosen by ticks."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt

from gridkeeper.domain import clock
from gridkeeper.errors import GridKeeperError
from gridkeeper.services.attachments import camera
from gridkeeper.services.attachments.attaching import Source
from gridkeeper.texts import _, plural
from gridkeeper.ui.attachments.small_pictures import SmallPictures
from gridkeeper.ui.attachments.tiles import Tile, TileModel, TileView
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.notices import sentence, shortened
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.file_columns import size
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.progress import Progress
    from gridkeeper.services.attachments.camera import Shot
    from gridkeeper.ui.attachments.catching import Taker
    from gridkeeper.ui.frame import Frame

_WIDE, _HIGH, _BESIDE = 640, 360, 48


class CameraDialog(Dialog):
    """Space ticks a photo, Enter attaches the ticked ones, or the one that the keyboard is on."""

    def __init__(
        self, frame: Frame, folder: Path, taker: Taker, other: Callable[[], object]
    ) -> None:
        """Begin to look into a folder.

        Args:
            frame: The window.
            folder: Where the camera's photos lie.
            taker: Attaches what is chosen.
            other: Lets another folder be chosen.
        """
        title, where = _("Photos from the camera"), shortened(str(folder))
        super().__init__(frame.theme, title, frame.messages.window, where)
        self._frame = frame
        self._folder = folder
        self._taker = taker
        self._other = other
        room = frame.messages.window.width() - _BESIDE
        self.setMinimumWidth(min(frame.theme.px(_WIDE), room))
        self.said = label(_("Looking for photos …"), "soft", wraps=True)
        self.body.addWidget(self.said)
        pictures = SmallPictures(frame, _small, self)
        self.model = TileModel(pictures, ticks=True, parent=self)
        self.view = TileView(frame.theme, self.model, _("Photos, the newest first"))
        self.view.setMinimumHeight(min(frame.theme.px(_HIGH), self.most_high // 2))
        self.view.ticking.connect(self._tick)
        self.body.addWidget(self.view, 1)
        self.add_button(_("Other &folder …"), self._choose_other, icon="folder")
        self.add_cancel()
        self.take = self.add_button("", self._take, kind="primary")
        self._count()
        self.view.setFocus()
        frame.ask("", partial(_look, folder), self._show, Lane.AFAR)

    def _show(self, result: object) -> None:
        shots, error = cast("tuple[list[Shot], str]", result)
        tiles = [_tile(one) for one in shots]
        self.model.show(tiles)
        if tiles:
            self.said.setText(_("Space ticks a photo. Newest first."))
            self.view.choose(0)
            self._leave_half()
        else:
            nothing = _("There are no photos in this folder. Is the camera plugged in?")
            self.said.setText(error or nothing)
        self._count()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_half(self) -> None:
        """Let the last line in sight be half of one, so that one sees that more follow."""
        high, lines = self.view.sizeHintForRow(0), self.view.minimumHeight()
        if len(self.model.tiles) * high > lines:
            self.view.setMinimumHeight(lines // high * high + high // 2)

    def _tick(self, row: int) -> None:
        self.model.tick(row)
        self._count()

    def _count(self) -> None:
        count = len(self.model.ticked)
        text = plural("&Add {n} photo", "&Add {n} photos", count).format(n=f"{count:,}")
        self.take.setText(text)
        self.take.setEnabled(bool(count) or bool(self.model.tiles))
        if not count:
            self.take.setText(_("&Add this photo"))

    def _chosen(self) -> list[Path]:
        ticked = [one.key for one in self.model.tiles if one.key in self.model.ticked]
        if not ticked and self.view.row >= 0:
            ticked = [self.model.tiles[self.view.row].key]
        return [Path(key) for key in ticked]

    def _take(self) -> None:
        files = self._chosen()
        self.accept()
        if files:
            self._taker.add(lambda: [Source(file) for file in files])

    def _choose_other(self) -> None:
        self.reject()
        self._other()


def _look(folder: Path, progress: Progress) -> tuple[list[Shot], str]:
    try:
        return camera.shots(folder, progress), ""
    except GridKeeperError as error:
        return [], sentence(str(error))


def _tile(shot: Shot) -> Tile:
    at = f"{clock.local(shot.at):%Y-%m-%d %H:%M}"
    about = f"{at} · {size(shot.size_bytes)}"
    name = str(shot.file)
    return Tile(name, shot.file.name, about, small=name, is_picture=True)


def _small(name: str, side: int) -> bytes:
    return camera.thumbnail(Path(name), side)
