"""What is dropped on a part of the window, or pasted there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QObject, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid
from typing_extensions import override

from gridkeeper.domain import clock
from gridkeeper.services.attachments.attaching import Source
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.frame import Frame

    Sources = Callable[[], Sequence[Source]]
    """Called on a worker: to turn a pasted picture into a file takes its time."""

_DRAGGED = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})


class Taker(Protocol):
    """Who attaches what is caught."""

    def add(self, sources: Sources) -> object:
        """Attach it."""


class Catcher(QObject):
    """Catches files and pictures for whoever takes them there at the moment."""

    def __init__(self, frame: Frame, part: QWidget, taker: Callable[[], Taker | None]) -> None:
        """Catch what comes to a part; `taker` says who takes it there, if anybody does."""
        super().__init__(part)
        self._frame = frame
        self._taker = taker
        self._part = part
        self._typed_in: QWidget | None = None
        part.setAcceptDrops(True)
        part.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def paste(self) -> None:
        """Attach what lies on the clipboard; a text is left to where one writes."""
        self._catch(QGuiApplication.clipboard().mimeData())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and watched is self._typed_in:
            return self._claims(event)
        if event.type() not in _DRAGGED or not isinstance(event, QDropEvent):
            return False
        if self._taker() is None or not _holds(event.mimeData()):
            return False
        # Originals stay where they are, whatever the other program proposes.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() is QEvent.Type.Drop:
            self._catch(event.mimeData())
        return True

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Watch what has the keyboard: a line would swallow the keys with nothing to paste."""
        if self._typed_in is not None and isValid(self._typed_in):
            self._typed_in.removeEventFilter(self)
        inside = now is not None and now is not self._part and self._part.isAncestorOf(now)
        self._typed_in = now if inside else None
        if self._typed_in is not None:
            self._typed_in.installEventFilter(self)

    def _claims(self, event: QEvent) -> bool:
        """Whether the keys paste files or a picture, and not a text into a line."""
        data = QGuiApplication.clipboard().mimeData()
        if not isinstance(event, QKeyEvent) or not event.matches(QKeySequence.StandardKey.Paste):
            return False
        if self._taker() is None or not _holds(data) or (data.hasText() and not data.hasUrls()):
            return False
        event.ignore()
        return True

    def _catch(self, data: QMimeData) -> None:
        taker = self._taker()
        if taker is not None and _holds(data):
            taker.add(sources_of(data, self._frame.desk.session.now()))


def sources_of(data: QMimeData, now: datetime) -> Sources:
    """Return what gives the files, or the picture, that something holds."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return lambda: [Source(file) for file in files]
    picture = QImage(data.imageData())
    name = _("Pasted {day}").format(day=f"{clock.local(now):%Y-%m-%d %H.%M}")
    return lambda: [Source(Path(f"{name}.png"), _png(picture))]


def _holds(data: QMimeData) -> bool:
    return any(url.isLocalFile() for url in data.urls()) or data.hasImage()


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
