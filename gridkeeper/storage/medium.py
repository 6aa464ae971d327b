"""What a medium has against being written to, in words.

SQLite says `disk I/O error` of a full disk as well as of one that was pulled out, and takes a log
that it cannot make for a file that nobody may open. The medium itself knows better.
"""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING

from gridkeeper.errors import FileUnwritableError, disk_full, unwritable
from gridkeeper.texts import _

if TYPE_CHECKING:
    from pathlib import Path

_FULL = "full"
_VAGUE = ("disk I/O", "unable to open")
_FORBIDDEN = ("readonly", "unable to open")
_AGAINST = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_AS_WE_ARE = os.access in os.supports_effective_ids
_SAMPLE_BYTES = 1 << 20
"""More than the log and its index ask for at once; who has less room has none."""


def is_read_only(file: Path) -> bool:
    """Whether a system says at once that a file or its folder may not be written."""
    return not all(os.access(one, os.W_OK, effective_ids=_AS_WE_ARE) for one in (file, file.parent))


def forbids(file: Path) -> bool:
    """Whether a medium, or its rights, are against writing a file or beside it; it is tried."""
    error = _asked(file.parent)
    return (file.exists() and is_read_only(file)) or (error is not None and error.errno in _AGAINST)


def refused(file: Path, said: str) -> FileUnwritableError | None:
    """Return what stands behind the words of SQLite about a file; None if it is no medium's fault.

    Args:
        file: The database.
        said: The message of the driver's exception.
    """
    if _FULL in said:
        return disk_full(file)
    error = _asked(file.parent) if any(words in said for words in _VAGUE) else None
    if error is not None:
        return unwritable(file, error)
    if any(words in said for words in _FORBIDDEN):
        return FileUnwritableError(file=file, reason=_("access is denied"))
    if any(words in said for words in _VAGUE):
        reason = _("the drive does not respond; it may have been pulled out")
        return FileUnwritableError(file=file, reason=reason)
    return None


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable; systems and media that cannot are content without."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _asked(folder: Path) -> OSError | None:
    """Write a little into a folder, for a moment; return what stood against it."""
    try:
        with tempfile.TemporaryFile(dir=folder) as stream:
            stream.write(bytes(_SAMPLE_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        return error
    return None
