"""What the columns of a file mean that nobody understood: a person says it, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.ui.look.theme import Theme

LEFT_OUT = "-"
_MOST_SEEN = 6
_MEANT = int(Qt.ItemDataRole.UserRole)


class _Choice(Box):
    """A box that the wheel scrolls past: it stands in what is scrolled."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ColumnsDialog(Dialog):
    """Asks what columns mean.

    Signals:
        told: The meaning of each column, by its heading; `-` of one that is left out.
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
            headings: Of the columns.
            choices: What a column can mean, each with what people call it.
            meant: What was said before.
            parent: The dialog above which it opens.
        """
        text = _("Choose what each column means. What is left stays out.")
        super().__init__(theme, _("Columns not recognised"), parent, text)
        self.boxes: dict[str, Box] = {}
        model = self._offered(choices)
        inside = QWidget()
        inside.setProperty("kind", "page")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, tokens.SPACE if len(headings) > _MOST_SEEN else 0, 0)
        grid.setSpacing(tokens.SPACE)
        grid.setColumnStretch(1, 1)
        for row, heading in enumerate(headings):
            box = _Choice()
            box.setModel(model)
            box.setCurrentIndex(max(0, box.findData(meant.get(heading, ""))))
            box.setAccessibleName(heading)
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(Box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            grid.addWidget(label(heading, "label", wraps=True), row, 0)
            grid.addWidget(box, row, 1)
            self.boxes[heading] = box
        grid.setRowStretch(len(headings), 1)
        scrolled = QScrollArea()
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidgetResizable(True)
        scrolled.setWidget(inside)
        shown = min(len(headings), _MOST_SEEN)
        scrolled.setMinimumHeight(theme.px(shown * (tokens.CONTROL + tokens.SPACE)))
        self.body.addWidget(scrolled, 1)
        self.setMinimumWidth(theme.px(520))
        self.add_cancel()
        self.save_by_keys(self.add_button(_("&Read the file again"), self._tell, kind="primary"))
        next(iter(self.boxes.values())).setFocus()

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
        self.told.emit({heading: meant or LEFT_OUT for heading, meant in chosen.items()})
