"""How good a password is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper import texts
from gridkeeper.services.store.strength import strength


@pytest.mark.parametrize(
    ("password", "advice"),
    [
        ("123456", "连续"),
        ("asdfgh", "连续"),
        ("111111", "重复"),
        ("abcabcabc", "重复"),
        ("password", "常用"),
        ("P@ssw0rd", "常用"),
        ("admin", "常用"),
        ("社区网格员", "常用"),
        ("19850312", "日期"),
        ("1985年3月", "日期"),
        ("2026-10-08", "日期"),
        ("850312", "日期"),
        ("李梅李梅", "重复"),
        ("网格员李梅", "姓名"),
        ("", "再长一些"),
        ("g7Kp", "再长一些"),
    ],
)
def test_what_everybody_tries_falls_at_once(password, advice):
    found = strength(password, ["李梅"])

    assert found.level == 0
    assert advice in found.advice


@pytest.mark.parametrize(
    ("password", "advice"),
    [
        ("13812345678", "手机"),
        ("11010119491001201X", "身份证"),
        ("zhangwei1985", "日期"),
        ("woaini1314", "常用"),
    ],
)
def test_what_others_know_of_a_person_is_never_good(password, advice):
    found = strength(password)

    assert found.level <= 2
    assert advice in found.advice


@pytest.mark.parametrize(
    "password", ["correct horse battery staple", "灯笼-火车-搪瓷-芦苇", "kD8$fj2!pQ9z"]
)
def test_a_long_password_without_a_pattern_holds(password):
    found = strength(password)

    assert (found.level, found.advice) == (4, "")


def test_names_that_others_know_are_worth_little():
    assert strength("槐荫小筑灯塔", ["槐荫小筑"]).level < strength("槐荫小筑灯塔").level


def test_a_name_of_one_character_is_no_name():
    assert strength("李树下的灯塔很亮", ["李"]) == strength("李树下的灯塔很亮")


def test_capitals_in_the_middle_are_worth_a_little():
    assert strength("mFhTqX").level >= strength("mfhtqx").level


def test_the_advice_speaks_the_language_in_force():
    texts.use(texts.ENGLISH)

    assert strength("123456").advice == "It contains a sequence such as 123456 or abcd."


@given(st.text(max_size=40))
def test_anything_that_can_be_typed_is_weighed(password):
    found = strength(password)

    assert 0 <= found.level <= 4
    assert bool(found.advice) is (found.level < 3)


@pytest.mark.parametrize(
    "password", ["knxfrbwswvuqnfgh", "2ac57f2dc680918x", "晨光街道办的灯塔与芦苇", "aaaacbccbbcabd"]
)
def test_what_is_good_is_not_called_easily_guessed_in_the_same_breath(password):
    found = strength(password, ["晨光街道办"])

    assert found.level >= 3
    assert found.advice == ""


@given(st.text(st.characters(codec="ascii"), min_size=1, max_size=3), st.integers(3, 60))
def test_saying_it_again_and_again_does_not_make_it_good(piece, times):
    assert strength(piece * times).level <= 2
