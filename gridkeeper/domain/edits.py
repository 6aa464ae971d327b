"""How a person's work becomes changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.changes import CREATED, DELETED, Change, GroupValue, Heads, heads_of
from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import KINDS, kind_of
from gridkeeper.domain.wire import HIGHEST_LAMPORT

if TYPE_CHECKING:
    from datetime import datetime

    from gridkeeper.domain.fields import Field, Stored
    from gridkeeper.domain.records import Kind, Record

_SCALAR = (str, int, type(None))  # asked first: whether something is a Mapping is a dear question
_LARGEST = 2**63 - 1  # what a column can hold

_NO_BASES: Mapping[str, tuple[str, ...]] = {}


def gathered(fields: tuple[Field, ...], stored: Mapping[str, Stored]) -> GroupValue:
    """Return a group's value out of a record's stored values."""
    if len(fields) == 1 and fields[0].name == fields[0].group:
        return stored.get(fields[0].name)
    return {f.name: stored[f.name] for f in fields if stored.get(f.name) is not None} or None


def spread(fields: tuple[Field, ...], value: GroupValue) -> dict[str, Stored]:
    """Return the stored value of each field out of a group's value; unknown names are left out."""
    if len(fields) == 1 and isinstance(value, _SCALAR):
        return {fields[0].name: value}
    if isinstance(value, Mapping):
        return {f.name: value.get(f.name) for f in fields}
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
        kind = kind_of(after)
        touched = {
            kind.by_name[name].group
            for name in old.keys() | new.keys()
            if old.get(name) != new.get(name)
        }
        if not touched:
            return None
        sets = {group: gathered(kind.groups[group], new) for group in sorted(touched)}
        if sets.get(DELETED):
            return self._write(after, sets, _all_bases(heads))
        return self._write(after, sets, _bases(sets, heads))

    def settle(self, record: Record, group: str, value: GroupValue, heads: Heads) -> Change:
        """Write a group's value on top of all its heads, whatever they say."""
        bases = _all_bases(heads) if group == DELETED else _bases({group: value}, heads)
        return self.state(record, group, value, bases)

    def state(self, record: Record, group: str, value: GroupValue, bases: Heads) -> Change:
        """Write a group's value on top of exactly these changes."""
        return self._write(record, {group: value}, bases)

    def _write(
        self,
        record: Record,
        sets: Mapping[str, GroupValue],
        bases: Heads,
        *,
        creates: bool = False,
    ) -> Change:
        # Whoever sends the highest number there is must not silence everybody else: from then on
        # ids alone decide, and what is written stays readable.
        self.lamport = min(self.lamport + 1, HIGHEST_LAMPORT)
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
    """Return the stored value of every field of the groups that are given.

    Groups and fields that this program does not know are left out: a newer one put them there.
    """
    found: dict[str, Stored] = {}
    groups = kind.groups
    for group, value in values.items():
        fields = groups.get(group)
        if fields is None:
            continue
        if len(fields) == 1 and isinstance(value, _SCALAR):
            found[fields[0].name] = value  # the usual case: a large import asks a million times
        else:
            found |= spread(fields, value)
    return found


def fault(kind: Kind, values: Mapping[str, Stored]) -> str:
    """Return the first field whose stored value is not of its type; "" if all are."""
    fits = _forms(kind.name)
    for name, value in values.items():
        if value is not None and not fits[name](value):
            return name
    return ""


@cache
def _forms(kind: str) -> Mapping[str, Callable[[Stored], bool]]:
    """Return, by field, what knows whether a value is exactly as the field would store it.

    Exactly, because stores that know the same changes must have the same bytes in their columns.
    """
    return {field.name: _FORMS.get(field.type, _is_text) for field in KINDS[kind].fields}


def _is_text(value: Stored) -> bool:
    return isinstance(value, str)


def _is_yes_no(value: Stored) -> bool:
    return isinstance(value, bool)


def _is_number(value: Stored) -> bool:
    return type(value) is int and -_LARGEST <= value <= _LARGEST


def _is_day(value: Stored) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_moment(value: Stored) -> bool:
    try:
        return isinstance(value, str) and clock.stamp(clock.moment(value)) == value
    except ValueError:
        return False


_FORMS = {
    Type.YES_NO: _is_yes_no,
    Type.NUMBER: _is_number,
    Type.AMOUNT: _is_number,
    Type.DAY: _is_day,
    Type.MOMENT: _is_moment,
}
