"""What hangs on a record: photos and documents, below their tab."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from gridkeeper.texts import _, plural
from gridkeeper.ui.attachments import adding, deeds
from gridkeeper.ui.attachments.small_pictures import SmallPictures
from gridkeeper.ui.attachments.tiles import Tile, TileModel, TileView, about
from gridkeeper.ui.attachments.viewer import Viewer
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from gridkeeper.domain.attachments import Attachment
    from gridkeeper.progress import Progress
    from gridkeeper.services.attachments.attached import Attached
    from gridkeeper.services.attachments.attaching import Prepared
    from gridkeeper.ui.attachments.catching import Sources, Taker
    from gridkeeper.ui.frame import Frame

HINTED = "photo_hint"
"""The preference that says that the hint was read."""


class Section(QWidget):
    """Lists them; read when it is seen for the first time.

    Attributes:
        owner: Kind and id of the record.

    Signals:
        added: Something is being attached: it should be in sight.
    """

    added = Signal()

    def __init__(self, frame: Frame, owner: tuple[str, str]) -> None:
        super().__init__()
        self._frame = frame
        self.owner = owner
        self._full = False
        self._asked = 0
        self._is_stale = True
        self.several: list[Attached] = []
        self._viewer: Viewer | None = None
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 12, 8, 8)
        down.setSpacing(tokens.SPACE)
        if frame.may_write:
            down.addWidget(hint(frame))
            down.addWidget(doors(frame, self))
        self._said = label("", "small", wraps=True)
        down.addWidget(self._said)
        service = frame.desk.attachments
        self.model = TileModel(SmallPictures(frame, service.thumbnail, self), parent=self)
        self.view = TileView(frame.theme, self.model, _("Photos and files"))
        self.view.opened.connect(self.look)
        self.view.removed.connect(self._remove)
        down.addWidget(self.view, 1)
        self._room = QWidget()
        down.addWidget(self._room, 1)
        self._show([])
        self._said.setText("")

    def add(self, sources: Sources) -> None:
        """Attach files, on a worker; what cannot be attached is said."""
        self.added.emit()
        service, owner = self._frame.desk.attachments, self.owner

        def work(progress: Progress) -> object:
            return service.add(owner, sources(), progress)

        self._frame.ask(_("Adding files"), work, self._added, Lane.WORK)

    def renew(self, *, full: bool) -> None:
        """Read again what hangs there, masked or not."""
        self._is_stale, self._full = True, full
        if self.isVisible():
            self._read()

    def look(self, place: int) -> None:
        """Show one of them, large."""
        viewer = Viewer(self._frame, self.several, place)
        viewer.turned.connect(self._choose)
        self._viewer = viewer
        self._frame.messages.show(viewer)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def _read(self) -> None:
        self._is_stale = False
        self._asked += 1
        asked, service, full = self._asked, self._frame.desk.attachments, self._full
        _kind, record_id = self.owner

        def work(_progress: Progress) -> object:
            return asked, service.of(record_id, full=full)

        self._frame.ask("", work, self._come)

    def _come(self, result: object) -> None:
        asked, several = cast("tuple[int, list[Attached]]", result)
        if asked == self._asked:
            self._show(several)

    def _show(self, several: list[Attached]) -> None:
        here, had_focus = self.view.row, self.view.hasFocus()
        self.several = several
        self.model.show([_tile(one) for one in several])
        self._said.setText(completeness(several, writes=self._frame.may_write))
        self.view.setVisible(bool(several))
        self._room.setVisible(not several)
        if several:
            self.view.choose(here)
        elif had_focus:
            self.focusNextChild()
        if self._viewer is not None and isValid(self._viewer) and self._viewer.isVisible():
            self._viewer.renew(several)

    def _choose(self, attachment_id: str) -> None:
        ids = [one.record.id for one in self.several]
        if attachment_id in ids:
            self.view.choose(ids.index(attachment_id))

    def _added(self, result: object) -> None:
        made, found = cast("tuple[list[Attachment], Prepared]", result)
        adding.say_added(self._frame, len(made), found, undo=True)

    def _remove(self, place: int) -> None:
        if self._frame.may_write:
            deeds.remove(self._frame, self.several[place].record.id)


def doors(frame: Frame, taker: Taker) -> Flow:
    """Return the buttons that attach something."""
    files = partial(adding.choose_files, frame, taker)
    shots = partial(adding.choose_from_camera, frame, taker)
    return Flow(
        button(frame.theme, _("&Add files …"), files, "add"),
        button(frame.theme, _("Ph&otos from the camera …"), shots, "folder"),
    )


def hint(frame: Frame) -> QFrame:
    """Return what should never be photographed, said until somebody has read it."""
    made = QFrame()
    made.setProperty("tone", Tone.INFO.value)
    text = _("Photos are never required. Please photograph no bedrooms, bathrooms or papers.")

    def read() -> None:
        frame.preferences.set(HINTED, "yes")
        made.window().focusNextChild()
        made.hide()

    line = row(label(text, wraps=True), button(frame.theme, _("&Got it"), read, kind="quiet"))
    line.setStretch(0, 1)
    line.setContentsMargins(12, 4, 4, 4)
    made.setLayout(line)
    if frame.preferences.text(HINTED):
        made.hide()
    return made


def completeness(several: list[Attached], *, writes: bool = True) -> str:
    """Return how many of them are here; where there are none, how to add some who `writes`."""
    if not several and not writes:
        return _("No photos or files yet.")
    if not several:
        return _("No photos or files yet. Drop them here, or paste them with Ctrl+V.")
    photos = [one.is_here for one in several if one.is_picture]
    files = [one.is_here for one in several if not one.is_picture]
    n, m = len(photos), len(files)
    parts = []
    if photos and all(photos):
        parts.append(plural("{n} photo", "{n} photos", n))
    elif photos:
        parts.append(plural("{there} of {n} photo is here", "{there} of {n} photos are here", n))
    if files and all(files):
        parts.append(plural("{m} file", "{m} files", m))
    elif files:
        parts.append(plural("{here} of {m} file is here", "{here} of {m} files are here", m))
    said = " · ".join(parts)
    return said.format(there=sum(photos), n=n, here=sum(files), m=m)


def _tile(one: Attached) -> Tile:
    record = one.record
    missing = "" if one.is_here else _("Not arrived yet")
    return Tile(
        record.id,
        record.file_name or "",
        about(one.purpose, record.taken_at, record.size_bytes or 0),
        " · ".join(filter(None, (missing, record.note or ""))),
        small=(record.sha256 or "") if one.is_picture and one.is_here else "",
        is_picture=one.is_picture,
    )
