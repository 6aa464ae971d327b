"""Several people who say different things about one record, as batches would have brought them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock, wire
from gridkeeper.domain.edits import Pen
from gridkeeper.domain.kinds import kind_of
from gridkeeper.storage.journal import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.records import Record
    from gridkeeper.services.session import Session


def says(
    session: Session, record: Record, said: Mapping[str, Mapping[str, Any]], *, batch: str = ""
) -> None:
    """Let several authors change a record, none of whom has seen what the others did."""
    now = session.now()
    with session.store.writing() as unit:
        held = unit.listing.held(kind_of(record), record.id)
        lines = []
        for author, values in said.items():
            pen = Pen(author, False, now, unit.journal.lamport, session.new_id)  # noqa: FBT003
            change = pen.edit(held.record, replace(held.record, **values), held.heads)
            lines.append((change, wire.encode(change)))
        unit.journal.receive(lines, Source(batch, clock.stamp(now)))
