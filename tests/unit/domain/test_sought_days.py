"""Days that somebody searches for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import kinds
from gridkeeper.domain.periods import Period, parse
from gridkeeper.domain.sought_days import sought

THURSDAY = date(2026, 10, 8)
VISITED_ON = kinds.VISIT.field("visited_on")


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2026-11-20", "2026-11-20"),
        (" 2026.11.20 ", "2026-11-20"),
        ("20261120", "2026-11-20"),
        ("10-07", "2026-10-07"),
        ("11-20", "2025-11-20"),
        ("11月20日", "2025-11-20"),
        ("十月八日", "2026-10-08"),
        ("10.8", "2026-10-08"),
        ("昨天", "2026-10-07"),
        ("上周三", "2026-09-30"),
        ("本周", "2026-10-05..2026-10-11"),
        ("上周", "2026-09-28..2026-10-04"),
        ("上个月", "2026-09"),
        ("这月", "2026-10"),
        ("2026年11月", "2026-11"),
        ("2026-11", "2026-11"),
        ("9月", "2026-09"),
        ("12月份", "2025-12"),
        ("去年", "2025"),
        ("2026年", "2026"),
    ],
)
def test_a_day_or_a_month_is_read(typed, days):
    assert sought(typed, VISITED_ON, THURSDAY) == parse(days)


def test_last_month_of_january_lies_in_the_year_before():
    assert sought("上月", VISITED_ON, date(2026, 1, 31)) == parse("2025-12")


@pytest.mark.parametrize(
    "typed",
    ["", "—", "王", "2026", "501", "3-2", "1-12", "11-2", "8号", "3-2-501", "2026-13", "13月",
     "2026-02-30", "0026年", "9999年1月", "张三 昨天"],
)  # fmt: skip
def test_what_is_rather_a_door_or_no_day_at_all_is_none(typed):
    assert sought(typed, VISITED_ON, THURSDAY) is None


@given(st.dates(date(1900, 1, 1), THURSDAY))
def test_any_day_is_found_as_lists_write_it(day):
    assert sought(day.isoformat(), VISITED_ON, THURSDAY) == Period(day, day)
