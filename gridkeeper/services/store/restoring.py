"""Restoring a store from a backup, never over anything; putting a damaged store aside."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.errors import (
    BackupDamagedError,
    StoreDamagedError,
    StoreKeyMissingError,
    StoreTooNewError,
    StoreUnlockError,
)
from gridkeeper.services.exchange import streams
from gridkeeper.services.store import copies
from gridkeeper.services.store.backups import scratch
from gridkeeper.storage import aside, backup, births, drives, proof
from gridkeeper.storage.backup import STEPS, Stretch
from gridkeeper.storage.contents import contents_folder
from gridkeeper.storage.store import Store
from gridkeeper.texts import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gridkeeper.domain.clock import Clock
    from gridkeeper.progress import Progress
    from gridkeeper.storage.backup import About


@dataclass(frozen=True, slots=True)
class Unlocking:
    """What opens a store: a password, or the printed recovery key, which goes before it."""

    password: str = field(default="", repr=False)
    recovery_key: str = field(default="", repr=False)


def restore(
    source: Path,
    target: Path,
    unlocking: Unlocking,
    time: Clock,
    progress: Progress,
    *,
    replaces: bool = False,
) -> About:
    """Put the store of a backup where none is; return what the backup told about itself.

    Nothing appears under the name before all of it was checked and the password was right. A
    worker's restored store speaks anew: its whole own journal goes out again with the next batch.
    The backup may lie anywhere and is left as it is. The restored store is a copy until somebody
    says that it goes on: the one it was made of may still be in use.

    Args:
        source: The backup.
        target: Where the store goes.
        unlocking: What opens it.
        time: Where the present moment comes from.
        progress: May end it with `CancelledError`; then nothing is left of it.
        replaces: Whether it takes the place of one that is put aside: then it is the only one.

    Raises:
        StorePlaceError: No store may lie at the target.
        FileExistsAlreadyError: Something lies there.
        StoreUnlockError: The password is wrong.
        BackupDamagedError: The backup cannot be used.
        StoreTooNewError: A newer program made it.
    """
    drives.check_new(target)
    told = backup.about(source)
    with scratch(target, target, births.draft_folder(target)) as folder:
        draft = backup.unpack(source, folder, Stretch(progress, 0, 300))
        with _named(source), closing(_opened(draft, unlocking)) as store:
            _renewed(store, source, told, time, Stretch(progress, 300, 950))
            backup.unpack_contents(source, draft, Stretch(progress, 950, 950))
            with store.reading() as unit:
                store.contents.adopt(_beside(source, told), unit.attachments.named())
            if not replaces:
                with store.writing() as unit:
                    copies.mark(unit, source, target, told)
        progress.report(STEPS, STEPS)  # the last moment at which it can be cancelled
        store.contents.move_to(contents_folder(target))
        births.name(draft, target)
    return told


def set_aside(store: Path, time: Clock) -> Path:
    """Give a damaged store that is not open another name, so that a backup can take its place.

    Raises:
        FileUnwritableError: It cannot be renamed.
    """
    return aside.set_aside_store(store, f"{clock.local(time.now()):%Y%m%d-%H%M%S}")


def _beside(source: Path, told: About) -> Path:
    """Return where the files of attachments lie if a backup lies where it was made."""
    return contents_folder(source.absolute().parent.with_name(told.store))


@contextmanager
def _named(source: Path) -> Iterator[None]:
    """Let errors name the backup, and not the folder in which it is looked at."""
    try:
        yield
    except StoreDamagedError as error:
        reason = str(error.places["reason"])
        raise BackupDamagedError(file=source.name, reason=reason) from error
    except (StoreUnlockError, StoreKeyMissingError, StoreTooNewError) as error:
        raise type(error)(**error.places | {"store": source.name}) from error


def _opened(draft: Path, unlocking: Unlocking) -> Store:
    if unlocking.recovery_key:
        return Store.open_recovered(draft, unlocking.recovery_key)
    return Store.open(draft, unlocking.password)


def _renewed(store: Store, source: Path, told: About, time: Clock, progress: Progress) -> None:
    """Check an unpacked store, and let it know that it was restored."""
    with store.reading() as unit:
        found = proof.sound(unit, progress)
    if found.changes != told.changes and not found.problems:
        found.blame(N_("not all of it is there"))
    if found.problems:
        raise BackupDamagedError(file=source.name, reason=found.words)
    with store.writing() as unit:
        streams.speak_anew(unit)
        detail = {"backup": source.name, "made_at": told.made_at}
        unit.note(clock.stamp(time.now()), "restore", detail)
