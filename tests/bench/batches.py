"""Batches beside pygeodiff on plain files, and beside a raw upsert on an encrypted one.

    python -m tests.bench.batches [--rows 100000] [--changed 100000] [--rounds 5]

A worker edited one to four columns of `changed` of `rows` visits. *Ours* writes them as a batch
(compressed, sealed, signed, read back and proved), and takes it into the office's encrypted store
(unsealed, verified, journal, conflicts, rows; one transaction). The search index follows later and
is timed by itself. *pygeodiff* makes a changeset of two plain files and applies it to a third;
*raw* writes the whole rows with one `INSERT … ON CONFLICT` into an encrypted file.

Each step runs in a process of its own on fresh copies, in another order each round; what is
compared are medians. Whatever was written is compared with the goal, outside the time.
"""

from __future__ import annotations

import argparse
import importlib
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from gridkeeper.domain.ids import new_id
from gridkeeper.exchange import writer
from gridkeeper.exchange.manifest import Numbers, Outgoing
from gridkeeper.exchange.reader import BatchFile
from gridkeeper.progress import Quiet
from gridkeeper.services.exchange.enrolment import note
from gridkeeper.storage import tables
from gridkeeper.storage.journal import Source
from tests.bench import batch_stores
from tests.bench.batch_stores import COLUMNS, UPSERT
from tests.bench.memory import peak_mb
from tests.bench.rows import Row, table
from tests.helpers.stores import NOW, STAMP

if TYPE_CHECKING:
    from collections.abc import Callable

Took = dict[str, float]
"""What a step has to say: seconds by name, `peak_mb`, `bytes`."""


def write(folder: Path, work: Path) -> Took:
    """Write the batch."""
    facts = batch_stores.kept(folder)
    path = work / "batch.gkb"
    with closing(batch_stores.a_store_of(folder, "worker.gkdb")) as store:
        begun = time.perf_counter()
        with store.reading() as unit:
            last = unit.journal.own_seq
            before = unit.journal.chain_at(unit.replica.id, 1, facts.rows)
            outgoing = Outgoing(
                batch_id=new_id(),
                number="01-20261008-001",
                sender=unit.replica,
                recipient_id=new_id(),
                recipient_name="晨光社区",
                numbers=Numbers(1, facts.rows + 1, last, whole=True),
                made_at=STAMP,
                software="GridKeeper",
                chain_before=before.hex(),
            )
            lines = unit.journal.own_lines(facts.rows, last)
            seal_to = facts.office.seal_public
            writer.write(path, outgoing, lines, facts.worker, seal_to, Quiet())
        took = time.perf_counter() - begun
    return {"write": took, "bytes": path.stat().st_size, "peak_mb": peak_mb()}


def take(folder: Path, work: Path) -> Took:
    """Take the batch in, again, and once more as if it were another one; then index it."""
    facts = batch_stores.kept(folder)
    with closing(batch_stores.a_store_of(work, "office.gkdb")) as store:
        took: Took = {"take": _taken(store, work, facts, new=facts.changed)}
        took["peak_mb"] = peak_mb()
        query = select(*(tables.records["visit"].c[name] for name in COLUMNS)).order_by("id")
        with store.reading() as unit:
            found = [tuple(row) for row in unit.connection.execute(query)]
        _check(found == batch_stores.rows_of(folder / "after.sqlite"), "other rows")
        took["again"] = _seen(store, work)
        took["known"] = _taken(store, work, facts, new=0)
        begun = time.perf_counter()
        with store.writing() as unit:
            unit.search.catch_up()
        took["search"] = time.perf_counter() - begun
    return took


def _taken(store: Any, work: Path, facts: batch_stores.Facts, new: int) -> float:
    begun = time.perf_counter()
    file = BatchFile.open(work / "batch.gkb")
    file.check_signer(facts.worker.sign_public)
    manifest = file.unseal(facts.office)
    numbers = file.cover.numbers
    with store.writing() as unit:
        source = Source(
            batch_id=file.cover.batch_id,
            received_at=STAMP,
            replica=file.cover.sender.replica,
            epoch=numbers.epoch,
            first=numbers.first,
            chain=bytes.fromhex(manifest.chain_before),
        )
        received = unit.journal.receive(file.lines(Quiet()), source)
        if new:
            unit.peers.note(note(file.cover, source.replica, NOW, outgoing=False))
    took = time.perf_counter() - begun
    _check((received.new, received.known) == (new, facts.changed - new), "other changes")
    return took


def _seen(store: Any, work: Path) -> float:
    """Return how long it takes to see that a batch was taken in already."""
    begun = time.perf_counter()
    file = BatchFile.open(work / "batch.gkb")
    with store.writing() as unit:
        seen = unit.peers.batch(file.cover.batch_id) is not None
    took = time.perf_counter() - begun
    _check(seen, "not seen")
    return took


def create(folder: Path, work: Path) -> Took:
    """Have pygeodiff compare two files."""
    from pygeodiff import GeoDiff  # noqa: PLC0415 - only this child pays for it

    geodiff, made = GeoDiff(), work / "changes.diff"
    before, after = folder / "before.sqlite", folder / "after.sqlite"
    begun = time.perf_counter()
    geodiff.create_changeset(str(before), str(after), str(made))
    took = time.perf_counter() - begun
    return {"create": took, "bytes": made.stat().st_size, "peak_mb": peak_mb()}


def apply(folder: Path, work: Path) -> Took:
    """Have pygeodiff apply its changeset."""
    from pygeodiff import GeoDiff  # noqa: PLC0415 - only this child pays for it

    geodiff, target = GeoDiff(), work / "before.sqlite"
    begun = time.perf_counter()
    geodiff.apply_changeset(str(target), str(work / "changes.diff"))
    took = time.perf_counter() - begun
    peak = peak_mb()
    _check(
        batch_stores.rows_of(target) == batch_stores.rows_of(folder / "after.sqlite"), "other rows"
    )
    return {"apply": took, "peak_mb": peak}


def upsert(folder: Path, work: Path) -> Took:
    """Write the changed rows, as they are afterwards, into an encrypted file."""
    rows = list(batch_stores.changed_rows(folder))
    with closing(batch_stores.raw(work / "raw.db")) as connection:
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(UPSERT, rows)
        connection.execute("COMMIT")
        return {"upsert": time.perf_counter() - begun, "peak_mb": peak_mb()}


_MANY, _MANY_MB = 1_000_000, 300
"""So many changes may take so much memory."""

_OURS = (write, take)
_GEODIFF = (create, apply)
_RAW = (upsert,)
_COPIED = ("office.gkdb", "office.gkdb.key", "before.sqlite", "raw.db")
STEPS: dict[str, Callable[[Path, Path], Took]] = {
    step.__name__: step for step in (*_OURS, *_GEODIFF, *_RAW)
}


def run(rows: int = 100_000, rounds: int = 5, changed: int = 0) -> list[Row]:
    """Measure all sides in turn; `changed` of the records, or all of them."""
    importlib.import_module("pygeodiff")  # says that it is missing before anything is prepared
    changed = changed or rows
    times: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _child("prepare", folder, rows=rows, changed=changed)
        sides = [_OURS, _GEODIFF, _RAW]
        for turn in range(rounds):
            work = folder / "work"
            work.mkdir()
            for name in _COPIED:
                shutil.copy(folder / name, work / name)
            for side in sides[turn % 3 :] + sides[: turn % 3]:
                for step in side:
                    for name, value in _child(step.__name__, folder).items():
                        known = name in {"bytes", "peak_mb"}
                        times[f"{step.__name__}_{name}" if known else name].append(value)
            shutil.rmtree(work)
        fields = batch_stores.kept(folder).fields
    medians = {name: statistics.median(values) for name, values in times.items()}
    medians["changes"] = changed
    return _rows(f"batch {changed:,} of {rows:,}", medians, fields, dense=changed == rows)


def _rows(name: str, took: Took, fields: int, *, dense: bool) -> list[Row]:
    """Return the lines of the table."""
    ours, geodiff = took["write"] + took["take"], took["create"] + took["apply"]
    size = took["write_bytes"]
    peak = max(took["write_peak_mb"], took["take_peak_mb"])
    sums = (
        f"{took['write']:.2f} + {took['take']:.2f} s, peer {took['create']:.2f} + "
        f"{took['apply']:.2f} s; {size / 1e6:.1f} MB, peer {took['create_bytes'] / 1e6:.1f} MB; "
        f"{size / fields:.0f} B a field; peak {peak:.0f} MB"
    )
    least = 1 / 1.5 if dense else 2.0
    bar = "at most 1.5 x as long" if dense else "2 x faster, 60 B a field"
    small = dense or size / fields <= 60
    found = [
        Row(
            name=f"{name}, write + take in",
            ours_s=ours,
            peer="geodiff, plain",
            peer_s=geodiff,
            ratio=geodiff / ours,
            bar=bar,
            note=sums,
            met=geodiff / ours >= least and small,
        ),
    ]
    if not dense:
        return found
    if took["changes"] >= _MANY:
        met = peak <= _MANY_MB
        note = f"write {took['write_peak_mb']:.0f} MB, take in {took['take_peak_mb']:.0f} MB"
        bar = f"≤ {_MANY_MB} MB"
        found.append(Row(f"{name}, memory", 0, "-", 0, 1, bar, note, met))
    return [
        *found,
        _row(f"{name}, write + take in", ours, "raw upsert, encrypted", took["upsert"], 4.0),
        _row(f"{name}, again", took["again"], "the first time", took["take"], 0.2),
        _row(f"{name}, known changes", took["known"], "the first time", took["take"], None),
        _row(f"{name}, search follows", took["search"], "the taking in", took["take"], None),
    ]


def _row(name: str, ours: float, peer: str, peer_s: float, most: float | None) -> Row:
    """Return a line whose bar is to take at most so many times as long as the peer."""
    bar = "-" if most is None else f"at most {most:g} x as long"
    met = None if most is None else ours <= most * peer_s
    return Row(name, ours, peer, peer_s, peer_s / ours, bar, met=met)


def _child(step: str, folder: Path, **facts: int) -> Took:
    """Run a step in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.batches", "--step", step, "--folder", str(folder)]
    for name, value in facts.items():
        command += [f"--{name}", str(value)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
    took: Took = json.loads(done.stdout)
    return took


def _check(right: bool, what: str) -> None:  # noqa: FBT001 - an assertion that -O keeps
    if not right:
        raise SystemExit(f"the result is wrong: {what}")


def main() -> None:
    """Print the table; or, as a child, what one step took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--changed", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--step", choices=["prepare", *STEPS])
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    if chosen.step == "prepare":
        searched = chosen.rows == chosen.changed
        batch_stores.prepare(chosen.folder, chosen.rows, chosen.changed, searched=searched)
        sys.stdout.write("{}")
    elif chosen.step:
        took = STEPS[chosen.step](chosen.folder, chosen.folder / "work")
        sys.stdout.write(json.dumps(took))
    else:
        sys.stdout.write(table(run(chosen.rows, chosen.rounds, chosen.changed)) + "\n")


if __name__ == "__main__":
    main()
