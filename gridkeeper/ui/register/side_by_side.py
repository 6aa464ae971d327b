"""Two people of the register beside each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gridkeeper.texts import _
from gridkeeper.ui.widgets.lines import Link
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLabel

    from gridkeeper.services.register.comparing import Comparison
    from gridkeeper.ui.look.theme import Theme

_LABEL = 96


def side_by_side(theme: Theme, found: Comparison, show: Callable[[bool], object]) -> QWidget:
    """Return what the register says of two people; what differs is said in bold.

    Args:
        theme: The look in force.
        found: The two.
        show: Opens one of them; called with whether it is the left one.
    """
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, theme.px(8), 0)
    grid.setHorizontalSpacing(theme.px(12))
    grid.setVerticalSpacing(theme.px(4))
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    for column, text in ((1, _("Open the left one")), (2, _("Open the right one"))):
        door = Link(theme, text, partial(show, column == 1))
        grid.addWidget(door, 0, column, Qt.AlignmentFlag.AlignLeft)
    lines = [(line.label, line.one, line.other, line.differs) for line in found.lines]
    if found.one or found.other:
        lines.append((_("Would move too"), found.one, found.other, False))
    for row, (name, one, other, differs) in enumerate(lines, 1):
        about = label(name, "label", wraps=True)
        about.setFixedWidth(theme.px(_LABEL))
        grid.addWidget(about, row, 0, Qt.AlignmentFlag.AlignTop)
        for column, text in ((1, one), (2, other)):
            grid.addWidget(_said(text, "strong" if differs else ""), row, column)
    return made


def _said(text: str, kind: str = "") -> QLabel:
    made = label(text, kind, wraps=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made
