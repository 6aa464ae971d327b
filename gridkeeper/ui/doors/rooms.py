"""Makes the doors that the register lacks: floors by numbers, with what would come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout

from gridkeeper.services.matrix.rooms import Plan, problems, spread
from gridkeeper.texts import _, pick, plural
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look import tokens
from gridkeeper.ui.undoing import say_done
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.line import Line
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.matrix.rooms import Lacking
    from gridkeeper.services.matrix.values import House
    from gridkeeper.ui.frame import Frame

_SETTLE_MS = 150
_NAMED = 4


class RoomsDialog(Dialog):
    """Asks for staircases, floors and numbers, and says what would be made.

    Signals:
        made: The doors are in the store.
    """

    made = Signal()

    def __init__(self, frame: Frame, house: House, plan: Plan) -> None:
        title = _("Missing doors of {building}").format(building=house.title)
        super().__init__(frame.theme, title, frame.messages.window)
        self._frame, self._house = frame, house
        self._asked = 0
        self.lacking: Lacking | None = None
        grid = QGridLayout()
        grid.setVerticalSpacing(tokens.SPACE)
        self.units = self._line(grid, _("&Stairways"), plan.units, "1-3")
        self.floors = self._line(grid, _("&Floors"), plan.floors, "1-34")
        self.ends = self._line(grid, _("&Numbers on a floor"), plan.ends, "01-08")
        self.body.addLayout(grid)
        top = spread(plan.floors)[-1:]
        if top and top != ["1"]:
            advice = _("A building with shops below: floors 2 to {top}, then once more floor 1.")
            self.body.addWidget(label(advice.format(top=top[0]), "small", wraps=True))
        self.said = label("", "strong", wraps=True)
        self.body.addWidget(self.said)
        self.add_cancel()
        self._make = self.add_button(_("&Make the doors"), self.make, icon="add", kind="primary")
        self._make.setEnabled(False)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._ask)
        self._timer.start()
        self.floors.setFocus()

    def make(self) -> None:
        """Make what was said."""
        if self.lacking is None or not self.lacking.rooms:
            return
        service, house, rooms = self._frame.desk.rooms, self._house, self.lacking.rooms
        self._make.setEnabled(False)

        def work(_progress: Progress) -> object:
            return service.make(house.id, rooms)

        self._frame.ask(_("Recording"), work, self._made, Lane.WORK)

    def _line(self, grid: QGridLayout, text: str, value: str, example: str) -> Line:
        made = Line()
        made.setText(value)
        made.setPlaceholderText(example)
        made.textChanged.connect(self._typed)
        said = label(text, "label")
        said.setBuddy(made)
        row = grid.rowCount()
        grid.addWidget(said, row, 0)
        grid.addWidget(made, row, 1)
        return made

    def _typed(self) -> None:
        self._make.setEnabled(False)
        self._timer.start()

    def _ask(self) -> None:
        self._asked += 1
        asked, service, house = self._asked, self._frame.desk.rooms, self._house
        plan = Plan(self.units.text(), self.floors.text(), self.ends.text())

        def look(_progress: Progress) -> object:
            return asked, service.lacking(house.id, plan)

        self._frame.ask("", look, self._show)

    def _show(self, result: object) -> None:
        asked, found = cast("tuple[int, Lacking]", result)
        if asked != self._asked:
            return
        self.lacking = found
        self.said.setText(_said(found))
        self._make.setEnabled(bool(found.rooms))

    def _made(self, count: object) -> None:
        text = plural("{n} door was made", "{n} doors were made", cast("int", count))
        say_done(self._frame, text.format(n=count))
        self.accept()
        self.made.emit()


def _said(found: Lacking) -> str:
    """Return what would come of a plan."""
    if found.problem:
        return problems()[found.problem]
    if not found.rooms:
        return _("The register has all of these doors.")
    count = len(found.rooms)
    some = [f"{unit}-{room}" if unit else room for unit, _floor, room in found.rooms]
    named = [*some[:_NAMED], "…", some[-1]] if count > _NAMED + 1 else some
    text = plural("{n} new door: {doors}", "{n} new doors: {doors}", count)
    said = text.format(n=f"{count:,}", doors=pick("、", ", ").join(named))
    if found.known:
        known = plural("{n} is there already", "{n} are there already", found.known)
        said += pick("；", "; ") + known.format(n=f"{found.known:,}")
    return said + pick("。", ".")
