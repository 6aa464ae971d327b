"""A shared folder as a mailbox: one hands in there, the other looks what is new.

Which batches were taken in is known to the history of the store and to nobody else: nothing is
kept in the folder, nothing there is locked, and nothing there is deleted.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper.domain import file_names
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.errors import MailboxAwayError, MailboxNoneError, system_reason, unwritable
from gridkeeper.exchange.manifest import BATCH
from gridkeeper.services.store import leftovers
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gridkeeper.exchange.manifest import Cover
    from gridkeeper.services.exchange.mailbox_reading import Contents, Lying, MailboxReader, Stamp
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

_SETTING = "mailbox"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Which folder it is, on this computer.

    Attributes:
        moves: Whether what was taken in is put into a folder of its own there.
    """

    folder: Path
    moves: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is there for this store.

    Attributes:
        new: The files of what was not taken in yet, each batch once.
        batches: How many batches that are.
        unread: Files that cannot be read so far; they may still be on their way. Whose they are is
            not known, so only an office, to which all that is handed in goes, is told of them.
        done: Batches that were taken in, with all their files.
    """

    folder: Path
    new: tuple[Path, ...] = ()
    batches: int = 0
    unread: tuple[Path, ...] = ()
    done: tuple[Lying, ...] = ()


class MailboxService:
    """Knows the mailbox of a store, and what is new in it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def chosen(self) -> Mailbox | None:
        """Return the mailbox; None if none was chosen."""
        with self._session.store.reading() as unit:
            said = json.loads(unit.settings.get(_SETTING, "null"))
        return None if said is None else Mailbox(Path(said["folder"]), said["moves"])

    def choose(self, mailbox: Mailbox | None) -> None:
        """Keep which folder it is; None for no mailbox any more. See `prove`.

        Raises:
            RoleRefusedError: It asks for moving, and the store is no office.
        """
        if mailbox is not None and mailbox.moves:
            self._session.only(Role.OFFICE, action=_("moving what was taken in"))
        said = None if mailbox is None else {"folder": str(mailbox.folder), "moves": mailbox.moves}
        with self._session.store.writing() as unit:
            unit.settings.set(_SETTING, json.dumps(said, ensure_ascii=False))

    def look(self, reader: MailboxReader) -> Waiting:
        """Return what is new; the reader knows what it has read before.

        Raises:
            MailboxNoneError: None was chosen.
            MailboxAwayError: The folder cannot be looked into.
        """
        mailbox = self.chosen()
        if mailbox is None:
            raise MailboxNoneError(store=self._session.store.path.name)
        return self.sorted(reader.read(mailbox.folder))

    def sorted(self, contents: Contents) -> Waiting:
        """Return what of all that lies in a folder is for this store, and new."""
        with self._session.store.reading() as unit:
            mine = [one for one in contents.lying if _is_mine(unit, one.cover)]
            known = {one.cover.batch_id for one in mine if unit.peers.batch(one.cover.batch_id)}
            unread: list[Path] = []
            if unit.replica.role is Role.OFFICE:
                unread += contents.unread
                for lacking in contents.lacking:
                    awaited = unit.peers.batch(lacking.batch_id) is None
                    unread += lacking.paths if awaited and _speaks(unit, lacking.sender) else ()
        new = [one for one in mine if one.cover.batch_id not in known]
        done = tuple(one for one in mine if one.cover.batch_id in known)
        files = tuple(path for one in new for path in one.paths)
        return Waiting(contents.folder, files, len(new), tuple(unread), done)


def prove(folder: Path) -> None:
    """Check that batches can be laid down in a folder.

    Raises:
        MailboxAwayError: It cannot be looked into.
        FileUnwritableError: Nothing can be written there.
    """
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise MailboxAwayError(folder=folder, reason=system_reason(error)) from error
    trial = folder / file_names.draft(_SETTING)
    try:
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise unwritable(folder, error) from error


def put_away(done: Collection[Lying], stamps: Mapping[Path, Stamp]) -> int:
    """Move the files of batches that were taken in into a folder beside them; return how many.

    What has changed since it was read stays, as does what cannot be moved; nothing is replaced.
    """
    moved = 0
    _free_claims({one.paths[0].parent / pick("已收取", "taken in") for one in done})
    for path in (path for one in done for path in (*one.paths, *one.copies)):
        with suppress(OSError):
            known = path.stat()
            if stamps[path] == (known.st_size, known.st_mtime_ns):
                _move(path, path.parent / pick("已收取", "taken in"))
                moved += 1
    return moved


def _move(path: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    names = (path.stem if number == 1 else f"{path.stem}-{number}" for number in count(1))
    for target in (folder / (name + path.suffix) for name in names):
        # Says of an empty name, should the program be ended just now, that it is ours.
        mark = folder / file_names.draft(target.name)
        if target.exists():
            continue
        try:
            mark.touch()
            if _claim(target):
                _replace(path, target)
                return
        finally:
            mark.unlink(missing_ok=True)


def _replace(path: Path, target: Path) -> None:
    try:
        path.replace(target)
    except OSError:
        target.unlink()
        raise


def _free_claims(folders: Iterable[Path]) -> None:
    """Take away the names that a killed program had taken and put nothing under."""
    for folder in folders:
        for mark in leftovers.left(folder):
            with suppress(OSError):
                for one in folder.iterdir():
                    if file_names.is_draft_of(mark.name, one.name) and not one.stat().st_size:
                        one.unlink()
                mark.unlink()


def _claim(path: Path) -> bool:
    """Take a name that nobody has, so that a rename replaces nothing of anybody else's."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError:
        return False
    return True


def _is_mine(unit: Unit, cover: Cover) -> bool:
    """Whether somebody has laid it down for this store; its cover says so without any key."""
    mine = cover.recipient.replica == unit.replica.id
    return cover.kind == BATCH and mine and _speaks(unit, cover.sender.replica)


def _speaks(unit: Unit, replica: str) -> bool:
    """Whether what a replica says may be taken in here; a street speaks up unknown at first."""
    sender = unit.peers.get(replica)
    revoked = sender is not None and sender.standing is Standing.REVOKED
    return replica != unit.replica.id and not revoked
