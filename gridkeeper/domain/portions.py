"""What part of a whole each group is, rounded so that the parts still make the whole."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Portions:
    """The parts of a whole.

    Attributes:
        tenths: Each part in tenths of a percent.
        levelled: Whether any of them is another number than rounding it alone gives.
    """

    tenths: Sequence[int]
    levelled: bool


def portions(parts: Sequence[int]) -> Portions:
    """Return the portions of numbers; those of something add up to the whole."""
    found, whole = _tenths(parts), sum(parts)
    said = zip(parts, found, strict=True)
    return Portions(
        found, any(abs(part * _WHOLE - tenth * whole) * 2 > whole for part, tenth in said)
    )


def _tenths(parts: Sequence[int]) -> list[int]:
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
