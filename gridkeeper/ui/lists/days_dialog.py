"""Asks for a period of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gridkeeper.texts import _
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import label
from gridkeeper.ui.widgets.two_days import DayInput, TwoDays

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.domain.periods import Period
    from gridkeeper.ui.frame import Frame


class DaysDialog(Dialog):
    """Two days, both of which belong to the period.

    Signals:
        answered: The period.
    """

    answered = Signal(object)

    def __init__(self, frame: Frame, period: Period | None, parent: QWidget) -> None:
        super().__init__(frame.theme, _("Other days"), parent)
        self._today = frame.desk.session.today()
        grid = QGridLayout()
        self.first = self._line(grid, 0, _("&From"), period.first if period else None)
        self.last = self._line(grid, 1, _("&To"), period.last if period else None)
        self._days = TwoDays(self.first, self.last)
        self.body.addLayout(grid)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_cancel()
        self.add_button(_("&Show"), self._answer, kind="primary")
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.selectAll()

    def _line(self, grid: QGridLayout, row: int, text: str, value: date | None) -> DayInput:
        made = DayInput(value.isoformat() if value else "")
        made.setPlaceholderText(_("Such as {example}").format(example="2026-10-08"))
        said = label(text)
        said.setBuddy(made)
        grid.addWidget(said, row, 0)
        grid.addWidget(made, row, 1)
        return made

    def _answer(self) -> None:
        period = self._days.period(self._today, empty_is_today=True)
        if period is not None:
            self.accept()
            self.answered.emit(period)
            return
        self._problem.setText(self._days.problem)
        self._problem.show()
        if self._days.wrong is not None:
            self._days.wrong.setFocus()
            self._days.wrong.selectAll()
