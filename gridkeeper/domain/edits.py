"""How a person's work becomes changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.changes import CREATED, DELETED, Change, GroupValue, Heads, heads_of
from gridkeeper.domain.kinds import kind_of

if TYPE_CHECKING:
    from datetime import datetime

    from gridkeeper.domain.fields import Field, Stored
    from gridkeeper.domain.records import Kind, Record

_NO_BASES: Mapping[str, tuple[str, ...]] = {}


def gathered(fields: tuple[Field, ...], stored: Mapping[str, Stored]) -> GroupValue:
    """Return a group's value out of a record's stored values."""
    if len(fields) == 1 and fields[0].name == fields[0].group:
        return stored.get(fields[0].name)
    return {f.name: stored[f.name] for f in fields if stored.get(f.name) is not None} or None


def spread(fields: tuple[Field, ...], value: GroupValue) -> dict[str, Stored]:
    """Return the stored value of each field out of a group's value; unknown names are left out."""
    if isinstance(value, Mapping):
        return {f.name: value.get(f.name) for f in fields}
    if len(fields) == 1:
        return {fields[0].name: value}
    return dict.fromkeys((f.name for f in fields), None)


def scope(record: Record) -> str:
    """Return the grid that a record's changes travel with: a grid's own are in its own scope."""
    if kind_of(record).name == "grid":
        return record.id
    return record.grid_id or ""


@dataclass
class Pen:
    """What writes changes: one person, at one store, in one transaction.

    Attributes:
        office: Whether she works at the office.
        lamport: The highest number that the store has seen; raised by every change.
        new_id: Where ids come from.
        changes: What was written so far.
    """

    author: str
    office: bool
    now: datetime
    lamport: int
    new_id: Callable[[], str]
    changes: list[Change] = field(default_factory=list)

    def create(self, record: Record) -> Change:
        """Bring a record into being."""
        stored = record.stored()
        sets = {
            group: value
            for group, fields in kind_of(record).groups.items()
            if (value := gathered(fields, stored)) is not None
        }
        return self._write(record, sets, _NO_BASES, creates=True)

    def edit(self, before: Record, after: Record, heads: Heads) -> Change | None:
        """Say what is different; None if nothing is.

        Args:
            before: What the author saw.
            after: What it shall be.
            heads: The heads that the author saw.
        """
        old, new = before.stored(), after.stored()
        sets = {
            group: value
            for group, fields in kind_of(after).groups.items()
            if (value := gathered(fields, new)) != gathered(fields, old)
        }
        if not sets:
            return None
        if sets.get(DELETED):
            return self._write(after, sets, _all_bases(heads))
        return self._write(after, sets, _bases(sets, heads))

    def settle(self, record: Record, group: str, value: GroupValue, heads: Heads) -> Change:
        """Write a group's value on top of all its heads, whatever they say."""
        sets = {group: value}
        bases = _all_bases(heads) if group == DELETED else _bases(sets, heads)
        return self._write(record, sets, bases)

    def _write(
        self,
        record: Record,
        sets: Mapping[str, GroupValue],
        bases: Heads,
        *,
        creates: bool = False,
    ) -> Change:
        self.lamport += 1
        change = Change(
            id=self.new_id(),
            record=record.id,
            kind=kind_of(record).name,
            grid=scope(record),
            lamport=self.lamport,
            author=self.author,
            office=self.office,
            claimed_at=clock.stamp(self.now),
            creates=creates,
            sets=sets,
            bases=bases,
        )
        self.changes.append(change)
        return change


def _bases(sets: Mapping[str, GroupValue], heads: Heads) -> Heads:
    return {group: tuple(heads_of(heads, group)) for group in sets}


def _all_bases(heads: Heads) -> Heads:
    return {**heads, DELETED: tuple(heads_of(heads, DELETED))} if CREATED in heads else dict(heads)


def columns(kind: Kind, values: Mapping[str, GroupValue]) -> dict[str, Stored]:
    """Return the stored value of every field of the groups that are given; others are left out."""
    found: dict[str, Stored] = {}
    for group, value in values.items():
        fields = kind.groups.get(group)
        if fields is not None:
            found |= spread(fields, value)
    return found


def fault(kind: Kind, sets: Mapping[str, GroupValue]) -> str:
    """Return the first field whose stored value is not of its type; "" if all are.

    Groups and fields that this program does not know are no fault: a newer one put them there.
    """
    for name, value in columns(kind, sets).items():
        try:
            kind.by_name[name].restore(value)
        except (ValueError, TypeError):
            return name
    return ""
