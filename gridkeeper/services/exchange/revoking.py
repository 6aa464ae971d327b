"""Computers of workers that are lost, stolen or replaced: revoked, and let in again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection

    from gridkeeper.domain.replicas import Peer
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

_FROM = {
    "revoke": {Standing.ACTIVE, Standing.INVITED},
    "readmit": {Standing.REVOKED},
}


class RevokingService:
    """Says at the office with whose computers batches are exchanged.

    From a computer that is revoked nothing is taken in and nothing is written for it; what it said
    before stays. Its files are refused, not lost: once it is let in again they can be taken in.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def revoke(self, reference: str) -> Peer:
        """Take nothing in any more from a worker's computer.

        Args:
            reference: Her series, name or id; of several computers of one name, a series.

        Raises:
            RoleRefusedError: This is no office.
            InputInvalidError: It is nobody's, or several computers', or is revoked already.
        """
        return self._move("revoke", reference)

    def readmit(self, reference: str) -> Peer:
        """Let a computer that was revoked in again; as `revoke`."""
        return self._move("readmit", reference)

    def _move(self, doing: str, reference: str) -> Peer:
        self._session.only(Role.OFFICE, action=_("revoking a computer"))
        with self._session.writing(doing) as work:
            peer = peer_of(work.unit, reference, _FROM[doing])
            standing = Standing.REVOKED
            if doing == "readmit":
                standing = Standing.ACTIVE if peer.sign_key else Standing.INVITED
            moved = replace(peer, standing=standing)
            work.unit.peers.put(moved)
            work.detail["worker"] = peer.id
        self._session.changes.tell(Changed(frozenset({BATCH})))
        return moved


def peer_of(unit: Unit, reference: str, standings: Collection[Standing]) -> Peer:
    """Return the one worker's computer of some standings that is meant.

    Args:
        unit: The caller's transaction.
        reference: Its series or id, or the worker's name.
        standings: What it may have.

    Raises:
        InputInvalidError: There is none, or several.
    """
    wanted = reference.strip()
    found = [
        peer
        for peer in unit.peers.all()
        if wanted in (peer.id, peer.series, peer.name) and peer.standing in standings
    ]
    if len(found) == 1:
        return found[0]
    reason = (
        _("several computers have this name; say which by its series")
        if found
        else _("no worker's computer matches; gridkeeper store info lists them")
    )
    raise InputInvalidError(where=reference, reason=reason)
