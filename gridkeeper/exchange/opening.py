"""The first look at a batch file: everything that can be checked without a key."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from gridkeeper.domain import clock, wire
from gridkeeper.errors import BatchDamagedError, BatchTooNewError
from gridkeeper.exchange import framing, layout, media
from gridkeeper.exchange.keys import is_signed
from gridkeeper.exchange.manifest import ENROLMENT, ENVELOPE, FORMAT, VERSION, Cover
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gridkeeper.exchange.framing import Entry
    from gridkeeper.exchange.manifest import Part

_PIECE = 1024 * 1024


class _Head(msgspec.Struct, frozen=True):
    """The two keys of a cover that every version of the format has."""

    format: str
    version: int


def opened(path: Path) -> tuple[Cover, tuple[Entry, ...]]:
    """Return the cover of a sound batch file, and where its parts lie.

    Cheap checks come first, and nothing of a part is read before the signature holds, so that a
    half-copied file fails at once and one from a newer program is not called damaged.

    Raises:
        FileMissingError: It is not there.
        FileUnreadableError: The medium fails.
        BatchDamagedError: No batch, cut short, or any byte altered.
        BatchTooNewError: A newer format, or an envelope this version cannot open.
    """
    with media.reading(path) as stream:
        entries = _framed(path, stream)
        public = _content(path, stream, entries[-2])
        signature = _content(path, stream, entries[-1])
        cover = _cover(path, public)
        signed = layout.SIGNED_PREFIX + public
        if not is_signed(signed, signature, cover.sender.sign_public):
            raise damaged(path, _("the signature does not match the cover"))
        if not _fits(entries[:-2], cover):
            raise damaged(path, _("its parts are not those that the cover lists"))
        for entry, part in zip(entries[:-2], cover.parts, strict=True):
            _prove(path, stream, entry, part)
    return cover, entries[:-2]


def damaged(path: Path, reason: str) -> BatchDamagedError:
    """Return the error that says why a file is not taken."""
    return BatchDamagedError(file=path, reason=reason)


def _framed(path: Path, stream: BinaryIO) -> tuple[Entry, ...]:
    """Return the entries of a frame that ends with a cover and its signature."""
    try:
        entries = framing.entries(stream)
    except framing.NoBatchError as error:
        raise damaged(path, _("it is not a GridKeeper batch")) from error
    except framing.FramingError as error:
        raise damaged(path, _("it was cut short or altered on the way")) from error
    if [entry.name for entry in entries[-2:]] != [layout.COVER, layout.SIGNATURE]:
        raise damaged(path, _("it is not a GridKeeper batch"))
    return entries


def _content(path: Path, stream: BinaryIO, entry: Entry) -> bytes:
    """Return a small entry's bytes, compared with their checksum."""
    if entry.size > layout.MANIFEST_LIMIT:
        raise damaged(path, _("its cover is too large"))
    stream.seek(entry.start)
    content = stream.read(entry.size)
    if zlib.crc32(content) != entry.crc:
        raise damaged(path, _("it was cut short or altered on the way"))
    return content


def _cover(path: Path, public: bytes) -> Cover:
    """Return what the cover says, if it is of a format that this version knows."""
    try:
        head = msgspec.json.decode(public, type=_Head)
    except wire.UNREADABLE as error:
        raise damaged(path, _("it is not a GridKeeper batch")) from error
    if head.format != FORMAT:
        raise damaged(path, _("it is not a GridKeeper batch"))
    if head.version > VERSION:
        raise BatchTooNewError(file=path, version=head.version)
    try:
        cover = msgspec.json.decode(public, type=Cover)
        canonical = wire.canonical(msgspec.json.decode(public)) == public
        clock.moment(cover.made_at)
    except (*wire.UNREADABLE, ValueError) as error:
        raise damaged(path, _("its cover cannot be read")) from error
    if not canonical:
        raise damaged(path, _("its cover cannot be read"))
    if cover.envelope != ENVELOPE:
        raise BatchTooNewError(file=path, version=cover.envelope)
    return cover


def _fits(entries: Sequence[Entry], cover: Cover) -> bool:
    """Whether the file holds the parts that the cover lists, and a batch's parts at all."""
    with_key = cover.kind == ENROLMENT
    names = layout.part_names(len(cover.parts) - 1 - with_key, with_key=with_key)
    listed = [(part.name, part.size) for part in cover.parts]
    return (
        listed == [(entry.name, entry.size) for entry in entries]
        and names == tuple(name for name, _size in listed)
        and all(size <= layout.SEALED_LIMIT for _name, size in listed)
    )


def _prove(path: Path, stream: BinaryIO, entry: Entry, part: Part) -> None:
    """Compare a part's bytes with its hash on the cover and its checksum in the frame."""
    stream.seek(entry.start)
    digest, crc, left = hashlib.sha256(), 0, entry.size
    while left and (piece := stream.read(min(left, _PIECE))):
        digest.update(piece)
        crc, left = zlib.crc32(piece, crc), left - len(piece)
    if digest.hexdigest() != part.sha256 or crc != entry.crc:
        raise damaged(path, _("part {part} was altered on the way").format(part=part.name))
