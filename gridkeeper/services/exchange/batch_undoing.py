"""Taking a whole batch back, days later, and letting it count again; each is new changes.

What was done on top of the batch since stays. What takes it back travels with the next batches like
any other work, so that all stores agree; nothing is removed from any journal.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import kinds
from gridkeeper.domain.changes import DELETED
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.domain.reversal import Reversal, Rules
from gridkeeper.errors import BatchCountsError, BatchUndoneError, BatchUnknownError
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.services.records.keeping import INSIDE, PARTS
from gridkeeper.services.records.undoing import references
from gridkeeper.services.showing.lists import Named
from gridkeeper.storage import audit, origins
from gridkeeper.storage.projection import policies, ranks
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gridkeeper.domain.changes import Change
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session, Work
    from gridkeeper.storage.audit import Noted
    from gridkeeper.storage.peers import BatchNote
    from gridkeeper.storage.unit import Unit

UNDO, REDO = "batch undo", "batch redo"
_CHUNK = 500
_NAMED = 20
"""So many records that stay are named; the rest are counted."""

_Key = tuple[str, str]  # kind and id of a record

_PARTS = {
    name: [(kind, about) for kind, about in inside.values() if kind in PARTS]
    for name, inside in INSIDE.items()
}
for _case in kinds.CASES:
    _PARTS.setdefault(_case.name, []).append((kinds.CASE_STEP, "case_id"))
for _kind in KINDS:
    _PARTS.setdefault(_kind, []).append((kinds.ATTACHMENT, "owner_id"))


@dataclass(frozen=True, slots=True)
class Undone:
    """What came, or would come, of taking a batch back, or of letting it count again.

    Attributes:
        number: Of the batch; `peer` is who sent it.
        gone: Records that are deleted, or are back again, by kind.
        changed: Records that get their earlier values, or the batch's again, by kind.
        kept: Records that stay as they are, in part or whole, since somebody worked on them.
        named: What the first of those are called, masked.
    """

    number: str
    peer: str
    gone: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    named: Sequence[str] = ()


class BatchUndoService:
    """Takes batches back at the office that took them in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def undo(self, batch_id: str, progress: Progress, *, rehearse: bool = False) -> Undone:
        """Take a batch back.

        Args:
            batch_id: Its id.
            progress: Steps are records.
            rehearse: Do everything and keep nothing.

        Raises:
            BatchUnknownError: It was not taken in here.
            BatchUndoneError: It is taken back already.
            RoleRefusedError: This is no office.
        """
        return self.move(UNDO, batch_id, progress, rehearse=rehearse)

    def redo(self, batch_id: str, progress: Progress, *, rehearse: bool = False) -> Undone:
        """Let a batch that was taken back count again; as `undo`."""
        return self.move(REDO, batch_id, progress, rehearse=rehearse)

    def move(
        self, doing: str, batch_id: str, progress: Progress, *, rehearse: bool = False
    ) -> Undone:
        """Do what `UNDO` or `REDO` says."""
        self._session.only(Role.OFFICE, action=_("taking a batch back"))
        with self._session.writing(doing, keep=not rehearse, batch=batch_id) as work:
            note = self._note(work.unit, doing, batch_id)
            moving = _Moving(work)
            first = work.unit.journal.own_seq + 1
            sought = _made_for(work.unit, batch_id)
            if doing == UNDO:
                for key, ids in origins.of_batch(work.unit.connection, batch_id).items():
                    sought.setdefault(key, set()).update(ids)
                moving.spare(sought)
            moving.move(sought, progress)
            work.detail["numbers"] = [first, work.unit.journal.own_seq]
            peer = work.unit.peers.get(note.peer_id)
            named = _called(work.unit, moving.staying)
        if not rehearse:
            self._session.changes.tell(Changed(frozenset({BATCH})))  # even if no record changed
        return Undone(
            note.number,
            peer.name if peer else "",
            dict(moving.gone),
            dict(moving.changed),
            dict(moving.kept),
            named,
        )

    def find(self, reference: str) -> str:
        """Return the id of the batch that was taken in under a number, or has this id.

        Raises:
            BatchUnknownError: There is none, or there are several.
        """
        with self._session.store.reading() as unit:
            found = [
                note.id
                for note in unit.peers.batches()
                if not note.outgoing and reference.strip() in {note.number, note.id}
            ]
        if len(found) != 1:
            raise BatchUnknownError(number=reference)
        return found[0]

    def _note(self, unit: Unit, doing: str, batch_id: str) -> BatchNote:
        note = unit.peers.batch(batch_id)
        turns = _turns(unit).get(batch_id)
        is_undone = turns is not None and turns[0].action == UNDO
        if note is None or note.outgoing:
            raise BatchUnknownError(number=note.number if note else batch_id)
        if is_undone == (doing == UNDO):
            already = BatchUndoneError if is_undone else BatchCountsError
            raise already(number=note.number)
        return note


@dataclass
class _Moving:
    """The records of a batch while they are led to or fro.

    Attributes:
        spared: Kind and id of records that came with the batch and stay.
        gone: As in `Undone`; so are the others.
        staying: Kind and id of all that is counted in `kept`.
    """

    work: Work
    spared: set[_Key] = field(default_factory=set)
    gone: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    staying: list[_Key] = field(default_factory=list)

    @property
    def kept(self) -> Counter[str]:
        """How many stay, by kind."""
        return Counter(kind for kind, _record in self.staying)

    def spare(self, sought: origins.Records) -> None:
        """Find the records that came with the batch and carry something that stays.

        A home that was visited since stays, and a case that somebody works on keeps its parties.
        """
        leaving = {key for key, changes in self._histories(sought) if _all_of(changes, sought[key])}
        staying = sought.keys() - leaving
        while found := (self._carrying(leaving) | self._parts(staying)) & leaving:
            leaving -= found
            staying |= found
            self.spared |= found

    def move(self, sought: origins.Records, progress: Progress) -> None:
        """Write what leads back from some changes."""
        done, total = 0, len(sought)
        for key, changes in self._histories(sought):
            if key in self.spared:
                self.staying.append(key)
            else:
                self._lead(key, changes, sought[key])
            done += 1
            if done % _CHUNK == 0:
                self.work.save()
                progress.report(done, total)
        self.work.save()
        progress.report(done, total)

    def _lead(self, key: _Key, changes: Iterable[Change], gone: set[str]) -> None:
        kind = KINDS[key[0]]
        record = self.work.unit.listing.get(kind, key[1])
        if record is None:  # what brought it into being never came, and it was never shown
            return
        write = partial(self.work.pen.state, record)
        rules = Rules(policies(kind), ranks(kind))
        reversal = Reversal({change.id: change for change in changes}, gone, rules, write)
        written = reversal.take_back()
        if any(DELETED in change.sets for change in written):
            self.gone[kind.name] += 1
        elif written:
            self.changed[kind.name] += 1
        if reversal.kept:
            self.staying.append(key)

    def _histories(self, sought: origins.Records) -> Iterator[tuple[_Key, list[Change]]]:
        """Yield all changes of each record of a kind that this program knows."""
        for name in KINDS:
            ids = iter(record for kind, record in sought if kind == name)
            while some := list(islice(ids, _CHUNK)):
                found = origins.changes_of(self.work.unit.connection, name, some)
                yield from (((name, record), changes) for record, changes in found.items())

    def _carrying(self, leaving: set[_Key]) -> set[_Key]:
        """Return those on which something stands that is not among them."""
        found: set[_Key] = set()
        for name, links in references().items():
            ids = {record for kind, record in leaving if kind == name}
            for kind, about in links if ids else ():
                for record in self.work.unit.listing.among(kind, about, ids):
                    if (kind.name, record.id) not in leaving:
                        found.add((name, getattr(record, about)))
        return found

    def _parts(self, staying: set[_Key]) -> set[_Key]:
        """Return what belongs to records that stay, and is nothing without them."""
        found: set[_Key] = set()
        for name, parts in _PARTS.items():
            ids = {record for kind, record in staying if kind == name}
            for kind, about in parts if ids else ():
                inside = self.work.unit.listing.among(kind, about, ids)
                found |= {(kind.name, record.id) for record in inside}
        return found


def _called(unit: Unit, keys: Sequence[_Key]) -> list[str]:
    """Return what the first of some records are called, masked."""
    some, wanted = keys[:_NAMED], defaultdict(set)
    for kind, record in some:
        wanted[kind].add(record)
    named = Named(unit, wanted)
    return [KINDS[kind].called(named.name(kind, record)) for kind, record in some]


def undone_batches(unit: Unit) -> set[str]:
    """Return the ids of the batches that are taken back at present."""
    return {batch for batch, turns in _turns(unit).items() if turns[0].action == UNDO}


def _all_of(changes: Iterable[Change], some: set[str]) -> bool:
    return all(change.id in some for change in changes)


def _turns(unit: Unit) -> dict[str, list[Noted]]:
    """Return what was done about each batch, the last first."""
    found: dict[str, list[Noted]] = {}
    for noted in audit.noted(unit.connection, (UNDO, REDO)):
        found.setdefault(str(noted.detail["batch"]), []).append(noted)
    return found


def numbers(unit: Unit) -> list[tuple[int, int]]:
    """Return first and last of this store's numbers each time that a batch went to or fro."""
    return [_numbers(noted) for turns in _turns(unit).values() for noted in turns]


def _numbers(noted: Noted) -> tuple[int, int]:
    first, last = cast("tuple[int, int]", noted.detail["numbers"])
    return first, last


def _made_for(unit: Unit, batch_id: str) -> origins.Records:
    """Return the changes that took a batch back and let it count again so far."""
    spans = [_numbers(noted) for noted in _turns(unit).get(batch_id, ())]
    return origins.made_here(unit.connection, unit.replica.id, spans)
