"""The points at which a program writes: counted, and struck at one of them.

A point is each opening of a file for writing, each write to it as the system is asked for it, each
flush to the medium, each name that is given or taken away, each folder, and each statement of SQL,
`COMMIT` among them. They are met on the way, not listed: whoever writes more has more of them.

The layer lies below everything of ours: it takes the place of what Python calls the system with, so
that the program runs as it is. What SQLite writes by itself between two statements is looked at in
`tests/end2end/test_log_cut.py`.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import re
import signal
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlcipher3 import dbapi2

from gridkeeper.storage import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WRITES = frozenset("wax+")
_NAMING = ("rename", "replace", "unlink", "remove", "mkdir", "rmdir")
_NAMES_ONLY = ("rename", "replace", "unlink", "remove", "rmdir")
_FIRST_WORDS = re.compile(r"\s*(\w+(?: \w+){0,2})")
_OPEN, _FSYNC = os.open, os.fsync


@dataclass
class Points:
    """Met one after the other; at one of them something happens.

    Attributes:
        folder: Only what lies in it counts; what else the process writes is its own affair.
        at: At which one, counted from 1; 0 is none of them.
        blow: What happens there: it may raise, or never come back. It is given what the point is
            and, at a write, what puts half of the bytes there and returns how many.
        met: What each point was.
    """

    folder: Path
    at: int = 0
    blow: Callable[[Points, str, Callable[[], int] | None], int | None] | None = None
    met: list[str] = field(default_factory=list)

    def meet(self, what: str, half: Callable[[], int] | None = None) -> int | None:
        """Come to a point; return how many bytes were written already, if it was a write."""
        self.met.append(what)
        if self.blow is not None and self.at and len(self.met) >= self.at:
            return self.blow(self, what, half)
        return None

    def has(self, file: object) -> bool:
        """Whether a file lies in the folder."""
        try:
            return Path(os.fsdecode(file)).absolute().is_relative_to(self.folder)
        except TypeError:  # a number that the system knows it by
            return False


def killed(points: Points, _what: str, half: Callable[[], int] | None) -> int | None:
    """End the process as `kill -9` does; of what is just being written, half is there."""
    if half is not None:
        half()
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError(points)  # pragma: no cover - nobody comes back from that


@dataclass(frozen=True)
class Fault:
    """What a medium has against being written to, from a point on.

    Attributes:
        number: What the system says.
        whole: Whether names cannot be given or taken away either, as on a medium that is gone.
        once: Whether it is over as soon as it came.
        short: Whether half of what is written gets there first.
    """

    number: int
    whole: bool = False
    once: bool = False
    short: bool = False

    def __call__(
        self, points: Points, what: str, half: Callable[[], int] | None = None
    ) -> int | None:
        """Fail."""
        if self.once and len(points.met) > points.at:
            return None
        if not self.whole and what.startswith(_NAMES_ONLY):
            return None
        if self.short and half is not None and len(points.met) == points.at:
            return half()
        raise OSError(self.number, os.strerror(self.number))


FAULTS = {
    "full": Fault(errno.ENOSPC, short=True),
    "full at once": Fault(errno.ENOSPC),
    "pulled out": Fault(errno.EIO, whole=True),
    "flickering": Fault(errno.EIO, once=True),
    "write-protected": Fault(errno.EROFS, whole=True),
    "no right": Fault(errno.EACCES, whole=True),
}


@dataclass(frozen=True)
class StoreFault:
    """What SQLite says of the medium of a store, once."""

    words: str

    def __call__(
        self, points: Points, what: str, _half: Callable[[], int] | None = None
    ) -> int | None:
        """Fail, as the driver does."""
        if len(points.met) == points.at and what.startswith("sql"):
            raise dbapi2.OperationalError(self.words)
        return None


STORE_FAULTS = {
    "store full": StoreFault("database or disk is full"),
    "store pulled out": StoreFault("disk I/O error"),
    "store write-protected": StoreFault("attempt to write a readonly database"),
}


@contextmanager
def statements(points: Points) -> Iterator[Points]:
    """Let each statement that is sent to a store come to its point, where the driver fails."""
    dialect = engine._Dialect

    def met_first(name: str) -> Callable[..., Any]:
        plain = getattr(dialect, name)

        def done(self: Any, *arguments: Any) -> Any:
            points.meet(f"sql {name}")
            return plain(self, *arguments)

        return done

    with pytest.MonkeyPatch.context() as patch:
        for name in ("do_execute", "do_executemany", "do_commit"):
            patch.setattr(dialect, name, met_first(name))
        yield points


class _Raw(io.FileIO):
    """A file whose every write is a point."""

    def __init__(self, points: Points, file: Any, mode: str) -> None:
        super().__init__(file, mode)
        self._points = points

    def write(self, data: Any) -> int:
        view = memoryview(data).cast("B")

        def half() -> int:
            return super(_Raw, self).write(view[: (len(view) + 1) // 2]) or 0

        done = self._points.meet(f"write {Path(str(self.name)).name}", half)
        return super().write(data) if done is None else done


@contextmanager
def watched(points: Points, *, sql: bool = False) -> Iterator[Points]:
    """Let everything that is written in the block come to its points; `sql`: statements, too."""
    with pytest.MonkeyPatch.context() as patch:
        opened = _opener(points)
        patch.setattr(io, "open", opened)
        patch.setattr(builtins, "open", opened)
        patch.setattr(os, "open", _low_opener(points))
        patch.setattr(os, "fsync", _flusher(points))
        for name in _NAMING:
            patch.setattr(os, name, _namer(points, name))
        if sql:
            patch.setattr(dbapi2, "connect", _connector(points))
        yield points


def _opener(points: Points) -> Callable[..., Any]:
    plain = io.open

    def opened(file: Any, mode: str = "r", buffering: int = -1, **others: Any) -> Any:
        if not _WRITES & set(mode) or not points.has(file):
            return plain(file, mode, buffering, **others)
        points.meet(f"open {Path(file).name}")
        raw = _Raw(points, file, mode.replace("b", "").replace("t", ""))
        if buffering == 0:
            return raw
        stream = (io.BufferedRandom if "+" in mode else io.BufferedWriter)(raw)
        return stream if "b" in mode else io.TextIOWrapper(stream, **others)

    def positional(file: Any, mode: str = "r", *others: Any, **named: Any) -> Any:
        names = ("buffering", "encoding", "errors", "newline", "closefd", "opener")
        return opened(file, mode, **dict(zip(names, others, strict=False)) | named)

    return positional


def _low_opener(points: Points) -> Callable[..., int]:
    def opened(file: Any, flags: int, *others: Any, **named: Any) -> int:
        if flags & os.O_CREAT and points.has(file):
            points.meet(f"make {Path(file).name}")
        return _OPEN(file, flags, *others, **named)

    return opened


def _flusher(points: Points) -> Callable[[int], None]:
    def flushed(handle: int) -> None:
        points.meet("fsync")
        _FSYNC(handle)

    return flushed


def _namer(points: Points, name: str) -> Callable[..., Any]:
    plain = getattr(os, name)

    def named(file: Any, *others: Any, **how: Any) -> Any:
        # What is taken away with a whole folder is called by its name alone.
        if how.get("dir_fd") is not None or points.has(file):
            points.meet(f"{name} {Path(os.fsdecode(file)).name}")
        return plain(file, *others, **how)

    return named


def _connector(points: Points) -> Callable[..., Any]:
    plain = dbapi2.connect

    def said(statement: str) -> None:
        found = _FIRST_WORDS.match(statement)
        points.meet(f"sql {found[1]}" if found else "sql")

    def connected(*arguments: Any, **named: Any) -> Any:
        connection = plain(*arguments, **named)
        connection.set_trace_callback(said)
        return connection

    return connected
