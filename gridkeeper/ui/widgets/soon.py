"""Doing something once everything that waits has been done, such as measuring and moving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable


class Soon(QTimer):
    """Does one thing soon after `start`, unless its owner has gone by then.

    `QTimer.singleShot` with an owner must not be used: PySide 6.9.3 destroys its timer twice if the
    owner goes first, and the process ends.
    """

    def __init__(self, owner: QObject, does: Callable[[], object]) -> None:
        super().__init__(owner)
        self.setSingleShot(True)
        self.setInterval(0)
        self.timeout.connect(does)
