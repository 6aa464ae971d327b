"""All measurements in one table.

    python -m tests.bench [--quick] [batches many search browsing figures ledgers reports hostile
                                     doors]

`--quick` measures a tenth of the rows, once: it shows that everything runs, not how fast it is.
Whoever wants figures to compare runs nothing else on the machine meanwhile. The exit code is 1 if
a bar is not met.
"""

from __future__ import annotations

import argparse
import importlib
import sys

from tests.bench.rows import table

FULL = {
    "batches": (
        {"rows": 100_000, "rounds": 5},
        {"rows": 1_000_000, "changed": 10_000, "rounds": 3},
        {"rows": 1_000_000, "rounds": 1},
    ),
    "many": ({"workers": 60, "visits": 2_000, "rounds": 3},),
    "search": ({"rows": 1_000_000, "rounds": 3},),
    "browsing": ({"rows": 1_000_000, "rounds": 5},),
    "figures": ({"rows": 200_000, "rounds": 5},),
    "ledgers": ({"rows": 100_000, "rounds": 3},),
    "reports": ({"rows": 10_000, "rounds": 3},),
    "hostile": ({"rounds": 3},),
    "doors": ({"rows": 20_000, "rounds": 20}, {"rows": 1_000_000, "rounds": 20}),
}
"""What each part is asked to measure; the module's `run` takes these."""


def main() -> int:
    """Measure what was asked for and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("names", nargs="*", choices=[[], *FULL], metavar="name")
    chosen = parser.parse_args()
    rows = []
    for name in chosen.names or FULL:
        try:
            part = importlib.import_module(f"tests.bench.{name}")
            for facts in FULL[name]:
                rows += part.run(**(_quick(facts) if chosen.quick else facts))
        except ModuleNotFoundError as error:
            sys.stderr.write(
                f"The package {error.name} is missing; install the group bench of pyproject.toml.\n"
            )
            return 1
    sys.stdout.write(table(rows) + "\n")
    return int(any(row.met is False for row in rows))


def _quick(facts: dict[str, int]) -> dict[str, int]:
    return {name: 1 if name == "rounds" else value // 10 for name, value in facts.items()}


if __name__ == "__main__":
    sys.exit(main())
