"""What an office lost when it was set back to a backup, given back by its workers.

A worker learns of it when the office speaks in a new incarnation: the first batch then says all
that it still knows of her grids, and what she holds beyond that it has lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gridkeeper.domain import wire
from gridkeeper.errors import BatchDamagedError
from gridkeeper.exchange.marks import Marker, of_line
from gridkeeper.services.store.stores import keys_of
from gridkeeper.storage.journal import Source
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gridkeeper.domain.changes import Change
    from gridkeeper.domain.replicas import Peer
    from gridkeeper.exchange.manifest import Manifest
    from gridkeeper.exchange.reader import BatchFile
    from gridkeeper.storage.journal import Received
    from gridkeeper.storage.unit import Unit


@dataclass
class Heard:
    """What an office says in a batch, listened to while it is taken in."""

    ids: set[str] = field(default_factory=set)

    def listen(self, lines: Iterable[tuple[Change, bytes]]) -> Iterator[tuple[Change, bytes]]:
        """Pass lines on and keep their ids."""
        for change, line in lines:
            self.ids.add(change.id)
            yield change, line


def marked(source: Source, manifest: Manifest) -> Source:
    """Return a source that knows the mark of each line."""
    marks = bytes.fromhex(manifest.marks)
    return replace(source, mark=lambda number: of_line(marks, number))


def compare(unit: Unit, peer: Peer, manifest: Manifest, heard: Heard) -> None:
    """Note at a worker's what the office has to be given back, and what it has.

    Args:
        unit: The caller's transaction; the batch was taken in in it.
        peer: The office, as it was known before.
        manifest: Of the batch.
        heard: All that the batch says.
    """
    if manifest.cover.numbers.epoch > peer.received_epoch:
        unit.forgotten.compare(heard.ids)
    else:
        unit.forgotten.hear(heard.ids)
    if manifest.thanks:
        unit.forgotten.thanked(manifest.thanks)


def take_back(unit: Unit, file: BatchFile, manifest: Manifest, now: str, received: Received) -> int:
    """Take in at an office what a worker gives back of its own words; return how much was lost.

    What does not bear this office's mark is left out: it would be the worker's word in another's
    name.

    Args:
        unit: The caller's transaction.
        file: What is taken in.
        manifest: Of it.
        now: Stamped.
        received: What came with the batch besides; what is given back is added to it.

    Raises:
        BatchDamagedError: A line is no change.
    """
    marker = Marker(keys_of(unit))
    own = [
        line
        for line, mark in ((text.encode(), mark) for text, mark in manifest.returned)
        if marker.is_known(line, bytes.fromhex(mark))
    ]
    try:
        lines = [(wire.decode(line), line) for line in own]
    except wire.LineError as error:
        reason = _("what it gives back cannot be read")
        raise BatchDamagedError(file=file.path.name, reason=reason) from error
    returned = unit.journal.receive(lines, Source(file.cover.batch_id, now))
    received.add(returned)
    return returned.new
