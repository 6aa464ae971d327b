from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import calendar
from gridkeeper.domain.labels import Label

NATIONAL = Label("国庆节", "National Day")


@pytest.mark.parametrize(("number", "off", "worked"), [(2025, 28, 5), (2026, 33, 6)])
def test_a_year_has_the_days_that_were_published(number, off, worked):
    year = calendar.year(number)
    assert len(year.holidays) == off
    assert len(year.workdays) == worked
    assert str(number) in year.source
    assert all(calendar.is_weekend(day) for day in year.workdays)
    assert not year.holidays.keys() & year.workdays.keys()


def test_a_year_that_nobody_entered_is_not_known():
    assert calendar.year(2099) is None
    assert calendar.holiday(date(2099, 10, 1)) is None
    assert not calendar.is_made_up(date(2099, 10, 3))


def test_a_holiday_is_known_by_name():
    assert calendar.holiday(date(2026, 10, 1)) == NATIONAL
    assert calendar.holiday(date(2026, 10, 8)) is None


def test_a_count_over_the_national_day_says_what_it_passed_over():
    counted = calendar.count(date(2026, 9, 30), 5)
    assert counted == calendar.Counted(date(2026, 10, 13), {NATIONAL: 7}, 1, 1, ())


def test_a_count_into_an_unknown_year_says_so():
    counted = calendar.count(date(2026, 12, 30), 3)
    assert counted.last == date(2027, 1, 4)
    assert counted.missing == (2027,)


@given(st.dates(date(2025, 1, 1), date(2026, 11, 1)), st.integers(0, 15))
def test_the_days_in_between_are_all_accounted_for(start, days):
    counted = calendar.count(start, days)
    passed = sum(counted.holidays.values()) + counted.weekends
    assert counted.last == start + timedelta(days=days + passed)


@given(st.dates(date(2025, 1, 1), date(2026, 11, 1)), st.integers(1, 15))
def test_the_last_day_is_worked(start, days):
    last = calendar.count(start, days).last
    assert calendar.holiday(last) is None
    assert not calendar.is_weekend(last) or calendar.is_made_up(last)
