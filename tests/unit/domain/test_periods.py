from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import periods
from gridkeeper.domain.periods import Period
from gridkeeper.errors import PeriodInvalidError
from gridkeeper.texts import ENGLISH, use


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        (" 2026-2 ", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-10-08", date(2026, 10, 8), date(2026, 10, 8)),
        ("2026-10-05..2026-10-11", date(2026, 10, 5), date(2026, 10, 11)),
    ],
)
def test_a_period_is_read(text, first, last):
    assert periods.parse(text) == Period(first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("本周", date(2026, 10, 5), date(2026, 10, 11)),
        ("This-Week", date(2026, 10, 5), date(2026, 10, 11)),
        ("上周", date(2026, 9, 28), date(2026, 10, 4)),
        ("昨天", date(2026, 10, 10), date(2026, 10, 10)),
        ("last-quarter", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_a_period_is_read_as_it_is_seen_from_a_day(text, first, last):
    assert periods.parse(text, date(2026, 10, 11)) == Period(first, last)


def test_a_week_begins_on_monday():
    assert periods.week(date(2026, 10, 11)) == Period(date(2026, 10, 5), date(2026, 10, 11))
    assert periods.week(date(2026, 10, 12)).first == date(2026, 10, 12)


@pytest.mark.parametrize(
    "text", ["", "本周", "October", "2026-13", "2026-Q5", "2026-10-11..2026-10-05"]
)
def test_what_is_no_period_is_refused_in_words(text):
    with pytest.raises(PeriodInvalidError) as raised:
        periods.parse(text)
    assert "期间" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2026-10", "2026年10月", "October 2026"),
        ("2026-Q4", "2026年第四季度", "Q4 2026"),
        ("2026", "2026年", "2026"),
        ("2026-10-05..2026-10-05", "2026年10月5日", "2026-10-05"),
        (
            "2026-10-05..2026-10-11",
            "2026年10月5日至11日",
            "2026-10-05 to 2026-10-11",
        ),
        ("2026-02-01..2026-04-30", "2026年2月1日至4月30日", "2026-02-01 to 2026-04-30"),
        ("2025-11-05..2026-11-05", "2025年11月5日至2026年11月5日", "2025-11-05 to 2026-11-05"),
    ],
)
def test_a_period_is_said_as_people_say_it(text, zh, en):
    assert periods.parse(text).text() == zh
    use(ENGLISH)
    assert periods.parse(text).text() == en


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2026-01", "2025-12"),
        ("2026-Q1", "2025-Q4"),
        ("2026", "2025"),
        ("2026-10-05..2026-10-11", "2026-09-28..2026-10-04"),
        ("2026-03-01..2026-03-30", "2026-01-30..2026-02-28"),
    ],
)
def test_the_period_before_has_the_same_length(text, before):
    assert periods.parse(text).previous() == periods.parse(before)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_the_months_before_and_after_meet(day):
    month = periods.month(day.year, day.month)
    assert day in month
    assert month.previous().last.toordinal() + 1 == month.first.toordinal()


def test_no_day_is_in_no_period():
    assert None not in periods.parse("2026")
    assert date(2027, 1, 1) not in periods.parse("2026")
