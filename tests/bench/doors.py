"""A building of 34 floors by 8 doors: how long it is read, and how long a frame takes.

    python -m tests.bench.doors [--rows 1000000] [--rounds 20]

The store holds so many visits to the households of some hundred buildings; one in ten doors has no
household. *Read* is all that the store knows of one building, of one after the other. A *frame* is
one repaint of the whole matrix after the keyboard went to another door.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from gridkeeper.domain import kinds
from gridkeeper.domain.households import Household
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.people import Person
from gridkeeper.domain.places import Building, Dwelling
from gridkeeper.domain.visits import Visit
from gridkeeper.services.matrix.matrix import DoorMatrixService
from gridkeeper.services.session import Session
from gridkeeper.storage.doors import Doors
from tests.bench.rows import Row, table
from tests.helpers.stores import NOW, a_store, created, receive
from tests.helpers.towns import FixedClock
from tests.helpers.windows import a_window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.domain.records import Record
    from gridkeeper.storage.store import Store

FLOORS, ENDS = 34, 8
READ_S, READ_BAR = 0.030, "≤ 30 ms"
FRAME_S, FRAME_BAR = 0.016, "longest ≤ 16 ms"
_PEOPLE_AT_A_DOOR = 2
_VISITS_OF_A_BUILDING = 2000
_CHUNK = 20_000


def register(number: int) -> Iterator[Record]:
    """Yield a building with its doors, homes and people."""
    house = Building(id=new_id(), compound="晨光花园", name=f"{number}幢", floors=FLOORS, units=1)
    yield house
    for floor in range(1, FLOORS + 1):
        for end in range(1, ENDS + 1):
            room = f"{floor}{end:02d}"
            door = Dwelling(
                id=new_id(), building_id=house.id, unit="1", floor=str(floor), room=room
            )
            yield door
            if (floor + end) % 10 == 0:
                continue
            people = [new_id() for _person in range(_PEOPLE_AT_A_DOOR)]
            home = Household(id=new_id(), dwelling_id=door.id, head_id=people[0])
            yield home
            yield from (Person(id=one, household_id=home.id, name="张三") for one in people)


def fill(store: Store, rows: int) -> None:
    """Put buildings and visits to their homes into a store."""
    homes: list[str] = []
    for number in range(1, max(rows // _VISITS_OF_A_BUILDING, 4) + 1):
        records = list(register(number))
        homes += [one.id for one in records if isinstance(one, Household)]
        with store.writing() as unit:
            receive(unit, created(*records))
    stream = _visits(homes, rows)
    while chunk := list(islice(stream, _CHUNK)):
        with store.writing() as unit:
            receive(unit, created(*chunk))


def _visits(homes: list[str], rows: int) -> Iterator[Visit]:
    chance = random.Random(5)  # noqa: S311 - the same visits in every run
    for _row in range(rows):
        yield Visit(
            id=new_id(),
            household_id=chance.choice(homes),
            visited_on=NOW.date() - timedelta(chance.randrange(900)),
            outcome=chance.choice(("01", "02", "03", "04")),
            situation="一切正常",
        )


def run(rows: int, rounds: int) -> list[Row]:
    """Measure."""
    with tempfile.TemporaryDirectory() as folder:
        with closing(a_store(Path(folder))) as store:
            fill(store, rows)
            session = Session(store, FixedClock())
            found = [_read(session, rows, rounds)]
            with a_window(Path(folder), session) as window:
                found.append(_frames(window, rounds))
        return found


def _read(session: Session, rows: int, rounds: int) -> Row:
    """Read one building after the other, each for the first time."""
    took, whole = [], []
    with session.store.reading() as unit:
        houses = [one.id for one in unit.listing.all(kinds.BUILDING)]
    for number in range(rounds):
        begun = time.perf_counter()
        with session.store.reading() as unit:
            Doors(unit.connection, ()).of(houses[number % len(houses)], session.today())
        took.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        matrix = DoorMatrixService(session).matrix(houses[number % len(houses)])
        whole.append(time.perf_counter() - begun)
    median = statistics.median(took)
    said = f"{len(matrix.doors)} doors, {rows:,} visits, longest {max(took) * 1000:.0f} ms"
    note = f"{said}; with words for the screen {statistics.median(whole) * 1000:.0f} ms"
    return Row("read a building", median, "-", median, 1, READ_BAR, note, median <= READ_S)


def _frames(window: object, rounds: int) -> Row:
    from tests.bench.screen import until  # noqa: PLC0415 - it wants Qt's platform first

    window.resize(1600, 1700)
    window.workspace.show_page("doors")
    page = window.workspace.page
    until(lambda: page.matrix is not None and window.jobs.is_idle)
    view, took = page.side.view, []
    view.viewport().repaint()
    for number in range(rounds * 5):
        row, column = number % FLOORS, number % ENDS
        view.setCurrentIndex(view.table.index(row, column))
        begun = time.perf_counter()
        view.viewport().repaint()
        took.append(time.perf_counter() - begun)
    shown = sum(
        view.viewport().rect().contains(view.visualRect(view.table.index(row, column)))
        for row in range(FLOORS)
        for column in range(ENDS)
    )
    median = statistics.median(took)
    note = f"{shown} doors in sight, longest {max(took) * 1000:.1f} ms, {len(took)} frames"
    return Row(
        "repaint 34 × 8 doors", median, "-", median, 1, FRAME_BAR, note, max(took) <= FRAME_S
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    QApplication.instance() or QApplication([])
    sys.stdout.write(table(run(asked.rows, asked.rounds)) + "\n")


if __name__ == "__main__":
    main()
