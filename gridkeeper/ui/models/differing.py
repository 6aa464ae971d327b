"""Where two orders of the same list differ.

Orders hold a million places. They are compared as bytes, at the speed of memory; the first and the
last difference are found by halving.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from array import array


class Middle(NamedTuple):
    """The part between what both orders begin with and what both end with.

    Attributes:
        first: Where it begins in both.
        gone: How many places of the old order it holds.
        come: How many of the new one.
    """

    first: int
    gone: int
    come: int


def middle(old: array[int], new: array[int]) -> Middle:
    """Return where two orders differ; nothing goes and nothing comes if they are the same."""
    head = _shared(old, new)
    rest = min(len(old), len(new)) - head
    tail = _shared(old, new, backwards=True, most=rest)
    return Middle(head, len(old) - head - tail, len(new) - head - tail)


def _shared(
    old: array[int], new: array[int], *, backwards: bool = False, most: int | None = None
) -> int:
    """Return how many places both begin with, or end with."""
    low, high = 0, min(len(old), len(new)) if most is None else most
    while low < high:
        size = (low + high + 1) // 2
        if _alike(old, new, (low, size), backwards=backwards):
            low = size
        else:
            high = size - 1
    return low


def _alike(old: array[int], new: array[int], part: tuple[int, int], *, backwards: bool) -> bool:
    """Whether a part is the same in both, counted from the beginning or from the end."""
    first, last = part
    if backwards:
        return (
            old[len(old) - last : len(old) - first].tobytes()
            == new[len(new) - last : len(new) - first].tobytes()
        )
    return old[first:last].tobytes() == new[first:last].tobytes()
