"""How a store comes into being: it and its key file get their names together, or neither does.

A store is made in a folder of its own beside its place. Its key file gets its name first, and the
store's own comes last: what has it is whole. A program that is killed between the two leaves a key
that belongs to nothing; it is known by the folder, which still holds the store and no key.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gridkeeper.domain import file_names
from gridkeeper.errors import (
    DiskFullError,
    FileExistsAlreadyError,
    FileUnwritableError,
    disk_full,
    unwritable,
)
from gridkeeper.storage import aside, medium
from gridkeeper.storage.engine import key_file
from gridkeeper.storage.running import is_running
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def making(store: Path) -> Iterator[Path]:
    """Give the place in which a store is made; it is left empty whatever happens.

    Raises:
        FileExistsAlreadyError: Something has a name that the store needs.
        FileUnwritableError: The folder cannot be written.
    """
    folder = draft_folder(store)
    try:
        folder.mkdir(mode=0o700)
        yield folder / store.name
    except DiskFullError as error:
        raise disk_full(store) from error
    except OSError as error:
        raise unwritable(store, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def draft_folder(store: Path) -> Path:
    """Return the folder in which a store is made; nothing is there, nor in the store's place.

    Raises:
        FileExistsAlreadyError: Something is in its place.
    """
    for draft in store.parent.glob(f"{file_names.DRAFT}*.part"):
        writer = file_names.writer_of(draft.name)
        is_left = writer is not None and not is_running(writer)
        if is_left and file_names.is_draft_of(draft.name, store.name):
            take_away(draft)
    folder = store.with_name(file_names.draft(store.name))
    if folder.exists():  # of a program that had our number once, or of a medium that was gone
        take_away(folder)
    _check_free(store)
    return folder


def name(draft: Path, store: Path) -> None:
    """Give a store that is finished and closed, and its key file if it has one, their names.

    Raises:
        FileExistsAlreadyError: Somebody else was quicker.
        FileUnwritableError: The system refused; then neither has its name.
    """
    if aside.has_log(draft):
        raise FileUnwritableError(file=store, reason=_("the log was not merged in"))
    _check_free(store)
    keys = [key_file(draft)] if key_file(draft).exists() else []
    try:
        for file in (*keys, draft):
            with file.open("r+b") as stream:
                os.fsync(stream.fileno())
        for key in keys:
            key.rename(key_file(store))
        try:
            draft.rename(store)
        except OSError:
            key_file(store).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise unwritable(store, error) from error
    medium.sync_folder(store.parent)


def take_away(folder: Path) -> None:
    """Take away the folder of a killed program, and the key of a store that never came to be."""
    files = list(folder.iterdir())
    if files and not any(file.suffix == ".key" for file in files):
        for key in folder.parent.glob("*.key"):
            store = key.with_suffix("")
            if file_names.is_draft_of(folder.name, store.name) and not store.exists():
                key.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _check_free(store: Path) -> None:
    # A log without a store would be taken for the new one's.
    for taken in (store, key_file(store), *(store.with_name(store.name + e) for e in aside.LOGS)):
        if taken.exists():
            raise FileExistsAlreadyError(file=taken)
