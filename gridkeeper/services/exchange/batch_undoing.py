"""Taking a whole batch or an imported file back, days later, and letting it count again.

Each is new changes. What was done on top of it since stays. What takes it back travels with the
next batches like any other work, so that all stores agree; nothing is removed from any journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain.replicas import Role
from gridkeeper.errors import BatchCountsError, BatchUndoneError, BatchUnknownError
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.services.exchange.batch_moving import Moving, Undone
from gridkeeper.services.imports import imported
from gridkeeper.storage import audit, origins
from gridkeeper.texts import _

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.imports.imported import ImportNote
    from gridkeeper.services.session import Session
    from gridkeeper.storage.audit import Noted
    from gridkeeper.storage.unit import Unit

UNDO, REDO = "batch undo", "batch redo"


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
            moving = Moving(work)
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


def _brought(unit: Unit, batch_id: str, file: ImportNote | None) -> origins.Records:
    """Return the changes that came with a batch, or were made by importing a file."""
    if file is None:
        return origins.of_batch(unit.connection, batch_id)
    return origins.made_here(unit.connection, unit.replica.id, [file.numbers])


def undone_batches(unit: Unit) -> set[str]:
    """Return the ids of the batches, and of the imported files, that are taken back at present."""
    return {batch for batch, turns in _turns(unit).items() if turns[0].action == UNDO}


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
