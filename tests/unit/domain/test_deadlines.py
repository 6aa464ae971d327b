from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import codes
from gridkeeper.domain.deadlines import LIMITS, Limit, Standing, due, standing
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.labels import Label
from gridkeeper.texts import ENGLISH, use


def a_request(received_on=date(2026, 9, 30), **values):
    return KINDS["request"].record(id="1", received_on=received_on, **values)


def a_hazard(level, found_on=date(2026, 10, 8)):
    return KINDS["hazard"].record(id="1", level=level, found_on=found_on)


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_names_fields_and_codes_that_exist(limit):
    kind = KINDS[limit.kind]
    assert limit.start in kind.by_name
    if limit.field:
        assert limit.value in codes.table(kind.field(limit.field).codes).labels


@pytest.mark.parametrize(
    ("level", "day"),
    [
        ("1", date(2026, 10, 8)),
        ("2", date(2026, 10, 15)),
        ("3", date(2026, 10, 23)),
        ("4", date(2026, 11, 7)),
        ("5", date(2026, 10, 9)),
        (None, date(2026, 10, 15)),
    ],
)
def test_a_hazard_is_due_by_its_level(level, day):
    assert due("hazard", a_hazard(level)).date == day


def test_a_dispute_is_due_after_thirty_days():
    dispute = KINDS["dispute"].record(id="1", found_on=date(2026, 10, 8))
    assert due("dispute", dispute).date == date(2026, 11, 7)


def test_an_urgent_request_is_due_the_next_day():
    assert due("request", a_request(urgency="01", handling="3")).date == date(2026, 10, 1)


def test_working_days_are_explained():
    found = due("request", a_request(handling="2"))
    assert found.date == date(2026, 10, 13)
    assert found.certain
    assert found.explanation == (
        "承诺办，5 个工作日：跳过国庆节 7 天、周末 1 天，计入调休补班 1 天，到期10月13日"
    )


def test_working_days_are_explained_in_english_too():
    use(ENGLISH)
    assert due("request", a_request(handling="2")).explanation == (
        "by a promised day, 5 working days: skipping 7 days of National Day, 1 day of weekend, "
        "counting 1 make-up working day, due 2026-10-13"
    )


def test_working_days_without_anything_between_are_explained_shortly():
    found = due("request", a_request(date(2026, 10, 12)))
    assert found.explanation == "一般事项，3 个工作日：到期10月15日"


def test_a_weekend_alone_is_named():
    found = due("request", a_request(date(2026, 10, 15)))
    assert found.explanation == "一般事项，3 个工作日：跳过周末 2 天，到期10月20日"


def test_an_unknown_year_is_said():
    found = due("request", a_request(date(2026, 12, 30)))
    assert not found.certain
    assert "2027年的放假安排还没有录入" in found.explanation


def test_natural_days_are_explained():
    assert due("hazard", a_hazard("3")).explanation == "较大隐患，15 天（自然日），到期10月23日"


def test_the_same_day_is_explained():
    assert due("hazard", a_hazard("1")).explanation == "轻微隐患：当天办完，到期10月8日"


def test_without_a_day_to_start_from_nothing_is_due():
    assert due("hazard", a_hazard("1", found_on=None)) is None


def test_what_no_limit_is_about_is_never_due():
    assert due("visit", KINDS["visit"].record(id="1")) is None


def test_an_office_may_have_limits_of_its_own():
    own = (Limit("hazard", Label("本街道", "ours"), "found_on", 2),)
    assert due("hazard", a_hazard("4"), own).date == date(2026, 10, 10)


@given(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.sampled_from(["1", "2", "3", None]))
def test_nothing_is_due_before_it_began(day, handling):
    assert due("request", a_request(day, handling=handling)).date >= day


@pytest.mark.parametrize(
    ("today", "closed_on", "expected"),
    [
        (date(2026, 10, 8), None, Standing.IN_TIME),
        (date(2026, 10, 15), None, Standing.IN_TIME),
        (date(2026, 10, 16), None, Standing.SOON),
        (date(2026, 10, 18), None, Standing.SOON),
        (date(2026, 10, 19), None, Standing.OVERDUE),
        (date(2026, 12, 1), date(2026, 10, 18), Standing.IN_TIME),
        (date(2026, 12, 1), date(2026, 10, 19), Standing.LATE),
    ],
)
def test_a_case_stands_to_its_deadline(today, closed_on, expected):
    start, deadline = date(2026, 10, 8), date(2026, 10, 18)
    assert standing(start, deadline, today, closed_on) is expected
