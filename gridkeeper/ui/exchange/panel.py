"""A table, and below it what can be done with the line that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridkeeper.ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.ui.exchange.tables import LineView
    from gridkeeper.ui.frame import Frame


@dataclass(frozen=True, slots=True)
class Doing:
    """What can be done with a line.

    Attributes:
        icon: Of the button.
        text: Of the button, with a mnemonic, for a line or for none.
        may: Whether it can be done with a line.
        does: Does it.
        advice: Stands beside the button while no line is chosen with which it can be done.
    """

    icon: str
    text: Callable[[Any], str]
    may: Callable[[Any], bool]
    does: Callable[[Frame, Any], object]
    advice: str


class LinePanel(QWidget):
    """A `LineView` with a button below it."""

    def __init__(self, frame: Frame, view: LineView, doing: Doing) -> None:
        super().__init__()
        self._frame = frame
        self._view = view
        self._doing = doing
        self.button = button(frame.theme, "", self._press, doing.icon)
        self._advice = label(doing.advice, "soft", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view, 1)
        foot = row(self.button, self._advice)
        foot.setStretch(1, 1)
        layout.addLayout(foot)
        view.chosen.connect(self._show)
        view.table.modelReset.connect(self._show)
        self._show()

    @property
    def _line(self) -> Any:  # noqa: ANN401 - whatever the table shows
        at, table = self._view.row, self._view.table
        line = table.line(at) if 0 <= at < table.rowCount() else None
        return line if line is not None and self._doing.may(line) else None

    def _show(self) -> None:
        line = self._line
        self.button.setText(f" {self._doing.text(line)}")
        self.button.setEnabled(line is not None and self._frame.may_write)
        self._advice.setText("" if line is not None else self._doing.advice)

    def _press(self) -> None:
        if self._line is not None:
            self._doing.does(self._frame, self._line)
