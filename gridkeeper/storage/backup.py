"""Backups: one file that holds a whole store and its key file, and is proved by restoring it.

A backup is a ZIP file, nothing in it compressed. In it are `about.json`, which anybody may read and
which tells nothing about people; `store.gkdb`, the database, encrypted as it is; and
`store.gkdb.key`, the key file, if the store has one. Whoever takes the last two out has the store.
One that goes elsewhere also holds what is in the attachments, each file sealed as it is; beside the
store these lie anyway, and are never altered.
"""

from __future__ import annotations

import json
import re
import zipfile
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec
from sqlcipher3 import dbapi2

from gridkeeper.errors import (
    BackupDamagedError,
    BackupTooNewError,
    BackupUnprovenError,
    ContentDamagedError,
    StoreDamagedError,
    unreadable,
    unwritable,
)
from gridkeeper.storage import engine, medium, proof
from gridkeeper.storage.contents import contents_folder
from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from gridkeeper.progress import Progress
    from gridkeeper.storage.contents import Contents
    from gridkeeper.storage.store import Store

ENDING = ".gkbak"
_FORMAT = 2  # with contents; one without is of the first form
_ABOUT, _STORE = "about.json", "store.gkdb"
_KEY = _STORE + ".key"
_NAMES = ({_ABOUT, _STORE}, {_ABOUT, _STORE, _KEY})
_CONTENTS = "attachments/"
_CONTENT = re.compile(rf"{_CONTENTS}([0-9a-f]{{2}})/\1[0-9a-f]{{62}}")
_ABOUT_LIMIT = 100_000
STEPS = 1000
_PIECE = 1 << 20
_MALFORMED = (ValueError, TypeError, NotImplementedError, msgspec.ValidationError)
_PAGES = 500
"""So many pages are copied between two looks at the progress: some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup tells anybody.

    Attributes:
        made_at: When, as `clock.stamp` writes it.
        replica: Whose store it is.
        store: The name of the store's file.
        changes: How many changes its journal holds.
        records: How many records of each kind, deleted ones included.
        contents: How many files of attachments are in it.
    """

    made_at: str
    replica: str
    store: str
    software: str
    changes: int
    records: dict[str, int] = field(hash=False)
    contents: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of longer work: from one thousandth of it to another.

    `report` may be called with a total that is not known; then it only asks whether to go on.
    """

    whole: Progress
    start: int
    end: int

    def report(self, done: int, total: int) -> None:
        """Say how far the part is, as a part of the whole."""
        share = (self.end - self.start) * done // total if total else 0
        self.whole.report(self.start + share, STEPS)


def snapshot(store: Store, target: Path, progress: Progress) -> proof.Findings:
    """Copy one unchanging state of a store, while others write; return what is in it.

    Raises:
        FileUnwritableError: There is no room for the copy; what there is of it stays behind.
        CancelledError: A copy begun stays behind.
    """
    with store.reading() as unit:
        counted = proof.counts(unit)
        with _refusing(target):
            engine.reserve(target)
        # Inside a transaction that reads, every step sees the same state; outside of one, each
        # save of somebody else would make the copy begin anew.
        source: Any = unit.connection.connection.driver_connection
        with closing(store.twin_to_be(target)) as copy:
            copy.execute("PRAGMA journal_mode=OFF")  # whoever is killed here leaves rubbish anyway
            copy.execute("PRAGMA synchronous=OFF")

            def step(_status: int, remaining: int, total: int) -> None:
                progress.report(total - remaining, total)

            _copy(source, copy, target, step)
    return counted


def _copy(source: Any, copy: Any, target: Path, step: Callable[[int, int, int], None]) -> None:  # noqa: ANN401 - the driver
    """Copy pages; what the copy's medium says is no fault of the store."""
    try:
        source.backup(copy, pages=_PAGES, progress=step)
    except dbapi2.DatabaseError as error:
        if refused := medium.refused(target, str(error)):
            raise refused from error
        raise


def fill(
    stream: BinaryIO,
    about: About,
    copy: Path,
    key: bytes,
    progress: Progress,
    contents: Mapping[str, Path],
) -> None:
    """Write a backup.

    Args:
        stream: Where it goes.
        about: What it tells about itself.
        copy: The copied store.
        key: Its key file, empty if it has none.
        progress: Steps are bytes of the store.
        contents: The files of its attachments, by their names.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_ABOUT, _told(about))
        if key:
            archive.writestr(_KEY, key)
        total = copy.stat().st_size
        with copy.open("rb") as source, archive.open(_STORE, "w", force_zip64=True) as target:
            _pour(source, target.write, total, progress)
        for name, file in contents.items():
            archive.write(file, _CONTENTS + name)
            progress.report(total, total)


def about(backup: Path) -> About:
    """Return what a backup tells about itself.

    Raises:
        FileMissingError: There is none.
        BackupDamagedError: It is none.
        BackupTooNewError: A newer program made it.
    """
    with _opened(backup) as archive:
        return _about(archive, backup)


def unpack(backup: Path, folder: Path, progress: Progress) -> Path:
    """Put the store of a backup and its key file into a folder; return where the store lies.

    Raises:
        BackupDamagedError: It is cut short, altered or no backup.
        BackupTooNewError: A newer program made it.
        FileUnreadableError: The medium does not give it.
    """
    with _opened(backup) as archive:
        _about(archive, backup)
        target = folder / _STORE
        for name in (_KEY, _STORE):
            if name in archive.namelist():
                with archive.open(name) as source:
                    size = archive.getinfo(name).file_size
                    _put(folder / name, source, size, progress)
        return target


def unpack_contents(backup: Path, store: Path, progress: Progress) -> None:
    """Put what a backup holds of attachments beside a store that was unpacked, as `unpack`."""
    folder = contents_folder(store)
    with _opened(backup) as archive:
        for name in _contents(archive):
            target = folder / name.removeprefix(_CONTENTS)
            with _refusing(target):
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with archive.open(name) as source:
                _put(target, source, archive.getinfo(name).file_size, progress)


def _contents(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if _CONTENT.fullmatch(name)]


def prove(backup: Path, store: Store, told: About, folder: Path, progress: Progress) -> None:
    """Restore a backup into a folder, open it with the store's own key, and compare.

    What is put into the folder stays there.

    Raises:
        BackupUnprovenError: It is not what the store was.
    """
    restored = unpack(backup, folder, Stretch(progress, 0, 300))
    try:
        with closing(store.twin(restored)) as twin, twin.reading() as unit:
            found = proof.sound(unit, Stretch(progress, 300, STEPS))
            _prove_contents(backup, twin.contents, unit.attachments.named(), found)
    except StoreDamagedError as error:
        reason = str(error.places["reason"])
        raise BackupUnprovenError(file=backup.name, reason=reason) from error
    if about(backup) != told:
        found.blame(N_("its description does not match its content"))
    elif (found.changes, found.records) != (told.changes, told.records):
        found.blame(N_("not all of it is there"))
    if found.problems:
        raise BackupUnprovenError(file=backup.name, reason=found.words)


def _prove_contents(
    backup: Path, contents: Contents, sha256s: Iterable[str], found: proof.Findings
) -> None:
    """Open each content that is in a backup; one that no attachment names is one too many."""
    with _opened(backup) as archive:
        left = set(_contents(archive))
        for sha256 in sha256s:
            name = _CONTENTS + contents.name(sha256)
            if name in left:
                left.remove(name)
                try:
                    contents.opened(archive.read(name), sha256)
                except ContentDamagedError:
                    found.blame(N_("files of its attachments are missing or damaged"), name)
    if left:
        found.blame(N_("its description does not match its content"))


def _told(about: About) -> str:
    facts = {"gridkeeper backup": _FORMAT if about.contents else 1, **asdict(about)}
    if not about.contents:
        del facts["contents"]
    return json.dumps(facts, ensure_ascii=False, indent=1)


def _about(archive: zipfile.ZipFile, backup: Path) -> About:
    facts = json.loads(archive.read(_ABOUT)) if _sized(archive) else None
    version = facts.get("gridkeeper backup", 0) if isinstance(facts, dict) else 0
    if version > _FORMAT:
        raise BackupTooNewError(file=backup.name, version=version)
    contents = _contents(archive)
    if version < 1 or set(archive.namelist()).difference(contents) not in _NAMES:
        raise BackupDamagedError(file=backup.name, reason=_("it is not a GridKeeper backup"))
    told = msgspec.convert(facts, About)
    if told.contents != len(contents):
        raise BackupDamagedError(file=backup.name, reason=_("not all of it is there"))
    return told


def _sized(archive: zipfile.ZipFile) -> bool:
    """Whether nothing in an archive grows when it is unpacked, and its cover is small."""
    parts = archive.infolist()
    covers = [part for part in parts if part.filename == _ABOUT and part.file_size < _ABOUT_LIMIT]
    return bool(covers) and all(part.compress_type == zipfile.ZIP_STORED for part in parts)


@contextmanager
def _opened(backup: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(backup) as archive:
            yield archive
    except OSError as error:
        raise unreadable(backup, error) from error
    except (zipfile.BadZipFile, EOFError, *_MALFORMED) as error:
        reason = _("it is incomplete, altered, or not a backup at all")
        raise BackupDamagedError(file=backup.name, reason=reason) from error


def _put(target: Path, source: Any, total: int, progress: Progress) -> None:  # noqa: ANN401 - stream
    """Write a file that only its owner may read; what its medium says is no fault of the backup."""
    with _refusing(target):
        engine.reserve(target)
        stream = target.open("r+b")

    def write(piece: bytes) -> None:
        with _refusing(target):
            stream.write(piece)
            stream.flush()

    with stream:
        _pour(source, write, total, progress)


@contextmanager
def _refusing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unwritable(target, error) from error


def _pour(
    source: Any,  # noqa: ANN401 - any stream
    write: Callable[[bytes], object],
    total: int,
    progress: Progress,
) -> None:
    done = 0
    while piece := source.read(_PIECE):
        write(piece)
        done += len(piece)
        progress.report(done, total)
