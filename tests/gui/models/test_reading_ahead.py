"""Rows that are read before they are seen."""

from __future__ import annotations

import pytest

from gridkeeper.ui.models.reading_ahead import ReadingAhead
from gridkeeper.ui.models.records import PAGE
from gridkeeper.ui.models.rows_aside import RowsAside

SEEN = PAGE + PAGE // 2


@pytest.fixture
def long(lists, runner):
    """A list of ten pages of which nothing is read yet, and its reader."""
    lists.add(0)
    place = lists.places()
    lists.table.show(lists.query, place * (PAGE * 10))
    aside = RowsAside(lists.table, lists.browsing, runner.start)
    return lists.table, ReadingAhead(lists.table, aside)


def here(table):
    return [page for page in range(10) if table.is_here(page * PAGE)]


@pytest.mark.parametrize(
    ("before", "now", "pages"),
    [(PAGE, 2 * PAGE, [3, 4]), (5 * PAGE, 4 * PAGE, [2, 3]), (8 * PAGE, 9 * PAGE, [])],
)
def test_what_comes_next_is_read_in_the_direction_of_scrolling(
    qtbot, runner, long, before, now, pages
):
    table, ahead = long
    ahead.follow(range(before, before + SEEN))
    ahead.stop()  # where she came from is not asked about
    ahead.follow(range(now, now + SEEN))

    qtbot.waitUntil(lambda: not ahead.isActive() and runner.is_idle)

    assert here(table) == pages


@pytest.mark.parametrize("now", [0, 6 * PAGE])
def test_who_stands_still_or_jumps_has_nothing_read(long, now):
    table, ahead = long
    ahead.follow(range(SEEN))
    ahead.follow(range(now, now + SEEN))

    assert not ahead.isActive()
    assert here(table) == []
