"""What two people said differently, shown side by side and settled by a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.changes import fold
from gridkeeper.domain.edits import columns
from gridkeeper.errors import InputInvalidError
from gridkeeper.storage.projection import policies, ranks
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.changes import Change, Contention
    from gridkeeper.domain.fields import Stored
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.session import Session
    from gridkeeper.storage.store import Unit


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the values that stand side by side.

    Attributes:
        change_id: Names it when the conflict is settled.
        values: The stored values of the group's fields.
    """

    change_id: str
    author: str
    claimed_at: str
    values: Mapping[str, Stored]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field group of a record about which its changes disagree.

    Attributes:
        claims: The one that is shown for now comes first.
    """

    kind: Kind
    record: Record
    group: str
    claims: tuple[Claim, ...]


class ConflictService:
    """Lists and settles conflicts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self) -> list[Conflict]:
        """Return everything that is in conflict."""
        with self._session.store.reading() as unit:
            return [_conflict(unit, *place) for place in unit.listing.contended()]

    def settle(self, conflict: Conflict, change_id: str) -> None:
        """Let one of the claims stand; the others stay in the history.

        Raises:
            InputInvalidError: It is none of the claims, or the conflict is not open any more.
        """
        with self._session.writing("settle", group=conflict.group) as work:
            listing = work.unit.listing
            held = listing.held(conflict.kind, conflict.record.id)
            open_now = (conflict.kind, conflict.record.id, conflict.group) in listing.contended()
            chosen = _contention(work.unit, conflict.kind, conflict.record.id, conflict.group)
            winner = next((one for one in chosen.heads if one.id == change_id), None)
            if held is None or not open_now or winner is None:
                raise InputInvalidError(
                    where=conflict.record.id, reason=_("this conflict is settled already")
                )
            value = winner.value(conflict.group)
            work.pen.settle(held.record, conflict.group, value, held.heads)


def _contention(unit: Unit, kind: Kind, record_id: str, group: str) -> Contention:
    changes = (entry.change for entry in unit.journal.history(record_id))
    return fold(changes, policies(kind), ranks(kind)).contentions[group]


def _conflict(unit: Unit, kind: Kind, record_id: str, group: str) -> Conflict:
    record = unit.listing.get(kind, record_id)
    assert record is not None  # noqa: S101 - what is contended has a row
    heads = _contention(unit, kind, record_id, group).heads
    return Conflict(kind, record, group, tuple(_claim(kind, group, head) for head in heads))


def _claim(kind: Kind, group: str, head: Change) -> Claim:
    values = columns(kind, {group: head.value(group)})
    return Claim(head.id, head.author, head.claimed_at, values)
