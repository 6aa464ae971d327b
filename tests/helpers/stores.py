"""Builders of stores, of records and of what is written into them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock, wire
from gridkeeper.domain.disputes import Dispute
from gridkeeper.domain.edits import Pen
from gridkeeper.domain.hazards import Hazard
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.people import Person
from gridkeeper.domain.replicas import Replica, Role
from gridkeeper.domain.visits import Visit
from gridkeeper.exchange.keys import new_keys
from gridkeeper.progress import Quiet
from gridkeeper.services.store.stores import keep_keys
from gridkeeper.storage import proof
from gridkeeper.storage.engine import KdfCost
from gridkeeper.storage.journal import Source
from gridkeeper.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gridkeeper.domain.changes import Change
    from gridkeeper.domain.records import Record
    from gridkeeper.storage.journal import Received
    from gridkeeper.storage.proof import Findings
    from gridkeeper.storage.unit import Unit

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


def a_copied_store(folder: Path, role: Role = Role.OFFICE) -> Store:
    """Return an empty store at once: all that are asked for have one id and one key.

    Making one takes a tenth of a second, and most tests only want to have it.
    """
    for name, content in _made(role).items():
        put = folder / name
        put.touch(mode=0o600)
        put.write_bytes(content)
    return Store.open(folder / "store.gkdb", PASSWORD)


@cache
def _made(role: Role) -> Mapping[str, bytes]:
    with TemporaryDirectory() as folder:
        store = a_store(Path(folder), role)
        with store.writing() as unit:
            keep_keys(unit, new_keys())
        store.close()
        return {file.name: file.read_bytes() for file in Path(folder).iterdir()}


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


def a_hazard(**facts: Any) -> Hazard:
    """Return a hazard."""
    usual = {
        "id": new_id(),
        "found_on": date(2026, 10, 1),
        "content": "灭火器过期",
        "category": "02",
        "level": "2",
        "state": "20",
    }
    return Hazard(**usual | facts)


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


def verified(store: Store) -> Findings:
    """Return what a verification of a store finds."""
    with store.rehearsing() as unit:
        return proof.verify(unit, Quiet())


def change_of(before: Change, **facts: Any) -> Change:
    """Return a change upon another one."""
    usual = {
        "id": new_id(),
        "lamport": before.lamport + 1,
        "creates": False,
        "bases": {group: [before.id] for group in facts.get("sets", {})},
    }
    return replace(before, **usual | facts)


def contended_store(store: Store, *, office_first: bool = True) -> Change:
    """Leave a dispute of which two people changed the same thing, and return its creation."""
    dispute = Dispute(id=new_id(), title="噪声纠纷")
    with store.writing() as unit:
        (creation,) = save(unit, dispute)
        left = change_of(creation, sets={"mediator": {"mediator": "甲"}}, office=office_first)
        right = change_of(creation, sets={"mediator": {"mediator": "乙"}}, office=not office_first)
        receive(unit, [left, right])
    return creation
