"""How wide the columns of a list are, and which have to wait until there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gridkeeper.ui.models.columns import Column

LEAST = 168
"""So wide is the column that takes what is left, at the normal text size."""


_SQUEEZED = 80
"""To so many of a hundred parts it is squeezed before a list of the usual columns scrolls."""


_LONGEST = 1.3
"""So many times its usual width a column takes for what stands in it."""


def wanted(
    columns: Sequence[Column],
    chosen: Mapping[str, int],
    contents: Mapping[str, int],
    px: Callable[[float], int],
) -> dict[str, int]:
    """Return how wide columns are to be: as somebody made them, else as what stands in them.

    Args:
        columns: What is to be shown.
        chosen: The widths that somebody chose, by name, at the normal text size.
        contents: How wide what stands in them is, by name.
        px: Turns pixels at the normal text size into those of the screen.
    """
    found = {}
    for one in columns:
        made, holds = chosen.get(one.name), contents.get(one.name)
        most = px(round(one.room * _LONGEST))
        found[one.name] = px(made) if made else min(holds, most) if holds else px(one.room)
    return found


class Fitted(NamedTuple):
    """What fits.

    Attributes:
        hidden: Names of columns that wait for room.
        left: How wide the column is that takes what is left.
    """

    hidden: frozenset[str]
    left: int


def fitted(
    columns: Sequence[Column], widths: Mapping[str, int], room: int, least: int, *, all_: bool
) -> Fitted:
    """Return what fits into some room.

    Args:
        columns: What is to be shown.
        widths: Of the columns, by name; in the same pixels as the rest.
        room: How much there is.
        least: For the column that takes what is left.
        all_: Whether somebody chose these columns: then the list scrolls, and none is left out.
    """
    fixed = {column.name: widths[column.name] for column in columns if not column.stretches}
    hidden: set[str] = set()
    if not all_:
        for column in sorted(columns, key=lambda one: -one.spare):
            if column.spare and sum(fixed.values()) + _before(column, least) > room:
                hidden.add(column.name)
                fixed.pop(column.name, None)
    left = room - sum(fixed.values())
    return Fitted(frozenset(hidden), max(left, least if all_ else least * _SQUEEZED // 100))


def shared(
    columns: Sequence[Column], widths: Mapping[str, int], fit: Fitted, room: int
) -> dict[str, int]:
    """Return how wide each column becomes that has room.

    Where somebody chose only columns that take nothing of what is left, the last one in words has
    it: a list ends where its frame does.
    """
    shown = [column for column in columns if column.name not in fit.hidden]
    found = {one.name: fit.left if one.stretches else widths[one.name] for one in shown}
    left = room - sum(found.values())
    if left > 0 and shown:
        found[([one for one in shown if not one.is_chip] or shown)[-1].name] += left
    return found


def _before(column: Column, least: int) -> int:
    """Return what the column that takes what is left has, before a spare one has room, too."""
    return least * (4 + max(column.spare - 2, 0)) // 4
