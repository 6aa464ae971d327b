"""The folder of a camera: its photos, the newest first."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper.errors import unreadable

if TYPE_CHECKING:
    from gridkeeper.progress import Progress

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff"})
"""Of photos that can be read here."""

MOST = 300
"""So many are shown; a camera holds thousands, and today's are among the first."""

_DEEP = 2  # DCIM/100ANDRO/…


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo in the folder.

    Attributes:
        at: When it says that it was taken; else when the file was written.
    """

    file: Path
    at: datetime
    size_bytes: int


def shots(folder: Path, progress: Progress) -> list[Shot]:
    """Return the photos of a folder and of those inside it, the newest first.

    Raises:
        FileMissingError: The folder is not there, such as a camera that is not plugged in.
        FileUnreadableError: There is no right.
        CancelledError: It shall stop.
    """
    found: list[Shot] = []
    try:
        _look(folder, _DEEP, found, progress)
    except OSError as error:
        raise unreadable(folder, error) from error
    return _newest([_dated(one, progress) for one in _newest(found)[:MOST]])


def _newest(found: list[Shot]) -> list[Shot]:
    return sorted(found, key=lambda one: (one.at, one.file.name), reverse=True)


def _dated(shot: Shot, progress: Progress) -> Shot:
    """Ask a photo itself: files that were copied are all of the day of the copying."""
    # Whoever looks at a folder reads pictures; who only starts the program does not.
    from gridkeeper.services.attachments import pictures  # noqa: PLC0415

    progress.report(0, 0)
    return replace(shot, at=pictures.taken_at(shot.file) or shot.at)


def _look(folder: Path, deep: int, found: list[Shot], progress: Progress) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            progress.report(0, 0)
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if deep:
                    _look(Path(entry.path), deep - 1, found, progress)
            elif Path(entry.name).suffix.lower() in ENDINGS:
                known = entry.stat()
                at = datetime.fromtimestamp(known.st_mtime, UTC)
                found.append(Shot(Path(entry.path), at, known.st_size))


def thumbnail(file: Path, side: int) -> bytes:
    """Return a small picture of a photo; b"" where it cannot be read."""
    from gridkeeper.services.attachments import pictures  # noqa: PLC0415 - as above

    try:
        return pictures.thumbnail(file.read_bytes(), side)
    except OSError:
        return b""
