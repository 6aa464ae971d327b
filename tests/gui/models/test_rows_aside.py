"""Rows that come beside the window: it waits a moment, draws, and draws again when they came."""

from __future__ import annotations

import threading

import pytest

from gridkeeper.errors import FileMissingError
from gridkeeper.ui.models.records import PAGE, WAITING, RecordTable
from gridkeeper.ui.models.rows_aside import RowsAside
from tests.gui.models.conftest import COLUMNS

SEEN = range(PAGE + 5)


class Slow:
    """A store on a disk that gives nothing before it is let."""

    def __init__(self, browsing):
        self.browsing = browsing
        self.may_go = threading.Event()
        self.asked = []

    def rows(self, query, places, columns):
        self.asked.append(len(places))
        assert self.may_go.wait(30)
        return self.browsing.rows(query, places, columns)


@pytest.fixture
def slow(lists, runner):
    """A list of ten pages, what reads it, and how it is brought."""
    lists.add(0)
    browsing = Slow(lists.browsing)
    table = RecordTable(browsing, "visit", COLUMNS)
    table.show(lists.query, lists.places() * (PAGE * 10))
    aside = RowsAside(table, browsing, runner.start)
    yield table, browsing, aside
    browsing.may_go.set()


def test_what_the_disk_gives_at_once_is_drawn_at_once(slow, monkeypatch):
    table, browsing, aside = slow
    monkeypatch.setattr("gridkeeper.ui.models.rows_aside.PATIENCE_S", 30)
    browsing.may_go.set()

    aside.see(SEEN)

    assert [table.known(row).texts[1] for row in (0, PAGE)] == ["第0天", "第0天"]
    assert browsing.asked == [2 * PAGE]


def test_what_it_gives_later_says_so_and_is_drawn_then(qtbot, slow):
    table, browsing, aside = slow

    aside.see(SEEN)

    assert table.known(0).texts[1] == WAITING
    with qtbot.waitSignal(aside.arrived):
        browsing.may_go.set()
    assert table.known(0).texts[1] == "第0天"


def test_nothing_is_asked_twice_while_it_is_under_way(qtbot, slow):
    _table, browsing, aside = slow

    aside.see(SEEN)
    aside.see(SEEN)
    with qtbot.waitSignal(aside.free):
        browsing.may_go.set()

    assert browsing.asked == [2 * PAGE]


def test_who_went_on_meanwhile_gets_what_she_sees_now(qtbot, slow):
    table, browsing, aside = slow
    elsewhere = range(6 * PAGE, 7 * PAGE)

    aside.see(SEEN)
    aside.see(elsewhere)
    with qtbot.waitSignal(aside.free):
        browsing.may_go.set()

    assert table.known(elsewhere.start).texts[1] == "第0天"


def test_rows_of_an_older_answer_are_not_shown(qtbot, lists, slow):
    table, browsing, aside = slow

    aside.see(SEEN)
    table.show(lists.query, lists.places() * 3)
    with qtbot.waitSignal(aside.free):
        browsing.may_go.set()

    assert browsing.asked == [2 * PAGE, 3]


def test_rows_that_cannot_be_read_stay_empty_and_are_told_once(qtbot, slow):
    table, _browsing, aside = slow

    class Gone:
        def rows(self, query, places, columns):
            raise FileMissingError(file="store.gkdb")

    told = []
    table.failed.connect(told.append)
    aside._browsing = Gone()
    with qtbot.waitSignal(aside.free):
        aside.see(SEEN)

    assert len(told) == 1
    assert table.known(0).texts == ("",) * len(COLUMNS)


def test_where_nothing_runs_any_more_the_rows_go_on_waiting(slow, runner):
    table, _browsing, aside = slow
    runner.close()

    aside.see(SEEN)

    assert table.known(0).texts[1] == WAITING
