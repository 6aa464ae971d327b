"""Recording, amending and deleting: the same checks for every way in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.domain.kinds import kind_of
from gridkeeper.errors import RecordInvalidError, RecordUnknownError
from gridkeeper.services.attachments import attaching
from gridkeeper.services.records import vacancy, verifying
from gridkeeper.services.records.amending import amended
from gridkeeper.services.records.keeping import INSIDE, PARTS, Facts, Keeping, Recorded, checked
from gridkeeper.services.records.moving import move_along
from gridkeeper.services.records.surroundings import Surroundings
from gridkeeper.services.records.typed import typed
from gridkeeper.services.records.unsaved import note_saved
from gridkeeper.services.register.cautions import cautions
from gridkeeper.services.showing import naming

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from gridkeeper.domain.changes import Heads
    from gridkeeper.domain.parsing import Problem
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.attachments.attaching import Waiting
    from gridkeeper.services.records.drafts import Draft
    from gridkeeper.services.session import Session, Work
    from gridkeeper.storage.listing import Held
    from gridkeeper.storage.unit import Unit

_HOMES = ("dwelling_id", "household_id")
"""Fields that say where somebody lives."""

__all__ = ["Facts", "Opened", "Recorded", "RecordingService"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A record as a form opens it.

    Attributes:
        typed: Each value as a person would type it, by field name.
        heads: What was known when it was opened; `amend` wants it back.
        hidden: The fields of which something is masked wherever else they are shown.
    """

    record: Record
    typed: Mapping[str, str]
    heads: Heads
    hidden: frozenset[str] = frozenset()


class RecordingService:
    """Turns what was typed into records."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(
        self,
        kind: Kind,
        several: Sequence[Facts],
        *,
        make_home: bool = False,
        form: str = "",
        attached: Sequence[Waiting] = (),
        unchanged: bool = False,
    ) -> list[Recorded]:
        """Keep some records of a kind, with what is inside them, all of them or none.

        Args:
            kind: Of the outer records.
            several: Typed values by field name, label or alias. Records inside stand in lists:
                a dispute's `parties`, a hazard's `rechecks`, a person's `tags` and
                `distinctions`, a visit's `hazards`, `disputes`, `requests` and `people`: who
                lives there and is called as one of these is changed, who is not is new.
            make_home: Make the home of a person or a visit typed with a door that is new.
            form: The writer of the draft that this saves, of `UnsavedService`.
            attached: What hangs on the first of them from the beginning.
            unchanged: Somebody asked at these visits, and nothing of the register has changed.

        Raises:
            InputInvalidError: Something that is attached is not what it should be.
            RecordInvalidError: A value was not understood or does not pass the checks; the place
                in the input is named and nothing was kept.
        """
        kept: list[Recorded] = []
        with self._session.writing("record", kind=kind.name) as work:
            around = Surroundings(work.unit, self._session.today())
            for place, facts in enumerate(several, 1):
                where = str(kind.label) if len(several) == 1 else f"{kind.label} {place}"
                kept += Keeping(work, around, make_home).keep(kind, facts, where)
            if attached:
                work.save()
                attaching.hang(work, kept[0].record, attached, self._session.new_id)
            for one in kept if unchanged else ():
                if one.kind is kinds.VISIT:
                    verifying.by_visit(work, one.record)
            note_saved(work.unit, form)
        return kept

    def check(
        self, kind: Kind, facts: Facts, record_id: str = "", *, make_home: bool = False
    ) -> tuple[Problem, ...]:
        """Return what is wrong with what was typed so far; nothing is kept, no number is used.

        Args:
            kind: Of the record.
            facts: As for `record`. Problems of records inside are named `parties/0/name`.
            record_id: The record that is amended; "" for a new one.
            make_home: As for `record`; a home that will be new is a warning.
        """
        today = self._session.today()
        with self._session.store.reading() as unit:
            around = Surroundings(unit, today)
            if record_id:
                held = _held(unit, kind, record_id)
                after, draft = amended(around, held.record, facts, today)
                return (*draft.problems, *_also_known(unit, after, draft, today))
            ids = self._session.new_id
            return tuple(checked(around, kind, facts, (today, ids), make_home=make_home))

    def opened(self, kind: Kind, record_id: str) -> Opened:
        """Return a record as a form opens it.

        Raises:
            RecordUnknownError: There is none.
        """
        with self._session.store.reading() as unit:
            held = _held(unit, kind, record_id)
            around = Surroundings(unit, self._session.today())
            hidden = naming.hidden(unit, held.record)
            return Opened(held.record, typed(around, held.record), held.heads, hidden)

    def note_seen(self, kind: Kind, record_id: str) -> None:
        """Write into the audit that a form has shown a record in full, so that it be changed.

        Raises:
            StoreBusyError: Somebody else is writing.
        """
        with self._session.writing("form seen", kind=kind.name, record=record_id):
            pass  # the audit says who saw whose; nothing else changes

    def typed(self, kind: Kind, record: Record) -> dict[str, str]:
        """Return each value as a person would type it: `amend` with it changes nothing."""
        assert kind is kind_of(record)  # noqa: S101 - said twice for the reader's sake
        with self._session.store.reading() as unit:
            return typed(Surroundings(unit, self._session.today()), record)

    def amend(
        self, record: Record, facts: Facts, heads: Heads | None = None, form: str = ""
    ) -> Recorded:
        """Change what was typed anew; what stays as `typed` gave it is not written.

        Args:
            record: As the person saw it.
            facts: Typed values by field name, label or alias; "" empties a field.
            heads: As `opened` gave them: what arrived since stands beside what is written and is
                in conflict where it differs. Without them, it is written over.
            form: As for `record`.

        Raises:
            RecordInvalidError: A value does not pass the checks; nothing was changed.
            RecordUnknownError: The record is not here.
        """
        kind, today = kind_of(record), self._session.today()
        with self._session.store.reading() as unit:
            after, draft = amended(Surroundings(unit, today), record, facts, today)
            number = getattr(record, "number", None)
        if draft.refused:
            where = kind.called(number or "")
            raise RecordInvalidError(where=where, problems=draft.said())
        warnings = tuple(draft.problems)
        if after == record:
            return Recorded(kind, record, warnings, changed=False)
        with self._session.writing("amend", kind=kind.name, record=record.id) as work:
            held = _held(work.unit, kind, record.id)
            work.amend(record, after, held.heads if heads is None else heads)
            work.save()
            if after.grid_id != record.grid_id:
                move_along(work, after, record.grid_id)
                work.save()
            if any(getattr(after, one, "") != getattr(record, one, "") for one in _HOMES):
                vacancy.end(work, after)
            note_saved(work.unit, form)
            return Recorded(kind, _held(work.unit, kind, record.id).record, warnings)

    def left_behind(self, kind: Kind, record_id: str) -> Mapping[str, int]:
        """Return how many records of each kind name a record, and stay when it is deleted."""
        gone = {part.name for part, _field in INSIDE.get(kind.name, {}).values() if part in PARTS}
        with self._session.store.reading() as unit:
            found = unit.listing.pointing(kind, record_id)
        return {name: count for name, count in found.items() if name not in gone}

    def delete(self, record: Record) -> None:
        """Delete a record with its parts; its history stays, and undoing brings it back.

        Raises:
            RecordUnknownError: The record is not here.
        """
        kind = kind_of(record)
        with self._session.writing("delete", kind=kind.name, record=record.id) as work:
            work.change(record, deleted=True)
            for inner, reference in INSIDE.get(kind.name, {}).values():
                if inner in PARTS:
                    _delete(work, inner, reference, record.id)
            _delete(work, kinds.ATTACHMENT, "owner_id", record.id)


def _delete(work: Work, kind: Kind, reference: str, owner: str) -> None:
    """Delete what belongs to a record, and not what belongs to who was merged into it."""
    for part in work.unit.listing.where(kind, **{reference: owner}):
        if getattr(part, reference) == owner:
            work.change(part, deleted=True)


def _held(unit: Unit, kind: Kind, record_id: str) -> Held:
    held = unit.listing.held(kind, record_id)
    if held is None:
        raise RecordUnknownError(reference=record_id, kind=kind.name)
    return held


def _also_known(unit: Unit, after: Record, draft: Draft, today: date) -> list[Problem]:
    """Return whom a person is taken for by what was typed anew."""
    if draft.kind is not kinds.PERSON:
        return []
    said = {problem.field for problem in draft.problems}
    return [
        one
        for one in cautions(unit, after, today)
        if one.field in draft.values and one.field not in said
    ]
