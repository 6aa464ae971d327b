"""The figures of two years over very many visits, beside one statement for each tally.

    python -m tests.bench.figures [--rows 200000] [--rounds 5]

The store holds visits of two years, taken in as a batch brings them, in no order of days. Both
count every tally of visits of each year, in turn, in one transaction; what they count is compared.
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
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, literal, select

from gridkeeper.domain.ids import new_id
from gridkeeper.domain.periods import parse
from gridkeeper.domain.tallies import TALLIES
from gridkeeper.domain.visits import Visit
from gridkeeper.services.papers.figures import counts
from gridkeeper.storage import tables
from tests.bench.rows import Row, table
from tests.helpers.stores import a_store, created, receive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.tallies import Counts
    from gridkeeper.storage.store import Store
    from gridkeeper.storage.unit import Unit

TIMES, BAR = 2.0, "2 x faster"
_CHUNK = 20_000
_FIRST = date(2025, 1, 1)
_YEARS = (parse("2026"), parse("2025"))
_OF_VISITS = [tally for tally in TALLIES if tally.kind == "visit"]


def visits(count: int) -> Iterator[Visit]:
    """Return visits of two years: a tenth as many households, forty grids."""
    chance = random.Random(4)  # noqa: S311 - the same visits in every run
    pick = chance.choice
    homes = [new_id() for _ in range(max(1, count // 10))]
    grids = [new_id() for _ in range(40)]
    for number in range(count):
        yield Visit(
            id=new_id(),
            visited_on=_FIRST + timedelta(chance.randrange(730)),
            number=f"走访〔2026〕第01-{number:06d}号",
            household_id=pick(homes),
            grid_id=pick(grids),
            kind=pick(("01", "02", "03", "05", "07", None)),
            outcome=pick(("01", "01", "01", "02", "03", "04")),
            situation="老人身体尚可，一切正常，楼道灯已修好。",
            visitor=pick(("李梅", "赵刚")),
            state=pick(("30", "40", "90")),
        )


def fill(store: Store, count: int) -> None:
    """Put visits into a store."""
    made = list(visits(count))
    for at in range(0, count, _CHUNK):
        with store.writing() as unit:
            receive(unit, created(*made[at : at + _CHUNK]))


def one_by_one(unit: Unit, period: Period) -> dict[str, Counts]:
    """Count each tally of visits by a statement of its own, which groups in the database."""
    visit = tables.records["visit"]
    found: dict[str, Counts] = {}
    for tally in _OF_VISITS:
        key = func.coalesce(visit.c[tally.by], "") if tally.by else literal("")
        worth = func.count(visit.c[tally.distinct].distinct()) if tally.distinct else func.count()
        query = (
            select(key.label("key"), worth.label("worth"))
            .where(
                tables.living(visit),
                visit.c.visited_on.between(period.first.isoformat(), period.last.isoformat()),
                *(visit.c[where.field].in_(where.values) for where in tally.where),
            )
            .group_by(key)
        )
        found[tally.name] = {row.key: row.worth for row in unit.connection.execute(query)}
    return found


def run(rows: int = 200_000, rounds: int = 5) -> list[Row]:
    """Measure both in turn, `rounds` times."""
    ours, peer = [], []
    with tempfile.TemporaryDirectory() as folder, closing(a_store(Path(folder))) as store:
        fill(store, rows)
        for _round in range(rounds):
            with store.reading() as unit:
                begun = time.perf_counter()
                found = [counts(unit, _OF_VISITS, year, year.last) for year in _YEARS]
                between = time.perf_counter()
                again = [one_by_one(unit, year) for year in _YEARS]
                peer.append(time.perf_counter() - between)
                ours.append(between - begun)
            assert found == again, "two ways to count do not agree"
    ours_s, peer_s = statistics.median(ours), statistics.median(peer)
    return [
        Row(
            name=f"figures of two years, {rows:,} visits",
            ours_s=ours_s,
            peer="a statement a tally",
            peer_s=peer_s,
            ratio=peer_s / ours_s,
            bar=BAR,
            met=peer_s >= TIMES * ours_s,
        )
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    sys.stdout.write(table(run(asked.rows, asked.rounds)) + "\n")


if __name__ == "__main__":
    main()
