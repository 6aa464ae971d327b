"""Asks a list's query on a worker thread, and finds again what was chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import compress, count
from typing import TYPE_CHECKING

from gridkeeper.ui.models.records import FIRST_PAGES, PAGE

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence

    from gridkeeper.progress import Progress
    from gridkeeper.services.views.browsing import BrowseService, Query, Row

MOST_CHOSEN = 200
"""More chosen records than these are not looked for in another order."""

_PART = 20_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen when a list was asked anew.

    Attributes:
        current: The record that is to be the current one; "" for none.
        ids: All that were chosen.
    """

    current: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The order of a query, with the rows in which the chosen records lie now.

    Attributes:
        asked: Counts the questions: an answer to an older one is not wanted any more.
        current: -1 if that record is not in it.
        names: The columns of what was read with it.
        pages: Those that are seen first: the head of the list, and where the chosen record is.
        read: The rows of these pages, by place.
    """

    asked: int
    query: Query
    places: array[int]
    current: int
    rows: tuple[int, ...]
    names: Sequence[str] = ()
    pages: Sequence[int] = ()
    read: Mapping[int, Row] = field(default_factory=dict)


def answer(
    browsing: BrowseService,
    asked: int,
    query: Query,
    chosen: Chosen,
    names: Sequence[str],
    progress: Progress,
) -> Answer:
    """Ask, and read of these columns what is seen first; on a worker thread.

    Raises:
        CancelledError: `progress` did.
    """
    places = browsing.places(query, progress)
    current = browsing.place_of(query.kind, chosen.current) if chosen.current else None
    found = {browsing.place_of(query.kind, one) for one in chosen.ids}
    wanted = {place for place in (*found, current) if place is not None}
    rows = _rows(places, wanted) if wanted else {}
    at = -1 if current is None else rows.get(current, -1)
    pages = _first_seen(len(places), at)
    seen = [place for page in pages for place in places[page * PAGE : (page + 1) * PAGE]]
    progress.report(0, 0)
    read = browsing.rows(query, seen, names)
    chosen_rows = tuple(rows[one] for one in rows if one in found)
    return Answer(asked, query, places, at, chosen_rows, names, pages, read)


def _first_seen(count_: int, current: int) -> list[int]:
    around = range(current // PAGE - 1, current // PAGE + 2) if current >= 0 else ()
    return sorted({page for page in (*range(FIRST_PAGES), *around) if 0 <= page * PAGE < count_})


def _rows(places: array[int], wanted: set[int]) -> dict[int, int]:
    """Return in which row each place is.

    At the speed of C, for there may be a million; part by part, for C lets no other thread in.
    """
    found: dict[int, int] = {}
    for first in range(0, len(places), _PART):
        part = map(wanted.__contains__, places[first : first + _PART])
        found |= {places[row]: row for row in compress(count(first), part)}
    return found
