"""What is in attachments, on its way: what goes along with a batch, what came, what is lacking.

Each batch says what its sender lacks of the contents that it has records of. Whoever has received
the records, and does not lack a content, has it: that is the receipt. It costs a few bytes, says
always how things are, and heals whatever was lost, by whichever way: a batch, a restored store, a
damaged file. Who has never said what she lacks has a program that does not know attachments; she is
given records without contents, in batches that she can read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from gridkeeper.domain import wire
from gridkeeper.domain.attachments import is_hash
from gridkeeper.domain.kinds import ATTACHMENT
from gridkeeper.errors import ContentMissingError
from gridkeeper.exchange.layout import LACKING_LIMIT
from gridkeeper.exchange.manifest import Enclosed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from gridkeeper.domain.replicas import Peer
    from gridkeeper.exchange.manifest import Manifest
    from gridkeeper.exchange.reader import BatchFile
    from gridkeeper.storage.contents import Contents
    from gridkeeper.storage.unit import Unit

MOST_BYTES = 2 * 1024**3
"""So much of contents goes along with one batch; the next one brings the rest."""


@dataclass(frozen=True, slots=True)
class Shared:
    """How far the contents have come of all attachments that two stores have in common.

    Attributes:
        there: How many of them a side has, or gets with the batch this is about.
        whole: How many there are.
        absent: How many of those that she has not are not here either.
    """

    there: int = 0
    whole: int = 0
    absent: int = 0

    @property
    def missing(self) -> int:
        """How many are still to come."""
        return self.whole - self.there


NOTHING = Shared()


class Cargo:
    """The contents that go along with one batch; chosen after its lines were written.

    Args:
        contents: Of the store.
        peer: Who it is for.
        receipts: What she is known to have, and what she waits for.
        everything: Whether also what she has goes along, since she has lost it.
    """

    def __init__(
        self,
        contents: Contents,
        peer: Peer,
        receipts: tuple[Collection[str], Collection[str]],
        *,
        everything: bool = False,
    ) -> None:
        self._contents = contents
        self._takes = peer.takes_contents
        self._held = set() if everything else set(receipts[0])
        self._owed = set(receipts[1])
        self.told: set[str] = set()
        self.sent: set[str] = set()

    def watched(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Pass lines on, and keep in mind of which contents they tell."""
        for line in lines:
            if wire.kind_of(line) == ATTACHMENT.name and (sha256 := _content_of(line)):
                self.told.add(sha256)
            yield line

    def chosen(self) -> list[tuple[Enclosed, Callable[[], bytes]]]:
        """Return what goes along: what she was told of and has not; nothing that is not sound."""
        found: list[tuple[Enclosed, Callable[[], bytes]]] = []
        room = MOST_BYTES
        for sha256 in sorted((self.told | self._owed) - self._held) if self._takes else ():
            size = self._size(sha256)
            if size is None:
                continue
            room -= size
            if found and (room < 0 or len(found) == LACKING_LIMIT):
                break
            found.append((Enclosed(sha256, size), partial(self._contents.read, sha256)))
            self.sent.add(sha256)
        return found

    def could_bring(self, sha256: str) -> bool:
        """Whether a content is here."""
        return self._contents.has(sha256)

    def _size(self, sha256: str) -> int | None:
        try:
            return len(sound(self._contents, sha256))
        except ContentMissingError:
            return None


def loading(unit: Unit, contents: Contents, peer: Peer, *, everything: bool = False) -> Cargo:
    """Return the cargo of a batch for somebody, still empty."""
    receipts = unit.attachments.held(peer.id), unit.attachments.owed(peer.id)
    return Cargo(contents, peer, receipts, everything=everything)


def sound(contents: Contents, sha256: str) -> bytes:
    """Return a content; one that is damaged is put aside, so that it is asked for.

    Raises:
        ContentMissingError: It is not here, or was not sound.
    """
    try:
        return contents.read(sha256)
    except ContentMissingError:
        contents.set_aside(sha256)
        raise


def lacking(unit: Unit, contents: Contents, peer: Peer) -> tuple[str, ...]:
    """Return the hashes of what a peer may have and this store lacks, the first of them."""
    missing = [one for one in _common(unit, peer) if not contents.has(one)]
    return tuple(missing[:LACKING_LIMIT])


def heard(unit: Unit, peer: Peer, manifest: Manifest, *, is_newest: bool) -> Peer:
    """Take in what a peer says she lacks, and with it what she has; return her.

    Args:
        unit: The caller's transaction.
        peer: With the receipt of this batch.
        manifest: Of the batch.
        is_newest: Whether none came before that she wrote later.
    """
    if manifest.lacking is None or not is_newest:
        return peer
    unit.attachments.acknowledged(peer.id, peer.confirmed, manifest.lacking)
    if manifest.lacking:
        # What does not belong to her grids she does not get by asking for it.
        hers = set(unit.attachments.within(peer.scope, peer.id))
        unit.attachments.asked(peer.id, hers.intersection(manifest.lacking))
    return replace(peer, takes_contents=True)


def kept(unit: Unit, contents: Contents, peer: Peer, file: BatchFile, *, keep: bool) -> Shared:
    """Keep what a batch brings of contents that a record names; return how far they have come.

    They are on the disk when this returns; a transaction that is given up leaves files that nobody
    misses, and the same ones come again.

    Args:
        unit: The caller's transaction; the lines of the batch were taken in in it.
        contents: Of the store.
        peer: Who sent it.
        file: The batch.
        keep: Whether they are kept, or only counted.
    """
    coming = {one.sha256 for one in file.enclosed}
    unit.attachments.brought(peer.id, coming)
    if coming and keep:
        named = set(unit.attachments.named())
        for sha256, content in file.contents():
            if sha256 in named:
                contents.keep(content)
    common = _common(unit, peer)
    return Shared(sum(one in coming or contents.has(one) for one in common), len(common))


def shared(unit: Unit, peer: Peer, cargo: Cargo) -> Shared:
    """Return how much a peer has of what both know, with what was handed out to her now."""
    common = _common(unit, peer)
    there = unit.attachments.held(peer.id) | cargo.sent
    absent = sum(not cargo.could_bring(one) for one in common if one not in there)
    return Shared(len(there.intersection(common)), len(common), absent)


def _common(unit: Unit, peer: Peer) -> list[str]:
    """Return the hashes of contents that both this store and a peer have to do with."""
    if peer.is_above:
        return unit.attachments.wanted()
    return unit.attachments.within(peer.scope, peer.id)


def _content_of(line: bytes) -> str:
    """Return the hash that a line about an attachment names; "" if it does not."""
    content = wire.decode(line).sets.get("content")
    sha256 = content.get("sha256") if isinstance(content, dict) else None
    return str(sha256) if is_hash(sha256) else ""
