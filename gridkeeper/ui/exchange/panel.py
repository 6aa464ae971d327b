"""A table, and below it what can be done with the line that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.ui.exchange.tables import LineView
    from gridkeeper.ui.frame import Frame


_FEW_LINES = 240
MOST_LINES = 1600
"""So high is a list at most whose lines the page scrolls; what is longer scrolls by itself."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What can be done with a line.

    Attributes:
        icon: Of the button.
        text: Of the button, with a mnemonic, for a line or for none.
        may: Whether it can be done with a line.
        does: Does it.
        advice: Stands beside the buttons while no line is chosen with which anything can be done.
    """

    icon: str
    text: Callable[[Any], str]
    may: Callable[[Any], bool]
    does: Callable[[Frame, Any], object]
    advice: str = ""


def page_scrolls(part: QWidget, high: int) -> bool:
    """Whether a page scrolls of which a part at its foot is so high."""
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is None or not area.widget().isVisible():
        return False
    return part.mapTo(area.widget(), QPoint()).y() + high > area.viewport().height()


def follow(area: QScrollArea, view: LineView, _row: int) -> None:
    """Let a page go along with the keys that walk through a list as high as all its lines."""
    if view.hasFocus() and view.isVisible():
        line = view.visualRect(view.currentIndex())
        place = view.viewport().mapTo(area.widget(), line.bottomLeft())
        area.ensureVisible(0, place.y(), 0, line.height())


class LinePanel(QWidget):
    """A `LineView` with buttons below it.

    Attributes:
        buttons: One for each doing.
    """

    def __init__(self, frame: Frame, view: LineView, *doings: Doing) -> None:
        super().__init__()
        self._frame = frame
        self._view = view
        self._doings = doings
        self.buttons = [
            button(frame.theme, "", partial(self._press, doing), doing.icon) for doing in doings
        ]
        self._advice = label("", "soft", wraps=True)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view, 1)
        layout.addWidget(Flow(*self.buttons, spacing=tokens.SPACE))
        layout.addWidget(self._advice)
        view.chosen.connect(self._show)
        view.table.modelReset.connect(self._show)
        view.fitted.connect(self.measure)
        self._show()

    @property
    def _line(self) -> Any:  # noqa: ANN401 - whatever the table shows
        at, table = self._view.row, self._view.table
        return table.line(at) if 0 <= at < table.rowCount() else None

    def _may(self, doing: Doing) -> bool:
        line = self._line
        return line is not None and doing.may(line)

    def _show(self) -> None:
        for made, doing in zip(self.buttons, self._doings, strict=True):
            may = self._may(doing)
            made.setText(f" {doing.text(self._line if may else None)}")
            made.setEnabled(may and self._frame.may_write)
        said = [] if any(map(self._may, self._doings)) else [one.advice for one in self._doings]
        self._advice.setText(" ".join(filter(None, said)))
        self._advice.setVisible(any(said))
        self.measure()  # it may take another line

    def measure(self) -> None:
        """Be high enough for a few lines, or for all where the page scrolls: one of them does."""
        px, whole = self._frame.theme.px, self._view.whole_height
        few = min(whole, px(_FEW_LINES))
        around = self._layout.minimumHeightForWidth(self.width()) - self._view.minimumHeight()
        scrolls = page_scrolls(self, around + few + tokens.SPACE)
        self._view.setMinimumHeight(min(whole, px(MOST_LINES)) if scrolls else few)
        self.setMinimumHeight(self._layout.minimumHeightForWidth(self.width()) + tokens.SPACE)

    def _press(self, doing: Doing) -> None:
        if self._may(doing):
            doing.does(self._frame, self._line)
