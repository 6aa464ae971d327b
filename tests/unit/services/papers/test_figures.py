"""With which days a period is compared."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain.periods import month, parse
from gridkeeper.services.papers.figures import so_far


@pytest.mark.parametrize(
    ("today", "past"),
    [
        ("2026-02-27", "2026-01-01..2026-01-27"),
        ("2026-02-28", "2026-01"),  # a short month that is whole stands beside a whole one
        ("2028-02-28", "2028-01-01..2028-01-28"),
        ("2028-02-29", "2028-01"),
        ("2026-03-28", "2026-02"),  # as many days as February has
        ("2026-03-29", "2026-02"),  # more than it has
        ("2026-03-31", "2026-02"),
        ("2026-04-29", "2026-03-01..2026-03-29"),
        ("2026-04-30", "2026-03"),
        ("2026-05-30", "2026-04"),
        ("2026-05-31", "2026-04"),
        ("2026-08-30", "2026-07-01..2026-07-30"),
        ("2026-08-31", "2026-07"),
        ("2026-01-01", "2025-12-01..2025-12-01"),
    ],
)
def test_a_month_so_far_stands_beside_the_same_days_and_a_whole_one_beside_a_whole_one(today, past):
    day = date.fromisoformat(today)
    whole = month(day.year, day.month)

    days, compared = so_far(whole, day)

    assert (days.first, days.last) == (whole.first, day)
    assert compared == parse(past)


@pytest.mark.parametrize("today", ["2026-09-30", "2026-11-01"])
def test_a_month_that_is_over_or_lies_ahead_stands_beside_the_whole_one_before(today):
    october = month(2026, 10)

    assert so_far(october, date.fromisoformat(today)) == (october, month(2026, 9))


def test_a_quarter_so_far_stands_beside_as_many_days_of_the_one_before():
    days, past = so_far(parse("2026-Q4"), date(2026, 12, 30))

    assert days == parse("2026-10-01..2026-12-30")
    assert past == parse("2026-07-01..2026-09-29")
