"""Forms: labelled boxes on a page, to be read, filled in by hand and signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.reports import breaking, styles
from gridkeeper.reports.page import Align
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.reports.page import Paper

_PAD = 5.0
_LABEL = 74.0


@dataclass(frozen=True, slots=True)
class Box:
    """A label and what stands behind it.

    Attributes:
        share: How much of the row's width it takes, against the other boxes.
        lines: The fewest lines it is high, for writing by hand.
    """

    label: str
    value: str = ""
    share: float = 1
    lines: int = 1


def row(paper: Paper, *boxes: Box) -> None:
    """Draw boxes side by side; a single long one runs on over the pages."""
    shares = sum(box.share for box in boxes)
    style = styles.FORM
    widths = [box.share / shares * paper.width for box in boxes]
    values = [
        breaking.wrap(box.value, width - _LABEL - 2 * _PAD, style.face, style.size)
        for box, width in zip(boxes, widths, strict=True)
    ]
    most = max(
        max(box.lines, len(lines), len(_label(box.label)))
        for box, lines in zip(boxes, values, strict=True)
    )
    if len(boxes) == 1 and _height(most) > paper.room:
        _run_on(paper, boxes[0], values[0])
        return
    paper.need(_height(most))
    left = paper.left
    for box, width, lines in zip(boxes, widths, values, strict=True):
        _box(paper, box.label, lines, (left, width, _height(most)))
        left += width
    paper.y -= _height(most)


def _label(label: str) -> Sequence[str]:
    style = styles.FORM_LABEL
    return breaking.wrap(label, _LABEL - 2 * _PAD, style.face, style.size)


def _height(lines: int) -> float:
    return lines * styles.FORM.leading + 2 * _PAD


def _run_on(paper: Paper, box: Box, lines: Sequence[str]) -> None:
    """Draw a box over as many pages as its text needs."""
    paper.need(_height(min(len(lines), 4)))
    label = box.label
    while lines:
        fits = max(1, int((paper.room - 2 * _PAD) / styles.FORM.leading))
        part, lines = lines[:fits], lines[fits:]
        _box(paper, label, part, (paper.left, paper.width, _height(len(part))))
        paper.y -= _height(len(part))
        if lines:
            paper.turn()
            label = _("{caption} (continued)").format(caption=box.label)


def _box(paper: Paper, label: str, lines: Sequence[str], place: tuple[float, float, float]) -> None:
    """Draw one box: a tinted label at the left, the text in the rest."""
    left, width, height = place
    paper.fill((left, paper.y - height), (_LABEL, height), styles.BAND)
    paper.frame((left, paper.y - height), (_LABEL, height), styles.STRONG_LINE)
    paper.frame((left + _LABEL, paper.y - height), (width - _LABEL, height), styles.STRONG_LINE)
    strong, style = styles.FORM_LABEL, styles.FORM
    names = _label(label)
    drop = style.size + 1.5
    y = paper.y - (height - len(names) * strong.leading) / 2 - drop
    for name in names:
        paper.write(left + _LABEL / 2, y, name, strong, Align.CENTRE)
        y -= strong.leading
    y = paper.y - drop - (_PAD if len(lines) > 1 else (height - style.leading) / 2)
    if len(lines) == 1 and height > _height(2):
        y = paper.y - drop - _PAD
    for line in lines:
        paper.write(left + _LABEL + _PAD, y, line, style)
        y -= style.leading
