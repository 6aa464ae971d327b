"""What was chosen is found again in another order."""

from __future__ import annotations

import random
from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from gridkeeper.services.views.browsing import Query
from gridkeeper.ui.lists.answers import Chosen, answer


class Order:
    """A list whose records are called by their places."""

    def __init__(self, places):
        self._places = places

    def places(self, query, progress):
        return self._places

    def place_of(self, kind, record_id):
        place = int(record_id)
        return place if place < 90_000 else None


@settings(max_examples=10)
@given(st.integers(0, 1000), st.sets(st.integers(0, 99_999), max_size=4))
def test_each_is_where_a_plain_search_finds_it(seed, chosen):
    places = array("q", range(50_000))
    random.Random(seed).shuffle(places)  # noqa: S311 - the same orders in every run
    ids = tuple(str(one) for one in chosen)

    found = answer(Order(places), 1, Query("visit"), Chosen(ids[0] if ids else "", ids), None)

    assert set(found.rows) == {places.index(one) for one in chosen if one < 50_000}
    at = places.index(int(ids[0])) if ids and int(ids[0]) < 50_000 else -1
    assert found.current == at
