"""The first look at a batch file: everything that can be checked without a key."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from gridkeeper.domain import clock, wire
from gridkeeper.errors import BatchDamagedError, BatchTooNewError, BatchVolumeError
from gridkeeper.exchange import envelopes, framing, layout, media
from gridkeeper.exchange.manifest import ENROLMENT, FORMAT, Cover
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from cryptography.hazmat.primitives.hashes import Hash

    from gridkeeper.exchange.framing import Entry
    from gridkeeper.exchange.manifest import Part

    Reading = Callable[[Path], AbstractContextManager[BinaryIO]]

HEAD = 64
"""So many bytes tell whether a file may be a batch."""

_PIECE = 1024 * 1024
_NAME_AT = 30
_FIRST_NAMES = (b"changes-0001.jsonl.zst.", b"manifest.json.zst.", layout.PIECE.encode())


class _Head(msgspec.Struct, frozen=True):
    """The two keys of a cover that every version of the format has."""

    format: str
    version: int


def opened(path: Path, reading: Reading = media.reading) -> tuple[Cover, tuple[Entry, ...]]:
    """Return the cover of a sound batch file, and where its parts lie.

    Cheap checks come first, and nothing of a part is read before the signature holds, so that a
    half-copied file fails at once and one from a newer program is not called damaged.

    Args:
        path: Where it lies.
        reading: Opens it; something else where it lies in pieces.

    Raises:
        FileMissingError: It is not there.
        FileUnreadableError: The medium fails.
        BatchDamagedError: No batch, cut short, or any byte altered.
        BatchTooNewError: A newer format, or an envelope this version does not know.
        EnvelopeMissingError: An envelope that this computer cannot open.
        BatchVolumeError: One volume of a batch that is in several files.
    """
    with reading(path) as stream:
        entries = framed(path, stream)
        public = content(path, stream, entries[-2])
        signature = content(path, stream, entries[-1])
        cover = _cover(path, public)
        signed = layout.SIGNED_PREFIX + public
        envelope = envelopes.usable(cover.envelope, path)
        if not envelope.is_signed(signed, signature, cover.sender.sign_public):
            raise damaged(path, _("the signature does not match the cover"))
        if not _fits(entries[:-2], cover):
            raise damaged(path, _("its parts are not those that the cover lists"))
        for entry, part in zip(entries[:-2], cover.parts, strict=True):
            prove(path, stream, entry, (part, envelope.part_hash()))
    return cover, entries[:-2]


def begins_like_one(head: bytes) -> bool:
    """Whether a file with these first bytes may be a batch, a volume, or what is left of one."""
    return head.startswith(b"PK\x03\x04") and head[_NAME_AT:].startswith(_FIRST_NAMES)


def damaged(path: Path, reason: str) -> BatchDamagedError:
    """Return the error that says why a file is not taken."""
    return BatchDamagedError(file=path, reason=reason)


def framed(path: Path, stream: BinaryIO) -> tuple[Entry, ...]:
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


def content(path: Path, stream: BinaryIO, entry: Entry) -> bytes:
    """Return a small entry's bytes, compared with their checksum."""
    if entry.size > layout.MANIFEST_LIMIT:
        raise damaged(path, _("its cover is too large"))
    stream.seek(entry.start)
    content = stream.read(entry.size)
    if zlib.crc32(content) != entry.crc:
        raise damaged(path, _("it was cut short or altered on the way"))
    return content


def version(path: Path, public: bytes) -> int:
    """Return of which version a cover is, if it is one that this program knows."""
    if wire.is_crowded(public):
        raise damaged(path, _("its cover is too large"))
    try:
        head = msgspec.json.decode(public, type=_Head)
    except wire.UNREADABLE as error:
        raise damaged(path, _("it is not a GridKeeper batch")) from error
    if head.format != FORMAT:
        raise damaged(path, _("it is not a GridKeeper batch"))
    if head.version > layout.VOLUME_VERSION:
        raise BatchTooNewError(file=path, version=head.version)
    return head.version


def _cover(path: Path, public: bytes) -> Cover:
    """Return what the cover says, if it is of a format that this version knows."""
    if version(path, public) == layout.VOLUME_VERSION:
        raise BatchVolumeError(file=path)
    try:
        canonical = wire.canonical(msgspec.json.decode(public)) == public
        cover = msgspec.json.decode(public, type=Cover)
        clock.moment(cover.made_at)
    except (*wire.UNREADABLE, ValueError) as error:
        raise damaged(path, _("its cover cannot be read")) from error
    if not canonical:
        raise damaged(path, _("its cover cannot be read"))
    if cover.envelope not in envelopes.NAMES:
        raise BatchTooNewError(file=path, version=cover.envelope)
    return cover


def _fits(entries: Sequence[Entry], cover: Cover) -> bool:
    """Whether the file holds the parts that the cover lists, and a batch's parts at all."""
    with_key = cover.kind == ENROLMENT
    attachments = sum(part.name.startswith(layout.ATTACHMENT) for part in cover.parts)
    changes = len(cover.parts) - 1 - with_key - attachments
    suffix = envelopes.named(cover.envelope).SUFFIX
    names = layout.part_names(changes, attachments, with_key=with_key, suffix=suffix)
    listed = [(part.name, part.size) for part in cover.parts]
    return (
        cover.version == (2 if attachments else 1)
        and listed == [(entry.name, entry.size) for entry in entries]
        and names == tuple(name for name, _size in listed)
        and all(size <= layout.SEALED_LIMIT for _name, size in listed)
    )


def prove(path: Path, stream: BinaryIO, entry: Entry, promised: tuple[Part, Hash | None]) -> None:
    """Compare a part's bytes with its hashes on the cover and its checksum in the frame."""
    part, other = promised
    stream.seek(entry.start)
    digest, crc, left = hashlib.sha256(), 0, entry.size
    while left and (piece := stream.read(min(left, _PIECE))):
        digest.update(piece)
        if other is not None:
            other.update(piece)
        crc, left = zlib.crc32(piece, crc), left - len(piece)
    hashes = (part.sha256, msgspec.UNSET if other is None else part.sm3)
    found = (digest.hexdigest(), msgspec.UNSET if other is None else other.finalize().hex())
    if hashes != found or crc != entry.crc:
        raise damaged(path, _("part {part} was altered on the way").format(part=part.name))
