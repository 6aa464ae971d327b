"""Several people who work on one record without seeing each other, change by change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds
from gridkeeper.domain.changes import DELETED, fold
from gridkeeper.domain.edits import Pen, columns
from gridkeeper.domain.people import Person
from gridkeeper.storage import proof
from gridkeeper.storage.projection import policies, ranks
from tests.helpers.stores import NOW, an_id, receive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gridkeeper.domain.changes import Change, Folded, GroupValue
    from gridkeeper.storage.store import Store
    from gridkeeper.storage.unit import Unit

RECORD = an_id(1)
FIRST = {"name": "张三", "phone": "0", "work_unit": "旧"}


def folded(known: Sequence[Change]) -> Folded:
    """Return what changes of a person amount to."""
    return fold(known, policies(kinds.PERSON), ranks(kinds.PERSON))


@dataclass
class Side:
    """One of them.

    Attributes:
        known: The changes that she has seen or made, the newest last.
        ids: Where all sides take the ids of their changes from, one after the other.
    """

    name: str
    ids: Iterator[int]
    office: bool = False
    known: list[Change] = field(default_factory=list)

    def create(self, **values: Any) -> Change:
        """Bring the record into being."""
        pen = self._pen()
        return self._made(pen.create(Person(id=RECORD, **values)))

    def edit(self, **values: Any) -> Change:
        """Change the record as she sees it; deleting and reviving are edits of `deleted`."""
        seen = folded(self.known)
        before = Person.restored(RECORD, columns(kinds.PERSON, seen.values))
        change = self._pen().edit(before, replace(before, **values), seen.heads)
        assert change is not None, values
        return self._made(change)

    def sees(self, other: Side) -> None:
        """Take in what somebody else knows."""
        self.known += [change for change in other.known if change not in self.known]

    def _pen(self) -> Pen:
        lamport = max((change.lamport for change in self.known), default=0)
        return Pen(self.name, self.office, NOW, lamport, lambda: an_id(0xC000 + next(self.ids)))

    def _made(self, change: Change) -> Change:
        self.known.append(change)
        return change


def sides(*, created: bool = True) -> tuple[Side, Side, Side]:
    """Return an office and two workers who have seen what the office wrote down first."""
    ids = count()
    office, one, other = (Side(name, ids, name == "王芳") for name in ("王芳", "李梅", "赵刚"))
    if created:
        office.create(**FIRST)
        one.sees(office)
        other.sees(office)
    return office, one, other


@dataclass(frozen=True)
class Found:
    """What a store says of the record.

    Attributes:
        shown: The values of its fields that differ from those it was created with.
        deleted: Whether it is deleted.
        conflicts: What stands side by side of each group in conflict.
    """

    shown: Mapping[str, object]
    deleted: bool = False
    conflicts: Mapping[str, frozenset[object]] = field(default_factory=dict)


def found(unit: Unit) -> Found:
    """Return what a store says."""
    held = unit.listing.held(kinds.PERSON, RECORD)
    assert held is not None
    changes = [entry.change for entry in unit.journal.history(RECORD)]
    contentions = folded(changes).contentions
    assert {group for _kind, _id, group in unit.listing.contended()} == contentions.keys()
    stored = held.record.stored()
    return Found(
        {name: value for name, value in stored.items()
         if value != FIRST.get(name) and name != DELETED},
        bool(held.record.deleted),
        {group: frozenset(_plain(head.value(group)) for head in contention.heads)
         for group, contention in contentions.items()},
    )  # fmt: skip


def _plain(value: GroupValue) -> object:
    """Return a value that can be in a set."""
    return tuple(sorted(value.items())) if isinstance(value, Mapping) else value


def delivered(store: Store, batches: Sequence[Sequence[Change]]) -> tuple[Found, list[bytes]]:
    """Return what a store says once batches have arrived in this order, and its content."""
    with store.rehearsing() as unit:
        for batch in batches:
            receive(unit, batch)
        return found(unit), list(proof.dump(unit))
