"""Putting a finished batch into volumes, each written whole and proved (FORMAT.md §13)."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from gridkeeper.domain import wire
from gridkeeper.errors import FileUnwritableError
from gridkeeper.exchange import layout, media
from gridkeeper.exchange.framing import Frame
from gridkeeper.exchange.keys import Keys, sign
from gridkeeper.exchange.manifest import Part
from gridkeeper.exchange.volumes import MOST, Volume, VolumeCover, measured
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.exchange.manifest import Cover
    from gridkeeper.progress import Progress

_PIECE = 4 * 1024 * 1024
_A_PIECE_MORE = 320
_NO_PIECE = 1024
"""More than a frame and a cover need for one piece, and beside an empty cover."""


def split(path: Path, cover: Cover, keys: Keys, limit: int, progress: Progress) -> list[Path]:
    """Put volumes in the place of a finished batch that is larger than a file may be.

    Each is written whole or not at all, and read back; only then the batch itself goes. What does
    not come to its end leaves nothing of either.

    Args:
        path: The batch; the volumes are written beside it.
        cover: Its cover.
        keys: Of its sender.
        limit: So many bytes may a file have; a few thousand at least.
        progress: Steps are volumes.

    Returns:
        The volumes in their order; the batch alone, if it fits.

    Raises:
        FileUnwritableError: The medium refused, or there would be too many volumes.
        BatchMediumError: Read back, a volume was not what had been written.
    """
    if path.stat().st_size <= limit:
        return [path]
    made: list[Path] = []
    try:
        blank = _blank(path, cover)
        room = limit - len(wire.canonical(blank)) - _NO_PIECE
        room -= _A_PIECE_MORE * (limit // _PIECE + 1)
        count = _count(path, blank.size, room)
        for number in range(1, count + 1):
            target = called(path, number, count)
            _place(target, path, replace(blank, volume=number, volumes=count), room, keys)
            made.append(target)
            progress.report(number, count)
    except BaseException:
        for one in made:
            _take_away(one)
        raise
    finally:
        _take_away(path)
    return made


def called(path: Path, number: int, count: int) -> Path:
    """Return where a volume of a batch lies; its name is for people, as a batch's."""
    part = pick("第{n}卷共{count}卷", "volume {n} of {count}").format(n=number, count=count)
    return path.with_name(f"{path.stem}_{part}{path.suffix}")


def _count(path: Path, size: int, room: int) -> int:
    """Return how many volumes hold so many bytes, if each has room for some of them."""
    count = -(-size // room) if room > 0 else MOST + 1
    if count > MOST:
        reason = _("it would be more than {most} volumes").format(most=MOST)
        raise FileUnwritableError(file=path, reason=reason)
    return count


def _blank(path: Path, cover: Cover) -> VolumeCover:
    """Return what all covers have in common."""
    with media.reading(path) as stream:
        size, digest = measured(stream)
    return VolumeCover(
        batch_id=cover.batch_id,
        number=cover.number,
        sender=cover.sender,
        volume=1,
        volumes=MOST,
        size=size,
        sha256=digest,
        parts=(),
        envelope=cover.envelope,
    )


def _place(target: Path, path: Path, about: VolumeCover, room: int, keys: Keys) -> None:
    def fill(stream: BinaryIO) -> VolumeCover:
        with media.reading(path) as source:
            return _fill(stream, source, about, room, keys)

    media.place_proved(target, fill, lambda written: Volume.open(written).cover)


def _fill(
    stream: BinaryIO, source: BinaryIO, about: VolumeCover, room: int, keys: Keys
) -> VolumeCover:
    """Write the volume that a cover begins, and return the cover as it is with its pieces."""
    frame = Frame(stream)
    parts: list[Part] = []
    before = (about.volume - 1) * -(-room // _PIECE)
    source.seek((about.volume - 1) * room)
    left = room
    while left and (piece := source.read(min(left, _PIECE))):
        name = layout.piece_name(before + len(parts) + 1)
        frame.add(name, piece)
        parts.append(Part(name, len(piece), hashlib.sha256(piece).hexdigest()))
        left -= len(piece)
    cover = replace(about, parts=tuple(parts))
    public = wire.canonical(cover)
    frame.add(layout.COVER, public)
    frame.add(layout.SIGNATURE, sign(keys, layout.VOLUME_PREFIX + public))
    frame.close()
    return cover


def _take_away(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
