"""What keys mean on a door, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_BETWEEN = " · "


class KeysLine(QLabel):
    """Shows as many keys as a line has room for, the first ones first; its tool tip says all."""

    def __init__(self, *keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "small")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_BETWEEN.join(keys))

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        shown = len(self._keys)
        while shown > 1 and metrics.horizontalAdvance(_BETWEEN.join(self._keys[:shown])) > room:
            shown -= 1
        self.setText(_BETWEEN.join(self._keys[:shown]))
        self.setToolTip("" if shown == len(self._keys) else _BETWEEN.join(self._keys))
