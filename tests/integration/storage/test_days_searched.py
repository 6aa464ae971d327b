"""Days that are searched in a long list."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain.kinds import VISIT
from gridkeeper.domain.periods import Period
from gridkeeper.domain.queries import Query
from gridkeeper.domain.visits import Visit
from gridkeeper.progress import Quiet
from gridkeeper.storage import browsing
from tests.helpers.stores import an_id, save

DAY = date(2026, 10, 2)


@pytest.mark.parametrize("part", [1, 30_000])
@pytest.mark.parametrize("sort", ["", "place"])
def test_a_day_is_found_with_whatever_has_it_in_its_text(store, monkeypatch, sort, part):
    monkeypatch.setattr(browsing, "_PART", part)
    on_it = Visit(id=an_id(1), visited_on=DAY)
    tells_of_it = Visit(id=an_id(2), visited_on=date(2026, 9, 1), situation="约在 2026-10-02 再访")
    neither = Visit(id=an_id(3), visited_on=date(2026, 10, 3))
    with store.writing() as unit:
        save(unit, on_it, tells_of_it, neither)
        unit.search.catch_up()
    query = Query("visit", text="2026-10-02", text_days=Period(DAY, DAY), sort=sort)

    with store.reading() as unit:
        places = unit.browsing.places(query, None, Quiet())
        found = unit.browsing.rows(VISIT, places, ())

    assert {found[place].id for place in places} == {on_it.id, tells_of_it.id}


def test_a_text_without_words_finds_its_days(store):
    on_it, other = (
        Visit(id=an_id(1), visited_on=DAY),
        Visit(id=an_id(2), visited_on=date(2026, 10, 3)),
    )
    with store.writing() as unit:
        save(unit, on_it, other)
        unit.search.catch_up()

    with store.reading() as unit:
        query = Query("visit", text="。", text_days=Period(DAY, DAY))
        found = unit.browsing.rows(VISIT, unit.browsing.places(query, None, Quiet()), ())

    assert [one.id for one in found.values()] == [on_it.id]
