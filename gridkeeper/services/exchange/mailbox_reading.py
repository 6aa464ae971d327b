"""What lies in a shared folder: batches that are whole, each once, however it is called.

Nothing is asked of the store here and nothing of the folder is locked: it may lie on a share that
answers late, or never, and several computers write there at once.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper.errors import FileUnreadableError, MailboxAwayError, system_reason
from gridkeeper.exchange import volumes
from gridkeeper.services.exchange import gathering

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gridkeeper.exchange.manifest import Cover
    from gridkeeper.exchange.volumes import Volume, VolumeCover
    from gridkeeper.services.exchange.gathering import Opened

    Stamp = tuple[int, int]
    Known = dict[tuple[tuple[Path, Stamp], ...], Opened]


@dataclass(frozen=True, slots=True)
class Lying:
    """A batch that lies there whole.

    Attributes:
        paths: Its file, or its volumes in their order.
        copies: Files in which the same lies once more.
    """

    cover: Cover
    paths: tuple[Path, ...]
    copies: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Lacking:
    """Volumes of a batch of which others are not there.

    Attributes:
        sender: Her replica.
    """

    batch_id: str
    sender: str
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in a folder.

    Attributes:
        unread: Files that pretend to be batches and cannot be read so far: half copied, or damaged.
        stamps: Size and time of every file, as it was when it was read.
    """

    folder: Path
    lying: tuple[Lying, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    unread: tuple[Path, ...] = ()
    stamps: Mapping[Path, Stamp] = field(default_factory=dict)


class MailboxReader:
    """Looks into one folder after another; what has not changed since is not read again.

    One thread at a time may use it.
    """

    def __init__(self) -> None:
        self._known: Known = {}

    def read(self, folder: Path) -> Contents:
        """Return what lies in a folder.

        Raises:
            MailboxAwayError: It cannot be looked into.
        """
        stamps = _stamps(folder)
        before, self._known = self._known, {}
        found: dict[str, list[tuple[Cover, tuple[Path, ...]]]] = {}
        groups: dict[VolumeCover, list[Volume]] = {}
        lacking: list[Lacking] = []
        unread: list[Path] = []
        for path in sorted(stamps):
            opened = self._opened([path], stamps, before)
            for batch in opened.batches:
                found.setdefault(batch.cover.batch_id, []).append((batch.cover, (path,)))
            for volume, _missing in opened.lacking:
                groups.setdefault(volume.whole, []).append(volume)
            unread += [path for path, _error in opened.refused]
        for whole, group in groups.items():
            used = {one.cover.volume: one.path for one in reversed(group)}
            paths = tuple(used[number] for number in sorted(used))
            if volumes.missing(group):
                lacking.append(Lacking(whole.batch_id, whole.sender.replica, paths))
                continue
            opened = self._opened(paths, stamps, before)
            unread += [path for path, _error in opened.refused]
            copies = [one.path for one in group if one.path not in paths]
            for batch in opened.batches:
                lying = found.setdefault(batch.cover.batch_id, [])
                lying += [(batch.cover, paths), *((batch.cover, (copy,)) for copy in copies)]
        return Contents(
            *(folder, tuple(map(_once, found.values())), tuple(lacking), tuple(unread)), stamps
        )

    def _opened(self, paths: Sequence[Path], stamps: Mapping[Path, Stamp], before: Known) -> Opened:
        """Open files; nothing is found in one that is none of this program's."""
        key = tuple((path, stamps[path]) for path in paths)
        opened = before.get(key)
        if opened is None:
            opened = gathering.opened(filter(gathering.counts, paths))
        if not any(isinstance(error, FileUnreadableError) for _path, error in opened.refused):
            # What the system does not give now, it may give with the same size and time later.
            self._known[key] = opened
        return opened


def _once(found: Sequence[tuple[Cover, tuple[Path, ...]]]) -> Lying:
    """Return one batch with all files that it lies in; the first of them is the one to read."""
    (cover, paths), *others = found
    return Lying(cover, paths, tuple(path for _cover, more in others for path in more))


def _stamps(folder: Path) -> dict[Path, Stamp]:
    try:
        with os.scandir(folder) as entries:
            return dict(_stamped(entries))
    except OSError as error:
        raise MailboxAwayError(folder=folder, reason=system_reason(error)) from error


def _stamped(entries: Iterable[os.DirEntry[str]]) -> Iterable[tuple[Path, Stamp]]:
    for entry in entries:
        with suppress(OSError):  # somebody may just have taken it away
            if entry.is_file():
                known = entry.stat()
                yield Path(entry.path), (known.st_size, known.st_mtime_ns)
