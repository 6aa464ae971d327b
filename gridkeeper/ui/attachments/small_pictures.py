"""Thumbnails, made on a worker one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame

SIDE = 160
"""Pixels of the longer side: enough for the largest text on a dense screen."""


class SmallPictures(QObject):
    """Holds the thumbnails of one list, by the name of what they show.

    Signals:
        came: A name whose picture is here now.
    """

    came = Signal(str)

    def __init__(
        self, frame: Frame, make: Callable[[str, int], bytes], parent: QObject | None = None
    ) -> None:
        """Begin with none; `make` is called on a worker and returns b"" where there is nothing."""
        super().__init__(parent)
        self._frame = frame
        self._make = make
        self._made: dict[str, QPixmap | None] = {}
        self._waiting: list[str] = []
        self._is_busy = False

    def of(self, name: str) -> QPixmap | None:
        """Return a picture; None if there is none, or not yet: then it is asked for."""
        if name and name not in self._made:
            self._made[name] = None
            self._waiting.append(name)
            self._go_on()
        return self._made.get(name)

    def _go_on(self) -> None:
        if self._is_busy or not self._waiting:
            return
        self._is_busy = True
        name, make = self._waiting.pop(0), self._make

        def work(_progress: Progress) -> object:
            return name, make(name, SIDE)

        self._frame.ask("", work, self._take)

    def _take(self, result: object) -> None:
        self._is_busy = False
        name, data = cast("tuple[str, bytes]", result)
        picture = QPixmap()
        if data and picture.loadFromData(data):
            self._made[name] = picture
            self.came.emit(name)
        self._go_on()
