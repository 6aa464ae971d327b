"""How changes become rows.

A row is what its record's changes amount to. Most changes stand on exactly the heads that the row
names; those are written as they are. Every other record is folded anew from its journal. Both
ways give the same row; `rebuilt` and a test rely on it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from gridkeeper.domain import wire, workflow
from gridkeeper.domain.changes import (
    CREATED,
    DELETED,
    Change,
    Folded,
    Heads,
    advanced,
    fold,
    follows,
)
from gridkeeper.domain.edits import columns
from gridkeeper.domain.fields import Merge
from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage import statements, tables, traces
from gridkeeper.storage.traces import Step, Trace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from gridkeeper.domain.fields import Stored
    from gridkeeper.domain.records import Kind


_ABOUT = ("heads", "conflicts", "changed_at", *traces.COLUMNS)
_heads = msgspec.json.Decoder(dict[str, list[str]])


@dataclass(frozen=True, slots=True)
class Arrived:
    """A change that is in the journal.

    Attributes:
        step: How it came here.
        values: What it says of the columns of its kind.
    """

    change: Change
    step: Step
    values: Mapping[str, Stored]


@dataclass(slots=True)
class _Row:
    """A row as it will be after the changes at hand."""

    heads: Heads
    conflicts: int
    changed_at: str
    trace: Trace
    place: int = 0
    new: bool = False
    values: dict[str, Stored] = field(default_factory=dict)


@dataclass
class Projected:
    """What a set of changes did to the rows.

    Attributes:
        created: Ids of records that were not known before, by kind.
        changed: Ids of records that were, by kind.
    """

    created: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    changed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Projection:
    """Keeps the rows of all kinds true to the journal, inside the caller's transaction."""

    def __init__(self, connection: Connection, own_replica: str) -> None:
        self._connection = connection
        self._own_replica = own_replica

    def apply(self, arrived: Sequence[Arrived]) -> Projected:
        """Bring the rows up to date with changes that were just added to the journal.

        Changes of kinds that only a newer program knows leave no row.
        """
        done = Projected()
        by_kind: dict[str, list[Arrived]] = defaultdict(list)
        for one in arrived:
            if one.change.kind in KINDS:
                by_kind[one.change.kind].append(one)
        for name, ones in by_kind.items():
            self._apply_kind(KINDS[name], ones, done)
        return done

    def refold(self, kind: Kind, record_ids: Iterable[str]) -> None:
        """Write rows anew from the journal."""
        table = tables.records[kind.name]
        sought = sorted(record_ids)
        rows, contended = [], []
        for record_id, changes in self._journal_of(kind, sought).items():
            folded = fold((change for change, _ in changes), policies(kind), ranks(kind))
            rows.append(_folded_row(kind, record_id, folded, changes))
            contended += [
                {"record_id": record_id, "field_group": group, "kind": kind.name}
                for group in folded.contentions
            ]
        self._forget(kind, sought)
        if rows:
            values = [tuple(row.values()) for row in rows]
            statements.insert_many(self._connection, table, tuple(rows[0]), values)
        if contended:
            self._connection.execute(insert(tables.contention), contended)

    def _apply_kind(self, kind: Kind, ones: Sequence[Arrived], done: Projected) -> None:
        rows = self._rows(kind, {one.change.record for one in ones})
        known = set(rows)
        folding: set[str] = set()
        fixed = once(kind)
        for one in ones:
            change = one.change
            bucket = done.changed if change.record in known else done.created
            bucket[kind.name].add(change.record)
            if change.record not in folding and not _take(rows, one, fixed):
                folding.add(change.record)
        self._write(kind, {key: row for key, row in rows.items() if key not in folding})
        if folding:
            self.refold(kind, folding)

    def _rows(self, kind: Kind, record_ids: set[str]) -> dict[str, _Row]:
        table = tables.records[kind.name]
        place = statements.place_of(table)
        query = select(table.c.id, place, *(table.c[name] for name in _ABOUT)).where(
            statements.id_in(table.c.id)
        )
        found = self._connection.execute(query, statements.ids(record_ids)).all()
        return {
            one: _Row(_heads.decode(heads or "{}"), conflicts, changed, Trace(*trace), at)
            for one, at, heads, conflicts, changed, *trace in found
        }

    def _write(self, kind: Kind, rows: Mapping[str, _Row]) -> None:
        """Insert new rows, and update the columns that changed, grouped by which these are."""
        table = tables.records[kind.name]
        fresh: list[tuple[Any, ...]] = []
        updates: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
        for record_id, row in rows.items():
            if row.new:
                values = map(row.values.get, kind.by_name)
                fresh.append((record_id, *values, *_about(row)))
            else:
                names = tuple(sorted(row.values))
                values = map(row.values.get, names)
                updates[names].append((*values, *_about(row), row.place))
        if fresh:
            names = ("id", *kind.by_name, *_ABOUT)
            statements.insert_many(self._connection, table, names, fresh)
        for names, changed in updates.items():
            statements.update_many(self._connection, table, (*names, *_ABOUT), changed)

    def _forget(self, kind: Kind, record_ids: Sequence[str]) -> None:
        parameters = statements.ids(record_ids)
        table, contention = tables.records[kind.name], tables.contention
        self._connection.execute(delete(table).where(statements.id_in(table.c.id)), parameters)
        gone = delete(contention).where(
            contention.c.kind == kind.name, statements.id_in(contention.c.record_id)
        )
        self._connection.execute(gone, parameters)

    def _journal_of(
        self, kind: Kind, record_ids: Sequence[str]
    ) -> dict[str, list[tuple[Change, Step]]]:
        """Return all known changes of some records, and how each came here.

        Only those of the kind: a change that gives the id of a record to another kind says nothing
        about the record, and its values were never looked at as if it did.
        """
        table = tables.change
        names = ("arrival", "record_id", "body", "replica", "epoch", "seq")
        query = select(*(table.c[name] for name in names)).where(
            table.c.kind == kind.name, statements.id_in(table.c.record_id)
        )
        found: dict[str, list[tuple[Change, Step]]] = defaultdict(list)
        for row in self._connection.execute(query, statements.ids(record_ids)):
            own_seq = row.seq if row.replica == self._own_replica else 0
            who = traces.said_by(row.replica, row.epoch, self._own_replica)
            found[row.record_id].append((wire.decode(row.body), Step(own_seq, row.arrival, who)))
        return found


def _take(rows: dict[str, _Row], one: Arrived, once: Collection[str]) -> bool:
    """Take a change into its row; False if the record must be folded from its journal.

    `once` are the groups that nothing is written over.
    """
    change, row = one.change, rows.get(one.change.record)
    if row is None:
        if not change.creates or DELETED in change.sets:
            return False
        row = _Row({CREATED: (change.id,)}, 0, change.claimed_at, Trace(), new=True)
        rows[change.record] = row
    elif row.conflicts or _is_special(change, once) or not follows(change, row.heads):
        return False
    else:
        row.heads = advanced(change, row.heads)
        row.changed_at = max(row.changed_at, change.claimed_at)
    row.trace.take(change, one.step)
    row.values.update(one.values)
    return True


def _is_special(change: Change, once: Collection[str]) -> bool:
    """Whether a change judges more than it sets, or sets what nothing is written over."""
    if once and not change.sets.keys().isdisjoint(once):
        return True
    return bool(change.bases.keys() - change.sets)


def _about(row: _Row) -> tuple[str | int, ...]:
    """Return the values of `_ABOUT`; a row in conflict is never written without folding it."""
    return _written(row.heads), 0, row.changed_at, *row.trace.values


def _written(heads: Heads) -> str:
    return wire.canonical(heads).decode()


def _folded_row(
    kind: Kind, record_id: str, folded: Folded, changes: Sequence[tuple[Change, Step]]
) -> dict[str, Any]:
    return {
        "id": record_id,
        **_all_columns(kind, columns(kind, folded.values)),
        "heads": _written(folded.heads) if folded.complete else None,
        "conflicts": len(folded.contentions),
        "changed_at": max(change.claimed_at for change, _ in changes),
        **dict(zip(traces.COLUMNS, traces.of(changes).values, strict=True)),
    }


def _all_columns(kind: Kind, values: Mapping[str, Stored]) -> dict[str, Stored]:
    return {field.name: values.get(field.name) for field in kind.fields}


def policies(kind: Kind) -> dict[str, Merge]:
    """Return how each group of a kind chooses among its heads."""
    return {group: fields[0].merge for group, fields in kind.groups.items()}


def choose_anew(connection: Connection, own_replica: str) -> None:
    """Fold everything anew that is in conflict, in a store that an older program kept.

    Its fields may have had other policies there.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for kind, record_id, _group in connection.execute(select(tables.contention)):
        found[kind].append(record_id)
    projection = Projection(connection, own_replica)
    for name, record_ids in found.items():
        projection.refold(KINDS[name], set(record_ids))


def once(kind: Kind) -> frozenset[str]:
    """Return the groups of a kind that nothing is written over."""
    return frozenset(group for group, merge in policies(kind).items() if merge is Merge.ONCE)


def ranks(kind: Kind) -> Mapping[str, int]:
    """Return how far along each state of a kind is; empty where it has no states."""
    return workflow.of(kind.name).ranks if "state" in kind.by_name else {}


def count_rows(connection: Connection, kind: Kind) -> int:
    """Return how many rows a kind has, deleted ones included."""
    found = connection.execute(select(func.count()).select_from(tables.records[kind.name]))
    return int(found.scalar_one())
