"""Builders of stores, of records and of what is written into them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock, wire
from gridkeeper.domain.edits import Pen
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.people import Person
from gridkeeper.domain.replicas import Replica, Role
from gridkeeper.domain.visits import Visit
from gridkeeper.storage.engine import KdfCost
from gridkeeper.storage.journal import Source
from gridkeeper.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gridkeeper.domain.changes import Change
    from gridkeeper.domain.records import Record
    from gridkeeper.storage.journal import Received
    from gridkeeper.storage.store import Unit

PASSWORD = "晨光花园"
CHEAP = KdfCost(1024, 1, 1)
NOW = datetime(2026, 10, 8, 1, 30, tzinfo=UTC)
STAMP = clock.stamp(NOW)


def an_id(number: int) -> str:
    """Return an id that is the same in every run."""
    return f"{number:012x}70008{0:015x}"


def a_replica(role: Role = Role.OFFICE, **facts: Any) -> Replica:
    """Return the facts of a store."""
    return Replica(
        **{"id": new_id(), "role": role, "name": "王芳", "unit": "晨光社区", "series": "00"} | facts
    )


def a_store(
    folder: Path, role: Role = Role.OFFICE, *, name: str = "store.gkdb", **facts: Any
) -> Store:
    """Make an empty store whose password costs nothing to check; the caller closes it."""
    store, _recovery = Store.create(folder / name, PASSWORD, a_replica(role, **facts), CHEAP)
    return store


def a_person(**facts: Any) -> Person:
    """Return a person."""
    return Person(**{"id": new_id(), "name": "张三", "phone": "13800001111"} | facts)


def a_visit(**facts: Any) -> Visit:
    """Return a visit."""
    usual = {
        "id": new_id(),
        "visited_on": date(2026, 10, 8),
        "outcome": "01",
        "place": "晨光花园3幢2单元501室",
        "situation": "老人身体尚可，厨房灯泡不亮",
    }
    return Visit(**usual | facts)


def a_pen(lamport: int = 0, author: str = "李梅", *, office: bool = True) -> Pen:
    """Return what writes changes."""
    return Pen(author, office, NOW, lamport, new_id)


def created(*records: Record, lamport: int = 0) -> list[Change]:
    """Return the changes that bring records into being."""
    pen = a_pen(lamport)
    return [pen.create(record) for record in records]


def save(unit: Unit, *records: Record) -> list[Change]:
    """Bring records into being in a store."""
    changes = created(*records, lamport=unit.journal.lamport)
    unit.journal.append(changes, STAMP)
    return changes


def edit(unit: Unit, record: Record) -> Change:
    """Save a record as it shall be from now on."""
    held = unit.listing.held(kind_of(record), record.id)
    assert held is not None
    change = a_pen(unit.journal.lamport).edit(held.record, record, held.heads)
    assert change is not None
    unit.journal.append([change], STAMP)
    return change


def receive(unit: Unit, changes: Iterable[Change], **source: Any) -> Received:
    """Take in changes of others, as a batch brings them."""
    lines = [(change, wire.encode(change)) for change in changes]
    return unit.journal.receive(
        lines, Source(**{"batch_id": new_id(), "received_at": STAMP} | source)
    )
