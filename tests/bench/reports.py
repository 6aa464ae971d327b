"""A list of visits to PDF, beside reportlab's LongTable of Chinese paragraphs.

    python -m tests.bench.reports [--rows 10000] [--rounds 3]

Both set the same nine columns of the same rows in the same font, widths and sizes on landscape A4,
with a repeated head. Texts differ in every row, over an alphabet of the 3,755 commonest characters.
Each runs in a process of its own, in turn; the time is the processor's, of writing alone, fonts
included, so that other work on the computer matters little; the memory is the process's peak, rows
and imports included.
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
from pathlib import Path
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from gridkeeper import resources
from gridkeeper.domain.lines import Heading
from gridkeeper.reports import page, styles, tables
from gridkeeper.reports.columns import Column, Table
from tests.bench.memory import peak_mb
from tests.bench.rows import Row, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HEADS = ("序号", "日期", "网格", "走访对象", "地址", "走访类型", "走访情况", "措施", "结果")
SHARES = (5, 9, 8, 8, 16, 8, 28, 18, 8)
HEADING = Heading(
    unit="阳光街道",
    author="填报人",
    period="2026年11月",
    cut_off="2026-11-30 18:00",
    version="GridKeeper",
    made_on="2026-11-30",
)
_MOST_MB = 150
_NOISE = 1.25
_FIRST_LEVEL = [
    bytes((high, low)).decode("gb2312")
    for high in range(0xB0, 0xD8)
    for low in range(0xA1, 0xFF)
    if (high, low) < (0xD7, 0xFA)
]


def rows(count: int) -> list[tuple[str, ...]]:
    """Return rows whose free texts are all different."""
    chance = random.Random(7)  # noqa: S311 - the same texts in every process

    def text(least: int, most: int) -> str:
        return "".join(chance.choices(_FIRST_LEVEL, k=chance.randint(least, most)))

    return [
        (
            str(number + 1),
            f"2026-11-{number % 30 + 1:02d}",
            f"第{number % 40 + 1:02d}网格",
            text(2, 3),
            f"阳光花园{number % 20 + 1}栋{number % 4 + 1}单元{number % 900 + 101}室",
            "入户走访",
            f"{text(10, 24)}，{text(6, 16)}；{text(4, 10)}。",
            f"{text(8, 20)}。",
            "见到本人",
        )
        for number in range(count)
    ]


def ours(path: Path, made: Sequence[Sequence[str]]) -> None:
    """Write with our table writer."""
    heads = [Column(head, share) for head, share in zip(HEADS, SHARES, strict=True)]
    with page.opened(path, "走访", HEADING, page.LANDSCAPE) as paper:
        tables.draw(paper, Table(heads, made, style=styles.SMALL_CELL))


def longtable(path: Path, made: Sequence[Sequence[str]]) -> None:
    """Write with LongTable, each cell a paragraph that wraps by its rules for Chinese."""
    pdfmetrics.registerFont(TTFont("peer", str(resources.path("fonts/sans-regular.ttf"))))
    size, leading = styles.SMALL_CELL.size, styles.SMALL_CELL.leading
    look = ParagraphStyle("cell", fontName="peer", fontSize=size, leading=leading, wordWrap="CJK")
    width, height = landscape(A4)
    left, right = page.LANDSCAPE.left, page.LANDSCAPE.right
    widths = [share / sum(SHARES) * (width - left - right) for share in SHARES]
    cells = [[Paragraph(text, look) for text in row] for row in (HEADS, *made)]
    drawn = LongTable(cells, widths, repeatRows=1)
    pads = [(f"{side}PADDING", (0, 0), (-1, -1), 3.6) for side in ("TOP", "BOTTOM")]
    lines = ("LINEBELOW", (0, 0), (-1, -1), 0.5, styles.LINE)
    drawn.setStyle(TableStyle([*pads, lines]))
    SimpleDocTemplate(
        str(path),
        pagesize=(width, height),
        leftMargin=left,
        rightMargin=right,
        topMargin=page.LANDSCAPE.top,
        bottomMargin=page.LANDSCAPE.bottom,
    ).build([drawn])


WRITERS: dict[str, Callable[[Path, Sequence[Sequence[str]]], None]] = {
    "ours": ours,
    "longtable": longtable,
}


def run(rows: int = 10_000, rounds: int = 3) -> list[Row]:
    """Measure both writers in turn, `rounds` times, and ours alone with ten times the rows."""
    seconds: dict[str, list[float]] = {name: [] for name in WRITERS}
    memory = dict.fromkeys(WRITERS, 0.0)
    for _ in range(rounds):
        for name in WRITERS:
            took, peak = _in_child(name, rows)
            seconds[name].append(took)
            memory[name] = max(memory[name], peak)
    ours_s, peer_s = (statistics.median(times) for times in seconds.values())
    many_s, many_peak = _in_child("ours", rows * 10)
    return [
        Row(
            name=f"PDF table of {rows:,} visits",
            ours_s=ours_s,
            peer="reportlab LongTable",
            peer_s=peer_s,
            ratio=peer_s / ours_s,
            bar="4 x faster, 150 MB",
            note=f"peak {memory['ours']:.0f} MB, peer {memory['longtable']:.0f} MB",
            met=peer_s >= 4 * ours_s and memory["ours"] <= _MOST_MB,
        ),
        Row(
            name=f"PDF table of {rows * 10:,} visits",
            ours_s=many_s,
            peer="ten times the smaller one",
            peer_s=ours_s * 10,
            ratio=ours_s * 10 / many_s,
            bar="linear",
            note=f"peak {many_peak:.0f} MB",
            met=many_s <= 10 * ours_s * _NOISE,
        ),
    ]


def _in_child(name: str, count: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.bench.reports", "--writer", name, "--rows", str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    took, peak = json.loads(done.stdout)
    return took, peak


def _write_once(name: str, count: int) -> tuple[float, float]:
    made = rows(count)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        WRITERS[name](Path(folder) / "visits.pdf", made)
        return time.process_time() - begun, peak_mb()


def main() -> None:
    """Print the table; or, as a child, what one writer took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--writer", choices=WRITERS)
    chosen = parser.parse_args()
    if chosen.writer:
        sys.stdout.write(json.dumps(_write_once(chosen.writer, chosen.rows)))
    else:
        sys.stdout.write(table(run(chosen.rows, chosen.rounds)) + "\n")


if __name__ == "__main__":
    main()
