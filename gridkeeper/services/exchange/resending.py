"""Asking a worker to send again what never came, and heeding such a request."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock
from gridkeeper.errors import BatchGapError
from gridkeeper.exchange.manifest import Resend
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.storage.missed import MissedBatch

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.domain.replicas import Peer
    from gridkeeper.exchange.manifest import Manifest
    from gridkeeper.exchange.reader import BatchFile
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

_ASKED, _WANTED = "resend_asked", "resend_wanted"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the office asks a worker for.

    Attributes:
        peer_id: The office.
        first: The first of her numbers that it lacks.
        on: The day on which she learned of it.
    """

    peer_id: str
    first: int
    on: date


def ask(unit: Unit, peer_id: str, what: Resend, now: str) -> None:
    """Let the next batch for somebody ask for what is missing of hers.

    Args:
        unit: The caller's transaction.
        peer_id: Her replica.
        what: From where on.
        now: Stamped.
    """
    waiting = asked(unit) | {peer_id: {"epoch": what.epoch, "first": what.first, "at": now}}
    unit.settings.set(_ASKED, json.dumps(waiting, sort_keys=True))


def asked(unit: Unit) -> dict[str, Any]:
    """Return by replica what was asked for and has not come."""
    return _said(unit, _ASKED)


def known(unit: Unit) -> object:
    """Return something that is equal as long as nothing has changed in all this."""
    return unit.settings.get(_ASKED), unit.settings.get(_WANTED)


def remember(session: Session, file: BatchFile, error: Exception) -> None:
    """Remember that a batch was refused, if it was because something before it is missing.

    Its sender was proved before that was looked at.
    """
    if not isinstance(error, BatchGapError):
        return
    cover, numbers = file.cover, file.cover.numbers
    with session.store.writing() as unit:
        unit.missed.put(
            MissedBatch(
                id=cover.batch_id,
                number=cover.number,
                peer_id=cover.sender.replica,
                epoch=numbers.epoch,
                first=numbers.first,
                last=numbers.last,
                size=sum(part.size for part in cover.parts),
                made_at=cover.made_at,
                refused_at=clock.stamp(session.now()),
            )
        )
    session.changes.tell(Changed(frozenset({BATCH})))


def taken(unit: Unit, file: BatchFile, peer: Peer) -> None:
    """Forget what a batch that was taken in has healed.

    Args:
        unit: The caller's transaction.
        file: The batch.
        peer: Its sender, as she is known with it.
    """
    unit.missed.heal(peer)
    waiting, numbers = asked(unit), file.cover.numbers
    request = waiting.get(peer.id)
    if request and (numbers.epoch != request["epoch"] or numbers.first <= request["first"]):
        del waiting[peer.id]
        unit.settings.set(_ASKED, json.dumps(waiting, sort_keys=True))


def request(unit: Unit, peer: Peer) -> Resend | None:
    """Return what the next batch for somebody asks her for."""
    waiting = asked(unit).get(peer.id)
    return Resend(waiting["epoch"], waiting["first"]) if waiting else None


def heed(unit: Unit, peer: Peer, manifest: Manifest, now: str) -> tuple[Peer, int]:
    """Do what an office asks for: the next batch for it begins where something is missing there.

    Args:
        unit: The caller's transaction.
        peer: The office, as it is known with the batch.
        manifest: Of the batch.
        now: Stamped.

    Returns:
        The office, and the first number that it asks for; 0 if it asks for none.
    """
    wanted = manifest.resend
    if wanted is None or wanted.epoch != unit.replica.epoch:
        return peer, 0  # in another incarnation everything goes there anyway
    if not 0 < wanted.first <= unit.journal.own_seq:
        return peer, 0
    known = {"peer": peer.id, "first": wanted.first, "at": now}
    unit.settings.set(_WANTED, json.dumps(known, sort_keys=True))
    return replace(peer, confirmed=min(peer.confirmed, wanted.first - 1)), wanted.first


def done(unit: Unit, peer: Peer, first: int) -> None:
    """Note that a batch was handed in that begins at a number."""
    wanted = _said(unit, _WANTED)
    if wanted and wanted["peer"] == peer.id and first <= wanted["first"]:
        unit.settings.set(_WANTED, "{}")


def wanted(unit: Unit) -> Wanted | None:
    """Return what the office asks for and was not handed in again yet."""
    known = _said(unit, _WANTED)
    if not known:
        return None
    return Wanted(known["peer"], known["first"], clock.local_date(clock.moment(known["at"])))


def _said(unit: Unit, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(unit.settings.get(name, "{}"))
    return found
