"""Files on disks and sticks: written whole or not at all; what a failing medium says, in words."""

from __future__ import annotations

import contextlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from gridkeeper.domain import file_names
from gridkeeper.errors import BatchMediumError, GridKeeperError, unreadable, unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_Cover = TypeVar("_Cover")


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open a file, and put into words what goes wrong with the medium while it is open.

    Raises:
        FileMissingError: It is not there.
        FileUnreadableError: It cannot be opened or read.
    """
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise unreadable(path, error) from error


def place(path: Path, fill: Callable[[BinaryIO], None], prove: Callable[[Path], None]) -> None:
    """Write a file under a temporary name, prove it, and only then give it its name.

    A file that has the name already is replaced in that moment. Whatever goes wrong, nothing of
    the new file is left; a killed program leaves at most its draft, which a later one takes away.

    `fill` writes the content; `prove` reads the file back and raises what it finds wrong.

    Raises:
        FileUnwritableError: The medium refused.
    """
    temporary = path.with_name(file_names.draft(path.name))
    try:
        with temporary.open("wb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
            _forget(stream)
        prove(temporary)
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def place_proved(
    path: Path, fill: Callable[[BinaryIO], _Cover], cover_of: Callable[[Path], _Cover]
) -> _Cover:
    """Write a file as `place`, prove it by its cover, and return that.

    Args:
        path: The file.
        fill: Writes the content and returns the cover that it wrote.
        cover_of: Reads the file back and returns its cover.

    Raises:
        FileUnwritableError: The medium refused.
        BatchMediumError: Read back, it was not what had been written.
    """
    covers: list[_Cover] = []

    def prove(written: Path) -> None:
        try:
            found = cover_of(written)
        except GridKeeperError as error:
            raise BatchMediumError(file=path) from error
        if found != covers[0]:
            raise BatchMediumError(file=path)

    place(path, lambda stream: covers.append(fill(stream)), prove)
    return covers[0]


def _forget(stream: BinaryIO) -> None:
    """Drop the system's copy in memory, so that reading back asks the medium itself."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; systems and media that cannot are content without."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
