from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import identity_numbers

CARD = "11010519491231002X"
CREDIT = "91350100M000100Y43"


def test_the_number_in_the_standard_is_good():
    assert identity_numbers.is_card(CARD)
    assert identity_numbers.birth_of(CARD) == date(1949, 12, 31)
    assert identity_numbers.sex_of(CARD) == identity_numbers.FEMALE
    assert identity_numbers.sex_of("110105194912310011") == identity_numbers.MALE


@pytest.mark.parametrize(
    "number", ["", "11010519491231002", "110105194912310020", "11010519491331002X", "X" * 18]
)
def test_another_number_is_not(number):
    assert not identity_numbers.is_card(number)


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(place, step):
    wrong = str((int(CARD[place]) + step) % 10)
    assert not identity_numbers.is_card(CARD[:place] + wrong + CARD[place + 1 :])


def test_an_old_number_becomes_a_new_one():
    assert identity_numbers.is_old_card("110105491231002")
    assert identity_numbers.upgraded("110105491231002") == CARD
    assert identity_numbers.upgraded_if_old("110105491231002") == CARD
    assert identity_numbers.upgraded_if_old(CARD) == CARD


@pytest.mark.parametrize(("day", "years"), [((2026, 12, 30), 76), ((2026, 12, 31), 77)])
def test_somebody_is_older_by_a_year_on_her_birthday(day, years):
    assert identity_numbers.age_on(date(1949, 12, 31), date(*day)) == years


@pytest.mark.parametrize("number", ["110105491331002", "11010549123100", CARD])
def test_another_number_is_no_old_one(number):
    assert not identity_numbers.is_old_card(number)


def test_the_credit_code_in_the_standard_is_good():
    assert identity_numbers.is_credit_code(CREDIT)


@pytest.mark.parametrize("code", ["", "91350100M000100Y44", "91350100I000100Y43", CREDIT[:17]])
def test_another_credit_code_is_not(code):
    assert not identity_numbers.is_credit_code(code)


def test_a_number_is_tidied():
    assert identity_numbers.cleaned(" '110105 19491231 002x ") == CARD
