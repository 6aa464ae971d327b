"""A table, and below it what can be done with the line that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

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
        advice: Stands beside the buttons while no line is chosen with which anything can be done.
    """

    icon: str
    text: Callable[[Any], str]
    may: Callable[[Any], bool]
    does: Callable[[Frame, Any], object]
    advice: str = ""


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
        view.fitted.connect(self._measure)
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
        self._measure()  # it may take another line

    def _measure(self) -> None:
        """Be high enough for a few lines: no one scrolls in here where the page scrolls."""
        most = self._frame.theme.px(_FEW_LINES)
        self._view.setMinimumHeight(min(self._view.whole_height, most))
        self.setMinimumHeight(self._layout.minimumHeightForWidth(self.width()) + tokens.SPACE)

    def _press(self, doing: Doing) -> None:
        if self._may(doing):
            doing.does(self._frame, self._line)
