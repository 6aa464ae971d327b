"""Which contents the attachments of a store name, and which of them others have or lack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, or_, select, true, update
from sqlalchemy.dialects.sqlite import insert

from gridkeeper.domain.attachments import is_hash
from gridkeeper.domain.kinds import ATTACHMENT
from gridkeeper.storage import statements, tables
from gridkeeper.storage.tables import living
from gridkeeper.texts import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import ColumnElement, Select

    from gridkeeper.progress import Progress
    from gridkeeper.storage.contents import Contents
    from gridkeeper.storage.proof import Findings
    from gridkeeper.storage.unit import Unit

_CONTENTS = N_("files of its attachments are missing or damaged")
_ROW = tables.records[ATTACHMENT.name]
_RECEIPT = tables.content_receipt


class Attachments:
    """Reads rows of attachments, and keeps receipts of contents, in the caller's transaction."""

    def __init__(self, connection: Connection, grids: Collection[str]) -> None:
        self._connection = connection
        self._grids = grids

    def named(self) -> list[str]:
        """Return the hashes of all attachments, deleted ones included."""
        return self._hashes(true())

    def wanted(self) -> list[str]:
        """Return the hashes of what is there for whoever keeps the store."""
        return self._hashes(living(_ROW, self._grids))

    def made_here(self, replica: str) -> list[str]:
        """Return the hashes of what a replica has attached itself."""
        return self._hashes(_ROW.c.id.in_(_from(replica)))

    def within(self, grids: Collection[str], author: str) -> list[str]:
        """Return the hashes of what is there for somebody else.

        Args:
            grids: Ids of the grids that she looks after; empty means all.
            author: The id of her replica: what came from it is meant, too.
        """
        hers = and_(living(_ROW, ()), _ROW.c.id.in_(_from(author)))
        return self._hashes(or_(living(_ROW, grids), hers))

    def _hashes(self, condition: ColumnElement[bool]) -> list[str]:
        query = select(_ROW.c.sha256).where(condition).distinct().order_by(_ROW.c.sha256)
        return [one for one in self._connection.execute(query).scalars() if is_hash(one)]

    def held(self, peer: str) -> set[str]:
        """Return what a peer has acknowledged to have."""
        return self._receipts(peer, held=True)

    def owed(self, peer: str) -> set[str]:
        """Return what a peer was told of, or has asked for, and has not acknowledged."""
        return self._receipts(peer, held=False)

    def _receipts(self, peer: str, *, held: bool) -> set[str]:
        query = select(_RECEIPT.c.sha256).where(
            _RECEIPT.c.peer_id == peer, _RECEIPT.c.held.is_(held)
        )
        return set(self._connection.execute(query).scalars())

    def told(self, peer: str, sha256s: Iterable[str], upto: int) -> None:
        """Note that a batch that leads up to a number tells a peer of some contents."""
        rows = [self._row(peer, one, upto) for one in sorted(set(sha256s))]
        if rows:
            self._connection.execute(insert(_RECEIPT).on_conflict_do_nothing(), rows)

    def brought(self, peer: str, sha256s: Iterable[str]) -> None:
        """Note that a peer has some contents: they came from her.

        What she has asked for stays asked for: a copy of her store may lack what this one has.
        """
        rows = [self._row(peer, one, 0) | {"held": True} for one in sorted(set(sha256s))]
        if rows:
            self._connection.execute(insert(_RECEIPT).on_conflict_do_nothing(), rows)

    def asked(self, peer: str, sha256s: Iterable[str]) -> None:
        """Note that a peer lacks some contents."""
        rows = [self._row(peer, one, 0) for one in sorted(set(sha256s))]
        if rows:
            made: Any = insert(_RECEIPT)
            again = {"held": False, "upto": 0}
            statement = made.on_conflict_do_update(index_elements=["peer_id", "sha256"], set_=again)
            self._connection.execute(statement, rows)

    def acknowledged(self, peer: str, upto: int, lacking: Collection[str]) -> None:
        """Note that a peer has everything that she was told of up to a number, but for some."""
        has = update(_RECEIPT).where(
            _RECEIPT.c.peer_id == peer,
            _RECEIPT.c.upto <= upto,
            _RECEIPT.c.held.is_(False),
            ~statements.id_in(_RECEIPT.c.sha256),
        )
        self._connection.execute(has.values(held=True), statements.ids(lacking))

    @staticmethod
    def _row(peer: str, sha256: str, upto: int) -> dict[str, object]:
        return {"peer_id": peer, "sha256": sha256, "upto": upto, "held": False}


def check(unit: Unit, contents: Contents, found: Findings, progress: Progress) -> None:
    """Note which contents are damaged, and which of those that were attached here are gone.

    What came from others and is lacking is no fault: it is asked for. A damaged file is put aside,
    so that it is, too.
    """
    named, own = unit.attachments.named(), set(unit.attachments.made_here(unit.replica.id))
    for place, sha256 in enumerate(named, start=1):
        progress.report(place, len(named))
        is_here = contents.has(sha256)
        if is_here and not contents.is_sound(sha256):
            contents.set_aside(sha256)
            found.blame(_CONTENTS, f"attachment {sha256}: {contents.name(sha256)} is damaged")
        elif not is_here and sha256 in own:
            found.blame(_CONTENTS, f"attachment {sha256}: {contents.name(sha256)} is missing")


def _from(replica: str) -> Select[tuple[str]]:
    change = tables.change
    return select(change.c.record_id).where(
        change.c.replica == replica, change.c.kind == ATTACHMENT.name
    )
