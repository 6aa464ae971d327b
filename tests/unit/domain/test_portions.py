"""Parts of a whole in tenths of a percent."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from gridkeeper.domain.portions import portions


@given(st.lists(st.integers(min_value=0, max_value=100_000), max_size=40).filter(any))
@example([999_999, 1])
@example([1] * 7)
@example([1] * 1001)
def test_parts_add_up_to_the_whole(parts):
    assert sum(portions(parts).tenths) == 1000


@given(st.lists(st.integers(min_value=0, max_value=100_000), min_size=1, max_size=40).filter(any))
def test_no_part_is_a_tenth_away_from_what_it_is(parts):
    whole = sum(parts)

    assert all(
        abs(found - 1000 * part / whole) < 1
        for found, part in zip(portions(parts).tenths, parts, strict=True)
    )


def test_what_rounds_well_is_rounded_as_usual():
    assert portions([2, 1, 1]).tenths == [500, 250, 250]
    assert portions([1, 2]).tenths == [333, 667]


def test_numbers_that_are_alike_have_the_same_share_if_that_can_be():
    assert portions([3, 3, 70]).tenths == [39, 39, 922]
    assert portions([1, 1, 1]).tenths == [334, 333, 333]


def test_what_is_not_all_is_never_the_whole():
    assert portions([9_999, 1]).tenths == [999, 1]


def test_of_nothing_there_are_no_parts():
    assert portions([]).tenths == []
    assert portions([0, 0]).tenths == [0, 0]


def test_it_is_known_where_a_share_is_not_what_a_calculator_shows():
    assert portions([1] * 6).levelled
    assert not portions([2, 1, 1]).levelled
    assert not portions([0, 0]).levelled
