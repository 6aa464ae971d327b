"""Where the heading row of a sheet is, and what it says.

Real sheets begin with a title, notes, a line about who filled them in; their headings stand in one
line or in two, with groups merged over several columns, stars for what is required, and line
breaks wherever the column was narrow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

LOOKED_AT = 15
"""How many rows from the top may hold the headings."""

Knows = Callable[[str], bool]
Rows = Sequence[Sequence[str]]

_STARS = re.compile("[*\N{FULLWIDTH ASTERISK}※]")
_NOTE = re.compile(
    "(?:制表|填表|填报|编制|报送|上报|统计|审核|负责|经办|社区|街道|网格|单位|日期|时间)[^:：]{0,6}[:：].+"
    "|(?:制表|填表|填报|编制)(?:单位|部门|人|日期|时间)"
)
"""Who filled a sheet in and when, which stands above the headings and is none of them."""

_SPACES = re.compile(r"\s+")
_BESIDE_CHINESE = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class Group:
    """A heading over several columns of one row; all numbers count from 0."""

    row: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Headings:
    """What was found.

    Attributes:
        last: Index of the (lower) heading row; data begin below it.
        texts: One a column; under a group "group/heading".
        plain: The same without the groups.
    """

    last: int
    texts: tuple[str, ...]
    plain: tuple[str, ...]


def cleaned(heading: str) -> str:
    """Return a heading without stars, line breaks, a closing colon and needless spaces."""
    text = _SPACES.sub(" ", _STARS.sub("", heading)).strip()
    return _BESIDE_CHINESE.sub("", text).strip(":： ")


def find(rows: Rows, merged: Sequence[Group], knows: Knows) -> Headings | None:
    """Return the headings of a sheet, or None if its top is empty.

    The row with the most known headings wins; of equals the one with the most different texts,
    then the upper one. So even where none is known the caller can say which headings there were.

    Args:
        rows: The top of the sheet, at least one row more than `LOOKED_AT` if there are as many.
        merged: Cells of one row that are merged, if the file says so.
        knows: Whether the caller understands a cleaned heading.
    """
    cleaned_rows = [[cleaned(cell) for cell in row] for row in rows]
    best = _best(cleaned_rows[:LOOKED_AT], knows)
    if best is None:
        return None
    for upper in (best, best - 1):
        if 0 <= upper < len(rows) - 1:
            groups = [group for group in merged if group.row == upper] or _inferred(
                upper, cleaned_rows[upper], cleaned_rows[upper + 1]
            )
            if _is_grouped(cleaned_rows[upper], cleaned_rows[upper + 1], groups, knows):
                return _two_lines(upper, cleaned_rows[upper], cleaned_rows[upper + 1], groups)
    texts = tuple(cleaned_rows[best])
    return Headings(best, texts, texts)


def _best(rows: Rows, knows: Knows) -> int | None:
    ranked = [
        (sum(1 for text in row if text and knows(text)), len(set(row) - {""}), -index)
        for index, row in enumerate(rows)
    ]
    _, different, index = max(ranked, default=(0, 0, 0))
    return -index if different else None


def _inferred(row: int, upper: Sequence[str], lower: Sequence[str]) -> list[Group]:
    """Return the groups of a file that does not tell what is merged.

    A group's name stands over its first column and its other columns have nothing above them.
    """
    groups: list[Group] = []
    width = min(len(upper), len(lower))
    for first in range(width):
        last = first
        while last + 1 < width and lower[last + 1] and not upper[last + 1]:
            last += 1
        if upper[first] and lower[first] and last > first:
            groups.append(Group(row, first, last))
    return groups


def _is_grouped(
    upper: Sequence[str], lower: Sequence[str], groups: Sequence[Group], knows: Knows
) -> bool:
    """Whether the lower row continues the headings, rather than being the first row of data.

    Outside the groups a second heading line is empty, which a row of data is not. A title is
    merged, too, but it stands over everything, or with something else over the headings.
    """
    if any(map(_NOTE.fullmatch, upper)):
        return False
    covered = {column for group in groups for column in range(group.first, group.last + 1)}
    under = sum(1 for column, text in enumerate(lower) if text and column in covered)
    outside = sum(1 for column, text in enumerate(lower) if text and column not in covered)
    beside = any(text for column, text in enumerate(upper) if column not in covered)
    is_title = (
        len(groups) == 1
        and (outside or not beside)
        and not any(text and knows(text) for text in upper)
    )
    return under >= 2 and outside <= len(groups) and not is_title


def _two_lines(
    row: int, upper: Sequence[str], lower: Sequence[str], groups: Sequence[Group]
) -> Headings:
    names = {
        column: upper[group.first]
        for group in groups
        for column in range(group.first, group.last + 1)
        if group.first < len(upper)
    }
    texts, plain = [], []
    for column in range(max(len(upper), len(lower))):
        above = upper[column] if column < len(upper) else ""
        below = lower[column] if column < len(lower) else ""
        group = names.get(column, above)
        texts.append(f"{group}/{below}" if group and below else below or above)
        plain.append(below or above)
    return Headings(row + 1, tuple(texts), tuple(plain))
