"""The recovery key of a new store; nobody goes on who has not written it down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.first_run.key_sheet import KeySheet
from gridkeeper.ui.first_run.step import Step
from gridkeeper.ui.look.tokens import SPACE
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from gridkeeper.services.desk import Desk
    from gridkeeper.ui.frame import Surroundings


class KeyStep(Step):
    """The last page before a new store is shown.

    Signals:
        kept: The desk; one group was typed from the paper.
    """

    kept = Signal(object)

    def __init__(self, around: Surroundings, desk: Desk, recovery_key: str) -> None:
        text = _(
            "If you ever forget the password, only this key opens your records. Print it or copy "
            "it by hand, and lock it away from the computer. With the password you can see it "
            "again in the settings."
        )
        super().__init__(around, _("Your recovery key"), text, _("&Go on"))
        self._desk = desk
        groups = recovery_key.split("-")
        # Another group for another key; which one is nobody's secret.
        self.asked = 1 + sum(map(ord, recovery_key)) % len(groups)
        self._expected = groups[self.asked - 1]
        self.sheet = KeySheet(around, desk.session, recovery_key)
        self._typed = QLineEdit()
        self.check = Field(
            around.theme,
            _("&Type group {number} from your paper").format(number=self.asked),
            self._typed,
            _("To check that you copied it correctly."),
        )
        self._typed.textEdited.connect(self.check.clear_problem)
        self.sheet.kept.connect(self.check.come)
        self.body.addWidget(self.sheet)
        # The key scrolls in a low window; what is to be done next does not.
        self.foot.insertWidget(1, self.check, 1)
        self.foot.setStretch(2, 0)
        self.theme.follow(self, self._line_up_check)
        self._seen = Soon(self, self._show_printing)
        self.back.hide()

    @override
    def begin(self) -> None:
        self.sheet.printing.setFocus()
        self._seen.start()  # when it has its place

    def _line_up_check(self) -> None:
        """Let what is typed stand in line with what is above it: the foot begins further out."""
        self.foot.setContentsMargins(self.theme.px(SPACE) + 1, SPACE, 0, 0)

    def _show_printing(self) -> None:
        self._scroll.ensureWidgetVisible(self.sheet.printing)

    @override
    def do(self) -> None:
        if self._typed.text().strip().upper() == self._expected:
            self.kept.emit(self._desk)
        else:
            text = _("This is not group {number}; compare it with what you wrote down.")
            self.check.say_problem(text.format(number=self.asked))
