"""The one count of what was not handed over, whoever asks: worker, office, screen, command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.storage import unsent
from gridkeeper.storage.unsent import Reach, Unsent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridkeeper.domain.replicas import Peer
    from gridkeeper.storage.unit import Unit

__all__ = ["Unsent", "of_peer", "of_store", "since", "within"]


def of_store(unit: Unit) -> Unsent:
    """Return what was not handed in; of an office, what one of its workers was not given."""
    peers = unit.peers.all()
    if unit.replica.role is Role.WORKER:
        return _own(unit, max((peer.sent for peer in peers), default=0))
    active = [peer for peer in peers if peer.standing is Standing.ACTIVE]
    return _to_peers(unit, active)


def of_peer(unit: Unit, peer: Peer) -> Unsent:
    """Return what was not handed over to somebody."""
    if unit.replica.role is Role.WORKER:
        return _own(unit, peer.sent)
    return _to_peers(unit, [peer])


def within(unit: Unit, peer: Peer, after: int) -> Unsent:
    """Return what a batch for somebody is about that begins after a number."""
    if unit.replica.role is Role.WORKER:
        return _own(unit, after)
    return unsent.to_peers(unit.connection, [_reach(peer, after, peer.owed)])


def since(found: Unsent) -> date | None:
    """Return the day of the first of it."""
    return clock.local_date(clock.moment(found.since)) if found.since else None


def _own(unit: Unit, after: int) -> Unsent:
    return unsent.own(unit.connection, unit.replica.id, unit.replica.epoch, after)


def _to_peers(unit: Unit, peers: Iterable[Peer]) -> Unsent:
    """Return what was not written for somebody yet, received or not."""
    told = unit.peers.told()
    reaches = [
        _reach(peer, peer.sent, [one for one in peer.owed if one not in told.get(peer.id, ())])
        for peer in peers
    ]
    return unsent.to_peers(unit.connection, reaches)


def _reach(peer: Peer, after: int, owed: Iterable[str]) -> Reach:
    return Reach(peer.id, peer.received_epoch, after, peer.scope, tuple(owed))
