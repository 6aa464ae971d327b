"""Long lists of an encrypted store: the order of all rows, pages anywhere, memory.

    python -m tests.bench.browsing [--rows 200000] [--rounds 5]

The store holds visits, taken in as a batch brings them. A page is 128 rows at a random place with
ten columns, masked and in words, as a table asks for them. *OFFSET* is what a list without places
does: the ids of the same page by `LIMIT 128 OFFSET n` in the same store, in the same order and run.
`gap` is how long the database went on, at the longest, before it asked whether to stop.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.periods import Period
from gridkeeper.domain.queries import Query
from gridkeeper.domain.visits import Visit
from gridkeeper.services.session import Session
from gridkeeper.services.views.browsing import BrowseService
from tests.bench.memory import now_mb, peak_mb
from tests.bench.rows import Row, table
from tests.helpers.stores import a_store, created, receive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.storage.store import Store

PAGE = 128
PAGE_S, PAGE_BAR = 0.030, "p95 ≤ 30 ms"
PLACES_S, PLACES_BAR = 1.0, "≤ 1 s"
GAP_S, GAP_BAR = 0.050, "gap ≤ 50 ms"
COLUMNS = ("number", "visited_on", "household_id", "person_id", "place", "outcome", "visitor",
           "state", "satisfaction", "situation")  # fmt: skip
_CHUNK = 20_000
_FIRST = date(2024, 1, 1)
_OFFSET = text(
    "SELECT id FROM visit WHERE deleted IS NULL OR deleted IS 0 "
    "ORDER BY visited_on DESC, id DESC LIMIT 128 OFFSET :offset"
)


class Gap:
    """Progress that keeps the longest time between two reports."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def report(self, done: int, total: int) -> None:
        """Take the time."""
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def visits(count: int) -> Iterator[Visit]:
    """Return visits of three years, in the order in which they came in."""
    chance = random.Random(3)  # noqa: S311 - the same visits in every run
    pick = chance.choice
    for number in range(count):
        building, unit, floor, room = (chance.randint(1, most) for most in (60, 4, 18, 4))
        yield Visit(
            id=new_id(),
            visited_on=_FIRST + timedelta(chance.randrange(1000)),
            number=f"走访〔2026〕第01-{number:06d}号",
            place=f"晨光花园{building}幢{unit}单元{floor}0{room}室",
            situation="老人身体尚可，" + pick(("厨房灯泡不亮", *["一切正常"] * 99)),
            visitor=pick(("李梅", "赵刚")),
            outcome=pick(("01", "02", "03", "04")),
            satisfaction=pick(("1", "2", None)),
            state=pick(("30", "40", "90")),
        )


def fill(store: Store, count: int) -> None:
    """Put visits into a store; the search index follows."""
    stream = visits(count)
    while chunk := list(islice(stream, _CHUNK)):
        with store.writing() as unit:
            receive(unit, created(*chunk))
    with store.writing() as unit:
        unit.search.catch_up()


def run(rows: int, rounds: int) -> list[Row]:
    """Measure, and return one row for each list, and one for its pages."""
    with tempfile.TemporaryDirectory() as folder, closing(a_store(Path(folder))) as store:
        fill(store, rows)
        service = BrowseService(Session(store, SystemClock()))
        began_mb = now_mb()
        found = [_places(service, name, query, rounds) for name, query in _lists().items()]
        return [*found, _pages(store, service, rounds, began_mb)]


def _lists() -> dict[str, Query]:
    month = Period(date(2025, 3, 1), date(2025, 3, 31))
    return {
        "all, newest first": Query("visit"),
        "a month": Query("visit", period=month),
        "by place (no index)": Query("visit", sort="place"),
        "by outcome (codes)": Query("visit", sort="outcome"),
        "of one state": Query("visit", equal=(("state", "30"),)),
        "text in 1 of 100": Query("visit", text="灯泡不亮"),
        "text in all": Query("visit", text="老人身体"),
    }


def _places(service: BrowseService, name: str, query: Query, rounds: int) -> Row:
    took, gaps, count = [], [], 0
    for _round in range(rounds):
        gap, begun = Gap(), time.perf_counter()
        count = len(service.places(query, gap))
        took.append(time.perf_counter() - begun)
        gaps.append(gap.longest)
    median, gap_s = statistics.median(took), statistics.median(gaps)
    usual = query == Query("visit")
    return Row(
        name=f"places: {name}",
        ours_s=median,
        peer="-",
        peer_s=median,
        ratio=1.0,
        bar=PLACES_BAR if usual else GAP_BAR,
        note=f"{count} places, gap {gap_s * 1000:.0f} ms",
        met=median <= PLACES_S if usual else gap_s <= GAP_S,
    )


def _pages(store: Store, service: BrowseService, rounds: int, began_mb: float) -> Row:
    chance = random.Random(5)  # noqa: S311 - the same pages in every run
    query = Query("visit")
    places = service.places(query, Gap())
    ours, peers = [], []
    for _page in range(20 * rounds):
        first = chance.randrange(max(1, len(places) - PAGE))
        begun = time.perf_counter()
        service.rows(query, places[first : first + PAGE], COLUMNS)
        ours.append(time.perf_counter() - begun)
        with store.reading() as unit:
            begun = time.perf_counter()
            unit.connection.execute(_OFFSET, {"offset": first}).all()
            peers.append(time.perf_counter() - begun)
    median, peer = statistics.median(ours), statistics.median(peers)
    p95 = statistics.quantiles(ours, n=20)[18]
    note = f"p95 {p95 * 1000:.1f} ms, max {max(ours) * 1000:.1f}"
    return Row(
        name=f"page of {PAGE} anywhere",
        ours_s=median,
        peer="LIMIT OFFSET, ids",
        peer_s=peer,
        ratio=peer / median,
        bar=PAGE_BAR,
        note=f"{note}; RSS {began_mb:.0f} → {now_mb():.0f} MB, peak {peak_mb():.0f}",
        met=p95 <= PAGE_S,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    sys.stdout.write(table(run(asked.rows, asked.rounds)) + "\n")


if __name__ == "__main__":
    main()
