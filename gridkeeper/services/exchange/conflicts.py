"""What two people said differently, settled by a person: one by one, or many of a kind at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.changes import DELETED, fold
from gridkeeper.domain.edits import gathered
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError, RecordInvalidError
from gridkeeper.services.exchange.claim_words import of_deletion, texts
from gridkeeper.services.exchange.claims import Claim, Claims, Conflict
from gridkeeper.services.records.amending import amended
from gridkeeper.services.records.settling import reopen
from gridkeeper.services.records.surroundings import Surroundings
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import title
from gridkeeper.storage import audit
from gridkeeper.storage.projection import policies, ranks
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from gridkeeper.domain.changes import Change, GroupValue
    from gridkeeper.domain.records import Kind
    from gridkeeper.services.exchange.claims import Place
    from gridkeeper.services.session import Session, Work
    from gridkeeper.storage.listing import Held
    from gridkeeper.storage.unit import Unit

__all__ = ["Claim", "Conflict", "ConflictService", "Settled", "Settlement"]

_MOST = 200


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of settling many conflicts at once.

    Attributes:
        left: How many were settled or changed by somebody else meanwhile.
    """

    count: int
    left: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """A conflict that was settled here, as long as nothing was done on top of it.

    Attributes:
        title: Of the record, masked.
        label: What people call the fields.
        stands: What was let stand, masked.
        at: When, stamped.
    """

    kind: Kind
    record_id: str
    change_id: str
    title: str
    label: str
    stands: str
    who: str
    at: str


class ConflictService:
    """Lists and settles conflicts."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, revealed: Collection[tuple[str, str]] = ()) -> list[Conflict]:
        """Return everything that is in conflict, masked.

        Args:
            revealed: Kinds and ids of records that are shown in full, only for who gave a reason
                to `DossierService.reveal` before.
        """
        with self._session.store.reading() as unit:
            return Claims(unit, revealed).all()

    def reveal(self, reason: str) -> list[Conflict]:
        """Return everything that is in conflict, in full; the audit says whose it was, and why.

        Raises:
            InputInvalidError: No reason is given.
            StoreUnloggedError: Who sees it cannot be noted.
        """
        why = self._session.reason_to_see(reason, _("Conflicts"))
        with self._session.store.reading() as unit:
            records = dict.fromkeys((kind.name, id_) for kind, id_, _g in unit.listing.contended())
        for kind, record_id in records:
            self._session.note_reveal(kind, record_id, why)
        return self.open(records)

    def settle(self, conflict: Conflict, change_id: str) -> str:
        """Let one of the claims stand; the others stay in the history.

        Returns:
            What stands now, masked: it is told where anybody may look.

        Raises:
            InputInvalidError: It is none of the claims, or the conflict is not open any more.
        """
        with self._settling(conflict) as work:
            held, value = _still_claimed(work.unit, conflict, change_id)
            _settle(work, conflict, held, value)
        return self._stands(conflict.place)

    def settle_all(self, chosen: Sequence[tuple[Conflict, str]]) -> Settled:
        """Let a claim stand in each of several conflicts, as one thing that is undone as one.

        What somebody else settled or changed meanwhile is left alone.

        Args:
            chosen: Conflicts as `open` gave them, each with the id of the claim to stand.
        """
        count = 0
        with self._settling(chosen[0][0]) as work:
            for conflict, change_id in chosen:
                try:
                    held, value = _still_claimed(work.unit, conflict, change_id)
                except InputInvalidError:
                    continue
                _settle(work, conflict, held, value)
                count += 1
        return Settled(count, len(chosen) - count)

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
            _settle(work, conflict, held, gathered(fields, after.stored()))
        return self._stands(conflict.place)

    def settled(self) -> list[Settlement]:
        """Return what was settled here and can be opened again, the newest first."""
        with self._session.store.reading() as unit:
            found: list[Settlement] = []
            for noted in audit.noted(unit.connection, ("settle",)):
                for place, change_id in _noted(noted.detail):
                    if len(found) < _MOST and _stands_still(unit, place, change_id):
                        found.append(self._settlement(unit, place, change_id, noted))
            return found

    def reopen(self, settlement: Settlement) -> None:
        """Open a conflict again that was settled: what was said stands side by side again.

        Raises:
            InputInvalidError: Somebody has changed or settled the matter since.
        """
        kind, record_id = settlement.kind, settlement.record_id
        with self._session.writing("reopen", kind=kind.name, record=record_id) as work:
            if not reopen(work, kind, record_id, settlement.change_id):
                reason = _("somebody has changed it since; change the record itself")
                raise InputInvalidError(where=settlement.title, reason=reason)

    def _settlement(
        self, unit: Unit, place: Place, change_id: str, noted: audit.Noted
    ) -> Settlement:
        kind = KINDS[place[0]]
        record = unit.listing.get(kind, place[1])
        assert record is not None  # noqa: S101 - it still stands
        (veiled,) = naming.veiled(unit, [record])
        label = Conflict(kind, record, place[2], ()).label
        about = title(kind, veiled), label, _said(unit, place)
        return Settlement(kind, place[1], change_id, *about, noted.who, noted.at)

    def _settling(self, conflict: Conflict) -> AbstractContextManager[Work]:
        """Return the transaction of it."""
        kind, record_id, group = conflict.place
        return self._session.writing("settle", kind=kind, record=record_id, group=group)

    def _stands(self, place: Place) -> str:
        with self._session.store.reading() as unit:
            return _said(unit, place)


def _settle(work: Work, conflict: Conflict, held: Held, value: GroupValue) -> None:
    """Settle one, and let the audit keep which change did it."""
    change = work.settle(held, conflict.group, value)
    done: list[object] = work.detail.setdefault("settled", [])  # type: ignore[assignment]
    done.append([*conflict.place, change.id])


def _noted(detail: Mapping[str, object]) -> Iterable[tuple[Place, str]]:
    """Return which conflicts a line of the audit is about, and the change that settled each."""
    settled: list[tuple[str, str, str, str]] = detail.get("settled", [])  # type: ignore[assignment]
    return [((kind, record, group), change_id) for kind, record, group, change_id in settled]


def _stands_still(unit: Unit, place: Place, change_id: str) -> bool:
    """Whether a settlement is the last word on the matter."""
    kind, record_id, group = place
    held = unit.listing.held(KINDS[kind], record_id)
    return held is not None and list(held.heads.get(group, ())) == [change_id]


def _said(unit: Unit, place: Place) -> str:
    """Return what a record says now where it was in conflict, masked."""
    kind, record_id, group = place
    record = unit.listing.get(KINDS[kind], record_id)
    assert record is not None  # noqa: S101 - it was just written, or still stands
    if group == DELETED:
        return of_deletion(deleted=bool(record.deleted))
    fields = KINDS[kind].groups.get(group, ())
    (veiled,) = naming.veiled(unit, [record])
    return _(", ").join(filter(None, texts(unit, fields, veiled, Profile.MASKED)))


def _still_claimed(unit: Unit, conflict: Conflict, change_id: str) -> tuple[Held, GroupValue]:
    """Return the record as it is, and what a claim says that still stands side by side."""
    held, heads = _still_open(unit, conflict)
    winner = next((one for one in heads if one.id == change_id), None)
    if winner is None:
        raise _is_settled(conflict)
    return held, winner.value(conflict.group)


def _still_open(unit: Unit, conflict: Conflict) -> tuple[Held, Iterable[Change]]:
    """Return the record as it is, and what is said about the group."""
    kind, group = conflict.kind, conflict.group
    held = unit.listing.held(kind, conflict.record.id)
    if held is None or not held.conflicts:
        raise _is_settled(conflict)
    changes = (entry.change for entry in unit.journal.history(conflict.record.id, kind))
    contention = fold(changes, policies(kind), ranks(kind)).contentions.get(group)
    if contention is None:
        raise _is_settled(conflict)
    return held, contention.heads


def _is_settled(conflict: Conflict) -> InputInvalidError:
    reason = _("this conflict is settled already")
    return InputInvalidError(where=conflict.title or conflict.record.id, reason=reason)
