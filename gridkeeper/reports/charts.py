"""How charts are drawn on paper; the screen draws the same in `gridkeeper.ui.widgets.charts`.

Lines are told apart by their dashes and bars by their labels, so that a black and white print says
it all.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gridkeeper.domain.charts import every, steps
from gridkeeper.reports import breaking, fonts, story, styles
from gridkeeper.reports.page import Align
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.charts import Bars, Trend
    from gridkeeper.reports.page import Paper

_Point = tuple[float, float]
_AXIS = 30.0
_BAR = 15.0
_TOGETHER = 3
"""So many bars at the end stand on one page: none is left alone at the head of the next."""
_HEADROOM = 1.12  # over the highest point, for its label


def draw_trend(paper: Paper, trend: Trend, height: float = 120) -> None:
    """Draw a line for this period and a dashed one for the period before."""
    height *= 0.7 + 0.3 * paper.loose
    paper.need(height + 30 + (styles.NOTE.leading if trend.waiting else 0))
    _legend(paper, trend)
    axis = steps(round(max((*trend.now, *trend.before), default=0) * _HEADROOM))
    bottom, left = paper.y - height, paper.left + _AXIS
    tall, wide = height - 26, paper.right - left
    for step in axis:
        y = bottom + tall * step / axis[-1]
        paper.rule((left, y), (paper.right, y), styles.LINE, 0.5)
        paper.write(left - 6, y - 3, f"{step:,}", styles.NOTE, Align.RIGHT)
    gap = wide / max(1, len(trend.labels))
    places = [left + gap * (number + 0.5) for number in range(len(trend.labels))]
    _days(paper, trend.labels, places, bottom)
    now = [
        (x, bottom + tall * value / axis[-1]) for x, value in zip(places, trend.now, strict=False)
    ]
    before = [
        (x, bottom + tall * value / axis[-1])
        for x, value in zip(places, trend.before, strict=False)
    ]
    if before:
        paper.trace(before, styles.FAINT, 1.1, dashed=True)
    if now:
        paper.trace(now, styles.BLUE, 1.8, dashed=False)
        _peak(paper, trend, now, before)
    paper.y = bottom - 26
    if trend.waiting:
        story.note(paper, trend.waiting)


def _legend(paper: Paper, trend: Trend) -> None:
    y = paper.y - 9
    small = styles.NOTE
    paper.write(paper.left, y, _("Unit: {unit}").format(unit=trend.unit), small)
    x = paper.right
    until = _("this period, up to {day}").format(day=trend.until)
    shown = [(until if trend.until else _("this period"), styles.BLUE, False)]
    if trend.before:
        shown.insert(0, (_("period before"), styles.FAINT, True))
    for text, colour, dashed in shown:
        x -= fonts.width(text, small.face, small.size)
        paper.write(x, y, text, small)
        paper.trace([(x - 24, y + 3), (x - 4, y + 3)], colour, 1.5, dashed=dashed)
        x -= 36


def _days(paper: Paper, labels: Sequence[str], places: Sequence[float], bottom: float) -> None:
    """Write as many labels below the axis as have room, evenly."""
    small = styles.NOTE
    widest = max((fonts.width(label, small.face, small.size) for label in labels), default=0)
    gap = places[1] - places[0] if len(places) > 1 else 1.0
    written = every(len(places), widest + 8, gap)
    for number, (label, x) in enumerate(zip(labels, places, strict=True)):
        if number % written == 0:
            paper.write(x, bottom - 13, label, small, Align.CENTRE)


def _peak(paper: Paper, trend: Trend, now: Sequence[_Point], before: Sequence[_Point]) -> None:
    """Label the highest point, above any line that would run through the label."""
    at = max(range(len(now)), key=lambda number: trend.now[number])
    if not trend.now[at]:
        return
    x, y = now[at]
    style = styles.NOTE.bold().tinted(styles.BLUE)
    text = _("peak {value} ({label})").format(value=f"{trend.now[at]:,}", label=trend.labels[at])
    half = fonts.width(text, style.face, style.size) / 2
    middle = min(max(x, paper.left + _AXIS + half), paper.right - half)
    near = [
        height
        for line in (now, before)
        for height in _heights(line, middle - half - 2, middle + half + 2)
    ]
    low = max([y, *near]) + 6
    paper.dot(x, y, 2.6, styles.BLUE)
    if low - y > 12:
        paper.rule((x, y + 4), (x, low - 1), styles.BLUE, 0.5)
    paper.write(middle, low, text, style, Align.CENTRE)


def _heights(line: Sequence[_Point], left: float, right: float) -> Sequence[float]:
    """Return how high a line is at its points between two places, and at those places."""
    found = [y for x, y in line if left <= x <= right]
    for (x1, y1), (x2, y2) in itertools.pairwise(line):
        found += [y1 + (y2 - y1) * (x - x1) / (x2 - x1) for x in (left, right) if x1 <= x <= x2]
    return found


def draw_bars(paper: Paper, bars: Bars) -> None:
    """Draw bars with their labels before and their numbers behind them."""
    style, strong = styles.SMALL_CELL, styles.SMALL_CELL.bold()
    most = max((bar.value for bar in bars.bars if not bar.rest), default=0) or 1
    widths = [fonts.width(bar.label, style.face, style.size) for bar in bars.bars]
    left = paper.left + min(max(widths, default=0), paper.width * 0.34) + 8
    numbers = [fonts.width(f"{bar.value:,}", strong.face, strong.size) for bar in bars.bars]
    notes = [fonts.width(bar.note, style.face, style.size) for bar in bars.bars]
    number_room, note_room = max(numbers, default=0), max(notes, default=0)
    wide = paper.right - left - number_room - note_room - 20
    last = max(len(bars.bars) - _TOGETHER, 0)
    for place, bar in enumerate(bars.bars):
        paper.need(_BAR * (len(bars.bars) - last if place == last else 1))
        base = paper.y - _BAR / 2 - 3
        label = breaking.wrap(bar.label, left - paper.left - 8, style.face, style.size)
        text = label[0] if len(label) == 1 else label[0][:-1] + "…"
        paper.write(left - 8, base, text, style, Align.RIGHT)
        if not bar.rest:
            paper.fill((left, paper.y - _BAR + 3), (wide, _BAR - 6), styles.PALE_GREY)
        if bar.value and not bar.rest:
            long = max(1.0, wide * bar.value / most)
            paper.fill((left, paper.y - _BAR + 3), (long, _BAR - 6), styles.BLUE)
        paper.write(left + wide + 8 + number_room, base, f"{bar.value:,}", strong, Align.RIGHT)
        paper.write(paper.right, base, bar.note, style.tinted(styles.SOFT), Align.RIGHT)
        paper.y -= _BAR
    paper.y -= 8
