"""Rows of a file that were not taken in, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.notices import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from gridkeeper.services.imports.returned import Left
    from gridkeeper.ui.models.records import AnyIndex

_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RefusedTable(QAbstractTableModel):
    """Shows each row's number in the file and why it was refused, or left as it is."""

    def __init__(self, refused: Sequence[Left], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._refused = refused

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._refused)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - as above
        return 0 if parent.isValid() else 2

    @override
    def data(self, index: AnyIndex, role: int = 0) -> Any:
        if not index.isValid():
            return None
        if role == _ALIGN:
            return None if index.column() else _RIGHT
        if role not in {0, _TIP}:
            return None
        refused = self._refused[index.row()]
        return sentence(refused.reason) if index.column() else str(refused.row)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role not in {0, _ALIGN}:
            return None
        if role == _ALIGN:
            return None if section else _RIGHT
        return _("Why") if section else _("Row")
