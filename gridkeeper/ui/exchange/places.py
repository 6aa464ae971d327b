"""Where batches are handed over to: a stick that is plugged in, the last folder, or another one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy

from gridkeeper.services import removable
from gridkeeper.texts import _
from gridkeeper.ui.messages import BATCHES
from gridkeeper.ui.widgets.choosing import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame

_LAST = "exchange/folder"
_TIP = int(Qt.ItemDataRole.ToolTipRole)


class PlaceBox(Box):
    """Offers places; the first stick is chosen, or else the last folder.

    Signals:
        picked: Another folder was chosen by hand.
    """

    picked = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._own = ""
        self.setAccessibleName(_("Where to"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fill([])
        self.activated.connect(self._activated)

    @property
    def place(self) -> Path | None:
        """The chosen folder; None if one has to be picked first."""
        chosen = self.currentData()
        return Path(chosen) if chosen else None

    def look(self) -> None:
        """Look anew what is plugged in."""

        def work(_progress: Progress) -> object:
            last = self._frame.preferences.text(_LAST)
            sticks = removable.places()
            return sticks, last if last and Path(last).is_dir() else ""

        self._frame.ask("", work, self._found)

    def pick(self) -> None:
        """Let a folder be chosen by hand."""
        self._frame.messages.folder(_("Choose a folder for the batch"), self.use, BATCHES)

    def use(self, folder: Path) -> None:
        """Offer a folder, and choose it."""
        self._own = str(folder)
        self._frame.preferences.set(_LAST, self._own)
        self._fill([Path(path) for path in self._sticks], self._own)
        self.setCurrentIndex(self.findData(self._own))
        self.picked.emit()

    def _found(self, result: object) -> None:
        sticks, last = cast("tuple[list[Path], str]", result)
        chosen = self.currentData()
        self._fill(sticks, self._own or last)
        self.setCurrentIndex(max(self.findData(chosen) if chosen else 0, 0))

    def _fill(self, sticks: Sequence[Path], last: str = "") -> None:
        self._sticks = [str(path) for path in sticks]
        self.clear()
        for path in self._sticks:
            name = Path(path).name or path
            self.addItem(_("Stick {name}").format(name=name), path)
        if last and last not in self._sticks:
            self.addItem(_called(Path(last)), last)
        self.addItem(_("Another folder …"), "")
        for row in range(self.count()):
            self.setItemData(row, self.itemData(row) or self.itemText(row), _TIP)

    def _activated(self, row: int) -> None:
        if not self.itemData(row):
            self.pick()


def _called(folder: Path) -> str:
    """Return a folder's name, which is what people look for, before where it lies."""
    return f"{folder.name} · {folder.parent}" if folder.name else str(folder)
