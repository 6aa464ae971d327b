"""Half-written files that a killed program has left: they are taken away, and nobody else's."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

from gridkeeper.domain.file_names import DRAFT, writer_of
from gridkeeper.storage import births
from gridkeeper.storage.running import is_running

if TYPE_CHECKING:
    from pathlib import Path

_OTHERS_S = 24 * 3600
"""So long another computer, of which we do not know what runs there, may write one file."""


def sweep(*folders: Path) -> None:
    """Take away the drafts in some folders that nobody writes any more.

    What cannot be taken away stays; a folder that is not there has none.
    """
    for folder in set(folders):
        for draft in left(folder):
            with suppress(OSError):
                _take_away(draft)


def left(folder: Path) -> list[Path]:
    """Return the drafts in a folder that nobody writes any more; none if it is not there."""
    found: list[Path] = []
    with suppress(OSError):
        for draft in folder.glob(f"{DRAFT}*.part"):
            with suppress(OSError):
                found += [draft] if _is_left(draft) else []
    return found


def _is_left(draft: Path) -> bool:
    writer = writer_of(draft.name)
    if writer is not None:
        return not is_running(writer)
    return time.time() - draft.stat().st_mtime > _OTHERS_S


def _take_away(draft: Path) -> None:
    if draft.is_dir():
        births.take_away(draft)
    else:
        draft.unlink()
