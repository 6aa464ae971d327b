from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gridkeeper.domain import clock

MOMENT = datetime(2026, 10, 8, 17, 30, tzinfo=UTC)


def test_a_stamp_is_read_back():
    assert clock.stamp(MOMENT) == "2026-10-08T17:30:00Z"
    assert clock.moment("2026-10-08T17:30:00Z") == MOMENT


def test_people_read_the_time_in_china():
    assert clock.local(MOMENT).hour == 1
    assert clock.local_date(MOMENT) == date(2026, 10, 9)


def test_another_form_is_no_stamp():
    with pytest.raises(ValueError, match="2026"):
        clock.moment("2026-10-08 17:30")


def test_noon_of_a_day_falls_on_that_day_in_china():
    assert clock.stamp(clock.noon(date(2026, 10, 9))) == "2026-10-09T04:00:00Z"


def test_the_computer_tells_whole_seconds_in_utc():
    now = clock.SystemClock().now()
    assert now.tzinfo is UTC
    assert now.microsecond == 0


@pytest.mark.parametrize("late", ["9999-12-31T16:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_moment_that_has_no_day_in_china_is_no_stamp(late):
    assert clock.local_date(clock.moment("9999-12-31T15:59:59Z")) == date.max
    with pytest.raises(ValueError, match="9999"):
        clock.moment(late)


def test_a_moment_that_is_only_known_to_the_day_is_told_from_one_with_an_hour():
    day = date(2026, 10, 8)
    assert clock.is_noon(clock.noon(day))
    assert not clock.is_noon(clock.noon(day) + timedelta(seconds=1))
