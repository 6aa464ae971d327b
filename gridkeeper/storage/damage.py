"""Whether a store is damaged: what SQLite says of it, or else its own pages.

SQLite has many words for a page that it cannot read, and some of them mean other things as well: a
store that cannot be written, a drive that was pulled out, or a fault of the program. Each page is
sealed; so where the words do not tell, the seals do.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from gridkeeper.errors import StoreDamagedError
from gridkeeper.storage import engine
from gridkeeper.texts import _

if TYPE_CHECKING:
    from pathlib import Path

_CODES = frozenset({dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB})
_CERTAIN = ("malformed", "not a database", "vtable constructor failed", "corruption")
_NO_DAMAGE = ("locked", "full", "interrupted")
_PRIMARY = 0xFF
"""The rest of a code says more exactly what the last byte says."""


def found(store: Path, key: bytes, error: Exception) -> StoreDamagedError | None:
    """Return that a store is damaged, if that is why the database failed.

    Args:
        store: Its file.
        key: Its data key.
        error: What the driver, or SQLAlchemy for it, has raised.
    """
    if not _is_certain(error) and not _may_be(error, store, key):
        return None
    return of(store)


def of(store: Path) -> StoreDamagedError:
    """Return that pages of a store cannot be read."""
    return StoreDamagedError(store=store, reason=_("pages of it cannot be read"))


def is_sealed(store: Path, key: bytes) -> bool:
    """Whether the seal of each page holds; a file that cannot be asked has another fault."""
    try:
        with closing(engine.bare(store, key, "mode=ro")) as connection:
            return not connection.execute("PRAGMA cipher_integrity_check").fetchall()
    except dbapi2.DatabaseError as error:
        return not _is_certain(error)


def _is_certain(error: Exception) -> bool:
    said = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(said, "sqlite_errorcode", 0) or 0
    return code & _PRIMARY in _CODES or any(words in str(said) for words in _CERTAIN)


def _may_be(error: Exception, store: Path, key: bytes) -> bool:
    """Whether an error that may mean anything comes from a page whose seal is broken."""
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    return not any(words in said for words in _NO_DAMAGE) and not is_sealed(store, key)
