"""Taking a whole batch or an imported file back, days later, and letting it count again.

Each is new changes. What was done on top of it since stays. What takes it back travels with the
next batches like any other work, so that all stores agree; nothing is removed from any journal.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
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
from gridkeeper.services.imports import imported
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
    from gridkeeper.services.imports.imported import ImportNote
    from gridkeeper.services.session import Session, Work
    from gridkeeper.storage.audit import Noted
    from gridkeeper.storage.unit import Unit

UNDO, REDO = "batch undo", "batch redo"
_CHUNK = 500
_NAMED = 20
"""So many records that stay are named; the rest are counted."""
_LED = 300
"""So many of all are named with what becomes of them."""

_Key = tuple[str, str]  # kind and id of a record

_PARTS = {
    name: [(kind, about) for kind, about in inside.values() if kind in PARTS]
    for name, inside in INSIDE.items()
}
for _case in kinds.CASES:
    _PARTS.setdefault(_case.name, []).append((kinds.CASE_STEP, "case_id"))
for _kind in KINDS:
    _PARTS.setdefault(_kind, []).append((kinds.ATTACHMENT, "owner_id"))


class Fate(StrEnum):
    """What becomes of a record."""

    KEPT = "kept"
    CHANGED = "changed"
    BACK = "back"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Led:
    """A record, as it is called, masked, and what becomes of it."""

    name: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Undone:
    """What came, or would come, of taking a batch back, or of letting it count again.

    Attributes:
        number: Of the batch, whose sender is `peer`; or the name of the file that was imported.
        gone: Records that are deleted, by kind.
        back: Records that were deleted and are there again, by kind.
        changed: Records that get their earlier values, or the batch's again, by kind.
        kept: Records that stay as they are, in part or whole, since somebody worked on them.
        named: What the first of those are called, masked.
        led: The first of all these, those that stay before the others.
    """

    number: str
    peer: str
    gone: Mapping[str, int] = field(default_factory=dict)
    back: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    named: Sequence[str] = ()
    led: Sequence[Led] = ()


class BatchUndoService:
    """Takes batches back at the office that took them in, and files where they were imported."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def undo(self, batch_id: str, progress: Progress, *, rehearse: bool = False) -> Undone:
        """Take a batch or an imported file back.

        Args:
            batch_id: Its id; of a file, that of the import.
            progress: Steps are records.
            rehearse: Do everything and keep nothing.

        Raises:
            BatchUnknownError: It was not taken in here.
            BatchUndoneError: It is taken back already.
            RoleRefusedError: It is a batch, and this is no office.
        """
        return self.move(UNDO, batch_id, progress, rehearse=rehearse)

    def redo(self, batch_id: str, progress: Progress, *, rehearse: bool = False) -> Undone:
        """Let a batch that was taken back count again; as `undo`."""
        return self.move(REDO, batch_id, progress, rehearse=rehearse)

    def move(
        self, doing: str, batch_id: str, progress: Progress, *, rehearse: bool = False
    ) -> Undone:
        """Do what `UNDO` or `REDO` says."""
        with self._session.store.reading() as unit:
            file = imported.find(unit, batch_id)
        if file is None:
            self._session.only(Role.OFFICE, action=_("taking a batch back"))
        with self._session.writing(doing, keep=not rehearse, batch=batch_id) as work:
            number, sender = self._called(work.unit, doing, batch_id, file)
            moving = _Moving(work)
            first = work.unit.journal.own_seq + 1
            sought = _made_for(work.unit, batch_id)
            if doing == UNDO:
                for key, ids in _brought(work.unit, batch_id, file).items():
                    sought.setdefault(key, set()).update(ids)
                moving.spare(sought)
            moving.move(sought, progress)
            work.detail["numbers"] = [first, work.unit.journal.own_seq]
        if not rehearse:
            self._session.changes.tell(Changed(frozenset({BATCH})))  # even if no record changed
        with self._session.store.reading() as unit:  # before it, if it was rehearsed
            return moving.undone(unit, number, sender)

    def find(self, reference: str) -> str:
        """Return the id of what was taken in under a number, or was imported from such a file.

        It may be the id itself.

        Raises:
            BatchUnknownError: There is none, or there are several.
        """
        with self._session.store.reading() as unit:
            found = [
                note.id
                for note in unit.peers.batches()
                if not note.outgoing and reference.strip() in {note.number, note.id}
            ]
            found += [
                note.id
                for note in imported.all_notes(unit)
                if reference.strip() in {note.file, note.id}
            ]
        if len(found) != 1:
            raise BatchUnknownError(number=reference)
        return found[0]

    def _called(
        self, unit: Unit, doing: str, batch_id: str, file: ImportNote | None
    ) -> tuple[str, str]:
        """Return its number and who sent it, or the file's name, if it can be done."""
        note = unit.peers.batch(batch_id)
        if file is None and (note is None or note.outgoing):
            raise BatchUnknownError(number=note.number if note else batch_id)
        number = file.file if file else note.number if note else ""
        is_undone = batch_id in undone_batches(unit)
        if is_undone == (doing == UNDO):
            already = BatchUndoneError if is_undone else BatchCountsError
            raise already(number=number)
        peer = unit.peers.get(note.peer_id) if note else None
        return number, peer.name if peer else ""


@dataclass
class _Moving:
    """The records of a batch while they are led to or fro.

    Attributes:
        spared: Kind and id of records that came with the batch and stay.
        fates: Kind and id of all that something becomes of, or that stay.
    """

    work: Work
    spared: set[_Key] = field(default_factory=set)
    fates: dict[Fate, list[_Key]] = field(default_factory=lambda: {fate: [] for fate in Fate})

    def undone(self, unit: Unit, number: str, sender: str) -> Undone:
        """Return what came of it."""
        counts = {
            fate.value: dict(Counter(kind for kind, _record in keys))
            for fate, keys in self.fates.items()
        }
        first = [(key, fate) for fate, keys in self.fates.items() for key in keys[:_LED]][:_LED]
        names = _called(unit, [key for key, _fate in first])
        led = tuple(Led(name, fate) for name, (_key, fate) in zip(names, first, strict=True))
        named = [one.name for one in led if one.fate is Fate.KEPT][:_NAMED]
        return Undone(number, sender, **counts, named=named, led=led)

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
                self.fates[Fate.KEPT].append(key)
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
        deletions = [change.value(DELETED) for change in written if DELETED in change.sets]
        if deletions:
            self.fates[Fate.GONE if deletions[-1] else Fate.BACK].append(key)
        elif written:
            self.fates[Fate.CHANGED].append(key)
        if reversal.kept:
            self.fates[Fate.KEPT].append(key)

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
        return found | self._looked_after(leaving)

    def _looked_after(self, leaving: set[_Key]) -> set[_Key]:
        """Return the grids that somebody looks after, or in which something stays."""
        grids = {record for kind, record in leaving if kind == kinds.GRID.name}
        if not grids:
            return set()
        unit = self.work.unit
        kept = {grid for peer in unit.peers.all() for grid in (*peer.grids, *peer.scope)}
        kept.update(unit.replica.grids)
        for name, kind in KINDS.items():
            if kind is not kinds.GRID and (rest := grids - kept):
                inside = unit.listing.among(kind, "grid_id", rest)
                kept |= {one.grid_id or "" for one in inside if (name, one.id) not in leaving}
        return {(kinds.GRID.name, one) for one in grids & kept}

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
    """Return what some records are called, masked."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for kind, record in keys:
        wanted[kind].add(record)
    named = Named(unit, wanted)
    return [KINDS[kind].called(named.name(kind, record)) for kind, record in keys]


def _brought(unit: Unit, batch_id: str, file: ImportNote | None) -> origins.Records:
    """Return the changes that came with a batch, or were made by importing a file."""
    if file is None:
        return origins.of_batch(unit.connection, batch_id)
    return origins.made_here(unit.connection, unit.replica.id, [file.numbers])


def undone_batches(unit: Unit) -> set[str]:
    """Return the ids of the batches, and of the imported files, that are taken back at present."""
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
