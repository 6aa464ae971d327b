"""Finding batches among all that lies in a folder: by what they hold, whatever they are called."""

from __future__ import annotations

import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gridkeeper.domain.file_names import DRAFT
from gridkeeper.errors import BatchMissingError, FileMissingError, unreadable
from gridkeeper.exchange import opening, volumes
from gridkeeper.exchange.reader import BatchFile
from gridkeeper.exchange.volumes import Volume

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gridkeeper.exchange.volumes import VolumeCover

SUFFIX = ".gkb"
_SHADOW = "._"
"""So a Mac names what it keeps beside each file on a stick of other systems."""


def files(paths: Iterable[Path]) -> list[Path]:
    """Return the files that were named, and of folders all that are, or pretend to be, batches.

    In a folder a file counts if it begins as a batch does, under any name, or if its name says that
    it is one: of that somebody waits for an answer. What else lies there is nobody's business, and
    what this program is just writing there is no file yet.

    Raises:
        FileMissingError: A path is not there.
        FileUnreadableError: A folder cannot be looked into.
        BatchMissingError: A folder has no batch in it.
    """
    found: list[Path] = []
    for path in paths:
        inside = _inside(path) if path.is_dir() else [path]
        if not inside:
            raise BatchMissingError(file=path)
        if not inside[0].exists():
            raise FileMissingError(file=path)
        found += inside
    return list(dict.fromkeys(found))


@dataclass(slots=True)
class Opened:
    """What files turned out to be.

    Attributes:
        batches: Sound ones; what lay in several volumes is one.
        refused: Files, and what is wrong with them.
        copies: Volumes that are there twice, and the file that is used.
        lacking: Volumes of batches of which others are missing, and which.
    """

    batches: list[BatchFile] = field(default_factory=list)
    refused: list[tuple[Path, Exception]] = field(default_factory=list)
    copies: list[tuple[Volume, Path]] = field(default_factory=list)
    lacking: list[tuple[Volume, list[int]]] = field(default_factory=list)


def opened(paths: Iterable[Path]) -> Opened:
    """Open files, and put volumes together; what one of them raises does not stop the others."""
    found = Opened()
    groups: dict[VolumeCover, dict[int, Volume]] = {}
    for path in paths:
        try:
            volume = volume_of(path)
            if volume is None:
                found.batches.append(BatchFile.open(path))
                continue
        except Exception as error:  # noqa: BLE001 - whoever asked says what it was
            found.refused.append((path, error))
            continue
        group = groups.setdefault(volume.whole, {})
        used = group.setdefault(volume.cover.volume, volume)
        if used is not volume:
            found.copies.append((volume, used.path))
    for group in groups.values():
        _put_together([group[number] for number in sorted(group)], found)
    return found


def volume_of(path: Path) -> Volume | None:
    """Return the volume that a file is; None if it is none.

    Raises:
        GridKeeperError: It is a volume, and not a sound one; as `Volume.open`.
    """
    return Volume.open(path) if volumes.is_one(_head(path)) else None


def _put_together(group: list[Volume], found: Opened) -> None:
    if missing := volumes.missing(group):
        found.lacking += [(one, missing) for one in group]
        return
    try:
        found.batches.append(volumes.joined(group))
    except Exception as error:  # noqa: BLE001 - as above
        found.refused.append((group[0].path, error))


def size(paths: Iterable[Path]) -> int:
    """Return how many bytes are to be read; what is not there, or cannot be read, has none."""
    whole = 0
    for path in paths:
        with suppress(OSError):
            inside = path.iterdir() if path.is_dir() else [path]
            whole += sum(one.stat().st_size for one in inside if one.is_file() and counts(one))
    return whole


def whereabouts(error: Exception) -> str:
    """Return where something happened that nobody foresaw.

    Its message is left out: it may quote a record.
    """
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__name__}\n{places}"


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file() and counts(path))
    except OSError as error:
        raise unreadable(folder, error) from error


def counts(path: Path) -> bool:
    """Whether somebody who hands in a folder waits for an answer about a file in it.

    What this program is just writing there is no file yet.
    """
    if path.name.startswith((DRAFT, _SHADOW)):
        return False
    if SUFFIX in path.name.lower():
        return True
    return opening.begins_like_one(_head(path))


def _head(path: Path) -> bytes:
    """Return how a file begins; of one that cannot be read, nothing."""
    with suppress(OSError), path.open("rb") as stream:
        return stream.read(opening.HEAD)
    return b""
