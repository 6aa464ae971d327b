"""Who is read as whom, in chains and circles of merges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain.merging import survivor

IDS = "abcdefg"
ALL = set(IDS)
POINTERS = st.dictionaries(st.sampled_from(IDS), st.sampled_from(IDS + "z"))
LIVING = st.sets(st.sampled_from(IDS))


def test_nobody_who_was_not_merged_is_read_as_another():
    assert survivor("a", {}, ALL) == "a"


def test_a_chain_is_followed_to_its_end():
    assert survivor("a", {"a": "c", "c": "b"}, ALL) == "b"


def test_who_is_not_here_is_passed_over():
    assert survivor("a", {"a": "c", "c": "b"}, {"a", "c"}) == "c"
    assert survivor("a", {"a": "c", "c": "b"}, {"a", "b"}) == "b"


def test_in_a_circle_the_oldest_who_is_here_survives():
    circle = {"a": "c", "c": "b", "b": "a"}
    assert {survivor(one, circle, ALL) for one in "abc"} == {"a"}
    assert {survivor(one, circle, {"b", "c"}) for one in "bc"} == {"b"}


def test_a_chain_may_lead_into_a_circle():
    into = {"a": "d", "d": "c", "c": "d"}
    assert {survivor(one, into, ALL) for one in "acd"} == {"c"}
    assert survivor("a", into, {"a"}) == "a"


def test_of_people_who_are_all_gone_each_is_herself():
    assert survivor("a", {"a": "b", "b": "a"}, set()) == "a"


@given(POINTERS, LIVING)
def test_who_survives_is_read_as_herself(into, living):
    for one in living:
        read_as = survivor(one, into, living)
        assert read_as in living
        assert survivor(read_as, into, living) == read_as


@given(POINTERS, LIVING, st.randoms(use_true_random=False))
def test_the_order_in_which_merges_came_does_not_matter(into, living, random):
    pairs = list(into.items())
    random.shuffle(pairs)
    again = dict(pairs)
    assert all(survivor(one, into, living) == survivor(one, again, living) for one in IDS)
