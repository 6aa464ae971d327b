"""What a medium has against being written to, in words.

SQLite says `disk I/O error` of a full disk as well as of one that was pulled out, and takes a log
that it cannot make for a file that nobody may open. The medium itself knows better.
"""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

from gridkeeper.errors import FileUnwritableError, disk_full, unwritable
from gridkeeper.texts import _

if TYPE_CHECKING:
    from pathlib import Path

_FULL = "full"
_VAGUE = ("disk I/O", "unable to open")
_FORBIDDEN = ("readonly", "unable to open")
_SAMPLE_BYTES = 1 << 20
"""More than the log and its index ask for at once; who has less room has none."""


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
        reason = _("the medium does not answer; it may have been pulled out")
        return FileUnwritableError(file=file, reason=reason)
    return None


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
