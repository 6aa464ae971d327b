"""What was put aside gets another chance: with each batch, and when somebody asks for it.

A newer program knows values that an older one did not; a record may have come into the grid of the
worker who wrote about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.storage.journal import Received, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.services.session import Session
    from gridkeeper.storage.quarantine import Aside
    from gridkeeper.storage.unit import Unit

_AT_ONCE = 1000
_ALL = 2**31


class QuarantineService:
    """Tells what was put aside, and tries it again."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def aside(self, most: int = _AT_ONCE) -> Sequence[Aside]:
        """Return the first lines that were put aside."""
        with self._session.store.reading() as unit:
            return unit.quarantine.lines(most)

    def retry(self) -> tuple[int, int]:
        """Try everything again; return how much was taken in, and how much stays aside."""
        with self._session.writing("batch retry") as work:
            received = try_again(work.unit, clock.stamp(work.pen.now), _ALL)
            work.detail["changes"] = received.new
            left = work.unit.quarantine.count()
        kinds = received.created.keys() | received.changed.keys()
        self._session.changes.tell(Changed(frozenset({BATCH, *kinds})))
        return received.new, left


def try_again(unit: Unit, now: str, most: int = _AT_ONCE) -> Received:
    """Take in what can be taken in now of what was put aside.

    It counts as passed on: its place in its sender's stream was gone over when it was put aside.

    Args:
        unit: The caller's transaction.
        now: Stamped.
        most: So many lines are looked at.
    """
    received = Received()
    for one in unit.quarantine.lines(most):
        came = unit.journal.receive([(one.change, one.body)], _source(unit, one, now))
        if not came.quarantined:
            unit.quarantine.release(one)
            received.add(came)
    return received


def _source(unit: Unit, one: Aside, now: str) -> Source:
    """Return where a line came from: who sent it may still say no more than at first."""
    note = unit.peers.batch(one.batch_id)
    peer = unit.peers.get(note.peer_id) if note else None
    if peer is not None and note is not None and peer.is_street:
        grids = peer.ever or peer.scope
        return Source(one.batch_id, now, peer.id, note.epoch, one.line, grids=grids)
    if peer is None or peer.role is not Role.WORKER:
        return Source(one.batch_id, now, first=one.line)
    return Source(
        one.batch_id, now, first=one.line, author=peer.name, speaker=peer.id, grids=peer.ever
    )


def said(one: Aside) -> tuple[str, str, str]:
    """Return kind, author and field of what was put aside, as people call them."""
    change = one.change
    kind = KINDS.get(change.kind)
    about = kind.by_name.get(one.reason) if kind else None
    name = str(kind.label) if kind else change.kind
    return name, change.author, str(about.label) if about else one.reason
