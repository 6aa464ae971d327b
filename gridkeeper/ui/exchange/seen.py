"""What the exchange page shows, read at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.ui.forms.unsaved import unfinished

if TYPE_CHECKING:
    from gridkeeper.services.day.today import Today
    from gridkeeper.services.desk import Desk
    from gridkeeper.services.exchange.batch_history import BatchLine, PeerLine
    from gridkeeper.services.exchange.conflicts import Conflict
    from gridkeeper.ui.forms.unsaved import Unfinished


@dataclass(frozen=True, slots=True)
class Seen:
    """How things stand; `asked` counts the questions."""

    asked: int
    peers: list[PeerLine]
    batches: list[BatchLine]
    conflicts: list[Conflict]
    today: Today
    begun: list[Unfinished]


def look(desk: Desk, asked: int, revealed: frozenset[tuple[str, str]]) -> Seen:
    """Read it, on a worker thread; `revealed` is what may be shown unmasked."""
    history = desk.batch_history
    found = history.peers(), history.batches(), desk.conflicts.open(revealed)
    return Seen(asked, *found, desk.today.today(), unfinished(desk))
