"""What a row keeps of how its changes came here, so that a list need not look into the journal."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridkeeper.domain.changes import Change


@dataclass(slots=True)
class Step:
    """How one change came here.

    Attributes:
        own_seq: This store's own number of it; 0 of others' changes.
        arrival: Its place in the journal.
        said_by: As `said_by` returns it.
    """

    own_seq: int
    arrival: int
    said_by: str


@dataclass(slots=True)
class Trace:
    """How the changes of a record came here; the fields are columns of its row.

    Attributes:
        own_seq: The highest of this store's own numbers among them; 0 if it wrote none.
        own_lamport: The highest lamport of this store's own among them; 0 if it wrote none.
        office_lamport: The same of what an office wrote.
        arrival: Of the last of them.
        said_by: Who wrote that one, as `said_by` returns it.
        arrival_besides: Of the last one that somebody else wrote; 0 if nobody else wrote any.
    """

    own_seq: int = 0
    own_lamport: int = 0
    office_lamport: int = 0
    arrival: int = 0
    said_by: str = ""
    arrival_besides: int = 0

    def take(self, change: Change, step: Step) -> None:
        """Add a change; they are added in the order of their arrival."""
        if step.own_seq:
            self.own_seq = max(self.own_seq, step.own_seq)
            self.own_lamport = max(self.own_lamport, change.lamport)
        if change.office:
            self.office_lamport = max(self.office_lamport, change.lamport)
        if self.arrival and step.said_by != self.said_by:
            self.arrival_besides = self.arrival
        self.arrival, self.said_by = step.arrival, step.said_by

    @property
    def values(self) -> tuple[int | str, ...]:
        """What stands in the columns `COLUMNS`."""
        return (
            self.own_seq,
            self.own_lamport,
            self.office_lamport,
            self.arrival,
            self.said_by,
            self.arrival_besides,
        )


COLUMNS = tuple(field.name for field in fields(Trace))


def of(steps: Iterable[tuple[Change, Step]]) -> Trace:
    """Return the trace of all changes of a record."""
    made = Trace()
    for change, step in sorted(steps, key=lambda one: one[1].arrival):
        made.take(change, step)
    return made


def said_by(replica: str, epoch: int, own: str) -> str:
    """Return who wrote a change: a store in one of its incarnations, or "".

    Empty is what was written here, and what her office passed on to a worker; what offices pass on
    to each other counts as theirs. A worker whose store was restored is somebody else: what she
    wrote before she may have lost.
    """
    return "" if replica in {"", own} else f"{replica}/{epoch}"
