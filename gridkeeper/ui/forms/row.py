"""A field of a form with its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from gridkeeper.ui.forms.editor import Editor
    from gridkeeper.ui.frame import Frame

LABEL = 116
"""So wide is what stands before an editor, at the normal text size."""
_ANY = (1 << 24) - 1  # what Qt takes for no limit


class Row(QWidget):
    """An editor with its label: beside it, or above it where there is little room."""

    def __init__(self, frame: Frame, one: Editor) -> None:
        super().__init__()
        self._frame, self._is_wide = frame, one.is_wide
        self._said = label(str(one.about.label), "label", wraps=True)
        self._said.setBuddy(one.control)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._said, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(one, 1)

    def measure(self, *, narrow: bool) -> None:
        """Take the room there is."""
        theme, narrow = self._frame.theme, narrow or self._is_wide
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._line.setSpacing(2 if narrow else 12)
        wide = theme.px(LABEL)
        self._said.setMinimumWidth(0 if narrow else wide)
        self._said.setMaximumWidth(_ANY if narrow else wide)
        # The first line of a label stands level with the text in the field.
        above = max((theme.px(tokens.CONTROL) - self._said.fontMetrics().height()) // 2, 0)
        self._said.setContentsMargins(0, 0 if narrow else above, 0, 0)
