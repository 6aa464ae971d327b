"""A folder for papers that are only looked at: nobody else reads it, and nothing stays in it."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from gridkeeper.errors import unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "gridkeeper-papers-"
_LOCK = "lock"
_NEW_S = 60  # younger ones without a lock may be about to get theirs


@contextmanager
def folder(within: Path | None = None) -> Iterator[Path]:
    """Give a folder that only its owner may enter, as long as the block lasts.

    What a program that crashed has left is taken away first; a folder that is in use has a lock.

    Args:
        within: Where; the system's place for temporary files if it is left out.

    Raises:
        FileUnwritableError: None can be made.
    """
    sweep(within)
    place = within or Path(tempfile.gettempdir())
    try:
        made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    except OSError as error:
        raise unwritable(place, error) from error
    lock = _lock(made)
    lock.tryLock(0)
    try:
        yield made
    finally:
        lock.unlock()
        shutil.rmtree(made, ignore_errors=True)


def sweep(within: Path | None = None) -> None:
    """Take away the folders of programs that are no longer there; other people's cannot be.

    Called before a paper is made, when the program starts, and when a store is locked.
    """
    for left in (within or Path(tempfile.gettempdir())).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            is_new = time.time() - left.stat().st_mtime < _NEW_S
            if is_new and not (left / _LOCK).exists():
                continue
            lock = _lock(left)
            if lock.tryLock(0):
                lock.unlock()
                shutil.rmtree(left, ignore_errors=True)


def _lock(made: Path) -> QLockFile:
    lock = QLockFile(str(made / _LOCK))
    lock.setStaleLockTime(0)  # however old: a lock is stale when its program is gone
    return lock
