"""What was chosen is found again in another order, and what is seen first comes with the order."""

from __future__ import annotations

import random
from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from gridkeeper.progress import Quiet
from gridkeeper.services.views.browsing import Query
from gridkeeper.ui.lists.answers import Chosen, answer
from gridkeeper.ui.models.records import FIRST_PAGES, PAGE


class Order:
    """A list whose records are called by their places."""

    def __init__(self, places):
        self._places = places

    def places(self, query, progress):
        return self._places

    def place_of(self, kind, record_id):
        place = int(record_id)
        return place if place < 90_000 else None

    def rows(self, query, places, columns):
        return dict.fromkeys(places, columns)


@settings(max_examples=10)
@given(st.integers(0, 1000), st.sets(st.integers(0, 99_999), max_size=4))
def test_each_is_where_a_plain_search_finds_it(seed, chosen):
    places = array("q", range(50_000))
    random.Random(seed).shuffle(places)  # noqa: S311 - the same orders in every run
    ids = tuple(str(one) for one in chosen)

    found = asked(places, Chosen(ids[0] if ids else "", ids))

    assert set(found.rows) == {places.index(one) for one in chosen if one < 50_000}
    at = places.index(int(ids[0])) if ids and int(ids[0]) < 50_000 else -1
    assert found.current == at
    seen = {place for page in found.pages for place in places[page * PAGE : (page + 1) * PAGE]}
    assert found.read.keys() == seen >= set(places[: FIRST_PAGES * PAGE])
    assert at < 0 or {*places[max(at - PAGE, 0) : at + PAGE]} <= seen


def test_of_an_empty_list_nothing_is_read():
    found = asked(array("q"), Chosen("7", ("7",)))

    assert (found.current, found.pages, found.read) == (-1, [], {})


def asked(places, chosen):
    return answer(Order(places), 1, Query("visit"), chosen, ["situation"], Quiet())
