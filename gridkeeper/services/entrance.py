"""What can be done while no store is open: opening one, making one, looking round in a sample."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper.domain import clock as clocks
from gridkeeper.domain import file_names
from gridkeeper.domain.ids import new_id
from gridkeeper.errors import unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from gridkeeper.domain.clock import Clock
    from gridkeeper.domain.replicas import Role
    from gridkeeper.progress import Progress
    from gridkeeper.services.desk import Desk
    from gridkeeper.services.store.restoring import Unlocking
    from gridkeeper.services.store.stores import Place
    from gridkeeper.storage.backup import About
    from gridkeeper.storage.engine import KdfCost

    Apart = Callable[..., Callable[[Progress], object]]

ENDING = ".gkdb"
SAMPLE_FOLDER = "示例社区"
_APP_FOLDER = "GridKeeper"


@dataclass(frozen=True, slots=True)
class Saved:
    """A backup that can take a damaged store's place.

    Attributes:
        store: What the store was called.
    """

    path: Path
    at: datetime
    store: str


def in_sample(path: Path) -> bool:
    """Whether a store is one of the sample."""
    return path.parent.name == SAMPLE_FOLDER


def _here(function: Callable[..., object], *arguments: object) -> Callable[[Progress], object]:
    return lambda progress: function(*arguments, progress)


class Entrance:
    """The way in. Everything that returns a desk takes its time: on a worker thread.

    What a store needs is imported when it is needed first, which takes half a second: a window is
    painted before that.
    """

    def __init__(
        self,
        clock: Clock,
        ids: Callable[[], str] = new_id,
        cost: KdfCost | None = None,
        folder: Path | None = None,
    ) -> None:
        """Prepare it.

        Args:
            clock: Where the present moment comes from.
            ids: Where ids come from.
            cost: How dear a guess of a new password is.
            folder: Where new stores go if nothing else is chosen, instead of the usual place.
        """
        self.clock = clock
        self._ids = ids
        self._cost = cost
        self._folder = folder

    def suggested_folder(self, documents: Path) -> Path:
        """Return where stores go if nothing else is chosen."""
        return self._folder or documents / _APP_FOLDER

    def free_name(self, folder: Path, name: str) -> Path:
        """Return a name for a new store in a folder that nothing has yet."""
        stem = file_names.fit(name) or _APP_FOLDER
        path, number = folder / f"{stem}{ENDING}", 2
        while path.exists():
            path, number = folder / f"{stem}-{number}{ENDING}", number + 1
        return path

    def prepare(self) -> None:
        """Import what opening a store needs; a screen does so while a password is typed."""
        from gridkeeper.services import desk  # noqa: F401, PLC0415
        from gridkeeper.services.store import stores  # noqa: F401, PLC0415

    def tidy(self, stores: Sequence[Path], folders: Iterable[Path]) -> None:
        """Take away what programs that were killed have left half-written.

        Args:
            stores: Stores that were open lately; beside them backups are made and restored.
            folders: Where files were put lately.
        """
        from gridkeeper.services.store import leftovers  # noqa: PLC0415
        from gridkeeper.services.store.backups import usual_folder  # noqa: PLC0415

        leftovers.sweep(*folders, *(path.parent for path in stores), *map(usual_folder, stores))

    def open(self, path: Path, password: str, progress: Progress | None = None) -> Desk:
        """Open a store; see `Store.open` for what is raised."""
        return self._opened(path, password, progress=progress)

    def recover(self, path: Path, recovery_key: str, new_password: str) -> Desk:
        """Open a store with its recovery key, and let another password open it from now on.

        Raises:
            RecoveryKeyError: The key is not right; nothing was changed.
            InputInvalidError: The new password is empty.
        """
        from gridkeeper.services.store import passwords  # noqa: PLC0415

        desk = self._opened(path, "", recovery_key)
        try:
            passwords.change_password(desk.session, "", new_password, recovery_key, self._cost)
        except BaseException:
            desk.session.close()
            raise
        return desk

    def create(self, role: Role, name: str, unit: str, place: tuple[Path, str]) -> tuple[Desk, str]:
        """Make a store for somebody whom nobody enrolled; return it with its recovery key.

        Args:
            role: Of an office, or of somebody who works alone.
            name: Of the office or of the person.
            unit: The reporting unit on papers; the name if it is empty.
            place: The new file and its password.

        Raises:
            StorePlaceError: No store may lie there.
            FileExistsAlreadyError: Something has this name already.
            FileUnwritableError: The folder cannot be written.
        """
        from gridkeeper.services.desk import Desk  # noqa: PLC0415
        from gridkeeper.services.store import stores  # noqa: PLC0415

        replica = stores.new_replica(self._ids(), role, name, unit or name)
        session, key = stores.make(self._place(place), replica, self.clock, self._ids)
        return Desk(session), key

    def join(
        self, package: Path, code: str, place: tuple[Path, str], progress: Progress
    ) -> tuple[Desk, str]:
        """Make a worker's store out of her package; see `enrolment.join` for what is raised."""
        from gridkeeper.services.desk import Desk  # noqa: PLC0415
        from gridkeeper.services.exchange import enrolment  # noqa: PLC0415

        session, key = enrolment.join(
            package, code, self._place(place), self.clock, self._ids, progress
        )
        return Desk(session), key

    def sample(self, folder: Path, progress: Progress, apart: Apart = _here) -> Desk:
        """Open the sample under a folder; it is made if it is not there.

        Its worker and her office know only each other, so nothing of it gets into real batches.

        Args:
            folder: Where its folder is or goes.
            progress: Steps are tenths of a hundredth.
            apart: Returns work that is done elsewhere, where it holds up nobody: the one-time code
                of the worker takes seconds in which this process could do nothing else.

        Raises:
            StoreUnlockError: It is there, and somebody gave it another password.
        """
        from gridkeeper.services.gliding import Gliding  # noqa: PLC0415
        from gridkeeper.services.samples.sampling import (  # noqa: PLC0415
            LONGEST_S,
            PASSWORD,
            STEPS,
            WORKER_FILE,
            Sampling,
            draft_of,
        )
        from gridkeeper.storage.engine import KdfCost  # noqa: PLC0415

        whole = folder / SAMPLE_FOLDER
        if not (whole / WORKER_FILE).exists():
            sampling = Sampling(self.clock, self._ids, self._cost or KdfCost())
            try:
                apart(sampling.make, whole)(Gliding(progress, STEPS, LONGEST_S))
            finally:  # a process that was ended by force has left it
                shutil.rmtree(draft_of(whole), ignore_errors=True)
        return self.open(whole / WORKER_FILE, PASSWORD)

    def sample_beside(self, path: Path) -> Path | None:
        """Return the other side of the sample: of its worker's store the office's, and back."""
        if not in_sample(path):
            return None
        from gridkeeper.services.samples.sampling import (  # noqa: PLC0415
            OFFICE_FILE,
            WORKER_FILE,
        )

        other = path.with_name(WORKER_FILE if path.name == OFFICE_FILE else OFFICE_FILE)
        return other if other.is_file() else None

    def is_sample(self, path: Path) -> bool:
        """Whether a store is one of the sample, whose password is no secret."""
        return in_sample(path)

    def saved(self, path: Path) -> Saved | None:
        """Return the newest backup of a store in the usual place; None if there is none."""
        from gridkeeper.services.store.backups import newest  # noqa: PLC0415

        found = newest(path)
        return _saved(*found) if found is not None else None

    def told(self, file: Path) -> Saved:
        """Return what a backup tells about itself.

        Raises:
            BackupDamagedError: It is cut short, or none.
            BackupTooNewError: A newer program made it.
        """
        from gridkeeper.storage import backup  # noqa: PLC0415

        return _saved(file, backup.about(file))

    def restore(self, file: Path, path: Path, unlocking: Unlocking, progress: Progress) -> Desk:
        """Put the store of a backup at a place, and open it.

        A store that lies there is put aside under another name, and only when the backup was
        checked and opened: neither is ever lost.

        Raises:
            StoreUnlockError: The password is wrong.
            BackupDamagedError: The backup cannot be used.
            StorePlaceError: No store may lie there.
            FileUnwritableError: The folder cannot be made.
        """
        from gridkeeper.services.store import restoring  # noqa: PLC0415
        from gridkeeper.storage.engine import key_file  # noqa: PLC0415

        _make(path.parent)
        draft = self.free_name(path.parent, f"{path.stem}.restored")
        there = path.exists()
        restoring.restore(file, draft, unlocking, self.clock, progress, replaces=there)
        restoring.set_aside(path, self.clock)
        for made, name in ((key_file(draft), key_file(path)), (draft, path)):
            if made.exists():
                made.rename(name)
        return self._opened(path, unlocking.password, unlocking.recovery_key)

    def _opened(
        self,
        path: Path,
        password: str,
        recovery_key: str = "",
        progress: Progress | None = None,
    ) -> Desk:
        from gridkeeper.services.desk import Desk  # noqa: PLC0415
        from gridkeeper.services.store import stores  # noqa: PLC0415

        unlocking = password, recovery_key
        return Desk(stores.opened(path, unlocking, self.clock, self._ids, progress))

    def _place(self, place: tuple[Path, str]) -> Place:
        from gridkeeper.services.store.stores import Place  # noqa: PLC0415
        from gridkeeper.storage.engine import KdfCost  # noqa: PLC0415

        path, password = place
        _make(path.parent)
        return Place(path, password, self._cost or KdfCost())


def _make(folder: Path) -> None:
    """Make the folder in which a store is to lie, if it is not there.

    Raises:
        FileUnwritableError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def _saved(file: Path, about: About) -> Saved:
    return Saved(file, clocks.moment(about.made_at), Path(about.store).stem)
