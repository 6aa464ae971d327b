"""Qt's own dialog of files where the system has none, with room for what it says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHeaderView, QListView, QTreeView, QWidget

from gridkeeper.texts import _
from gridkeeper.ui.widgets.file_columns import FileColumns, FileSigns

if TYPE_CHECKING:
    from gridkeeper.ui.look.theme import Theme

_WIDE, _HIGH = 760, 480
_COLUMNS = (88, 104, 148)  # size, sort and day
_PLACES = 120
_AROUND = 48  # of the window that stays in sight


class FileDialog(QFileDialog):
    """Lets files that are there, a name for a new one, or a folder be chosen."""

    def __init__(self, window: QWidget, theme: Theme, title: str, start: str, filters: str) -> None:
        """Make it.

        Args:
            window: Above which it stands.
            theme: Gives the measures.
            title: What is asked.
            start: The folder it begins in.
            filters: In Qt's notation.
        """
        super().__init__(window, title, start, filters)
        self._title = title
        self._signs = FileSigns()  # Qt does not keep it
        self.setProxyModel(FileColumns(self))
        self.setIconProvider(self._signs)
        px, room = theme.px, window.size()
        self._widen(theme)
        self.setSizeGripEnabled(False)
        self.resize(min(px(_WIDE), room.width() - _AROUND), min(px(_HIGH), room.height() - _AROUND))

    def ask_for_files(self) -> None:
        """Let files be chosen that are there."""
        self.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self.open()

    def ask_for_folder(self) -> None:
        """Let a folder be chosen; the one that is looked into is meant, and stands in the title."""
        self.setFileMode(QFileDialog.FileMode.Directory)
        self.setOption(QFileDialog.Option.ShowDirsOnly)
        self.setLabelText(QFileDialog.DialogLabel.Accept, _("Take this folder"))
        self._follow_folder()
        self.open()

    def ask_for_name(self, name: str) -> None:
        """Let a name for a new file be chosen; the folder stands in the title."""
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._follow_folder()
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setDefaultSuffix(Path(name).suffix.lstrip("."))
        self.selectFile(name)
        self.open()

    def folder_of(self, chosen: Path) -> Path:
        """Return the folder that the dialog shall begin in the next time."""
        return chosen if self.fileMode() is QFileDialog.FileMode.Directory else chosen.parent

    def _follow_folder(self) -> None:
        self.directoryEntered.connect(self._say_folder)
        self._say_folder(self.directory().absolutePath())

    def _say_folder(self, folder: str) -> None:
        is_saving = self.acceptMode() is QFileDialog.AcceptMode.AcceptSave
        text = _("{title}: into {folder}") if is_saving else _("{title}: {folder}")
        self.setWindowTitle(text.format(title=self._title, folder=folder))

    def _widen(self, theme: Theme) -> None:
        """Let sizes, sorts and days be read in Qt's own dialog; the system's has no such parts."""
        view, places = self.findChild(QTreeView, "treeView"), self.findChild(QListView, "sidebar")
        if isinstance(view, QTreeView) and isinstance(places, QListView):
            heads = view.header()
            heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
            for place, wide in enumerate(_COLUMNS, 1):
                heads.resizeSection(place, theme.px(wide))
            heads.setStretchLastSection(False)
            places.setMinimumWidth(theme.px(_PLACES))
