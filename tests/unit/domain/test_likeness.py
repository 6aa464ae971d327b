"""Which people may be one and the same, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import likeness
from gridkeeper.domain.likeness import Crowd, Looks, alike, is_swapped, reasons, swapped

CARD, OTHER_CARD = "11010119491001001X", "110101199003072033"
ZHANG = Looks("1", "张伟", "1949-10-01", "", "13800001111", "door")
NUMBERS = st.text("0123456789", min_size=6, max_size=18)


def other(**facts):
    nobody = Looks("2", "李四", "", "", "", "")
    return replace(nobody, **facts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ()),
        ({"name": "张伟"}, ()),
        ({"name": ""}, ()),
        ({"name": "张伟", "birth": "1949-10-01"}, ("same_birth",)),
        ({"name": "张伟", "phone": "13800001111"}, ("same_phone",)),
        ({"name": "张伟", "phone": "13800010111"}, ("swapped_phone",)),
        ({"phone": "13800001111"}, ()),
        ({"name": "张伟", "door": "door"}, ("same_door",)),
        ({"name": "张玮", "door": "door"}, ("same_sound",)),
        ({"name": "章炜", "door": "elsewhere"}, ()),
        ({"name": "李四", "door": "door"}, ()),
    ],
)
def test_two_people_are_alike_by_name_and_something_else(facts, expected):
    assert reasons(ZHANG, other(**facts)) == expected


def test_one_number_is_one_person_whatever_she_is_called():
    one = replace(ZHANG, number=CARD)

    assert reasons(one, other(number=CARD)) == ("same_number",)
    assert reasons(one, replace(one, id="2"))[:2] == ("same_number", "same_birth")


def test_a_number_with_two_digits_in_each_others_place_is_a_slip():
    one = replace(ZHANG, number=CARD)

    assert reasons(one, other(number="11010119491001010X")) == ("swapped_number",)


def test_two_right_numbers_are_two_people():
    one = replace(ZHANG, number=CARD)

    assert reasons(one, replace(ZHANG, id="2", number=OTHER_CARD)) == ()


def test_what_is_too_short_to_be_a_number_tells_nothing():
    assert reasons(replace(ZHANG, number="无"), other(number="无")) == ()
    assert swapped("无") == []
    assert not is_swapped("12345", "21345")


@given(NUMBERS)
def test_every_slip_of_a_number_is_known_as_one(number):
    assert all(is_swapped(number, slip) for slip in swapped(number))
    assert not is_swapped(number, number)


@given(NUMBERS, NUMBERS)
def test_what_is_no_slip_is_not_taken_for_one(one, two):
    assert is_swapped(one, two) == (two in swapped(one))


@pytest.mark.parametrize("slip", ["123465", "1234567"])
def test_only_two_digits_beside_each_other_change_places(slip):
    assert is_swapped("123456", slip) == (slip == "123465")
    assert not is_swapped("123456", "423156")
    assert not is_swapped("123456", "123478")


def test_all_pairs_are_found_the_surest_first():
    people = [
        ZHANG,
        other(id="2", name="张玮", door="door"),
        other(id="3", number=CARD),
        other(id="4", number=CARD),
        other(id="5", name="张伟", phone="13800010111"),
        other(id="6", name="张伟", birth="1949-10-01"),
    ]

    found = [(one.one.id, one.other.id, one.reasons) for one in alike(people)]

    assert found == [
        ("3", "4", ("same_number",)),
        ("1", "6", ("same_birth",)),
        ("1", "5", ("swapped_phone",)),
        ("1", "2", ("same_sound",)),
    ]


def test_people_who_share_a_key_only_by_chance_are_no_pair():
    one, two = other(id="1", number="123456"), other(id="2", number="214365")

    assert alike([one, two]) == []


@given(NUMBERS)
def test_every_slip_is_found_among_all(number):
    for slip in swapped(number):
        (pair,) = alike([other(id="1", number=number), other(id="2", number=slip)])
        assert pair.reasons == (likeness.SWAPPED_NUMBER,)


LOOKS = st.builds(
    Looks,
    id=st.just(""),
    name=st.sampled_from(["", "张伟", "张玮", "李四"]),
    birth=st.sampled_from(["", "1949-10-01", "1990-03-07"]),
    number=st.sampled_from(["", CARD, OTHER_CARD, "11010119491001010X"]),
    phone=st.sampled_from(["", "13800001111", "13800010111"]),
    door=st.sampled_from(["", "door", "elsewhere"]),
)


@given(LOOKS, st.lists(LOOKS, max_size=6))
def test_in_a_crowd_whoever_is_most_like_somebody_is_found(one, others):
    crowd = [replace(other, id=str(place)) for place, other in enumerate(others)]
    like = [why for other in crowd if (why := reasons(one, other))]

    found = Crowd(crowd).like(replace(one, id="new"))

    surest = min((likeness.REASONS.index(why[0]) for why in like), default=None)
    assert (found and likeness.REASONS.index(found[1][0])) == surest


def test_a_whole_list_of_one_name_and_day_is_not_compared_for_ever():
    people = [other(id=str(n), birth="1900-01-01") for n in range(100)]

    assert len(alike(people)) == 40 * 39 // 2
    assert alike(people)[0].reasons == (likeness.SAME_BIRTH,)


def test_a_newcomer_is_compared_with_the_first_of_a_crowd_of_one_name_and_day():
    crowd = Crowd(other(id=str(n), birth="1900-01-01") for n in range(100))

    found = crowd.like(other(id="new", birth="1900-01-01"))

    assert found is not None
    assert int(found[0].id) < 40
