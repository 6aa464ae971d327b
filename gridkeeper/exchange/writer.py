"""Write a batch: one pass over the lines, bounded memory, proven before it has its name."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from msgspec import UNSET

from gridkeeper.domain import wire
from gridkeeper.errors import FileUnwritableError
from gridkeeper.exchange import envelopes, layout, media
from gridkeeper.exchange.framing import Frame, TooLargeError
from gridkeeper.exchange.keys import Keys, sign
from gridkeeper.exchange.manifest import (
    BATCH,
    ENROLMENT,
    Content,
    Cover,
    Manifest,
    Part,
    Recipient,
    Sender,
)
from gridkeeper.exchange.marks import Marker
from gridkeeper.exchange.reader import BatchFile
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from gridkeeper.exchange.manifest import Enclosed, Outgoing
    from gridkeeper.progress import Progress

_REPORT_EVERY = 1000


def write(
    path: Path,
    outgoing: Outgoing,
    lines: Iterable[bytes],
    keys: Keys,
    seal_to: str,
    progress: Progress,
) -> Cover:
    """Write a batch that only one replica can open, and prove that the medium holds it.

    A file of that name is replaced, all at once. Cancelling, a full disk and a broken medium leave
    nothing behind.

    The lines come without line ends and are taken once; `seal_to` is the recipient's
    `seal_public`.

    Raises:
        EnvelopeMissingError: This computer cannot use the envelope of the keys.
        FileUnwritableError: No room, no right, or more than 4 GiB.
        BatchMediumError: Read back, it was not what had been written.
    """
    envelopes.usable(keys.envelope, path)
    draft = _Draft(outgoing, keys, seal_to)
    return _place(path, draft, partial(draft.add_changes, lines, progress))


def write_package(
    path: Path,
    outgoing: Outgoing,
    lines: Iterable[bytes],
    keys: Keys,
    code: str,
    progress: Progress,
) -> Cover:
    """Write an enrolment package that a one-time code opens; else as `write`.

    How the code is typed does not matter (`packing.normal_code`).

    Raises:
        EnvelopeMissingError: This computer cannot use the envelope of the keys.
        FileUnwritableError: No room, no right, or more than 4 GiB.
        BatchMediumError: Read back, it was not what had been written.
    """
    envelope = envelopes.usable(keys.envelope, path)
    identity, seal_to = envelope.new_pair()
    draft = _Draft(outgoing, keys, seal_to, envelope.lock(identity, code))
    return _place(path, draft, partial(draft.add_changes, lines, progress))


def _place(path: Path, draft: _Draft, add_changes: Callable[[Frame], None]) -> Cover:
    def fill(stream: BinaryIO) -> Cover:
        frame = Frame(stream)
        add_changes(frame)
        return draft.finish(frame)

    try:
        return media.place_proved(path, fill, lambda written: BatchFile.open(written).cover)
    except TooLargeError as error:
        reason = _("it would be larger than 4 GiB")
        raise FileUnwritableError(file=path, reason=reason) from error


class _Draft:
    """A batch while it is written: first all changes, then `finish`."""

    def __init__(
        self, outgoing: Outgoing, keys: Keys, seal_to: str, locked: bytes | None = None
    ) -> None:
        if (locked is None) != (outgoing.package is None):
            message = "a package is written by write_package, all else by write"
            raise ValueError(message)
        self._outgoing = outgoing
        self._keys = keys
        self._envelope = envelopes.named(keys.envelope)
        self._seal_to = seal_to
        self._locked = locked
        self._parts: list[Part] = []
        self._contents: list[Content] = []
        self._counts: Counter[str] = Counter()
        self._chain = bytes.fromhex(outgoing.chain_before)
        self._marker = None if outgoing.numbers.whole else Marker(keys)
        self._marks = bytearray()
        self._enclosed: tuple[Enclosed, ...] = ()

    def add_changes(self, lines: Iterable[bytes], progress: Progress, frame: Frame) -> None:
        """Seal all lines, a part at a time."""
        numbers = self._outgoing.numbers
        total = numbers.last - numbers.first + 1 if numbers.whole else 0
        for piece in _pieces(self._watched(lines, progress, total)):
            content = b"\n".join((*piece, b""))
            self._contents.append(Content(len(piece), len(content)))
            name = layout.changes_name(len(self._contents), self._envelope.SUFFIX)
            self._add(frame, name, self._envelope.seal(content, self._seal_to))

    def finish(self, frame: Frame) -> Cover:
        """Write what stands after the changes, and return the cover."""
        enclosed = self._outgoing.enclosed()
        self._enclosed = tuple(about for about, _read in enclosed)
        cover = self._cover()
        manifest = wire.canonical(self._manifest(cover))
        self._add(
            frame,
            layout.manifest_name(self._envelope.SUFFIX),
            self._envelope.seal(manifest, self._seal_to),
        )
        if self._locked is not None:
            self._add(frame, layout.key_name(self._envelope.SUFFIX), self._locked)
        for number, (_about, read) in enumerate(enclosed, start=1):
            sealed = self._envelope.seal_as_it_is(read(), self._seal_to)
            self._add(frame, layout.attachment_name(number, self._envelope.SUFFIX), sealed)
        cover = replace(cover, parts=tuple(self._parts))
        public = wire.canonical(cover)
        frame.add(layout.COVER, public)
        frame.add(layout.SIGNATURE, sign(self._keys, layout.SIGNED_PREFIX + public))
        frame.close()
        return cover

    def _watched(self, lines: Iterable[bytes], progress: Progress, total: int) -> Iterator[bytes]:
        """Pass the lines on, counted and chained."""
        done = 0
        for line in lines:
            self._counts[wire.kind_of(line)] += 1
            self._chain = wire.chain(self._chain, line)
            if self._marker is not None:
                self._marks += self._marker.mark(line)
            done += 1
            if done % _REPORT_EVERY == 0:
                progress.report(done, max(done, total))
            yield line
        progress.report(done, done)

    def _add(self, frame: Frame, name: str, sealed: bytes) -> None:
        frame.add(name, sealed)
        other = self._envelope.part_hash()
        if other is not None:
            other.update(sealed)
        sm3 = UNSET if other is None else other.finalize().hex()
        self._parts.append(Part(name, len(sealed), hashlib.sha256(sealed).hexdigest(), sm3))

    def _cover(self) -> Cover:
        outgoing, sender, numbers = self._outgoing, self._outgoing.sender, self._outgoing.numbers
        if numbers.whole:
            numbers = replace(numbers, last=numbers.first + self._counts.total() - 1)
        days = outgoing.period
        return Cover(
            kind=BATCH if outgoing.package is None else ENROLMENT,
            batch_id=outgoing.batch_id,
            number=outgoing.number,
            sender=Sender(sender.id, sender.role, sender.unit, self._keys.sign_public),
            recipient=Recipient(outgoing.recipient_id, outgoing.recipient_name),
            numbers=numbers,
            counts=dict(self._counts),
            period=None if days is None else (days.first.isoformat(), days.last.isoformat()),
            made_at=outgoing.made_at,
            software=outgoing.software,
            parts=tuple(self._parts),
            envelope=self._keys.envelope,
            version=2 if self._enclosed else 1,
        )

    def _manifest(self, cover: Cover) -> Manifest:
        outgoing = self._outgoing
        return Manifest(
            cover=cover,
            sender=outgoing.sender,
            acks=outgoing.acks,
            contents=tuple(self._contents),
            chain_before=outgoing.chain_before,
            chain_after=self._chain.hex(),
            introduction=outgoing.introduction,
            package=outgoing.package,
            notes=outgoing.notes,
            scope=outgoing.scope,
            marks=self._marks.hex() if len(self._marks) <= layout.MARKS_LIMIT else "",
            returned=outgoing.returned,
            thanks=outgoing.thanks,
            resend=outgoing.resend,
            undone=outgoing.undone,
            attachments=self._enclosed,
            lacking=outgoing.lacking,
        )


def _pieces(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Cut lines into pieces of one part each.

    Raises:
        ValueError: A line that no reader would accept; a bug of whoever made it.
    """
    piece: list[bytes] = []
    size = 0
    for line in lines:
        if len(line) > wire.LINE_LIMIT or b"\n" in line:
            message = "a line is too long, or is several"
            raise ValueError(message)
        piece.append(line)
        size += len(line) + 1
        if size >= layout.CHANGES_SIZE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
