"""Backups of an open store, each proved by restoring it."""

from __future__ import annotations

import contextlib
import json
import shutil
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper.domain import clock, file_names
from gridkeeper.domain.ids import new_id
from gridkeeper.errors import (
    BackupDamagedError,
    BackupUnprovenError,
    DiskFullError,
    FileExistsAlreadyError,
    GridKeeperError,
    unwritable,
)
from gridkeeper.exchange import media
from gridkeeper.services.session import SOFTWARE
from gridkeeper.services.store import leftovers, thinning
from gridkeeper.storage import backup
from gridkeeper.storage.backup import STEPS, About, Stretch
from gridkeeper.storage.engine import key_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import BinaryIO

    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

ENDING = backup.ENDING
FRESH_DAYS = 7
"""One is made every day; one that is older is no longer enough."""

MANY_CHANGES = 50
"""So much written since the last one is worth another on the same day."""

_APART = timedelta(minutes=30)
_PROVED, _FAILED = "backup_proved", "backup_failed"
_LEFT_AFTER_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Proved:
    """A backup that was restored on trial and found to be what the store was.

    Attributes:
        changes: How many changes its journal holds.
        records: How many records of all kinds, deleted ones included.
    """

    path: Path
    at: datetime
    changes: int
    records: int
    size_bytes: int

    @property
    def is_there(self) -> bool:
        """Whether its file is there now."""
        return self.path.is_file()


@dataclass(frozen=True, slots=True)
class Failed:
    """Why the last backup was not made, in words."""

    at: datetime
    text: str


class BackupService:
    """Makes and proves backups of a session's store. One at a time; others may write meanwhile."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def usual_folder(self) -> Path:
        """Return where backups go by themselves."""
        return usual_folder(self._session.store.path)

    def make(self, where: Path | None, progress: Progress) -> Proved:
        """Make a backup, prove it, keep in mind that it was proved, and thin out older ones.

        Args:
            where: A folder, or a file name that ends in `.gkbak`; None is the usual folder, the
                only one in which older backups are thinned out.
            progress: May end it with `CancelledError`; then nothing is left of it.

        Raises:
            BackupUnprovenError: Its trial failed; it was not kept.
            StoreDamagedError: It failed because the store itself is damaged.
            FileExistsAlreadyError: The file is there already.
            FileUnwritableError: There is no room or no right.
        """
        try:
            proved = self._made(where, progress)
        except GridKeeperError as error:
            self._remember_failure(str(error))
            raise
        if where is None:
            self._thin(proved)
        return proved

    def last(self) -> Proved | None:
        """Return the last backup that was proved; its file may have gone since.

        One that moved with the store, in the usual folder beside it, is found there.
        """
        with self._session.store.reading() as unit:
            facts = json.loads(unit.settings.get(_PROVED, "null"))
        return facts and Proved(
            self._found(Path(facts["path"])),
            clock.moment(facts["at"]),
            *(facts[name] for name in ("changes", "records", "size_bytes")),
        )

    def _found(self, path: Path) -> Path:
        moved = self.usual_folder() / path.name
        return moved if moved.is_file() and not path.is_file() else path

    def failed(self) -> Failed | None:
        """Return why the last attempt failed; None if it did not."""
        with self._session.store.reading() as unit:
            facts = json.loads(unit.settings.get(_FAILED, "null"))
        return facts and Failed(clock.moment(facts["at"]), facts["text"])

    def is_at_hand(self) -> bool:
        """Whether there is a backup of the store in the usual folder, proved lately or not."""
        return newest(self._session.store.path) is not None

    def since(self, last: Proved) -> int:
        """Return how many changes the journal has got since a backup."""
        with self._session.store.reading() as unit:
            return max(0, unit.journal.last_arrival - last.changes)

    def due(self, now: datetime) -> bool:
        """Whether another one has to be made.

        One of today is enough as long as its file is there and little was written since. Where as
        much again was written as it holds, as after a roster came into a new store, another is
        due at once; otherwise many changes or a batch call for it, after half an hour at the
        earliest, for all of one day are kept.
        """
        last = self.last()
        if last is None or not last.is_there or clock.local_date(last.at) != clock.local_date(now):
            return True
        written = self.since(last)
        if written > last.changes:
            return True
        is_much = written >= MANY_CHANGES or (written > 0 and self._has_taken_in(last.at))
        return is_much and now - last.at >= _APART

    def _has_taken_in(self, since: datetime) -> bool:
        """Whether a batch came since a moment."""
        with self._session.store.reading() as unit:
            notes = unit.peers.batches()
        return any(not one.outgoing and one.handled_at > clock.stamp(since) for one in notes)

    def _made(self, where: Path | None, progress: Progress) -> Proved:
        now = self._session.now()
        target = self._target(where, now)
        self._sweep(target.parent, now)
        store = self._session.store
        with scratch(store.path, target) as folder:
            copy = folder / "copy"
            counted = backup.snapshot(store, copy, Stretch(progress, 0, 250))
            # Those beside the store have the files of its attachments at hand.
            is_beside = target.parent.resolve() == self.usual_folder().resolve()
            contents = {} if is_beside else self._contents()
            about = About(
                made_at=clock.stamp(now),
                replica=self._session.replica.id,
                store=store.path.name,
                software=SOFTWARE,
                changes=counted.changes,
                records=counted.records,
                contents=len(contents),
            )
            key = _key_of(store.path)

            def fill(stream: BinaryIO) -> None:
                backup.fill(stream, about, copy, key, Stretch(progress, 250, 450), contents)
                copy.unlink()

            def prove(made: Path) -> None:
                try:
                    with _called(target):
                        backup.prove(made, store, about, folder, Stretch(progress, 450, STEPS - 1))
                except BackupUnprovenError:
                    store.check_pages()  # a faithful copy of what is damaged
                    raise
                progress.report(STEPS, STEPS)  # the last moment at which it can be cancelled

            media.place(target, fill, prove)
        records = sum(about.records.values())
        proved = Proved(target.resolve(), now, about.changes, records, target.stat().st_size)
        self._remember(proved)
        return proved

    def _contents(self) -> dict[str, Path]:
        """Return the files of the attachments that are here, by their names."""
        kept = self._session.store.contents
        with self._session.store.reading() as unit:
            named = unit.attachments.named()
        return {kept.name(one): kept.file(one) for one in named if kept.is_sound(one)}

    def _target(self, where: Path | None, now: datetime) -> Path:
        """Return the file to be made; a folder that is not there is made."""
        where = self.usual_folder() if where is None else where
        named = where.suffix == ENDING and not where.is_dir()
        folder = where.parent if named else where
        name = f"{self._session.store.path.stem}-{clock.local(now):%Y%m%d-%H%M%S}{ENDING}"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise unwritable(folder, error) from error
        target = where if named else folder / name
        if target.exists():
            raise FileExistsAlreadyError(file=target)
        return target

    def _sweep(self, folder: Path, now: datetime) -> None:
        """Take away what killed programs left: nothing else has these names and is a day old."""
        store = self._session.store.path
        leftovers.sweep(store.parent, folder)
        # What earlier versions called theirs tells nobody whether they still run.
        left = [*store.parent.glob(f"{store.name}.trial-*")]
        left += folder.glob(f"{store.stem}-*{ENDING}.part")
        for one in left:
            with contextlib.suppress(OSError):
                if now.timestamp() - one.stat().st_mtime > _LEFT_AFTER_S:
                    _take_away(one)

    def _thin(self, proved: Proved) -> None:
        """Take away the backups of this store that are spared no longer; never the proved one."""
        replica = self._session.replica.id
        mine = {
            path: clock.moment(about.made_at)
            for path, about in backups_in(self.usual_folder())
            if about.replica == replica
        }
        spared = thinning.spared(mine.values(), proved.at)
        for path, made_at in mine.items():
            if made_at not in spared and path.resolve() != proved.path:
                with contextlib.suppress(OSError):  # the next backup tries again
                    path.unlink()

    def _remember(self, proved: Proved) -> None:
        facts = {**asdict(proved), "path": str(proved.path), "at": clock.stamp(proved.at)}
        with self._session.store.writing() as unit:
            unit.settings.set(_PROVED, json.dumps(facts))
            unit.settings.set(_FAILED, "null")
            self._note(unit, "backup", changes=proved.changes, records=proved.records)

    def _remember_failure(self, text: str) -> None:
        """Keep in mind that it failed; a store that cannot even do that has said so already."""
        facts = {"at": clock.stamp(self._session.now()), "text": text}
        with contextlib.suppress(GridKeeperError), self._session.store.writing() as unit:
            unit.settings.set(_FAILED, json.dumps(facts, ensure_ascii=False))

    def _note(self, unit: Unit, action: str, **detail: object) -> None:
        unit.note(clock.stamp(self._session.now()), action, detail)


def forget(unit: Unit) -> None:
    """Let a store know of no backup, in the caller's transaction."""
    for name in (_PROVED, _FAILED):
        unit.settings.set(name, "null")


def usual_folder(store: Path) -> Path:
    """Return where the backups of a store go by themselves."""
    return store.with_name(store.name + ".backups")


def backups_in(folder: Path) -> list[tuple[Path, About]]:
    """Return the backups in a folder with what they tell about themselves, the latest first.

    What is none, or cannot be read, is left out.
    """
    found = []
    for path in folder.glob(f"*{ENDING}"):
        with contextlib.suppress(GridKeeperError):
            found.append((path, backup.about(path)))
    return sorted(found, key=lambda one: (one[1].made_at, one[0].name), reverse=True)


def newest(store: Path) -> tuple[Path, About] | None:
    """Return the newest backup of a store in its usual folder; None if there is none."""
    found = (one for one in backups_in(usual_folder(store)) if one[1].store == store.name)
    return next(found, None)


@contextmanager
def scratch(store: Path, wanted: Path, folder: Path | None = None) -> Iterator[Path]:
    """Give a folder beside a store, where there is room for one, for as long as the block lasts.

    Args:
        store: Beside which it lies.
        wanted: What is made with its help, for the sentence of a disk that is full.
        folder: What it is called, if that matters.

    Raises:
        FileUnwritableError: None can be made, or there is no room in it.
    """
    try:
        folder = folder or store.with_name(file_names.draft(f"{store.name} {new_id()}"))
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise unwritable(store.parent, error) from error
    try:
        yield folder
    except DiskFullError as error:
        if error.places["folder"] == folder:
            raise DiskFullError(file=wanted.name, folder=store.parent) from error
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _called(target: Path) -> Iterator[None]:
    """Let errors name what a backup was to be called, and not its draft."""
    try:
        yield
    except (BackupDamagedError, BackupUnprovenError) as error:
        raise type(error)(**error.places | {"file": target.name}) from error


def _take_away(left: Path) -> None:
    if left.is_dir():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink()


def _key_of(store: Path) -> bytes:
    """Return a store's key file; one that was opened with the recovery key may have none."""
    try:
        return key_file(store).read_bytes()
    except OSError:
        return b""
