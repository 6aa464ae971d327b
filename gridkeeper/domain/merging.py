"""Who is read as whom where people were found to be the same (DESIGN §5 "Merging people").

A merge is a pointer from one person to another. What refers to the one is never rewritten; whoever
reads follows the pointers. Offices that merge the same people at the same time may make chains and
circles of them, and the survivor is the same everywhere, in whatever order the pointers came.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def survivor(one: str, into: Mapping[str, str], living: Collection[str]) -> str:
    """Return as whom somebody is read.

    That is the last of a chain, and of a circle the one with the least id, which is the oldest.
    Who is not there, since she was deleted or is in nobody's grid here, is passed over.

    Args:
        one: Id of the person.
        into: Id of the person that each was merged into.
        living: Ids of those who are there.
    """
    path = [one]
    while (following := into.get(path[-1])) is not None and following not in path:
        path.append(following)
    if following is not None:
        circle = sorted(set(path[path.index(following) :]).intersection(living))
        if circle:
            return circle[0]
    return next((each for each in reversed(path) if each in living), one)
