"""Charts as data: what they show, for paper and screen alike, and never how."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Trend:
    """One number over time, and the same of the period before.

    Attributes:
        labels: Of the days, weeks or months of the whole period.
        now: One for each of the first labels; a week or month that has not ended yet has none,
            since half of it beside whole ones would look like a fall.
        before: May be longer or shorter than `now`; empty if there is none.
        unit: What is counted.
        waiting: What of the period has begun and has no number yet, as a sentence; "" for nothing.
    """

    labels: Sequence[str]
    now: Sequence[int]
    before: Sequence[int]
    unit: str
    waiting: str = ""

    @property
    def until(self) -> str:
        """The last label that has a number, where not all of them have one; or ""."""
        ends = 0 < len(self.now) < len(self.labels)
        return self.labels[len(self.now) - 1] if ends else ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with what stands behind it, such as its share.

    Attributes:
        rest: Stands for many others together: a number without a bar, so that it dwarfs no bar.
    """

    label: str
    value: int
    note: str = ""
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Several numbers beside each other, in the order given.

    Attributes:
        levelled: Whether a share behind any of them was levelled, so that they make a whole.
    """

    bars: Sequence[Bar]
    levelled: bool = False


def steps(most: int) -> Sequence[int]:
    """Return the numbers at an axis from 0 to at least `most`: whole, even and three to five."""
    rough = max(1, ceil(most / 4))
    power = 10 ** (len(str(rough)) - 1)
    step = next(unit * power for unit in (1, 2, 5, 10) if unit * power >= rough)
    return range(0, ceil(max(1, most) / step) * step + 1, step)


def every(labels: int, widest: float, gap: float) -> int:
    """Return which labels below an axis are written, so that they do not touch: every how many.

    Args:
        labels: How many there are.
        widest: The width of the widest, with the room that it needs beside it.
        gap: How far they are from each other.
    """
    needed = max(1, ceil(widest / gap)) if labels > 1 else 1
    if needed == 1:
        return 1
    return next(nice for nice in (2, 5, 10, 15, needed) if nice >= min(needed, 15))
