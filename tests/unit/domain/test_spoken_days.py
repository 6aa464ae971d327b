"""Days as people say them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain.spoken_days import written

THURSDAY = date(2026, 10, 8)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("今天", "2026-10-08"),
        ("昨天", "2026-10-07"),
        ("前天", "2026-10-06"),
        ("大前天", "2026-10-05"),
        ("明天", "2026-10-09"),
        ("后天", "2026-10-10"),
        ("大后天", "2026-10-11"),
        ("Yesterday", "2026-10-07"),
        (" 昨天 9:30", "2026-10-07 9:30"),
        ("周三", "2026-10-07"),
        ("上周三", "2026-09-30"),
        ("下星期天", "2026-10-18"),
        ("礼拜日", "2026-10-11"),
        ("十月八日", "10-8"),
        ("十二月二十八日", "12-28"),
        ("二〇二六年三月十号", "2026-3-10"),
        ("2026年三月十号", "2026-3-10"),
        ("2026年10月8日", "2026-10-8"),
        ("8号", "2026-10-08"),
        ("三十号", "2026-10-30"),
    ],
)
def test_a_said_day_is_written_in_digits(said, day):
    assert written(said, THURSDAY) == day


def test_a_day_that_cannot_lie_ahead_is_the_last_months():
    assert written("30号", THURSDAY, past=True) == "2026-09-30"


def test_a_day_that_the_month_does_not_have_stays_as_it_is_said():
    assert written("31号", THURSDAY, past=True) == "31号"


@pytest.mark.parametrize(
    "text", ["", "2026-10-08", "10.8", "那天", "无", "一二日", "十十月一日", "零号", "四十号"]
)
def test_what_is_no_said_day_stays_as_it_is(text):
    assert written(text, THURSDAY) == text


@given(
    st.text(
        alphabet="一二三四五六七八九十零年月日号周上下星期天今昨明前后大0123456789 ", max_size=12
    )
)
def test_nothing_that_is_typed_breaks_it(text):
    assert isinstance(written(text, THURSDAY), str)
