"""What a store was before a newer program changed its schema: a copy beside it (DESIGN §7)."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from gridkeeper.errors import FileUnwritableError, unwritable
from gridkeeper.progress import CancelledError
from gridkeeper.storage import damage, engine, medium

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from gridkeeper.progress import Progress

_PART = 5_000
"""Pages copied between two reports: twenty megabytes."""


def copy_of(store: Path, revision: str) -> Path:
    """Return where the copy of a store of an earlier revision lies; its key file opens it too."""
    return store.with_name(f"{store.name}.schema-{revision}")


def keep(connection: Connection, store: Path, kept: tuple[bytes, str], progress: Progress) -> None:
    """Copy a store as it is; a copy that is there already is the right one.

    Args:
        connection: In a transaction that reads.
        store: Its file.
        kept: Its data key, and the revision of its schema.
        progress: Steps are pages; what comes after the copy takes as many, so half of them.

    Raises:
        CancelledError: `progress` did; there is no copy.
        FileUnwritableError: There is no room for the copy; the store must stay as it is.
        StoreDamagedError: Not all of it can be read.
    """
    key, revision = kept
    target = copy_of(store, revision)
    if target.exists():
        return
    draft = target.with_name(target.name + ".new")

    def told(_status: int, left: int, total: int) -> None:
        progress.report(total - left, 2 * total)

    try:
        draft.unlink(missing_ok=True)  # of somebody who was ended half-way
        engine.reserve(draft)
        source: Any = connection.connection.driver_connection
        with closing(engine.bare(draft, key)) as copy:
            copy.execute("PRAGMA journal_mode=OFF")
            source.backup(copy, pages=_PART, progress=told)
        with draft.open("rb+") as stream:
            os.fsync(stream.fileno())
        draft.replace(target)
        medium.sync_folder(target.parent)
    except CancelledError:
        draft.unlink(missing_ok=True)
        raise
    except OSError as error:
        raise unwritable(target, error) from error
    except dbapi2.Error as error:
        if damaged := damage.found(store, key, error):
            raise damaged from error
        said = str(error)
        refused = medium.refused(target, said) or FileUnwritableError(file=target, reason=said)
        raise refused from error
