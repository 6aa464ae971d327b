"""The root of all errors: a sentence with named places; and what a system says, in words."""

from __future__ import annotations

import errno
from typing import ClassVar

from typing_extensions import override

from gridkeeper.texts import N_, _

_AFAR = N_("the network or the other computer does not answer")
_SYSTEM_REASONS = {
    errno.ENOSPC: N_("there is no space left"),
    errno.EDQUOT: N_("there is no space left"),
    errno.EFBIG: N_("the file is too large for this drive"),
    errno.EROFS: N_("the drive is write-protected"),
    errno.EACCES: N_("access is denied"),
    errno.EPERM: N_("access is denied"),
    errno.ENOENT: N_("there is no such folder"),
    errno.ENOTDIR: N_("there is no such folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EIO: N_("the drive does not respond; it may have been pulled out"),
    errno.ENODEV: N_("the drive does not respond; it may have been pulled out"),
    errno.ENXIO: N_("the drive does not respond; it may have been pulled out"),
    errno.ETIMEDOUT: _AFAR,
    errno.EHOSTDOWN: _AFAR,
    errno.EHOSTUNREACH: _AFAR,
    errno.ENETUNREACH: _AFAR,
    errno.ENOTCONN: _AFAR,
    errno.ESTALE: _AFAR,
}


def system_reason(error: OSError) -> str:
    """Return in words what the system said, in the language in force where we know it."""
    known = _SYSTEM_REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)


class GridKeeperError(Exception):
    """The root of all errors that are shown to a person as a sentence.

    Attributes:
        code: Stable, for scripts and tests.
        text: The sentence with named places, an English source text of the catalogue.
    """

    code: ClassVar[str] = ""
    text: ClassVar[str] = ""

    def __init__(self, **places: object) -> None:
        super().__init__(self.code)
        self.places = places

    @override
    def __str__(self) -> str:
        return _(self.text).format(**self.places)

    @override
    def __reduce__(self) -> tuple[object, ...]:
        """Let it come back from a process of its own with all it says."""
        return _again, (type(self), self.places)


def _again(error: type[GridKeeperError], places: dict[str, object]) -> GridKeeperError:
    return error(**places)
