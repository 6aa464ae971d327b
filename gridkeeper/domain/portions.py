"""What part of a whole each group is, rounded so that the parts still make the whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHOLE = 1000


def tenths(parts: Sequence[int]) -> list[int]:
    """Return each part in tenths of a percent of their sum; of something, they add up to 1000.

    Rounding down leaves some over, which go to those that lost most by it. Those that are as many
    gain together or not at all as long as that can be, since the same number beside another share
    looks like a mistake. What is not all is never 1000; what is something may be 0.
    """
    whole = sum(parts)
    if not whole:
        return [0] * len(parts)
    found = [part * _WHOLE // whole for part in parts]
    left = _WHOLE - sum(found)
    alike: dict[int, list[int]] = defaultdict(list)
    for place, part in enumerate(parts):
        if part * _WHOLE % whole and found[place] < _WHOLE - 1:
            alike[part].append(place)
    last: list[int] = []
    for part in sorted(alike, key=lambda one: (-(one * _WHOLE % whole), -one)):
        places = alike[part]
        if len(places) > left:
            last += places
            continue
        for place in places:
            found[place] += 1
        left -= len(places)
    for place in last[:left]:
        found[place] += 1
    return found


def levelled(parts: Sequence[int]) -> bool:
    """Whether `tenths` says another number of any part than rounding it alone does."""
    whole = sum(parts)
    said = zip(parts, tenths(parts), strict=True)
    return any(abs(part * _WHOLE - tenth * whole) * 2 > whole for part, tenth in said)
