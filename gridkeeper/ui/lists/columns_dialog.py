"""A person says what columns of a file mean that nobody understood, or that were misunderstood."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.fitted import Fitted
from gridkeeper.ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.ui.look.theme import Theme

LEFT_OUT = "-"
_MEANT = int(Qt.ItemDataRole.UserRole)
_SEVERAL = "remark"
"""What several columns may mean at once."""


class _Choice(Box):
    """A box that the wheel scrolls past: it stands in what is scrolled."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ColumnsDialog(Dialog):
    """Asks what columns mean.

    Signals:
        told: The meaning of each column that was asked about or is another now, by its heading;
            `-` of one that is left out.
    """

    told = Signal(object)

    def __init__(
        self,
        theme: Theme,
        headings: Sequence[str],
        choices: Sequence[tuple[str, str]],
        meant: Mapping[str, str],
        parent: QWidget,
    ) -> None:
        """Ask.

        Args:
            theme: The look in force.
            headings: Of the columns that are asked about.
            choices: What a column can mean, each with what people call it.
            meant: What was said before, and what others were understood to mean: those are folded
                away, unless there are no headings to ask about.
            parent: The dialog above which it opens.
        """
        text = _("Choose what each column means. What is left stays out.")
        title = _("Columns not recognised") if headings else _("What the columns mean")
        super().__init__(theme, title, parent, text)
        self._asked, self._meant = tuple(headings), dict(meant)
        self.boxes: dict[str, Box] = {}
        model = self._offered(choices)
        offered = {one for one, _called in choices}
        understood = [one for one, said in meant.items() if one not in headings and said in offered]
        inside = QWidget()
        inside.setProperty("kind", "page")
        down = QVBoxLayout(inside)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE)
        down.addWidget(self._rows(headings, model))
        self._understood = self._rows(understood, model)
        self.toggle = button(theme, _("Columns that were reco&gnised"), lambda: None, kind="link")
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._understood.setVisible)
        theme.follow(self.toggle, self._draw_toggle)
        self.toggle.toggled.connect(self._draw_toggle)
        down.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        down.addWidget(self._understood)
        down.addStretch(1)
        self.toggle.setVisible(bool(headings and understood))
        self._understood.setVisible(not headings)
        self.body.addWidget(Fitted(inside), 1)
        self.setMinimumWidth(theme.px(520))
        self.add_cancel()
        self.save_by_keys(self.add_button(_("&Read the file again"), self._tell, kind="primary"))
        next(iter(self.boxes.values())).setFocus()

    def _rows(self, headings: Sequence[str], model: QStandardItemModel) -> QWidget:
        """Return a line for each heading, with a box."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(tokens.SPACE)
        grid.setColumnMinimumWidth(0, self.theme.px(96))
        grid.setColumnStretch(1, 1)
        for row, heading in enumerate(headings):
            box = _Choice()
            box.setModel(model)
            box.setCurrentIndex(max(0, box.findData(self._meant.get(heading, ""))))
            box.setAccessibleName(heading)
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(Box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(partial(self._take_over, heading))
            grid.addWidget(label(heading, "label", wraps=True), row, 0)
            grid.addWidget(box, row, 1)
            self.boxes[heading] = box
        return made

    def _take_over(self, heading: str, _row: int) -> None:
        """Let another column mean nothing any more that meant what one means now."""
        meant = str(self.boxes[heading].currentData())
        if not meant or meant.endswith(_SEVERAL):
            return
        for other, box in self.boxes.items():
            if other != heading and box.currentData() == meant:
                box.setCurrentIndex(0)
                if other not in self._asked:
                    self.toggle.setChecked(True)  # what becomes of it is seen

    def _draw_toggle(self, *_on: object) -> None:
        name = "choose" if self.toggle.isChecked() else "expand"
        self.toggle.setIcon(self.theme.icon(name, self.theme.colours.accent))

    def _offered(self, choices: Sequence[tuple[str, str]]) -> QStandardItemModel:
        """Return what every box offers; there may be as many boxes as choices."""
        model = QStandardItemModel(self)
        for meant, called in (("", _("Leave it out")), *choices):
            item = QStandardItem(called)
            item.setData(meant, _MEANT)
            model.appendRow(item)
        return model

    def _tell(self) -> None:
        chosen = {heading: str(box.currentData()) for heading, box in self.boxes.items()}
        self.accept()
        self.told.emit(
            {
                heading: meant or LEFT_OUT
                for heading, meant in chosen.items()
                if heading in self._asked or meant != self._meant[heading]
            }
        )
