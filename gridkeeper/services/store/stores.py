"""Making a store, and asking it about itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import wire
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import OFFICE_SERIES, Replica, Role
from gridkeeper.exchange import envelopes
from gridkeeper.exchange.keys import Keys, new_keys
from gridkeeper.services.exchange import unsent
from gridkeeper.services.session import Session
from gridkeeper.storage import attachments, proof, rebuilding
from gridkeeper.storage.engine import KdfCost
from gridkeeper.storage.projection import count_rows
from gridkeeper.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from gridkeeper.domain.clock import Clock
    from gridkeeper.progress import Progress
    from gridkeeper.storage.proof import Findings
    from gridkeeper.storage.unit import Unit

_KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new store goes and what unlocks it.

    Attributes:
        cost: How dear a guess of the password is; tests take a cheap one.
    """

    path: Path
    password: str = field(repr=False)
    cost: KdfCost = field(default_factory=KdfCost)


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What a store says about itself.

    Attributes:
        records: Living and deleted records by kind.
        unsent: Records that were not handed over yet.
        unconfirmed: Own changes that were handed out and not acknowledged yet.
    """

    replica: Replica
    schema: str
    changes: int
    records: Mapping[str, int]
    conflicts: int
    unsent: int
    unconfirmed: int
    peers: tuple[Mapping[str, Any], ...]


def make(
    place: Place,
    replica: Replica,
    clock: Clock,
    ids: Callable[[], str],
    envelope: str = envelopes.AGE,
) -> tuple[Session, str]:
    """Make a store with keys of its own; return its session and its recovery key.

    `envelope` is the one in which it will write batches.

    Raises:
        EnvelopeMissingError: This computer cannot use the envelope.
    """
    envelopes.usable(envelope, place.path.name)

    def begin(unit: Unit) -> None:
        keep_keys(unit, new_keys(envelope))

    store, recovery_key = Store.create(place.path, place.password, replica, place.cost, begin)
    return Session(store, clock, ids), recovery_key


def opened(
    path: Path,
    unlocking: tuple[str, str],
    time: Clock,
    ids: Callable[[], str] = new_id,
    progress: Progress | None = None,
) -> Session:
    """Open a store with a password and a recovery key, which goes before it.

    See `Store.open` for what is raised.
    """
    password, recovery_key = unlocking
    if recovery_key:
        return Session(Store.open_recovered(path, recovery_key, progress), time, ids)
    return Session(Store.open(path, password, progress), time, ids)


def new_replica(new_id: str, role: Role, name: str, unit: str) -> Replica:
    """Return who keeps a store that nobody enrolled."""
    return Replica(new_id, role, name, unit, "01" if role is Role.ALONE else OFFICE_SERIES)


def keep_keys(unit: Unit, keys: Keys) -> None:
    """Keep a store's own keys in it."""
    unit.settings.set(_KEYS, wire.canonical(asdict(keys)).decode())


def keys_of(unit: Unit) -> Keys:
    """Return a store's own keys."""
    return Keys(**wire.parsed(unit.settings.get(_KEYS)))


class StoreService:
    """Asks a store about itself."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def facts(self) -> StoreFacts:
        """Return what `store info` shows."""
        with self._session.store.reading() as unit:
            peers = unit.peers.all()
            return StoreFacts(
                replica=unit.replica,
                schema=self._session.store.schema,
                changes=unit.journal.last_arrival,
                records={name: count_rows(unit.connection, kind) for name, kind in KINDS.items()},
                conflicts=len(unit.listing.contended()),
                unsent=unsent.of_store(unit).records,
                unconfirmed=max((peer.sent - peer.confirmed for peer in peers), default=0),
                peers=tuple(_shown(peer) for peer in peers),
            )

    def verify(self, progress: Progress) -> Findings:
        """Check file, chains and rows, and what is in attachments; nothing of them is changed.

        Where nothing can be written the rows cannot be made anew, and are only counted.
        """
        store = self._session.store
        if store.looking:
            with store.reading() as unit:
                return proof.sound(unit, progress)
        with store.rehearsing() as unit:
            found = proof.verify(unit, progress)
            if not found.problems:
                attachments.check(unit, store.contents, found, progress)
            return found

    def rebuild(self, progress: Progress) -> int:
        """Make all rows anew from the journal, in one transaction."""
        with self._session.writing("rebuild") as work:
            return rebuilding.rebuild(work.unit, progress)

    def dump(self) -> Iterator[bytes]:
        """Yield the logical content, line by line."""
        with self._session.store.reading() as unit:
            yield from proof.dump(unit)


def _shown(peer: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a Peer, without what is secret
    hidden = {"secret", "sign_key", "seal_key", "received_chain"}
    return {name: value for name, value in asdict(peer).items() if name not in hidden}
