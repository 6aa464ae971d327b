"""Files that cannot be used are put aside, never deleted and never written over."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from gridkeeper.errors import unwritable
from gridkeeper.storage.engine import key_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LOGS = ("-wal", "-shm")
"""What SQLite keeps beside a file; a log left alone would be taken for one of the next file."""

DAMAGED, OLDER = "damaged", "older"
"""Why a store was put aside; stands in its new name."""


def has_log(file: Path) -> bool:
    """Whether somebody has a file open, or could not close it properly."""
    return any(file.with_name(file.name + end).exists() for end in LOGS)


def set_aside_store(store: Path, when: str, why: str = DAMAGED) -> Path:
    """Give a store that is not used any more, its log and its key file another name; return it.

    What is typed and not saved stays: a backup that takes the store's place can still show it.

    Args:
        store: Where it lies; it must not be open.
        when: Stands in its new name.
        why: Stands there, too.

    Raises:
        FileUnwritableError: It cannot be renamed.
    """
    stem = f"{store.stem}.{why}-{when}"
    ends = ("", *LOGS, key_file(store).name.removeprefix(store.name))
    return _renamed(store, stem, store.suffix, ends)


def set_aside(file: Path) -> Path:
    """Give a file that SQLite made, and its log, another name; return the file's.

    Raises:
        FileUnwritableError: It cannot be renamed.
    """
    return _renamed(file, f"{file.name}.damaged", "", ("", *LOGS))


def _renamed(file: Path, stem: str, suffix: str, ends: Sequence[str]) -> Path:
    target = _free(file, stem, suffix, ends)
    try:
        # The file before its log: a log without its file harms nobody, a file without its log
        # would open as if its last saves had never been.
        for end in ends:
            found = file.with_name(file.name + end)
            if found.exists():
                found.rename(target.with_name(target.name + end))
    except OSError as error:
        raise unwritable(file, error) from error
    return target


def _free(file: Path, stem: str, suffix: str, ends: Sequence[str]) -> Path:
    for number in count(1):
        target = file.with_name(stem + (f"-{number}" if number > 1 else "") + suffix)
        if not any(target.with_name(target.name + end).exists() for end in ends):
            return target
    raise AssertionError  # pragma: no cover - count never ends
