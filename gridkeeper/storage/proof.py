"""What a store can prove about itself: its logical content, its chains, its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from gridkeeper.domain import wire
from gridkeeper.domain.changes import fold
from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage import statements, tables
from gridkeeper.storage.projection import count_rows, policies, ranks
from gridkeeper.storage.rebuilding import rebuild
from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Row

    from gridkeeper.progress import Progress
    from gridkeeper.storage.unit import Unit

_PAGES = N_("pages of it cannot be read")
_CHAIN = N_("entries of its journal are missing or were altered")
_LINES = N_("entries of its journal cannot be read")
_ROWS = N_("records are not what the journal says")
_CHUNK = 2000


@dataclass
class Findings:
    """What a verification found.

    Attributes:
        changes: How many changes the journal holds.
        records: How many records of each kind the rows hold.
        faults: What is wrong, in words that may still have to be translated, each once.
        problems: Each single thing that is wrong, for a technician; empty if nothing is.
        unreadable: How many changes are not in their form; then the rows are not compared.
    """

    changes: int = 0
    records: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unreadable: int = 0

    @property
    def words(self) -> str:
        """What is wrong first of all, for everybody; "" if nothing is."""
        return _(self.faults[0]) if self.faults else ""

    def blame(self, fault: str, problem: str = "") -> None:
        """Note something that is wrong, in words and, where there is more to say, exactly."""
        self.problems.append(problem or _(fault))
        if fault not in self.faults:
            self.faults.append(fault)


def dump(unit: Unit) -> Iterator[bytes]:
    """Yield the logical content as canonical JSON lines: equal stores, equal bytes.

    Records by kind and id with the fields that have a value, then everything in conflict with all
    values that stand side by side. Nothing that belongs to this store alone is in it.
    """
    for kind in KINDS.values():
        table = tables.records[kind.name]
        for row in unit.connection.execute(select(table).order_by(table.c.id)):
            values = {f.name: getattr(row, f.name) for f in kind.fields}
            shown = {name: value for name, value in values.items() if value is not None}
            yield wire.canonical({"kind": kind.name, "id": row.id, "values": shown})
    for kind, record_id, group in unit.listing.contended():
        history = unit.journal.history(record_id, kind)
        folded = fold((entry.change for entry in history), policies(kind), ranks(kind))
        heads = folded.contentions[group].heads
        yield wire.canonical(
            {
                "conflict": group,
                "kind": kind.name,
                "record": record_id,
                "values": [[head.id, head.author, head.value(group)] for head in heads],
            }
        )


def verify(unit: Unit, progress: Progress) -> Findings:
    """Check the file, the chains and the rows; run it in a unit that is rolled back.

    Everything is checked against the journal: the rows are made anew and compared.
    """
    found = Findings()
    _check_file(unit, found)
    if found.problems:
        return found  # what cannot be read cannot be compared
    _check_chains(unit, found, _Counting(progress, 0))
    before = _rows(unit)
    found.records = {name: len(before[name]) for name in KINDS}
    if found.unreadable:
        return found
    rebuild(unit, progress)
    after = _rows(unit)
    for name, rows in before.items():
        for record_id in sorted(rows.keys() | after[name].keys()):
            if rows.get(record_id) != after[name].get(record_id):
                problem = f"{name} {record_id}: the row is not what its changes say"
                found.blame(_ROWS, problem)
    return found


def sound(unit: Unit, progress: Progress) -> Findings:
    """Check every page and every chain, and count what is there; a quarter of the time of `verify`.

    For copies of a store: what its lines and rows say is as right as it was in the store.
    """
    found = Findings()
    with statements.watched(unit.connection, progress):
        _check_file(unit, found)
    if not found.problems:
        counted = counts(unit)
        _check_chains(unit, found, _Counting(progress, counted.changes), read=False)
        found.records = counted.records
    return found


def counts(unit: Unit) -> Findings:
    """Return how many changes and records of each kind a store holds, and no problem."""
    changes = unit.connection.execute(select(func.count()).select_from(tables.change)).scalar_one()
    records = {name: count_rows(unit.connection, kind) for name, kind in KINDS.items()}
    return Findings(int(changes), records)


def _check_file(unit: Unit, found: Findings) -> None:
    """Check the seal of each page; only then can the file's order be looked at."""
    for pragma in ("cipher_integrity_check", "quick_check"):
        said = [row[0] for row in unit.connection.exec_driver_sql(f"PRAGMA {pragma}")]
        for line in said:
            if line != "ok":
                found.blame(_PAGES, f"{pragma}: {line}")
        if found.problems:
            return


def _check_chains(unit: Unit, found: Findings, step: _Counting, *, read: bool = True) -> None:
    """Follow the chain of each replica whose own changes are here; `read` decodes each line."""
    table = tables.change
    query = select(table)
    places: dict[tuple[str, int], _Place] = {}
    for row in unit.connection.execute(query.order_by(table.c.replica, table.c.epoch, table.c.seq)):
        found.changes += 1
        step.done()
        if read:
            _check_line(row, found)
        if not row.seq:
            continue  # somebody passed it on
        if not places.setdefault((row.replica, row.epoch), _Place()).leads_to(row):
            found.blame(_CHAIN, f"chain of {row.replica} breaks at {row.epoch}/{row.seq}")
    own = places.get((unit.replica.id, unit.replica.epoch), _Place())
    said = (unit.journal.own_seq, unit.settings.bytes("own_chain", wire.CHAIN_START))
    if said != (own.seq, own.chains[-1]):
        found.blame(_CHAIN, f"own changes do not end at number {said[0]}")


@dataclass
class _Counting:
    """Counts steps and now and then says how many; with no total it says nothing."""

    progress: Progress
    total: int
    steps: int = 0

    def done(self) -> None:
        """Count one step."""
        self.steps += 1
        if self.total and self.steps % _CHUNK == 0:
            self.progress.report(self.steps, self.total)


@dataclass
class _Place:
    """How far a replica's chain was followed.

    A store that was copied gives the same numbers twice until it notices; so there may be several
    chains at a number and at the one before.
    """

    seq: int = 0
    chains: list[bytes] = field(default_factory=lambda: [wire.CHAIN_START])
    before: list[bytes] = field(default_factory=list)

    def leads_to(self, row: Row[Any]) -> bool:
        """Go on to a row of the same or a higher number; whether the chain leads there."""
        if row.seq != self.seq:
            # A number that is missing went into quarantine; the chain goes on behind it.
            follows = row.seq == self.seq + 1
            self.seq, self.before, self.chains = row.seq, self.chains if follows else [], []
        self.chains.append(row.chain)
        return not self.before or any(
            wire.chain(before, row.body) == row.chain for before in self.before
        )


def _check_line(row: Row[Any], found: Findings) -> None:
    try:
        change = wire.decode(row.body)
    except ValueError as error:
        found.unreadable += 1
        found.blame(_LINES, f"change {row.id}: {error}")
        return
    if (change.id, change.record, change.kind) != (row.id, row.record_id, row.kind):
        found.blame(_LINES, f"change {row.id}: its columns are not what its line says")


def _rows(unit: Unit) -> dict[str, dict[str, tuple[Any, ...]]]:
    rows = {
        name: {row.id: tuple(row) for row in unit.connection.execute(select(table))}
        for name, table in tables.records.items()
    }
    contentions = unit.connection.execute(select(tables.contention))
    rows["contention"] = {f"{row.record_id} {row.field_group}": tuple(row) for row in contentions}
    return rows
