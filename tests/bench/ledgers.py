"""A ledger of 25 styled columns to Excel, beside openpyxl's write-only mode and XlsxWriter.

    python -m tests.bench.ledgers [--rows 100000] [--rounds 3]

All write the same values with the same looks: real columns of the ledger of hazards, texts, codes,
days, amounts, phones as text, wrapped and boxed. Each runs in a process of its own, in turn; the
time is that of writing, the memory the process's peak, imports included.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from copy import copy
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter as library
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from gridkeeper.domain.fields import Type
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.ledgers import hazards, styles
from gridkeeper.ledgers.cells import words
from gridkeeper.ledgers.checks import Check
from gridkeeper.ledgers.workbook import Paper, write
from gridkeeper.progress import Quiet
from tests.bench.memory import peak_mb
from tests.bench.rows import Row, table
from tests.helpers.ledger_lines import HEADING, a_hazard_line, with_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gridkeeper.domain.lines import HazardLine
    from gridkeeper.ledgers.columns import Column, Ledger

COLUMNS = 25
MOST_MB = 120
_DIFFERENT = 5_000
_ALPHABET = "晨光社区网格走访老人独居楼道堆物消防通道电动自行车充电飞线燃气软管老化整改复查告知物业"
_TEXTS = {Type.TEXT, Type.PROSE}
_WORDS = {Type.CODE, Type.YES_NO}


def lines(count: int) -> Iterator[HazardLine]:
    """Return lines with texts that do not repeat within what a packer remembers."""
    chance = random.Random(7)  # noqa: S311 - the same texts in every process
    pool = [
        with_facts(
            a_hazard_line(number),
            "hazard",
            content="".join(chance.choices(_ALPHABET, k=chance.randint(20, 60))),
            measure="".join(chance.choices(_ALPHABET, k=chance.randint(8, 24))),
        )
        for number in range(_DIFFERENT)
    ]
    return islice(cycle(pool), count)


def ledger() -> Ledger:
    """Return the ledger that is written: 24 columns after the running number."""
    return replace(hazards.LEDGER, columns=hazards.LEDGER.columns[: COLUMNS - 1])


def ours(path: Path, written: Iterator[HazardLine], count: int) -> None:
    """Write with `gridkeeper.ledgers`, checks and all."""
    paper = Paper(ledger(), HEADING, Profile.FULL)
    write(path, paper, written, [Check("rows", None, count)], Quiet())


def openpyxl(path: Path, written: Iterator[HazardLine], count: int) -> None:
    """Write with openpyxl's write-only mode; looks are copied, not looked up, for each cell."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    columns = ledger().columns
    looks = [book._cell_styles[styles.of_data(sheet, column)] for column in columns]
    for number, line in enumerate(written, start=1):
        row: list[object] = [number]
        for column, look in zip(columns, looks, strict=True):
            cell = WriteOnlyCell(sheet, _value(column, line))
            cell._style = copy(look)
            row.append(cell)
        sheet.append(row)
    book.save(path)


def xlsxwriter(path: Path, written: Iterator[HazardLine], count: int) -> None:
    """Write with XlsxWriter in constant memory."""
    book = library.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    columns = ledger().columns
    looks = [book.add_format(_look(column)) for column in columns]
    for number, line in enumerate(written):
        sheet.write_number(number, 0, number + 1)
        for place, (column, look) in enumerate(zip(columns, looks, strict=True), start=1):
            value = _value(column, line)
            if value is None or value == "":
                sheet.write_blank(number, place, None, look)
            elif isinstance(value, str):
                sheet.write_string(number, place, value, look)
            elif isinstance(value, date):
                sheet.write_datetime(number, place, value, look)
            else:
                sheet.write_number(number, place, value, look)
    book.close()


WRITERS: dict[str, Callable[[Path, Iterator[HazardLine], int], None]] = {
    "ours": ours,
    "openpyxl": openpyxl,
    "xlsxwriter": xlsxwriter,
}


def run(rows: int = 100_000, rounds: int = 3) -> list[Row]:
    """Measure all writers in turn, `rounds` times."""
    seconds: dict[str, list[float]] = {name: [] for name in WRITERS}
    memory = dict.fromkeys(WRITERS, 0.0)
    for _ in range(rounds):
        for name in WRITERS:
            took, peak = _in_child(name, rows)
            seconds[name].append(took)
            memory[name] = max(memory[name], peak)
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    return [
        Row(
            name=f"ledger {rows:,} x {COLUMNS}",
            ours_s=medians["ours"],
            peer=peer,
            peer_s=medians[name],
            ratio=medians[name] / medians["ours"],
            bar=bar,
            note=f"peak {memory['ours']:.0f} MB, peer {memory[name]:.0f} MB",
            met=medians[name] >= times * medians["ours"] and memory["ours"] <= MOST_MB,
        )
        for name, peer, bar, times in (
            ("openpyxl", "openpyxl write-only", f"5 x faster, {MOST_MB} MB", 5),
            ("xlsxwriter", "XlsxWriter constant_memory", f"no slower, {MOST_MB} MB", 1),
        )
    ]


def _value(column: Column, line: HazardLine) -> object:
    value = column.of(line)
    if column.type in _TEXTS:
        return shown(value, column.mask, Profile.FULL)
    return words(column, value) if column.type in _WORDS else value


def _look(column: Column) -> dict[str, object]:
    formats = {Type.DAY: "yyyy-mm-dd", Type.NUMBER: "0", Type.AMOUNT: "#,##0.00"}
    return {
        "font_name": "宋体",
        "font_size": styles.BODY_SIZE,
        "border": 1,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "num_format": formats.get(column.type, "@"),
    }


def _in_child(name: str, rows: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.bench.ledgers", "--writer", name, "--rows", str(rows)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    took, peak = json.loads(done.stdout)
    return took, peak


def _write_once(name: str, rows: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        made = lines(rows)
        begun = time.perf_counter()
        WRITERS[name](Path(folder) / "ledger.xlsx", made, rows)
        return time.perf_counter() - begun, peak_mb()


def main() -> None:
    """Print the table; or, as a child, what one writer took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--writer", choices=WRITERS)
    chosen = parser.parse_args()
    if chosen.writer:
        sys.stdout.write(json.dumps(_write_once(chosen.writer, chosen.rows)))
    else:
        sys.stdout.write(table(run(chosen.rows, chosen.rounds)) + "\n")


if __name__ == "__main__":
    main()
