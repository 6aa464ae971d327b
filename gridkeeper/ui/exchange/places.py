"""Where batches are handed over to: the shared folder, a stick, the last folder, or another one."""

from __future__ import annotations

from contextlib import suppress
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy

from gridkeeper.services.exchange import removable
from gridkeeper.texts import _
from gridkeeper.ui.jobs.patient import NoAnswerError, Patient
from gridkeeper.ui.jobs.watching import Watch
from gridkeeper.ui.messages import BATCHES
from gridkeeper.ui.widgets.choosing import Box

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame

EVERY_MS = 2500
_LAST = "exchange/folder"
_TIP = int(Qt.ItemDataRole.ToolTipRole)


class Medium(Enum):
    """What a batch is written on; a folder may lie on a stick that the system does not name one."""

    SHARED = auto()
    STICK = auto()
    FOLDER = auto()


class PlaceBox(Box):
    """Offers places as long as it is shown; a stick that is plugged in or out comes and goes.

    The shared folder is chosen, or else the first stick, or else the last folder.

    Signals:
        picked: Another folder was chosen by hand.
    """

    picked = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._patient = Patient()
        self._own, self._shared = "", ""
        self._is_away = False  # the shared folder
        self._gave_way = False  # it was chosen, and another place is since
        self._sticks: list[str] = []
        self._last = ""
        self.setAccessibleName(_("Where to"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fill()
        self._watch = Watch(self, frame.jobs, EVERY_MS)
        self._watch.due.connect(self.look)
        self._watch.found.connect(self._found)
        self._watch.failed.connect(frame.messages.failed)
        self.activated.connect(self._activated)

    @property
    def place(self) -> Path | None:
        """The chosen folder; None if one has to be picked first."""
        chosen = self.currentData()
        return Path(chosen) if chosen else None

    def look(self) -> None:
        """Look anew what is plugged in; what does not answer is asked again the next time."""
        if self._watch.is_looking:
            return
        patient, last = self._patient, self._own or self._frame.preferences.text(_LAST)

        def work(progress: Progress) -> object:
            with suppress(NoAnswerError):
                return patient.ask(partial(_seen, last), progress)
            return None

        self._watch.look(work)

    def show_mailbox(self, folder: Path | None) -> None:
        """Offer the shared folder, and choose it; or no longer offer one."""
        self._shared = "" if folder is None else str(folder)
        self._fill()
        self.setCurrentIndex(0)

    def show_away(self, away: bool) -> None:
        """Know whether the shared folder cannot be opened just now: another place comes first."""
        if away != self._is_away:
            chosen, self._is_away = self.currentData(), away
            self._fill()
            moves = chosen == self._shared if away else self._gave_way
            if moves:
                self.setCurrentIndex(0)
            self._gave_way = moves and away

    def medium(self, folder: Path) -> Medium:
        """Return what a folder lies on, as far as it is known."""
        if str(folder) == self._shared:
            return Medium.SHARED
        is_on_stick = any(folder.is_relative_to(stick) for stick in self._sticks)
        return Medium.STICK if is_on_stick else Medium.FOLDER

    def pick(self) -> None:
        """Let a folder be chosen by hand."""
        self._frame.messages.folder(_("Choose a folder for the batch"), self.use, BATCHES)

    def use(self, folder: Path) -> None:
        """Offer a folder, and choose it."""
        self._own = self._last = str(folder)
        self._gave_way = False
        self._frame.preferences.set(_LAST, self._own)
        self._fill()
        self.setCurrentIndex(self.findData(self._own))
        self.picked.emit()

    def _found(self, result: object) -> None:
        if result is not None:
            sticks, last = cast("tuple[list[Path], str]", result)
            self._sticks, self._last = [str(path) for path in sticks], self._own or last
            self._fill()

    def _fill(self) -> None:
        """Offer what there is now; what was there already, and what is chosen, stays as it is."""
        chosen = self.currentData()
        first = ("", self._shared) if self._is_away else (self._shared, "")
        places = dict.fromkeys(filter(None, (first[0], *self._sticks, self._last, first[1])))
        wanted = [*((path, self._called(path)) for path in places), ("", _("Another folder …"))]
        for row in reversed(range(self.count())):
            if (self.itemData(row), self.itemText(row)) not in wanted:
                self.removeItem(row)
        for row, (path, text) in enumerate(wanted):
            if self.itemData(row) != path:
                self.insertItem(row, text, path)
                self.setItemData(row, path or text, _TIP)
        self.setCurrentIndex(max(self.findData(chosen) if chosen else 0, 0))

    def _called(self, path: str) -> str:
        """Return a folder's name, which is what people look for, before where it lies."""
        folder = Path(path)
        name = folder.name or path
        if path == self._shared:
            away = _("Shared folder {name} (cannot be opened)")
            return (away if self._is_away else _("Shared folder {name}")).format(name=name)
        if path in self._sticks:
            return _("Stick {name}").format(name=name)
        return f"{name} · {folder.parent}" if folder.name else path

    def _activated(self, row: int) -> None:
        self._gave_way = False
        if not self.itemData(row):
            self.pick()


def _seen(last: str) -> tuple[list[Path], str]:
    """Return the sticks that are plugged in, and the last folder if it is there."""
    return removable.places(), last if last and Path(last).is_dir() else ""
