"""Documents that another program shows: copies for a while, wiped when the store is closed.

A copy lies in a folder that only its owner can enter. What a killed program has left is wiped by
the next one that lends something.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper.domain import file_names
from gridkeeper.errors import unwritable
from gridkeeper.storage.running import is_running

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = "gridkeeper-open-"
_PIECE = bytes(1 << 16)


class Lending:
    """Writes copies, and wipes them. Any thread may call it."""

    def __init__(self, within: Path | None = None) -> None:
        """Lend out of a folder of this program; `within` is the one that it is made in."""
        self._within = within or Path(tempfile.gettempdir())
        self._folder: Path | None = None
        self._given = 0

    def lend(self, name: str, content: bytes) -> Path:
        """Return a new copy that only its owner can read, and nobody write.

        Raises:
            FileUnwritableError: There is no room or no right.
        """
        stem, _dot, ending = name.rpartition(".")
        fitting = ".".join(filter(None, map(file_names.fit, (stem, ending)))) or "document"
        folder = self._within
        try:
            if self._folder is None:
                self._sweep()
                made = tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-", dir=self._within)
                self._folder = Path(made)
            self._given += 1
            # Each in a folder of its own: two may be called the same.
            folder = self._folder / str(self._given)
            folder.mkdir(mode=0o700)
            copy = folder / fitting
            copy.touch(mode=0o600)
            copy.write_bytes(content)
            copy.chmod(0o400)
        except OSError as error:
            raise unwritable(folder, error) from error
        return copy

    def wipe(self) -> None:
        """Wipe every copy; one that the system still holds fast goes with the next program."""
        folder, self._folder = self._folder, None
        if folder is not None:
            _wiped(folder)

    def _sweep(self) -> None:
        """Wipe what programs have left that do not run any more."""
        for folder in self._left():
            _wiped(folder)

    def _left(self) -> Iterator[Path]:
        for folder in list(self._within.glob(f"{_FOLDER}*")):
            number = folder.name.removeprefix(_FOLDER).partition("-")[0]
            if number.isdecimal() and int(number) != os.getpid() and not is_running(int(number)):
                yield folder


def _wiped(folder: Path) -> None:
    """Write over what is in a folder, and take it away."""
    for inside in sorted(folder.rglob("*"), reverse=True):
        with suppress(OSError):
            if inside.is_dir():
                inside.rmdir()
                continue
            inside.chmod(0o600)
            _write_over(inside)
            inside.unlink()
    with suppress(OSError):
        folder.rmdir()


def _write_over(file: Path) -> None:
    left = file.stat().st_size
    with file.open("r+b") as stream:
        while left > 0:
            left -= stream.write(_PIECE[: min(left, len(_PIECE))])
        stream.flush()
        os.fsync(stream.fileno())
