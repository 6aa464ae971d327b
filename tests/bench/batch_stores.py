"""What the measurements of batches start from: stores that hold the same visits.

In one folder: `worker.gkdb`, in which visits were recorded and then edited; `office.gkdb`, which
knows them as they were before the edits; `before.sqlite` and `after.sqlite`, plain files with the
same visits before and after, and `raw.db`, an encrypted one without a journal.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from gridkeeper.domain.changes import CREATED
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import VISIT
from gridkeeper.domain.replicas import Role
from gridkeeper.domain.visits import Visit
from gridkeeper.exchange.keys import Keys, new_keys
from gridkeeper.storage import engine, tables
from tests.helpers.stores import PASSWORD, STAMP, a_pen, a_replica, a_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from gridkeeper.domain.changes import Change
    from gridkeeper.storage.store import Store

COLUMNS = ("id", *(field.name for field in VISIT.fields))
_CHUNK = 20_000
_RAW_KEY = "5e" * 32
_ALPHABET = "晨光社区网格走访老人独居楼道堆物消防通道电动自行车充电飞线燃气软管老化整改复查告知物业"
_MARKS = ", ".join("?" * len(COLUMNS))
_INSERT = f"INSERT INTO visit VALUES ({_MARKS})"  # noqa: S608 - our own names
UPSERT = f"{_INSERT} ON CONFLICT (id) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in COLUMNS[1:]
)


@dataclass(frozen=True)
class Facts:
    """What the steps of a measurement have to know besides the files.

    Attributes:
        changed: How many records were edited.
        fields: How many of their columns, all together.
    """

    rows: int
    changed: int
    fields: int
    worker: Keys
    office: Keys


def kept(folder: Path) -> Facts:
    """Return the facts that `prepare` left."""
    found = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    return Facts(**found | {who: Keys(**found[who]) for who in ("worker", "office")})


def prepare(folder: Path, rows: int, changed: int, *, searched: bool) -> None:
    """Make all files; `searched` has the search index know the visits before they are edited."""
    with closing(a_store(folder, Role.WORKER, name="worker.gkdb")) as store:
        edited = _recorded(store, folder, rows, rows // changed)
        if searched:
            with store.writing() as unit:
                unit.search.catch_up()
    _twin(folder)
    shutil.copy(folder / "before.sqlite", folder / "after.sqlite")
    with closing(a_store_of(folder, "worker.gkdb")) as store:
        fields = _edited(store, folder / "after.sqlite", edited)
    facts = Facts(rows, changed, fields, new_keys(), new_keys())
    (folder / "facts.json").write_text(json.dumps(asdict(facts)), encoding="utf-8")


def a_store_of(folder: Path, name: str) -> Store:
    """Open one of the stores that were prepared."""
    from gridkeeper.storage.store import Store  # noqa: PLC0415 - peers shall not pay for it

    return Store.open(folder / name, PASSWORD)


def raw(path: Path) -> Any:
    """Open an encrypted file as a store does, and nothing more."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key=\"x'{_RAW_KEY}'\"")
    for pragma in engine._PRAGMAS:
        connection.execute(pragma)
    return connection


def rows_of(path: Path) -> list[tuple[Any, ...]]:
    """Return all visits of a plain file, by their ids."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM visit ORDER BY id").fetchall()


def _recorded(store: Store, folder: Path, rows: int, every: int) -> list[tuple[Visit, Change]]:
    """Write the first state of all visits everywhere; return those that will be edited."""
    edited = []
    with (
        closing(_plain(folder / "before.sqlite")) as plain,
        closing(raw(folder / "raw.db")) as encrypted,
    ):
        for connection in (plain, encrypted):
            make_table(connection)
        for start in range(0, rows, _CHUNK):
            visits = [a_visit_at(place) for place in range(start, min(start + _CHUNK, rows))]
            with store.writing() as unit:
                pen = a_pen(unit.journal.lamport, office=False)
                changes = [pen.create(visit) for visit in visits]
                unit.journal.append(changes, STAMP)
            edited += list(zip(visits, changes, strict=True))[:: max(every, 1)]
            values = [values_of(visit) for visit in visits]
            for connection in (plain, encrypted):
                connection.execute("BEGIN")
                connection.executemany(_INSERT, values)
                connection.execute("COMMIT")
    return edited


def _edited(store: Store, after: Path, edited: Sequence[tuple[Visit, Change]]) -> int:
    """Edit visits in the worker's store and in a plain file; return how many columns."""
    fields = 0
    with closing(_plain(after)) as plain:
        for start in range(0, len(edited), _CHUNK):
            pairs = [(old, _otherwise(old), made) for old, made in edited[start : start + _CHUNK]]
            with store.writing() as unit:
                pen = a_pen(unit.journal.lamport, office=False)
                changes = [pen.edit(old, new, {CREATED: (made.id,)}) for old, new, made in pairs]
                unit.journal.append([change for change in changes if change], STAMP)
            fields += sum(len(change.sets) for change in changes if change)
            plain.execute("BEGIN")
            plain.executemany(UPSERT, [values_of(new) for _, new, _ in pairs])
            plain.execute("COMMIT")
    return fields


def _twin(folder: Path) -> None:
    """Make the office's store: the worker's, as if the visits had come from her."""
    for end in ("", ".key"):
        shutil.copy(folder / f"worker.gkdb{end}", folder / f"office.gkdb{end}")
    with closing(a_store_of(folder, "office.gkdb")) as store, store.writing() as unit:
        unit.keep_replica(a_replica())
        for name in ("own_seq", "own_chain"):
            unit.settings.set(name, "0" if name == "own_seq" else "")
        unit.connection.execute(tables.records["visit"].update().values(own_seq=0))


def _plain(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def make_table(connection: Any) -> None:
    """Make the table of visits, with the indexes that a store has."""
    table = tables.records["visit"]
    numbers = {"tries", "deleted"}
    columns = (f"{name} {'INTEGER' if name in numbers else 'TEXT'}" for name in COLUMNS[1:])
    connection.execute(f"CREATE TABLE visit (id TEXT NOT NULL PRIMARY KEY, {', '.join(columns)})")
    for index in table.indexes:
        names = ", ".join(column.name for column in index.columns)
        connection.execute(f"CREATE INDEX {index.name} ON visit ({names})")


def values_of(visit: Visit) -> tuple[Any, ...]:
    stored = visit.stored()
    return (visit.id, *(stored.get(name) for name in COLUMNS[1:]))


def a_visit_at(place: int) -> Visit:
    """Return a visit with about 330 bytes of text."""
    chance = random.Random(place)  # noqa: S311 - the same visits in every run
    text = _texts(chance)
    return Visit(
        id=new_id(),
        grid_id=f"{place % 40:032x}",
        number=f"走访〔2026〕第01-{place:06d}号",
        household_id=f"{place // 3:032x}",
        person_id=f"{place // 2:032x}",
        place=f"晨光花园{place % 20 + 1}幢{place % 4 + 1}单元{place % 900 + 101}室",
        visited_on=date(2026, 1, 1) + timedelta(days=place % 300),
        kind="01",
        form="01",
        reason="02",
        outcome="01",
        tries=1,
        situation=text(24, 40),
        demands=text(8, 16),
        measures=text(12, 20),
        result="已办结",
        satisfaction="1",
        visitor="王芳",
        state="01",
    )


def _otherwise(visit: Visit) -> Visit:
    """Return a visit with one to four columns changed."""
    chance = random.Random(visit.number)  # noqa: S311 - the same edits in every run
    text = _texts(chance)
    values: dict[str, Callable[[], Any]] = {
        "situation": lambda: text(24, 40),
        "demands": lambda: text(8, 16),
        "measures": lambda: text(12, 20),
        "result": lambda: text(4, 8),
        "satisfaction": lambda: "2",
        "conclusion": lambda: "01",
        "next_due": lambda: date(2026, 12, chance.randint(1, 28)),
        "remark": lambda: text(6, 12),
    }
    chosen = chance.sample(list(values), chance.randint(1, 4))
    return replace(visit, **{name: values[name]() for name in chosen})


def _texts(chance: random.Random) -> Callable[[int, int], str]:
    return lambda least, most: "".join(chance.choices(_ALPHABET, k=chance.randint(least, most)))


def changed_rows(folder: Path) -> Iterator[tuple[Any, ...]]:
    """Yield the visits that were edited, as they are afterwards."""
    before = rows_of(folder / "before.sqlite")
    for old, new in zip(before, rows_of(folder / "after.sqlite"), strict=True):
        if old != new:
            yield new
