"""What Qt's own dialog of files says of each file, in the language of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QFileInfo,
    QIdentityProxyModel,
    QMimeDatabase,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtWidgets import QFileIconProvider, QFileSystemModel
from typing_extensions import override

from gridkeeper.texts import _

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_SIZE, _TYPE, _CHANGED = 1, 2, 3
_SHOWN = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole})
_STEP = 1024
_BY_NAME = QMimeDatabase.MatchMode.MatchExtension


class FileSigns(QFileIconProvider):
    """Says of what sort a file is by its name alone.

    Qt would open files to see what is in them. When it closes a store that is open here, the
    system drops the program's locks on it (`gridkeeper.storage.hold`).
    """

    @override
    def icon(self, about: QFileIconProvider.IconType | QFileInfo) -> QIcon:
        if isinstance(about, QFileInfo):
            kinds = QFileIconProvider.IconType
            return super().icon(kinds.Folder if about.isDir() else kinds.File)
        return super().icon(about)

    @override
    def type(self, about: QFileInfo) -> str:
        if about.isDir():
            return _("Folder")
        return QMimeDatabase().mimeTypeForFile(about.fileName(), _BY_NAME).comment()


class FileColumns(QIdentityProxyModel):
    """Words sizes, folders and days as the rest of the screen does.

    Qt takes them from the system, whatever language was chosen here, and has no Chinese for a
    folder. Where the system's own dialog is shown, Qt leaves this out.
    """

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        column, files = index.column(), self.sourceModel()
        if not column or role not in _SHOWN or not isinstance(files, QFileSystemModel):
            return super().data(index, role)
        source = self.mapToSource(index)
        if column == _CHANGED:
            return files.lastModified(source).toString("yyyy-MM-dd HH:mm")
        if files.isDir(source):
            return _("Folder") if column == _TYPE else ""
        return size(files.size(source)) if column == _SIZE else super().data(index, role)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if section == _SIZE and role == Qt.ItemDataRole.DisplayRole:
            return _("File size")
        return super().headerData(section, orientation, role)


def size(size_bytes: int) -> str:
    """Return a size as people say it."""
    if size_bytes < _STEP:
        return _("less than 1 KB")
    found = size_bytes / _STEP
    for unit in ("KB", "MB"):
        if found < _STEP:
            return f"{found:.1f} {unit}"
        found /= _STEP
    return f"{found:.1f} GB"
