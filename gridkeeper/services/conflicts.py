"""What two people said differently, shown side by side and settled by a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.changes import fold
from gridkeeper.domain.edits import columns
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.lists import Named, references, title
from gridkeeper.storage.projection import policies, ranks
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
        texts: The same as people read them; in full, since who settles must see what differs.
    """

    change_id: str
    author: str
    claimed_at: str
    values: Mapping[str, Stored]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field group of a record about which its changes disagree.

    Attributes:
        claims: The one that is shown for now comes first.
        title: What tells the record from its like, masked.
    """

    kind: Kind
    record: Record
    group: str
    claims: tuple[Claim, ...]
    title: str = ""

    @property
    def label(self) -> str:
        """What people call the fields that are contended."""
        # A newer program may have written fields that this one does not know.
        fields = self.kind.groups.get(self.group, ())
        return "/".join(str(about.label) for about in fields) or self.group


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
            heads: Iterable[Change] = ()
            if (conflict.kind, conflict.record.id, conflict.group) in listing.contended():
                heads = _contention(
                    work.unit, conflict.kind, conflict.record.id, conflict.group
                ).heads
            winner = next((one for one in heads if one.id == change_id), None)
            if held is None or winner is None:
                raise InputInvalidError(
                    where=conflict.record.id, reason=_("this conflict is settled already")
                )
            value = winner.value(conflict.group)
            work.settle(held, conflict.group, value)


def _contention(unit: Unit, kind: Kind, record_id: str, group: str) -> Contention:
    changes = (entry.change for entry in unit.journal.history(record_id, kind))
    return fold(changes, policies(kind), ranks(kind)).contentions[group]


def _conflict(unit: Unit, kind: Kind, record_id: str, group: str) -> Conflict:
    record = unit.listing.get(kind, record_id)
    assert record is not None  # noqa: S101 - what is contended has a row
    heads = _contention(unit, kind, record_id, group).heads
    claims = tuple(_claim(unit, kind, group, head) for head in heads)
    return Conflict(kind, record, group, claims, title(kind, record))


def _claim(unit: Unit, kind: Kind, group: str, head: Change) -> Claim:
    values = columns(kind, {group: head.value(group)})
    said = kind.record.restored(head.record, values)
    named = Named(unit, references(kind, [said]))
    texts = []
    for about in kind.groups.get(group, ()):
        value = getattr(said, about.name)
        texts.append("" if value is None else named.text(about, value, Profile.FULL))
    return Claim(head.id, head.author, head.claimed_at, values, tuple(texts))
