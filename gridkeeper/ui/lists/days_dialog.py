"""Asks for a period of one's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from gridkeeper.domain.fields import Field, Label, Type
from gridkeeper.domain.parsing import parse
from gridkeeper.domain.periods import Period
from gridkeeper.texts import _
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from gridkeeper.ui.frame import Frame


_DAY = Field("day", Label("日期", "Day"), Type.DAY)


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
        self.body.addLayout(grid)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self.add_cancel()
        self.add_button(_("&Show"), self._answer, kind="primary")

    def _line(self, grid: QGridLayout, row: int, text: str, value: date | None) -> QLineEdit:
        made = QLineEdit(value.isoformat() if value else "")
        made.setPlaceholderText("2026-10-08")
        said = label(text)
        said.setBuddy(made)
        grid.addWidget(said, row, 0)
        grid.addWidget(made, row, 1)
        return made

    def _answer(self) -> None:
        first, last = self._day(self.first), self._day(self.last)
        if first is None or last is None:
            self._refuse(_("Write days such as 2026-10-08 or 10.8"))
        elif last < first:
            self._refuse(_("The last day lies before the first"))
        else:
            self.accept()
            self.answered.emit(Period(first, last))

    def _day(self, line: QLineEdit) -> date | None:
        """Return what was typed; today where nothing was."""
        text = line.text().strip()
        found = parse(_DAY, text, self._today) if text else self._today
        return found if isinstance(found, date) else None

    def _refuse(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()
        self.first.setFocus()
