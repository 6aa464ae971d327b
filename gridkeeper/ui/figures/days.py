"""Which period the figures are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton

from gridkeeper.domain.periods import usual
from gridkeeper.texts import N_, _
from gridkeeper.ui.lists.days_dialog import DaysDialog
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pressing import Button

if TYPE_CHECKING:
    from gridkeeper.domain.periods import Period
    from gridkeeper.ui.frame import Frame

_OFFERED = {
    "week": N_("This &week"),
    "last_week": N_("Last wee&k"),
    "month": N_("This &month"),
    "last_month": N_("&Last month"),
    "quarter": N_("This &quarter"),
    "year": N_("This &year"),
}


class Days(Flow):
    """The usual periods, one press each, and days of one's own.

    Signals:
        chosen: The period.
    """

    chosen = Signal(object)

    def __init__(self, frame: Frame) -> None:
        super().__init__(spacing=tokens.SPACE // 2)
        self._frame = frame
        self._periods = usual(frame.desk.session.today())
        self.period: Period = self._periods["month"]
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for name, text in _OFFERED.items():
            made = self._button(name, _(text))
            made.clicked.connect(lambda _checked=False, name=name: self._take(name))
            self.add(made)
        self._own = self._button("own", _("Other &days …"))
        self._own.clicked.connect(self._ask)
        self.add(self._own)
        self.buttons["month"].setChecked(True)
        self._last = "month"

    @property
    def chosen_button(self) -> QPushButton:
        """The button of the chosen period."""
        return self.buttons[self._last]

    @property
    def choice(self) -> tuple[str, Period]:
        """Which button is chosen, and the period that it stands for."""
        return self._last, self.period

    def choose(self, name: str, period: Period) -> None:
        """Choose a button with its period, without a word to anybody."""
        self._last, self.period = name, period
        self.buttons[name].setChecked(True)

    def _button(self, name: str, text: str) -> QPushButton:
        made = Button(text)
        made.setObjectName(name)
        made.setCheckable(True)
        made.setAutoDefault(False)
        self._group.addButton(made)
        self.buttons[name] = made
        return made

    def _take(self, name: str) -> None:
        self._last = name
        self._say(self._periods[name])

    def _ask(self) -> None:
        """Ask for days; until they are said, what was chosen before stays chosen."""
        dialog = DaysDialog(self._frame, self.period, self)
        dialog.answered.connect(self._take_own)
        dialog.rejected.connect(self._restore)
        self._frame.messages.show(dialog)

    def _take_own(self, period: Period) -> None:
        self._last = "own"
        self._own.setChecked(True)
        self._say(period)

    def _restore(self) -> None:
        self.buttons[self._last].setChecked(True)

    def _say(self, period: Period) -> None:
        self.period = period
        self.chosen.emit(period)
