"""What a person prefers on this computer: look, language, columns, where the window stands.

Nothing of a record and no name of a resident is kept here; the file is not encrypted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal

from gridkeeper import texts
from gridkeeper.ui.look.tokens import Scheme, TextSize

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_MOST_STORES = 8


def documents() -> Path:
    """Return where the platform keeps documents."""
    return Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        or Path.home()
    )


class Preferences(QObject):
    """A few facts, kept at once when they are set.

    Signals:
        changed: The name of what is different now.
    """

    changed = Signal(str)

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        """Open the usual file of this person, or another one."""
        super().__init__(parent)
        kind = QSettings.Format.IniFormat
        if file is None:
            scope = QSettings.Scope.UserScope
            self._settings = QSettings(kind, scope, "GridKeeper", "GridKeeper")
        else:
            self._settings = QSettings(str(file), kind)

    @property
    def language(self) -> str:
        """The language of the screen."""
        chosen = self._text("language")
        return chosen if chosen in texts.LANGUAGES else texts.CHINESE

    @property
    def scheme(self) -> Scheme | None:
        """The chosen colours; None follows the system."""
        chosen = self._text("scheme")
        return Scheme(chosen) if chosen in set(Scheme) else None

    @property
    def text_size(self) -> TextSize:
        """The chosen text size."""
        chosen = self._text("text_size")
        return TextSize(chosen) if chosen in set(TextSize) else TextSize.NORMAL

    @property
    def lock_minutes(self) -> int:
        """After how many minutes without a key the store is locked; 0 is never."""
        chosen = self._text("lock_minutes")
        return int(chosen) if chosen.isdigit() else 15

    @property
    def stores(self) -> list[Path]:
        """The stores that were open lately, the last one first; some may be gone."""
        return [Path(line) for line in self._text("stores").split("\n") if line]

    def opened(self, store: Path) -> None:
        """Remember a store as the last one."""
        others = [one for one in self.stores if one != store]
        self.set("stores", "\n".join(str(one) for one in [store, *others][:_MOST_STORES]))

    def forget(self, stores: Collection[Path]) -> None:
        """Do not remember some stores any more."""
        self.set("stores", "\n".join(str(one) for one in self.stores if one not in stores))

    def set(self, name: str, value: str) -> None:
        """Keep one fact."""
        if self._text(name) != value:
            self._settings.setValue(name, value)
            self._settings.sync()
            self.changed.emit(name)

    def columns(self, view: str) -> list[tuple[str, int]]:
        """Return the columns of a list with their widths, in order; empty if none are kept."""
        pairs = (part.rpartition(":") for part in self._text(f"columns/{view}").split(",") if part)
        return [(name, int(width)) for name, _colon, width in pairs if width.isdigit()]

    def keep_columns(self, view: str, columns: Sequence[tuple[str, int]]) -> None:
        """Keep the columns of a list."""
        self.set(f"columns/{view}", ",".join(f"{name}:{width}" for name, width in columns))

    def folder(self, drawer: str, *better: Path) -> Path:
        """Return the folder that was last used for a sort of files; at first that of documents.

        Folders that are known to fit better go first, if they are there.
        """
        kept = self._text(f"folder/{drawer}")
        places = [*better, *([Path(kept)] if kept else []), documents()]
        return next((place for place in places if place.is_dir()), Path.home())

    def keep_folder(self, drawer: str, folder: Path) -> None:
        """Keep the folder that was used for a sort of files."""
        self.set(f"folder/{drawer}", str(folder))

    def geometry(self, window: str) -> QByteArray:
        """Return where a window or a splitter stood; empty if that is not known."""
        kept = self._text(f"geometry/{window}")
        return QByteArray.fromBase64(QByteArray(kept.encode()))

    def keep_geometry(self, window: str, state: QByteArray) -> None:
        """Keep where a window or a splitter stands."""
        self.set(f"geometry/{window}", bytes(state.toBase64().data()).decode())

    def text(self, name: str, default: str = "") -> str:
        """Return a fact that a page keeps for itself."""
        return self._text(name) or default

    def _text(self, name: str) -> str:
        value = self._settings.value(name, "")
        # Qt gives a list back where a text holds a comma.
        return ",".join(value) if isinstance(value, list) else str(value)
