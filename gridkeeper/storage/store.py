"""One encrypted store: made, opened, worked on in transactions, closed."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from gridkeeper.errors import (
    FileUnwritableError,
    RecoveryKeyError,
    StoreBusyError,
    StoreClosedInError,
    StoreDamagedError,
    StoreProtectedError,
    StoreUnlockError,
)
from gridkeeper.progress import Quiet
from gridkeeper.storage import (
    births,
    damage,
    drives,
    earlier,
    medium,
    rebuilding,
    schema,
    statements,
)
from gridkeeper.storage import engine as engines
from gridkeeper.storage.contents import Contents, contents_folder
from gridkeeper.storage.engine import KdfCost
from gridkeeper.storage.hold import Hold
from gridkeeper.storage.marks import Mark, mark
from gridkeeper.storage.projection import choose_anew
from gridkeeper.storage.unit import Unit, keep_owner, owner
from gridkeeper.storage.unsaved import Unsaved, unsaved_file
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from gridkeeper.domain.replicas import Replica
    from gridkeeper.progress import Progress

_PAGE_SIZE = 4096


@dataclass(frozen=True, slots=True)
class Access:
    """What opens a store that is open already once more, in a process of our own.

    It goes through a pipe to that process and is neither kept nor shown.
    """

    path: Path
    key: bytes = field(repr=False)


class Store:
    """An open store. Any thread may work on it; writers take turns.

    The data key never leaves it, but for a process of our own; what needs the key is done by it.

    Attributes:
        unsaved: What is typed and not saved yet.
        contents: What is in attachments.
        looking: Whether it lies where nothing can be written, so that it is only looked at.
    """

    def __init__(self, path: Path, engine: Engine, key: bytes, *, looking: bool = False) -> None:
        self.path = path
        self.looking = looking
        self._has_log = looking and bool(engines.log_of(path))
        self.unsaved = Unsaved(unsaved_file(path), key)
        self.contents = Contents(contents_folder(path), key)
        self._engine = engine
        self._key = key
        self._hold = Hold(path)
        self._known: Mark | None = None

    @classmethod
    def create(
        cls,
        path: Path,
        password: str,
        replica: Replica,
        cost: KdfCost | None = None,
        begin: Callable[[Unit], None] = lambda _unit: None,
    ) -> tuple[Store, str]:
        """Make a store and return it with its recovery key, which is shown once and kept nowhere.

        The file appears under its name only when it is complete.

        Args:
            path: Where it goes.
            password: What opens it.
            replica: Who keeps it.
            cost: How dear a guess of the password is.
            begin: Writes what it shall not be without.

        Raises:
            StorePlaceError: No store may lie there.
            FileExistsAlreadyError: Something has this name already.
            FileUnwritableError: The folder cannot be written.
        """
        drives.check_new(path)
        with births.making(path) as draft:
            key = engines.new_store_key(draft, password, cost or KdfCost())
            engines.reserve(draft)
            made = cls(draft, engines.engine(draft, key), key)
            try:
                with made._begin(writing=True) as connection:
                    schema.bring_up(connection, path)
                    keep_owner(connection, replica)
                    begin(Unit(connection, replica))
            finally:
                made.close()
            births.name(draft, path)
        made = cls(path, engines.engine(path, key), key)
        made._hold.take()
        return made, engines.recovery_key(key)

    @classmethod
    def open(cls, path: Path, password: str, progress: Progress | None = None) -> Store:
        """Open a store with its password.

        Args:
            path: Its file.
            password: Its password.
            progress: Of bringing it up to today's schema, if an older program kept it; where that
                is cancelled, it stays as it was.

        Raises:
            CancelledError: `progress` did.
            StoreMissingError: There is no store.
            StoreMisplacedError: It lies where no store may lie.
            StoreKeyMissingError: Its key file is missing.
            StoreUnlockError: The password is wrong.
            StoreDamagedError: The file is damaged.
            StoreTooNewError: A newer program made it.
            StoreClosedInError: Nothing can be written there, and it cannot even be looked at.
        """
        drives.check_existing(path)
        return cls._opened(path, engines.unlocked(path, password), progress or Quiet())

    @classmethod
    def open_recovered(cls, path: Path, printed: str, progress: Progress | None = None) -> Store:
        """Open a store with its printed recovery key; raises what `open` raises."""
        drives.check_existing(path)
        return cls._opened(path, engines.recovered(path, printed), progress or Quiet())

    @classmethod
    def _opened(cls, path: Path, key: bytes, progress: Progress) -> Store:
        if path.stat().st_size < _PAGE_SIZE:
            # SQLite takes such a file for a database that is still to be made.
            raise StoreDamagedError(store=path, reason=_("the file is cut short"))
        made, looking = _engine(path, key)
        store = cls(path, made, key, looking=looking)
        try:
            if looking:
                store._begin_to_look()
                return store
            store._hold.take()
            with store._begin(writing=False) as connection:
                found = schema.known(connection, path)
                if found != schema.revisions()[-1]:
                    earlier.keep(connection, path, (key, found), progress)
            if found != schema.revisions()[-1]:
                with store._begin(writing=True) as connection:
                    before = schema.columns(connection)
                    with statements.watched(connection, progress):
                        schema.bring_up(connection, path)
                    rebuilding.fold_what_is_new(connection, owner(connection).id, before)
                    choose_anew(connection, owner(connection).id)
                    # Where terms have changed, nobody shall wait for it at the first search.
                    with statements.watched(connection, progress):
                        Unit(connection, owner(connection)).search.catch_up()
        except BaseException:
            store.close()
            raise
        return store

    def access(self) -> Access:
        """Return what opens this store in a process of our own."""
        self._hold.renew()
        return Access(self.path, self._key)

    @classmethod
    def open_with(cls, access: Access) -> Store:
        """Open a store that another process of ours has open; raises what `open` raises."""
        return cls._opened(access.path, access.key, Quiet())

    def twin(self, path: Path) -> Store:
        """Open another file that holds this store, such as a backup on trial, as it is.

        Raises:
            StoreDamagedError: This store's key does not open it.
        """
        return Store(path, engines.engine(path, self._key), self._key)

    def check_pages(self) -> None:
        """Check the seal of each page of the file.

        Raises:
            StoreDamagedError: One is broken.
        """
        if not damage.is_sealed(self.path, self._key):
            raise damage.of(self.path)

    def twin_to_be(self, path: Path) -> Any:  # noqa: ANN401 - the driver has no types
        """Return a connection of the driver to a file that becomes a copy of this store."""
        return engines.bare(path, self._key)

    def prove(self, password: str, recovery_key: str = "") -> None:
        """Ask again who is at the keyboard; a recovery key goes before a password.

        Raises:
            StoreUnlockError: Whoever it is cannot open this store.
            StoreKeyMissingError: The key file is gone, so that no password can be checked.
        """
        if not recovery_key:
            if engines.unlocked(self.path, password) != self._key:
                raise StoreUnlockError(store=self.path)
        elif engines.recovered(self.path, recovery_key) != self._key:
            raise RecoveryKeyError(store=self.path)

    def change_password(self, password: str, cost: KdfCost | None = None) -> None:
        """Let another password open the store; the recovery key stays as it was printed.

        Raises:
            FileUnwritableError: The key file cannot be written; the old password holds.
        """
        engines.change_password(self.path, self._key, password, cost or KdfCost())

    def recovery_key(self) -> str:
        """Return the recovery key, for whoever has just proved to be its owner."""
        return engines.recovery_key(self._key)

    @cached_property
    def schema(self) -> str:
        """The revision of its schema."""
        with self._begin(writing=False) as connection:
            return schema.revision(connection)

    @property
    def replica(self) -> Replica:
        """Who keeps this store."""
        with self._begin(writing=False) as connection:
            return owner(connection)

    @contextmanager
    def writing(self) -> Iterator[Unit]:
        """Open a transaction that writes: all of it is kept, or, on any exception, nothing.

        Raises:
            StoreBusyError: Another program is writing for longer than five seconds.
            StoreGoneError: The file is not there any more.
            StoreLogGoneError: Its log is not.
            StoreProtectedError: It lies where nothing can be written.
        """
        self._check_writable()
        self._hold.check()
        with self._begin(writing=True) as connection:
            before = mark(connection)
            yield Unit(connection, owner(connection))
            after = mark(connection)
        if self._known == before:  # else somebody else has written, too: `since_known` says so
            self._known = after

    def since_known(self, unit: Unit) -> tuple[Mark, Mark] | None:
        """Return from where to where another program has written since this was asked last.

        None at first, and where all that was added since was written through this object. Two
        writers at once may make it say more than that, and never less.

        Args:
            unit: A transaction of this store.
        """
        before, self._known = self._known, mark(unit.connection)
        return (before, self._known) if before not in {None, self._known} else None

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """Open a transaction that sees one unchanging state and writes nothing."""
        with self._begin(writing=False) as connection:
            yield Unit(connection, owner(connection))

    @contextmanager
    def rehearsing(self) -> Iterator[Unit]:
        """Open a transaction in which everything can be done and nothing is kept."""
        self._check_writable()
        with self._begin(writing=True, keep=False) as connection:
            yield Unit(connection, owner(connection))

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it."""
        self.unsaved.close()
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except DatabaseError:
            pass  # the log stays beside the file and is folded in by the next opening
        self._engine.dispose()
        self._hold.let_go()

    def _begin_to_look(self) -> None:
        """Check what cannot be brought up here; nothing that was typed can be kept either."""
        with self._begin(writing=False) as connection:
            if schema.known(connection, self.path) != schema.revisions()[-1]:
                reason = _("it was made by an older GridKeeper")
                raise StoreClosedInError(store=self.path, reason=reason)
        self.unsaved.close()

    def _check_writable(self) -> None:
        if self.looking:
            key = engines.key_file(self.path).name
            raise StoreProtectedError(store=self.path, key=key)

    @contextmanager
    def _begin(self, *, writing: bool, keep: bool = True) -> Iterator[Connection]:
        if self.looking and not self._has_log and engines.log_of(self.path):
            raise StoreBusyError(store=self.path)  # SQLite was told that nobody writes
        self._hold.renew()
        try:
            with self._connected(writing=writing) as connection:
                transaction = connection.begin()
                try:
                    yield connection
                except BaseException:
                    transaction.rollback()
                    raise
                if keep:
                    transaction.commit()
                else:
                    transaction.rollback()
        except (DatabaseError, dbapi2.DatabaseError) as error:
            self._explain(error)
            raise

    @contextmanager
    def _connected(self, *, writing: bool) -> Iterator[Connection]:
        """Give a connection; one that met an error is not used again.

        A page whose seal is broken makes SQLCipher refuse all others, too. Another one is opened
        before it goes: SQLite takes the log away with the last.
        """
        with self._engine.connect().execution_options(writing=writing) as connection:
            try:
                yield connection
            except (DatabaseError, dbapi2.DatabaseError):
                with suppress(DatabaseError, dbapi2.DatabaseError), self._engine.connect() as other:
                    other.exec_driver_sql("SELECT count(*) FROM sqlite_master")
                connection.invalidate()
                raise

    def _explain(self, error: DatabaseError | dbapi2.DatabaseError) -> None:
        """Raise what a person can do something about; the rest is a bug and goes on."""
        reason = str(getattr(error, "orig", error))
        if "locked" in reason:
            raise StoreBusyError(store=self.path) from error
        if damaged := damage.found(self.path, self._key, error):
            raise damaged from error
        if refused := medium.refused(self.path, reason):
            raise refused from error


def _engine(path: Path, key: bytes) -> tuple[Engine, bool]:
    """Return the engine of a store, and whether it only reads."""
    if not medium.is_read_only(path):
        try:
            return engines.engine(path, key), False
        except FileUnwritableError:
            if not medium.forbids(path):
                raise
    return engines.engine_to_look(path, key), True
