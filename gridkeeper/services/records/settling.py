"""Letting one of several claims stand, and opening the question again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gridkeeper.domain.reversal import Reversal, Rules
from gridkeeper.storage.projection import policies, ranks

if TYPE_CHECKING:
    from gridkeeper.domain.records import Kind
    from gridkeeper.services.session import Work


def reopen(work: Work, kind: Kind, record_id: str, change_id: str) -> bool:
    """Take a settlement back, so that what was said stands side by side again.

    Returns:
        Whether it was: where somebody has changed or settled the matter since, nothing is done.
    """
    record = work.unit.listing.get(kind, record_id)
    history = work.unit.journal.history(record_id, kind)
    known = {entry.change.id: entry.change for entry in history}
    if record is None or change_id not in known:
        return False
    write = partial(work.pen.state, record)
    rules = Rules(policies(kind), ranks(kind))
    reversal = Reversal(known, {change_id}, rules, write)
    return bool(reversal.take_back()) and not reversal.kept
