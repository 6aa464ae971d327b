"""Which of a store's own batches the other side has taken back: its next file says so."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain import clock, kinds
from gridkeeper.domain.changes import DELETED
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.services.exchange.batch_undoing import undone_batches
from gridkeeper.services.showing import days
from gridkeeper.services.showing.lists import Named
from gridkeeper.storage import origins
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gridkeeper.domain.replicas import Peer
    from gridkeeper.exchange.manifest import Manifest
    from gridkeeper.storage.peers import BatchNote
    from gridkeeper.storage.unit import Unit

_TOLD = "batches_undone_there"
_DAYS = 30
_NAMED = 3


@dataclass(frozen=True, slots=True)
class UndoneThere:
    """A batch of this store that no longer counts at the other side, or counts again there.

    Attributes:
        peer: Who has taken it back.
        on: The day on which it was handed over.
        records: By kind, ids of the records that are gone with it.
        names: Of the first of them, masked.
    """

    id: str
    number: str
    peer: str
    on: date
    records: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """What a file says that was not known: batches that were taken back, and that count again."""

    undone: tuple[UndoneThere, ...] = ()
    redone: tuple[UndoneThere, ...] = ()


def of_peer(unit: Unit, peer: Peer) -> tuple[str, ...] | None:
    """Return the batches of a peer that are taken back here; a worker takes none back."""
    if unit.replica.role is Role.WORKER:
        return None
    undone = undone_batches(unit)
    notes = unit.peers.batches() if undone else ()
    return tuple(sorted(one.id for one in notes if one.id in undone and one.peer_id == peer.id))


def heed(unit: Unit, peer: Peer, manifest: Manifest, now: str) -> Turned:
    """Keep which batches the other side has taken back, and return what is new of it.

    Args:
        unit: The caller's transaction, in which the batch's changes are already.
        peer: The other side.
        manifest: Of its newest batch.
        now: Stamped.
    """
    if manifest.undone is None:
        return Turned()
    told = _told(unit)
    before = told.get(peer.id, {})
    after = {one: before.get(one, now) for one in manifest.undone}
    if before.keys() == after.keys():
        return Turned()
    unit.settings.set(_TOLD, json.dumps(told | {peer.id: after}, sort_keys=True))
    return Turned(
        tuple(_some(unit, after.keys() - before.keys())),
        tuple(_some(unit, before.keys() - after.keys())),
    )


def known(unit: Unit) -> set[str]:
    """Return the ids of this store's batches that are taken back at the other side."""
    return {batch for batches in _told(unit).values() for batch in batches}


def recent(unit: Unit, day: date) -> list[UndoneThere]:
    """Return those of which this store has learned within a month."""
    since = clock.stamp(clock.noon(day - timedelta(days=_DAYS)))
    told = _told(unit).values()
    return _some(unit, {one for some in told for one, at in some.items() if at >= since})


def said(one: UndoneThere) -> str:
    """Return that a batch was taken back and what is gone with it, without a full stop."""
    places = {"peer": one.peer, "day": days.said(one.on)}
    if not one.records:
        text = _("{peer} has taken back your file of {day}; ask there whether it is to count again")
        return text.format(**places)
    what = _(", ").join(kinds.counted(name, len(ids)) for name, ids in one.records.items())
    if one.names:
        more = pick("等", " and others") * (sum(map(len, one.records.values())) > len(one.names))
        listed = pick("、", ", ").join(one.names) + more
        what = pick(f"{what}（{listed}）", f"{what} ({listed})")
    text = _(
        "{peer} has taken back your file of {day}: {what}; nothing is lost, and all of it is back "
        "as soon as the file counts again there"
    )
    return text.format(**places, what=what)


def said_again(one: UndoneThere) -> str:
    """Return that a batch counts again, without a full stop."""
    text = _("{peer} lets your file of {day} count again; what was gone with it is back")
    return text.format(peer=one.peer, day=days.said(one.on))


def _told(unit: Unit) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(unit.settings.get(_TOLD, "{}"))
    return found


def _some(unit: Unit, ids: set[str]) -> list[UndoneThere]:
    """Return what is known of some batches, the newest first; what was not written here is not."""
    if not ids:
        return []
    peers = {peer.id: peer.name for peer in unit.peers.all()}
    found = []
    for note in unit.peers.batches():
        if note.id in ids and note.outgoing:
            gone = _gone(unit, note)
            named = Named(unit, gone)
            pairs = [(name, one) for name, some in gone.items() for one in some][:_NAMED]
            on = clock.local_date(clock.moment(note.handled_at))
            names = tuple(filter(None, (named.name(*pair) for pair in pairs)))
            whom = peers.get(note.peer_id, "")
            found.append(UndoneThere(note.id, note.number, whom, on, gone, names))
    return found


def _gone(unit: Unit, note: BatchNote) -> dict[str, tuple[str, ...]]:
    """Return the records of a batch that the office, and nobody else, has deleted."""
    if unit.replica.role is not Role.WORKER or note.epoch != unit.replica.epoch:
        return {}  # the numbers of a batch are not those of its own changes
    span = [(note.first, note.last)]
    made = origins.made_here(unit.connection, unit.replica.id, span)
    found: dict[str, tuple[str, ...]] = {}
    for name, kind in KINDS.items():
        ids = [record for its, record in made if its == name]
        records = unit.listing.some(kind, ids) if ids else {}
        deleted = [one for one in ids if one in records and records[one].deleted]
        histories = origins.changes_of(unit.connection, name, deleted) if deleted else {}
        theirs = [
            record
            for record in deleted
            if all(change.office for change in histories[record] if DELETED in change.sets)
        ]
        if theirs:
            found[name] = tuple(theirs)
    return found
