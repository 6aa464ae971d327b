"""The rows of a file that stay out of an import, each with the reason in full."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from gridkeeper.ui.look import tokens
from gridkeeper.ui.models.refused import RefusedTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.services.imports.returned import Left
    from gridkeeper.ui.look.theme import Theme

_MOST_SHOWN = 5
"""Rows of the table at least; more are reached by scrolling."""
_AROUND = 12
"""Pixels above and below a reason of several lines, together."""
_WRAPPED = 40
"""Rows that are measured at once; of thousands, measuring each would hold up the window."""


def left_rows(theme: Theme, left: Sequence[Left], called: str) -> tuple[RefusedTable, QTableView]:
    """Return the table of rows that stay out, or wait for a decision, and what shows it.

    Args:
        theme: The look in force.
        left: The rows.
        called: What they are, for those who cannot see the table.
    """
    view = QTableView()
    view.setProperty("kind", "framed")
    view.setAccessibleName(called)
    table = RefusedTable(left, view)
    view.setModel(table)
    view.setTabKeyNavigation(False)
    view.setShowGrid(False)
    view.setAlternatingRowColors(True)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    rows, header = view.verticalHeader(), view.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(rows.ResizeMode.Fixed)
    wrap = partial(_wrap, view)
    header.sectionResized.connect(wrap)
    view.verticalScrollBar().valueChanged.connect(wrap)
    rows.setDefaultSectionSize(theme.px(tokens.ROW - 6))
    rows.setMinimumSectionSize(theme.px(tokens.ROW - 6))
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    header.resizeSection(0, theme.px(72))
    view.setMinimumHeight(theme.px(44 + min(len(left), _MOST_SHOWN) * (tokens.ROW - 6)))
    view.setSizeAdjustPolicy(QTableView.SizeAdjustPolicy.AdjustToContents)
    return table, view


def _wrap(view: QTableView, *_changed: object) -> None:
    """Give the rows from the first that is seen on the height that their reasons need."""
    first = max(view.rowAt(0), 0)
    rows = view.verticalHeader()
    for place in range(first, min(first + _WRAPPED, view.model().rowCount())):
        needed = view.sizeHintForRow(place) + _AROUND
        rows.resizeSection(place, max(needed, rows.defaultSectionSize()))
