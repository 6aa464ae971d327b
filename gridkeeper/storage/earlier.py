"""What a store was before a newer program changed its schema: a copy beside it (DESIGN §7)."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from gridkeeper.errors import FileUnwritableError, unwritable
from gridkeeper.storage import damage, engine, medium

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection


def copy_of(store: Path, revision: str) -> Path:
    """Return where the copy of a store of an earlier revision lies; its key file opens it too."""
    return store.with_name(f"{store.name}.schema-{revision}")


def keep(connection: Connection, store: Path, key: bytes, revision: str) -> None:
    """Copy a store as it is; a copy that is there already is the right one.

    Args:
        connection: In a transaction that reads.
        store: Its file.
        key: Its data key.
        revision: Of its schema.

    Raises:
        FileUnwritableError: There is no room for the copy; the store must stay as it is.
        StoreDamagedError: Not all of it can be read.
    """
    target = copy_of(store, revision)
    if target.exists():
        return
    draft = target.with_name(target.name + ".new")
    try:
        draft.unlink(missing_ok=True)  # of somebody who was ended half-way
        engine.reserve(draft)
        source: Any = connection.connection.driver_connection
        with closing(engine.bare(draft, key)) as copy:
            copy.execute("PRAGMA journal_mode=OFF")
            source.backup(copy)
        with draft.open("rb+") as stream:
            os.fsync(stream.fileno())
        draft.replace(target)
        medium.sync_folder(target.parent)
    except OSError as error:
        raise unwritable(target, error) from error
    except dbapi2.Error as error:
        if damaged := damage.found(store, key, error):
            raise damaged from error
        said = str(error)
        refused = medium.refused(target, said) or FileUnwritableError(file=target, reason=said)
        raise refused from error
