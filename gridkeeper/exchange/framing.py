"""The ZIP around a batch, written so that every one of its bytes has one possible value.

Hashes cover the parts, not the bytes between them. So the writer leaves itself no choice there
(stored, no dates, no extras, no comment), and the reader makes the same bytes from the names,
lengths and checksums it found and compares (FORMAT.md §2).
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION = 10
_FIRST_DAY = 0x0021  # 1980-01-01, the first day that ZIP knows
_DIRECTORY_LIMIT = 16 * 1024 * 1024


class FramingError(Exception):
    """The bytes are not a frame that `Frame` writes."""


class NoBatchError(FramingError):
    """The file does not even begin like one."""


class TooLargeError(Exception):
    """The frame would need more than plain ZIP can say."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One named run of bytes inside the frame.

    Attributes:
        offset: Where its local header begins.
    """

    name: str
    crc: int
    size: int
    offset: int

    @property
    def start(self) -> int:
        """Where its bytes begin."""
        return self.offset + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the next entry begins."""
        return self.start + self.size


class Frame:
    """Writes a frame, entry by entry, without ever going back.

    Attributes:
        size_limit: The file must be shorter; plain ZIP counts bytes with 32 bits.
        count_limit: There must be fewer entries; plain ZIP counts them with 16 bits.
    """

    size_limit = 0xFFFF_FFFF
    count_limit = 0xFFFF

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._entries: list[Entry] = []
        self._offset = 0

    def add(self, name: str, content: bytes) -> None:
        """Append an entry.

        Raises:
            TooLargeError: The file would reach 4 GiB, or the entries 65,535.
        """
        entry = Entry(name, zlib.crc32(content), len(content), self._offset)
        if entry.end >= self.size_limit or len(self._entries) + 1 >= self.count_limit:
            raise TooLargeError
        self._stream.write(_local(entry))
        self._stream.write(content)
        self._entries.append(entry)
        self._offset = entry.end

    def close(self) -> None:
        """Append the directory; nothing can be added any more.

        Raises:
            TooLargeError: The directory itself would reach 4 GiB.
        """
        directory = _directory(self._entries, self._offset)
        if self._offset + len(directory) >= self.size_limit:
            raise TooLargeError
        self._stream.write(directory)


def entries(stream: BinaryIO) -> tuple[Entry, ...]:
    """Return the entries of a frame after comparing every byte of it.

    The content of the entries is not looked at; comparing it with `crc` is up to the caller.

    Raises:
        NoBatchError: Not a ZIP file at all.
        FramingError: Cut short, something appended, or a byte that `Frame` would not write.
    """
    stream.seek(0)
    if stream.read(4) != b"PK\x03\x04":
        raise NoBatchError
    size = stream.seek(0, 2)
    start = _directory_start(stream, size)
    stream.seek(start)
    directory = stream.read(size - start)
    found = _listed(directory[: -_END.size])
    if len(found) >= Frame.count_limit or _directory(found, start) != directory:
        raise FramingError
    place = 0
    for entry in found:
        stream.seek(place)
        if entry.offset != place or stream.read(entry.start - place) != _local(entry):
            raise FramingError
        place = entry.end
    if place != start:
        raise FramingError
    return found


def _directory_start(stream: BinaryIO, size: int) -> int:
    if size < _END.size:
        raise FramingError
    stream.seek(size - _END.size)
    magic, *_others, length, start, _comment = _END.unpack(stream.read(_END.size))
    whole = start + length + _END.size == size
    if magic != b"PK\x05\x06" or not whole or length > _DIRECTORY_LIMIT:
        raise FramingError
    return int(start)


def _listed(directory: bytes) -> tuple[Entry, ...]:
    """Return what the central directory lists, believing nothing yet."""
    found: list[Entry] = []
    place = 0
    while place < len(directory):
        if place + _CENTRAL.size > len(directory) or len(found) >= Frame.count_limit:
            raise FramingError
        values = _CENTRAL.unpack_from(directory, place)
        crc, size, length, offset = values[7], values[9], values[10], values[16]
        place += _CENTRAL.size
        name = directory[place : place + length]
        if not name.isascii():
            raise FramingError
        found.append(Entry(name.decode("ascii"), crc, size, offset))
        place += length
    return tuple(found)


def _local(entry: Entry) -> bytes:
    name = entry.name.encode("ascii")
    return (
        _LOCAL.pack(
            b"PK\x03\x04",
            _VERSION,
            *(0, 0, 0, _FIRST_DAY),  # flags, method (stored), time, date
            *(entry.crc, entry.size, entry.size),
            *(len(name), 0),
        )
        + name
    )


def _central(entry: Entry) -> bytes:
    name = entry.name.encode("ascii")
    return (
        _CENTRAL.pack(
            b"PK\x01\x02",
            *(_VERSION, _VERSION),
            *(0, 0, 0, _FIRST_DAY),
            *(entry.crc, entry.size, entry.size),
            *(len(name), 0, 0),  # no extras, no comment
            *(0, 0, 0),  # first disk, no attributes
            entry.offset,
        )
        + name
    )


def _directory(found: Sequence[Entry], start: int) -> bytes:
    """Return the central directory and the end record."""
    listing = b"".join(map(_central, found))
    count = len(found)
    return listing + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listing), start, 0)
