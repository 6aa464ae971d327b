"""What scrolls only where it must: as high as its content, as long as there is room.

And how what scrolls keeps its right edge, whether it has a scroll bar or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QScrollBar, QSizePolicy, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LEAST = 96
EDGE = 16
"""How far a scroll area of a page reaches beyond what it shows, so that its bar stands there."""


def keep_edge(area: QScrollArea) -> None:
    """Let what scrolls up and down end where everything else on its page does.

    Its widget has a layout.
    """
    layout, bar = area.widget().layout(), area.verticalScrollBar()
    assert layout is not None  # noqa: S101 - said above
    margins = layout.contentsMargins()
    beside = max(EDGE - bar.sizeHint().width(), 0)
    margins.setRight(beside if bar.maximum() else EDGE)
    layout.setContentsMargins(margins)


class Scrolled(QWidget):
    """What a scroll area asks how high it must be for its width, and not before it has one."""

    @override
    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        # Qt adds up what its texts would need in their least width, and keeps that free below them.
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class Fitted(QScrollArea):
    """A scroll area that asks for the height of its content, and takes less if it must."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(widgetResizable=True)
        self._asked = 0
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar = QScrollBar(Qt.Orientation.Vertical)  # Qt has measured its own, as the usual kind
        bar.setProperty("kind", "apart")
        self.setVerticalScrollBar(bar)
        self.setWidget(content)
        content.installEventFilter(self)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._content.sizeHint().width(), self._wanted())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._content.minimumSizeHint().width(), min(_LEAST, self._wanted()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spare_bar()
        if event.size().width() != event.oldSize().width():
            self._ask()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._ask()
        return super().eventFilter(watched, event)

    @property
    def _content(self) -> QWidget:
        return self.widget()

    def _wanted(self) -> int:
        """Return the height of all of it in the width it has without a scroll bar."""
        content, width = self._content, self.maximumViewportSize().width()
        if content.hasHeightForWidth():
            return content.heightForWidth(width)
        return content.sizeHint().height()

    def _spare_bar(self) -> None:
        """Have no scroll bar where all fits without: Qt keeps one that only itself makes needed.

        A bar that was there for a moment narrows the content, whose words then take more lines.
        """
        fits = self._wanted() <= self.maximumViewportSize().height()
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOff if fits else bars.ScrollBarAsNeeded)

    def _ask(self) -> None:
        self._spare_bar()
        wanted = self._wanted()
        if wanted != self._asked:
            self._asked = wanted
            self.updateGeometry()
