"""The tabs above the lists of one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabBar

from gridkeeper.texts import _
from gridkeeper.ui.actions import shortcut

if TYPE_CHECKING:
    from collections.abc import Iterable

TURNS = {"next_list": 1, "previous_list": -1}
"""How far each action turns."""


class Switch(QTabBar):
    """Chooses one of several lists; two keys turn it wherever the keyboard is on the page."""

    def __init__(self, titles: Iterable[str]) -> None:
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setAccessibleName(_("What is listed"))
        for place, title in enumerate(titles):
            self.addTab(title)
            self.setTabToolTip(place, f"{_('Next list')} ({shortcut('next_list')})")

    def turn(self, step: int) -> None:
        """Go to the next list, or the one before; after the last one comes the first."""
        self.setCurrentIndex((self.currentIndex() + step) % self.count())
