"""The rows of a file that stay out of an import, each with the reason in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QTableView

from gridkeeper.ui.look import fonts, tokens
from gridkeeper.ui.models.refused import RefusedTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.services.imports.returned import Left
    from gridkeeper.ui.look.theme import Theme

_MOST_SHOWN = 5
"""Rows of the table at least; more are reached by scrolling."""
_AROUND = 12
"""Above and below a reason together, and on each of its sides, in pixels at the normal size."""
_BAR = 20
"""A scroll bar with what is left free beside it, in pixels at the normal text size."""
_TALL = 10_000
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
    wrapping = _Wrapping(view, theme)
    header.sectionResized.connect(wrapping.follow)
    view.verticalScrollBar().valueChanged.connect(wrapping.measure)
    rows.setDefaultSectionSize(theme.px(tokens.ROW - 6))
    rows.setMinimumSectionSize(theme.px(tokens.ROW - 6))
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    header.resizeSection(0, theme.px(72))
    view.setMinimumHeight(theme.px(44 + min(len(left), _MOST_SHOWN) * (tokens.ROW - 6)))
    view.setSizeAdjustPolicy(QTableView.SizeAdjustPolicy.AdjustToContents)
    return table, view


class _Wrapping(QObject):
    """Gives rows the height that their reasons need."""

    def __init__(self, view: QTableView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._wide = 0

    def follow(self, column: int, _before: int, wide: int) -> None:
        """Measure anew for another width of the reasons.

        One that is a little more changes nothing: a scroll bar has gone, which would come again
        with the heights that it takes away.
        """
        is_reason = column == self._view.model().columnCount() - 1
        if is_reason and not self._wide <= wide <= self._wide + self._theme.px(_BAR):
            self._wide = wide
            self.measure()

    def measure(self) -> None:
        """Measure the rows from the first that is seen on."""
        view, model, rows = self._view, self._view.model(), self._view.verticalHeader()
        first, usual = max(view.rowAt(0), 0), rows.defaultSectionSize()
        last, around = model.columnCount() - 1, self._theme.px(_AROUND)
        metrics = QFontMetrics(fonts.sized(self._theme.px(tokens.TEXT)))
        # Qt's own measure leaves out what the style sheet has beside a text, and is behind the
        # width that a column is just given.
        room = QRect(0, 0, max(self._wide - 2 * around, 1), _TALL)
        for place in range(first, min(first + _WRAPPED, model.rowCount())):
            text = model.index(place, last).data()
            needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, text).height()
            rows.resizeSection(place, max(needed + around, usual))
