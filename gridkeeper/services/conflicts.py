"""What two people said differently, shown side by side and settled by a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridkeeper.domain.changes import fold
from gridkeeper.domain.edits import columns, gathered
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError, RecordInvalidError
from gridkeeper.services import naming
from gridkeeper.services.amending import amended
from gridkeeper.services.drafts import Surroundings
from gridkeeper.services.lists import Named, references, title
from gridkeeper.storage.projection import policies, ranks
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager

    from gridkeeper.domain.changes import Change, Contention
    from gridkeeper.domain.fields import Field, Stored
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.session import Session, Work
    from gridkeeper.storage.listing import Held
    from gridkeeper.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the values that stand side by side.

    Attributes:
        change_id: Names it when the conflict is settled.
        values: The stored values of the group's fields.
        texts: The same as people read them; in full, since who settles must see what differs.
        batch: The number of the batch that brought it; "" if it was written here.
    """

    change_id: str
    author: str
    claimed_at: str
    values: Mapping[str, Stored]
    texts: tuple[str, ...] = ()
    batch: str = ""


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

    def settle(self, conflict: Conflict, change_id: str) -> str:
        """Let one of the claims stand; the others stay in the history.

        Returns:
            What stands now, masked: it is told where anybody may look.

        Raises:
            InputInvalidError: It is none of the claims, or the conflict is not open any more.
        """
        with self._settling(conflict) as work:
            held, heads = _still_open(work.unit, conflict)
            winner = next((one for one in heads if one.id == change_id), None)
            if winner is None:
                raise _settled(conflict)
            work.settle(held, conflict.group, winner.value(conflict.group))
        return self._stands(conflict)

    def settle_as(self, conflict: Conflict, facts: Mapping[str, str]) -> str:
        """Let something else stand than what was claimed.

        Args:
            conflict: As `open` gave it.
            facts: Typed values of the group's fields by name.

        Returns:
            As `settle`.

        Raises:
            RecordInvalidError: A value is not understood or not possible; nothing was changed.
            InputInvalidError: The conflict is not open any more.
        """
        kind, today = conflict.kind, self._session.today()
        with self._settling(conflict) as work:
            held, _heads = _still_open(work.unit, conflict)
            after, draft = amended(Surroundings(work.unit, today), held.record, facts, today)
            if draft.refused:
                raise RecordInvalidError(where=conflict.label, problems=draft.said())
            fields = kind.groups.get(conflict.group, ())
            work.settle(held, conflict.group, gathered(fields, after.stored()))
        return self._stands(conflict)

    def _settling(self, conflict: Conflict) -> AbstractContextManager[Work]:
        """Return the transaction of it; the audit says whose values somebody has seen in full."""
        kind, record_id, group = conflict.kind.name, conflict.record.id, conflict.group
        return self._session.writing("settle", kind=kind, record=record_id, group=group)

    def _stands(self, conflict: Conflict) -> str:
        kind, fields = conflict.kind, conflict.kind.groups.get(conflict.group, ())
        with self._session.store.reading() as unit:
            record = unit.listing.get(kind, conflict.record.id)
            assert record is not None  # noqa: S101 - it was just written
            return _(", ").join(
                filter(None, _texts(unit, fields, naming.veiled(unit, [record])[0], Profile.MASKED))
            )


def _still_open(unit: Unit, conflict: Conflict) -> tuple[Held, Iterable[Change]]:
    """Return the record as it is, and what is said about the group."""
    place = (conflict.kind, conflict.record.id, conflict.group)
    held = unit.listing.held(conflict.kind, conflict.record.id)
    if held is None or place not in unit.listing.contended():
        raise _settled(conflict)
    return held, _contention(unit, *place).heads


def _settled(conflict: Conflict) -> InputInvalidError:
    reason = _("this conflict is settled already")
    return InputInvalidError(where=conflict.title or conflict.record.id, reason=reason)


def _contention(unit: Unit, kind: Kind, record_id: str, group: str) -> Contention:
    changes = (entry.change for entry in unit.journal.history(record_id, kind))
    return fold(changes, policies(kind), ranks(kind)).contentions[group]


def _batches(unit: Unit, kind: Kind, record_id: str) -> dict[str, str]:
    """Return the number of the batch that brought each change of a record."""
    found = {}
    for entry in unit.journal.history(record_id, kind):
        note = unit.peers.batch(entry.batch_id) if entry.batch_id else None
        found[entry.change.id] = "" if note is None else note.number
    return found


def _conflict(unit: Unit, kind: Kind, record_id: str, group: str) -> Conflict:
    record = unit.listing.get(kind, record_id)
    assert record is not None  # noqa: S101 - what is contended has a row
    heads = _contention(unit, kind, record_id, group).heads
    batches = _batches(unit, kind, record_id)
    claims = tuple(
        replace(_claim(unit, kind, group, head), batch=batches.get(head.id, "")) for head in heads
    )
    (veiled,) = naming.veiled(unit, [record])
    return Conflict(kind, record, group, claims, title(kind, veiled))


def _claim(unit: Unit, kind: Kind, group: str, head: Change) -> Claim:
    values = columns(kind, {group: head.value(group)})
    said = kind.record.restored(head.record, values)
    texts = _texts(unit, kind.groups.get(group, ()), said, Profile.FULL)
    return Claim(head.id, head.author, head.claimed_at, values, texts)


def _texts(
    unit: Unit, fields: Iterable[Field], record: Record, profile: Profile
) -> tuple[str, ...]:
    """Return what a record says in some fields, as a profile may see it."""
    named = Named(unit, references(kind_of(record), [record]))
    values = [(about, getattr(record, about.name)) for about in fields]
    return tuple(
        "" if value is None else named.text(about, value, profile) for about, value in values
    )
