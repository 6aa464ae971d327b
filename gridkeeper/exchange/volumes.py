"""Volumes: a batch in several files, for ways that carry none so large (FORMAT.md §13).

A volume is a frame like a batch's: pieces of the batch file as it is, and a signed cover that says
which volume of how many it is. The batch inside stays what it is, and is proved as ever.
"""

from __future__ import annotations

import hashlib
import io
from bisect import bisect_right
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal

import msgspec
from typing_extensions import override

from gridkeeper.domain import wire
from gridkeeper.errors import BatchTooNewError, unreadable
from gridkeeper.exchange import envelopes, layout, media, opening
from gridkeeper.exchange.manifest import (
    FORMAT,
    Count,
    Hash,
    Id,
    Part,
    Sender,
    Words,
)
from gridkeeper.exchange.reader import BatchFile
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gridkeeper.exchange.framing import Entry

MOST = 9999
"""A batch has no more volumes."""

_HASHED = 1024 * 1024

Number = Annotated[int, msgspec.Meta(ge=1, le=MOST)]


@dataclass(frozen=True, slots=True)
class VolumeCover:
    """What anyone may know of a volume; but for `volume` and `parts` the same in all of a batch.

    Attributes:
        batch_id: Of the batch; `number` and `sender` are those on its cover too.
        volume: Which one it is, from 1 to `volumes`.
        size: Of the batch file in bytes; `sha256` is of the same.
        parts: The pieces in this volume.
    """

    batch_id: Id
    number: Words
    sender: Sender
    volume: Number
    volumes: Number
    size: Count
    sha256: Hash
    parts: tuple[Part, ...]
    envelope: str
    format: Literal["gridkeeper-batch"] = FORMAT
    kind: Literal["volume"] = "volume"
    version: Literal[3] = layout.VOLUME_VERSION


@dataclass(frozen=True, slots=True)
class Volume:
    """A sound volume: every byte is as its signer wrote it.

    Attributes:
        entries: Where its pieces lie.
    """

    path: Path
    cover: VolumeCover
    entries: tuple[Entry, ...]

    @classmethod
    def open(cls, path: Path) -> Volume:
        """Check everything that can be checked of a volume alone.

        Raises:
            GridKeeperError: As `BatchFile.open`.
        """
        with media.reading(path) as stream:
            entries = opening.framed(path, stream)
            public = opening.content(path, stream, entries[-2])
            signature = opening.content(path, stream, entries[-1])
            cover = _cover(path, public)
            envelope = envelopes.usable(cover.envelope, path)
            signed = layout.VOLUME_PREFIX + public
            if not envelope.is_signed(signed, signature, cover.sender.sign_public):
                raise opening.damaged(path, _("the signature does not match the cover"))
            listed = [(part.name, part.size) for part in cover.parts]
            if listed != [(entry.name, entry.size) for entry in entries[:-2]]:
                raise opening.damaged(path, _("its parts are not those that the cover lists"))
            for entry, part in zip(entries[:-2], cover.parts, strict=True):
                opening.prove(path, stream, entry, (part, None))
        return cls(path, cover, entries[:-2])

    @property
    def whole(self) -> VolumeCover:
        """What is the same in all volumes of one batch, and in no volume of another."""
        return replace(self.cover, volume=1, parts=())


def is_one(head: bytes) -> bool:
    """Whether a file with these first bytes may be a volume."""
    return opening.begins_like_one(head) and layout.PIECE.encode() in head


def missing(volumes: Sequence[Volume]) -> list[int]:
    """Return which volumes of a batch are not among some of its own."""
    there = {one.cover.volume for one in volumes}
    return [n for n in range(1, volumes[0].cover.volumes + 1) if n not in there]


def joined(volumes: Sequence[Volume]) -> BatchFile:
    """Return the batch that all its volumes hold; read where they lie, nothing is copied.

    Args:
        volumes: Each volume once, in their order; what is wrong is said of the first.

    Raises:
        GridKeeperError: They do not fit together, or what they hold is no sound batch.
    """
    first = volumes[0]
    no_fit = opening.damaged(first.path, _("its volumes do not fit together"))
    names = [entry.name for one in volumes for entry in one.entries]
    if names != [layout.piece_name(number + 1) for number in range(len(names))]:
        raise no_fit
    reading = partial(_reading, [(one.path, entry) for one in volumes for entry in one.entries])
    with reading(first.path) as stream:
        found = measured(stream)
    if found != (first.cover.size, first.cover.sha256):
        raise no_fit
    file = BatchFile.open(first.path, reading)
    inside, outside = file.cover, first.cover
    if (inside.batch_id, inside.sender) != (outside.batch_id, outside.sender):
        raise no_fit
    return file


def measured(stream: BinaryIO) -> tuple[int, str]:
    """Return how many bytes a batch has, and their SHA-256."""
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_HASHED):
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()


def _cover(path: Path, public: bytes) -> VolumeCover:
    if opening.version(path, public) != layout.VOLUME_VERSION:
        raise opening.damaged(path, _("its cover cannot be read"))
    try:
        canonical = wire.canonical(msgspec.json.decode(public)) == public
        cover = msgspec.json.decode(public, type=VolumeCover)
    except wire.UNREADABLE as error:
        raise opening.damaged(path, _("its cover cannot be read")) from error
    if not canonical or cover.volume > cover.volumes:
        raise opening.damaged(path, _("its cover cannot be read"))
    if cover.envelope not in envelopes.NAMES:
        raise BatchTooNewError(file=path, version=cover.envelope)
    return cover


@contextmanager
def _reading(pieces: Sequence[tuple[Path, Entry]], path: Path) -> Iterator[BinaryIO]:
    """Open what lies in pieces as if it were one file; as `media.reading`."""
    try:
        with io.BufferedReader(_Joined(pieces)) as stream:
            yield stream
    except OSError as error:
        raise unreadable(path, error) from error


class _Joined(io.RawIOBase):
    """Pieces of files, read one after the other; one file at a time is open."""

    def __init__(self, pieces: Sequence[tuple[Path, Entry]]) -> None:
        super().__init__()
        self._pieces = pieces
        self._ends = list(accumulate(entry.size for _path, entry in pieces))
        self._place = 0
        self._path: Path | None = None
        self._stream: BinaryIO = io.BytesIO()

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._ends[-1]}
        self._place = begin[whence] + offset
        return self._place

    @override
    def readinto(self, buffer: Any, /) -> int:
        index = bisect_right(self._ends, self._place)
        if index == len(self._ends):
            return 0
        path, entry = self._pieces[index]
        left = self._ends[index] - self._place
        if path != self._path:
            self._stream.close()
            self._path, self._stream = path, path.open("rb")
        self._stream.seek(entry.end - left)
        piece = self._stream.read(min(left, len(buffer)))
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    @override
    def close(self) -> None:
        self._stream.close()
        super().close()
