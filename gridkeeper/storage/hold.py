"""The hold that an open store has on its files, whatever else this program does with them.

A system of POSIX drops *all* locks that a program has on a file as soon as the program closes *any*
handle of it, also one that a library opened only to look at the first bytes, as a dialog of files
does (sqlite.org/howtocorrupt.html §2.2). Without its locks the store looks closed: the next program
that closes it takes the log away, and what is saved here afterwards is in a file without a name.

So the two locks that SQLite keeps as long as a file in WAL mode is open are taken again before each
transaction: SHARED on the store, and the one on the index of its log that says that somebody is
there. A program may take a lock that it has as often as it likes.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from gridkeeper.errors import StoreGoneError, StoreLogGoneError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path

_PLACES = {"": (0x40000002, 510), "-shm": (128, 1)}
"""First byte and number of bytes of the lock on each file (SQLite: os.h, os_unix.c)."""

_Identity = tuple[int, int]


@dataclass
class _Handles:
    """Open for as long as any store of this program is the same file: to close one lets go."""

    users: int = 0
    open: dict[str, int] = field(default_factory=dict)


_HELD: dict[_Identity, _Handles] = {}
_LOCK = Lock()


class Hold:
    """Of one open store."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: _Identity | None = None  # which file it is, from the first look on
        self._log: _Identity | None = None
        self._held: _Identity | None = None

    def take(self) -> None:
        """Hold the files; they are connected to already."""
        self.check()
        self._log = _identity(self._path.with_name(self._path.name + "-wal"))
        if sys.platform == "win32" or self._file is None:
            return  # there, locks belong to handles
        with _LOCK:
            handles = _HELD.setdefault(self._file, _Handles())
            handles.users += 1
            self._held = self._file
            for end in _PLACES:
                if end not in handles.open:
                    file = self._path.with_name(self._path.name + end)
                    try:
                        handles.open[end] = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
                    except OSError:
                        continue  # without a log there is no index of it
        self.renew()

    def renew(self) -> None:
        """Take the locks again, if they were dropped."""
        if sys.platform == "win32" or self._held is None:
            return
        with _LOCK:
            for end, handle in _HELD[self._held].open.items():
                first, many = _PLACES[end]
                try:
                    fcntl.lockf(handle, fcntl.LOCK_SH | fcntl.LOCK_NB, many, first)
                except OSError:
                    continue  # somebody folds the log in just now; SQLite itself waits for it

    def check(self) -> None:
        """Refuse to write where nobody would find it again.

        Raises:
            StoreGoneError: Another file, or none, has the store's name.
            StoreLogGoneError: The log was taken away.
        """
        found = _identity(self._path)
        self._file = self._file or found
        if found is None or self._file != found:
            raise StoreGoneError(store=self._path)
        if self._log and self._log != _identity(self._path.with_name(self._path.name + "-wal")):
            raise StoreLogGoneError(store=self._path)

    def let_go(self) -> None:
        """Let go of the files; nothing is connected to them any more."""
        held, self._held, self._log = self._held, None, None
        if held is None:
            return
        with _LOCK:
            handles = _HELD[held]
            handles.users -= 1
            if not handles.users:
                del _HELD[held]
                for handle in handles.open.values():
                    os.close(handle)


def _identity(file: Path) -> _Identity | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
