"""A folder for papers that are only looked at: nobody else reads it, and nothing stays in it."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from gridkeeper.errors import FileUnwritableError, system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "gridkeeper-papers-"
_LOCK = "lock"
_NEW_S = 60  # younger ones may be about to get their lock


@contextmanager
def folder(within: Path | None = None) -> Iterator[Path]:
    """Give a folder that only its owner may enter, as long as the block lasts.

    What a program that crashed has left is taken away first; a folder that is in use has a lock.

    Args:
        within: Where; the system's place for temporary files if it is left out.

    Raises:
        FileUnwritableError: None can be made.
    """
    place = within or Path(tempfile.gettempdir())
    sweep(place)
    try:
        made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    except OSError as error:
        raise FileUnwritableError(file=place, reason=system_reason(error)) from error
    lock = _lock(made)
    lock.tryLock(0)
    try:
        yield made
    finally:
        lock.unlock()
        shutil.rmtree(made, ignore_errors=True)


def sweep(place: Path) -> None:
    """Take away the folders of programs that are no longer there; other people's cannot be."""
    for left in place.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime < _NEW_S:
                continue
            lock = _lock(left)
            if lock.tryLock(0):
                lock.unlock()
                shutil.rmtree(left, ignore_errors=True)


def _lock(made: Path) -> QLockFile:
    lock = QLockFile(str(made / _LOCK))
    lock.setStaleLockTime(0)  # however old: a lock is stale when its program is gone
    return lock
