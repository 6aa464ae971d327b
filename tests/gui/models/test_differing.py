"""Where two orders differ."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.ui.models.differing import middle

orders = st.lists(st.integers(0, 6), max_size=12).map(lambda places: array("q", places))


@given(orders, orders)
def test_what_lies_outside_the_middle_is_the_same(old, new):
    part = middle(old, new)

    rest = len(old) - part.first - part.gone
    assert rest == len(new) - part.first - part.come >= 0
    assert old[: part.first] == new[: part.first]
    assert old[part.first + part.gone :] == new[part.first + part.come :]


@given(orders)
def test_equal_orders_have_no_middle(order):
    part = middle(order, order[:])

    assert (part.gone, part.come) == (0, 0)


@given(orders, st.data())
def test_one_more_place_is_all_that_differs(order, data):
    at = data.draw(st.integers(0, len(order)))
    new = order[:at] + array("q", [99]) + order[at:]

    assert middle(order, new) == (at, 0, 1)
