"""A table, and below it what can be done with the line that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea, QTabBar, QVBoxLayout, QWidget

from gridkeeper.texts import pick
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.ui.exchange.tables import LineView
    from gridkeeper.ui.frame import Frame


_FEW_LINES = 240


@dataclass(frozen=True, slots=True)
class Doing:
    """What can be done with a line.

    Attributes:
        icon: Of the button.
        text: Of the button, with a mnemonic, for a line or for none.
        may: Whether it can be done with a line.
        does: Does it.
        advice: Returns what stands beside the buttons while nothing can be done with the line that
            is chosen, or with none.
        other_icon: Of the button for a line, where lines have not the same.
    """

    icon: str
    text: Callable[[Any], str]
    may: Callable[[Any], bool]
    does: Callable[[Frame, Any], object]
    advice: Callable[[Any], str] | None = None
    other_icon: Callable[[Any], str] | None = None


def room_on_page(part: QWidget, high: int) -> int:
    """Return how high a page is that scrolls where a part at its foot is so high; 0 if it need not.

    Args:
        part: At the foot of the page.
        high: How high it would be, in pixels.
    """
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is None or not area.widget().isVisible():
        return 0
    room = area.viewport().height()
    return room if part.mapTo(area.widget(), QPoint()).y() + high > room else 0


def follow(area: QScrollArea, view: LineView, _row: int) -> None:
    """Let a page go along to the line that is chosen, and to what can be done with it below."""
    if view.hasFocus() and view.isVisible():
        panel = view.parentWidget()
        if isinstance(panel, LinePanel):
            foot = panel.mapTo(area.widget(), panel.rect().bottomLeft())
            area.ensureVisible(0, foot.y(), 0, 2)
        line = view.visualRect(view.currentIndex())
        place = view.viewport().mapTo(area.widget(), line.bottomLeft())
        area.ensureVisible(0, place.y(), 0, line.height())
        _hide_rest_of_tabs(area)


def go_along(area: QScrollArea, view: LineView) -> None:
    """Let a page `follow` whenever a line is chosen, or the keyboard comes to it."""
    for signal in (view.chosen, view.came):
        signal.connect(partial(follow, area, view))


def _hide_rest_of_tabs(area: QScrollArea) -> None:
    """Scroll on where only the foot of the tabs is left in sight: a stroke without a word."""
    tabs, bar = area.widget().findChild(QTabBar), area.verticalScrollBar()
    if tabs is not None:
        top = tabs.mapTo(area.widget(), tabs.rect().topLeft()).y()
        if top < bar.value() < top + tabs.height():
            bar.setValue(top + tabs.height())


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
        frame.theme.follow(self, self._show)

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
            if doing.other_icon is not None:
                theme = self._frame.theme
                name = doing.other_icon(self._line) if may else doing.icon
                made.setIcon(theme.icon(name, theme.colours.text))
            made.setEnabled(may and self._frame.may_write)
        said = (
            []
            if any(map(self._may, self._doings))
            else [one.advice(self._line) for one in self._doings if one.advice is not None]
        )
        self._advice.setText(pick("", " ").join(filter(None, said)))
        self._advice.setVisible(any(said))
        self.measure()  # it may take another line

    def measure(self) -> None:
        """Be high enough for a few lines; for all that fit over the buttons on a long page."""
        px, whole = self._frame.theme.px, self._view.whole_height
        few = min(whole, px(_FEW_LINES))
        around = self._layout.minimumHeightForWidth(self.width()) - self._view.minimumHeight()
        room = room_on_page(self, around + few + tokens.SPACE)
        self._view.setMinimumHeight(max(few, min(whole, room - around - 2 * tokens.SPACE)))
        self.setMinimumHeight(self._layout.minimumHeightForWidth(self.width()) + tokens.SPACE)

    def _press(self, doing: Doing) -> None:
        if self._may(doing):
            # Whatever is asked, the line that it was about is the one the keyboard comes back to.
            self._view.setFocus()
            doing.does(self._frame, self._line)
