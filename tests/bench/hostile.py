"""How soon, and in how much memory, hostile batches are refused."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.rows import Row
from tests.helpers.hostile import all_of
from tests.helpers.limited import ROOM_MB, take_all
from tests.helpers.stores import PASSWORD
from tests.helpers.towns import OFFICE, a_town, a_visit_of, build, cheap_codes

_MOST_S = 1.0


def run(rounds: int) -> list[Row]:
    """Hand all of them to an office; nobody else has them, so the peer is the bar."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        (folder / "made").mkdir()
        with cheap_codes():
            build(folder / "made")
        with a_town(folder / "made", folder / "town") as town:
            a_visit_of(town.mei)
            made = all_of(town, folder)
            town.close(OFFICE)
            store = town.folder / OFFICE
            found = [take_all(store, PASSWORD, made.values()) for _round in range(rounds)]
    rows = []
    for name, taken in zip(made, zip(*found, strict=True), strict=True):
        seconds = sorted(one.seconds for one in taken)[rounds // 2]
        peak = max(one.peak_mb for one in taken)
        refused = all(one.code.startswith("batch.") for one in taken)
        rows.append(
            Row(
                f"refuse {name}",
                seconds,
                "bar",
                _MOST_S,
                _MOST_S / max(seconds, 0.001),
                f"≤ 1 s, ≤ {ROOM_MB} MB",
                f"{peak:.0f} MB",
                refused and seconds <= _MOST_S and peak <= ROOM_MB,
            )
        )
    return rows
