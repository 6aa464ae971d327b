"""Several people who say different things about one record, as batches would have brought them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock, wire
from gridkeeper.domain.edits import Pen
from gridkeeper.domain.kinds import kind_of
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.storage.journal import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.records import Record
    from gridkeeper.services.session import Session


def says(
    session: Session,
    record: Record,
    said: Mapping[str, Mapping[str, Any]],
    *,
    batch: str | Mapping[str, str] = "",
) -> None:
    """Let several authors change a record, none of whom has seen what the others did.

    Args:
        session: Of the store.
        record: What they change.
        said: What each of them says.
        batch: The one that brings all of it, or one for each author; "" for what is written here.
    """
    now = session.now()
    with session.store.writing() as unit:
        held = unit.listing.held(kind_of(record), record.id)
        changes = {}
        for author, values in said.items():
            pen = Pen(author, False, now, unit.journal.lamport, session.new_id)  # noqa: FBT003
            changes[author] = pen.edit(held.record, replace(held.record, **values), held.heads)
        for author, change in changes.items():
            source = batch if isinstance(batch, str) else batch.get(author, "")
            unit.journal.receive([(change, wire.encode(change))], Source(source, clock.stamp(now)))
    session.changes.tell(Changed(frozenset({kind_of(record).name, BATCH})))
