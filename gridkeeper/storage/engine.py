"""How an encrypted store file is made, unlocked and connected to.

The file is SQLCipher 4 with a random data key. Beside it lies a small key file that holds the data
key wrapped by the password (Argon2id, AES-256-GCM), so that a new password never rewrites the
store. The printed recovery key is the data key itself with a check word: it opens the store even
when the key file is lost.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2
from typing_extensions import override

from gridkeeper.domain import ordering
from gridkeeper.domain.ids import new_secret
from gridkeeper.errors import (
    FileExistsAlreadyError,
    FileUnwritableError,
    RecoveryKeyError,
    StoreClosedInError,
    StoreDamagedError,
    StoreKeyMissingError,
    StoreMissingError,
    StoreUnlockError,
    unwritable,
)
from gridkeeper.storage import medium
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy import Connection

_MEMORY = ("PRAGMA temp_store=MEMORY", "PRAGMA cache_size=-65536")
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=5000",
    *_MEMORY,
)
_LOOKING = ("PRAGMA query_only=ON", "PRAGMA busy_timeout=5000", *_MEMORY)
_KEY_FILE_VERSION = 1
_NONCE = 12
_KEPT_STATEMENTS = 1000  # a large batch updates rows by as many sets of columns as people edit


class _Dialect(SQLiteDialect_pysqlite):
    """SQLite as all our stores speak it: what was compiled for one of them fits each."""

    driver = "gridkeeper"
    supports_statement_cache = True

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Dialect)

    @override
    def __hash__(self) -> int:
        return hash(_Dialect)


registry.register(f"{_Dialect.name}.{_Dialect.driver}", __name__, _Dialect.__name__)
_COMPILED: Any = LRUCache(2000)
"""Statements that were compiled: a store that is opened again need not compile them anew."""


@dataclass(frozen=True, slots=True)
class KdfCost:
    """How dear one guess of the password is; 64 MiB take about 0.15 s on an office computer."""

    memory_kib: int = 65536
    iterations: int = 3
    lanes: int = 4


def key_file(store: Path) -> Path:
    """Return where the key file of a store lies."""
    return store.with_name(store.name + ".key")


def new_store_key(store: Path, password: str, cost: KdfCost) -> bytes:
    """Write the key file of a new store and return its data key.

    Raises:
        FileExistsAlreadyError: A store or a key file is there already.
        FileUnwritableError: The folder cannot be written.
    """
    for taken in (store, key_file(store)):
        if taken.exists():
            raise FileExistsAlreadyError(file=taken)
    key = new_secret()
    _write_key_file(store, key, password, cost)
    return key


def change_password(store: Path, key: bytes, password: str, cost: KdfCost) -> None:
    """Wrap a store's data key with another password; the store itself is not touched."""
    _write_key_file(store, key, password, cost)


def unlocked(store: Path, password: str) -> bytes:
    """Return the data key of a store.

    Raises:
        StoreMissingError: There is no store.
        StoreKeyMissingError: Its key file is missing or damaged.
        StoreUnlockError: The password is wrong.
    """
    if not store.is_file():
        raise StoreMissingError(store=store)
    try:
        facts = json.loads(key_file(store).read_text(encoding="utf-8"))
        cost = KdfCost(**facts["cost"])
        salt, nonce, wrapped = (bytes.fromhex(facts[name]) for name in ("salt", "nonce", "wrapped"))
        return AESGCM(_derived(password, salt, cost)).decrypt(nonce, wrapped, b"gridkeeper store")
    except InvalidTag as error:
        raise StoreUnlockError(store=store) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreKeyMissingError(store=store, key=key_file(store).name) from error


_MISREAD = str.maketrans("018", "OIB")
"""Digits that no recovery key has, and the letters that they were read from."""


def recovery_key(key: bytes) -> str:
    """Return the data key as it is printed: groups of four letters, the last one a check word."""
    text = base64.b32encode(key + hashlib.sha256(key).digest()[:3]).decode().rstrip("=")
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def recovered(store: Path, printed: str) -> bytes:
    """Return the data key that was printed as the recovery key.

    Raises:
        StoreMissingError: There is no store.
        RecoveryKeyError: The recovery key was not copied rightly.
    """
    if not store.is_file():
        raise StoreMissingError(store=store)
    letters = "".join(printed.upper().split()).replace("-", "").translate(_MISREAD)
    try:
        data = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError as error:
        raise RecoveryKeyError(store=store) from error
    key, check = data[:32], data[32:]
    if len(key) != 32 or hashlib.sha256(key).digest()[:3] != check:
        raise RecoveryKeyError(store=store)
    return key


def bare(file: Path, key: bytes, how: str = "") -> Any:  # noqa: ANN401 - the driver has no types
    """Return a connection of the driver to an encrypted file, with nothing set but the key.

    Args:
        file: Where it lies.
        key: What it is encrypted with.
        how: How SQLite is to take it, such as `mode=ro`; it is not made then if it is not there.
    """
    connection = dbapi2.connect(
        f"{file.absolute().as_uri()}?{how}" if how else str(file),
        uri=bool(how),
        check_same_thread=False,
        isolation_level=None,
        cached_statements=_KEPT_STATEMENTS,
    )
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    return connection


def engine(store: Path, key: bytes) -> Engine:
    """Return the engine of a store file; the file is made if it is not there.

    Raises:
        StoreDamagedError: The file is there but is not a store that this key opens.
        FileUnwritableError: File or folder may not be written.
    """
    return _engine(store, key, "", _PRAGMAS)


def engine_to_look(store: Path, key: bytes) -> Engine:
    """Return the engine of a store that lies where nothing can be written; it only reads.

    A log beside it is read with it, by the help of its index; where there is none, SQLite is told
    that nobody writes: it would look for a log else, which it cannot make.

    Raises:
        StoreClosedInError: There is a log, but no index of it.
        StoreDamagedError: It is not a store that this key opens.
    """
    if not log_of(store):
        return _engine(store, key, "immutable=1", _LOOKING)
    try:
        return _engine(store, key, "mode=ro", _LOOKING)
    except FileUnwritableError as error:
        reason = _("its last entries are still in a log beside it")
        raise StoreClosedInError(store=store, reason=reason) from error


def log_of(store: Path) -> int:
    """Return how many bytes of a store are in the log beside it."""
    try:
        return store.with_name(store.name + "-wal").stat().st_size
    except OSError:
        return 0


def _engine(store: Path, key: bytes, how: str, pragmas: Sequence[str]) -> Engine:
    def connect() -> object:
        connection = bare(store, key, how)
        connection.create_function("spelled", 2, _spelled, deterministic=True)
        for pragma in pragmas:
            connection.execute(pragma)
        return connection

    made = create_engine(
        f"{_Dialect.name}+{_Dialect.driver}://",
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=2,
        hide_parameters=True,  # an error must not tell what stands in a record
        execution_options={"compiled_cache": _COMPILED},
    )
    event.listen(made, "begin", _begin)
    try:
        with made.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except Exception as error:
        made.dispose()
        reason = str(getattr(error, "orig", error))
        if refused := medium.refused(store, reason):
            raise refused from error
        if "not a database" in reason:
            reason = _("it is not a store, or its key does not match")
        elif "malformed" in reason:
            reason = _("pages of it cannot be read")
        raise StoreDamagedError(store=store, reason=reason) from error
    return made


def _spelled(text: str | None, is_person: int) -> str | None:
    return None if text is None else ordering.key(text, is_person=bool(is_person))


def _begin(connection: Connection) -> None:
    """Begin as the connection's options say: writers take the write lock at once."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def reserve(file: Path) -> None:
    """Make an empty file that only its owner may read; the log beside it takes over its rights."""
    file.touch(mode=0o600, exist_ok=False)


class ContentSeal:
    """Seals what is in attachments, each under its hash, with keys of its own (SCHEMA.md)."""

    def __init__(self, key: bytes) -> None:
        self._names = _from_data_key(key, b"gridkeeper attachment names v1")
        self._cipher = AESGCM(_from_data_key(key, b"gridkeeper attachment contents v1"))

    def name(self, sha256: str) -> str:
        """Return what the file of a content is called: only who has the key can tell."""
        return hmac.new(self._names, sha256.encode(), hashlib.sha256).hexdigest()

    def sealed(self, content: bytes, sha256: str) -> bytes:
        """Return a content sealed under its hash."""
        nonce = new_secret(_NONCE)
        return nonce + self._cipher.encrypt(nonce, content, sha256.encode())

    def opened(self, sealed: bytes, sha256: str) -> bytes | None:
        """Return what was sealed under a hash; None if this is not it."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], sha256.encode())
        except (InvalidTag, ValueError):
            return None


def _from_data_key(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key)


def _derived(password: str, salt: bytes, cost: KdfCost) -> bytes:
    return Argon2id(
        salt=salt,
        length=32,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(password.encode())


def _write_key_file(store: Path, key: bytes, password: str, cost: KdfCost) -> None:
    salt, nonce = new_secret(16), new_secret(12)
    wrapped = AESGCM(_derived(password, salt, cost)).encrypt(nonce, key, b"gridkeeper store")
    facts = {
        "gridkeeper store key": _KEY_FILE_VERSION,
        "kdf": "argon2id",
        "cost": asdict(cost),
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "cipher": "aes-256-gcm",
        "wrapped": wrapped.hex(),
    }
    target = key_file(store)
    draft = target.with_name(target.name + ".new")
    try:
        draft.unlink(missing_ok=True)
        reserve(draft)
        with draft.open("w", encoding="utf-8") as stream:
            json.dump(facts, stream, indent=1)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
        medium.sync_folder(target.parent)
    except OSError as error:
        raise unwritable(store, error) from error
