"""What is typed into a form and not saved yet; it survives a program that is killed.

It lies in a small file of its own beside the store, under the store's key, so that an import that
writes for minutes does not keep a keystroke waiting. The file is made by the first keystroke and
taken away by the last form that is saved or given up.
"""

from __future__ import annotations

import json
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from gridkeeper.errors import FileUnwritableError, unwritable
from gridkeeper.storage import aside, engine, medium
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_VERSION = 1
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # A killed program loses nothing; what was typed in the last seconds before a power cut may.
    "PRAGMA synchronous=NORMAL",
    "PRAGMA busy_timeout=1000",
    "PRAGMA temp_store=MEMORY",
)
_TABLE = "CREATE TABLE form (name TEXT PRIMARY KEY, at TEXT NOT NULL, facts TEXT NOT NULL)"
_BY = "@by"
_WRITER = f"""coalesce(json_extract(form.facts, '$."{_BY}"'), '')"""
_KEEP = (
    "INSERT INTO form (name, at, facts) VALUES (?, ?, ?) ON CONFLICT (name)"  # noqa: S608 - our words
    f" DO UPDATE SET at = excluded.at, facts = excluded.facts WHERE {_WRITER} = ? RETURNING name"
)
_TAKE = f"""UPDATE form SET facts = json_set(facts, '$."{_BY}"', ?) WHERE name = ?"""  # noqa: S608
_FORGET = f"DELETE FROM form WHERE name = ? AND {_WRITER} = ?"  # noqa: S608 - our words
_ALL = f"SELECT name, at, {_WRITER} FROM form ORDER BY at DESC, name"  # noqa: S608 - our words
_UNREADABLE = ("not a database", "malformed", "no such table", "has no column", "no such column")


def unsaved_file(store: Path) -> Path:
    """Return where the unsaved typing of a store lies."""
    return store.with_name(store.name + ".unsaved")


class Unsaved:
    """Reads and writes what is typed. Any thread may call it; each call is kept when it returns.

    A file that cannot be read, because it is damaged or of another store or version, is put aside
    and counts as empty: it must never stand between a person and the store.
    """

    def __init__(self, file: Path, key: bytes) -> None:
        self._file = file
        self._key = key
        self._lock = Lock()
        self._connection: Any = None
        self._closed = False

    def keep(self, form: str, facts: Mapping[str, str], at: str, by: str = "") -> bool:
        """Keep what a form holds now; after `close` it is too late, and nothing happens.

        Args:
            form: Its name.
            facts: What it holds.
            at: A stamp.
            by: Who writes it. What somebody else wrote under this name is left as it is.

        Returns:
            Whether it is kept.

        Raises:
            FileUnwritableError: It cannot be written.
        """
        said = json.dumps({**facts, _BY: by} if by else dict(facts), ensure_ascii=False)
        return bool(self._do(_KEEP, (form, at, said, by), make=True)) or self._closed

    def take(self, form: str, by: str) -> None:
        """Let what a form holds be somebody else's from now on."""
        self._do(_TAKE, (by, form))

    def kept(self, form: str) -> Mapping[str, str] | None:
        """Return what a form held."""
        found = self._do("SELECT facts FROM form WHERE name = ?", (form,))
        facts = dict(json.loads(found[0][0])) if found else None
        if facts is not None:
            facts.pop(_BY, None)
        return facts

    def all(self) -> Sequence[tuple[str, str, str]]:
        """Return the forms that hold something, since when and by whom, the latest first."""
        return [(str(form), str(at), str(by)) for form, at, by in self._do(_ALL)]

    def forget(self, form: str, by: str = "") -> None:
        """Drop what a form held: it was saved, or given up; what others hold in it stays."""
        self._do(_FORGET, (form, by))

    def close(self) -> None:
        """Let go of the file; an empty one is taken away."""
        with self._lock:
            self._closed = True
            if self._connection is not None:
                with suppress(dbapi2.Error, OSError):
                    self._take_away_if_empty()
                self._let_go()

    def _take_away_if_empty(self) -> None:
        if self._connection.execute("SELECT count(*) FROM form").fetchone()[0]:
            return
        # Only the last one at the file may leave the log's mode: somebody else's typing stays.
        self._connection.execute("PRAGMA busy_timeout=0")
        mode = self._connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        if mode == "delete":
            self._let_go()
            self._file.unlink(missing_ok=True)

    def _do(self, statement: str, values: Iterable[str] = (), *, make: bool = False) -> list[Any]:
        with self._lock:
            if self._closed or not (make or self._connection or self._file.exists()):
                return []
            try:
                return self._done(statement, values)
            except dbapi2.DatabaseError as error:
                if not any(reason in str(error) for reason in _UNREADABLE):
                    raise self._unwritable(str(error)) from error
                self._let_go()
                aside.set_aside(self._file)
                return self._again(statement, values) if make else []

    def _again(self, statement: str, values: Iterable[str]) -> list[Any]:
        try:
            return self._done(statement, values)
        except dbapi2.DatabaseError as error:
            raise self._unwritable(str(error)) from error

    def _done(self, statement: str, values: Iterable[str]) -> list[Any]:
        if self._connection is None:
            self._connection = self._opened()
        return list(self._connection.execute(statement, tuple(values)))

    def _opened(self) -> Any:  # noqa: ANN401 - the driver has no types
        try:
            if not self._file.exists():
                engine.reserve(self._file)
        except OSError as error:
            raise unwritable(self._file, error) from error
        connection = engine.bare(self._file, self._key)
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            _bring_up(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(dbapi2.Error):
                connection.close()

    def _unwritable(self, said: str) -> FileUnwritableError:
        reason = _("another program is writing") if "locked" in said else said
        refused = medium.refused(self._file, said)
        return refused or FileUnwritableError(file=self._file, reason=reason)


def _bring_up(connection: Any) -> None:  # noqa: ANN401 - the driver has no types
    """Make the table in a new file; a file of another version is like one of another store."""
    connection.execute("BEGIN IMMEDIATE")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        connection.execute(_TABLE)
        connection.execute(f"PRAGMA user_version={_VERSION}")
    connection.execute("COMMIT")
    if version not in {0, _VERSION}:
        message = "malformed: made by another version"
        raise dbapi2.DatabaseError(message)
