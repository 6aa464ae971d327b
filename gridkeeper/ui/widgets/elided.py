"""A link whose lines lose their middle where they have no room; its tool tip says all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QStylePainter
from typing_extensions import override

from gridkeeper.ui.widgets.pressing import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_LEAST = "…………"


class ElidedLink(Button):
    """Keeps both ends of its lines in sight: whose it is, and which file."""

    def __init__(self, *lines: str) -> None:
        """Put it together; lines without anything in them are left out."""
        self._lines = [line for line in lines if line]
        self._all = "\n".join(self._lines)
        super().__init__(self._all.replace("&", "&&"))
        self.setProperty("kind", "link")
        self.setAutoDefault(False)
        self.setAccessibleName(" · ".join(self._lines))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def shown(self) -> str:
        """What of its text there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return self._elided(option)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # it takes what there is, and asks for nothing more

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().sizeHint()
        metrics = self.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, self._lines), default=0)
        spared = longest - metrics.horizontalAdvance(_LEAST)
        return QSize(hint.width() - max(spared, 0), hint.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip("" if self.shown == self._all else self._all)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self._elided(option).replace("&", "&&")  # type: ignore[attr-defined]
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _elided(self, option: QStyleOptionButton) -> str:
        part = QStyle.SubElement.SE_PushButtonContents
        room = self.style().subElementRect(part, option, self).width()
        middle, metrics = Qt.TextElideMode.ElideMiddle, self.fontMetrics()
        return "\n".join(metrics.elidedText(line, middle, room) for line in self._lines)
