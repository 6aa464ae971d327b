"""Why a visit is due, in words."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper import texts
from gridkeeper.domain import plans
from gridkeeper.domain.plans import Planned, Reason
from gridkeeper.services.plans import said as plan_said
from tests.helpers.plans import TODAY, a_home

DUE = date(2026, 11, 10)


def a_reason(**facts):
    usual = {"rule": "r", "name": "空巢老人", "days": 7, "day": DUE, "earliest": DUE, "risk": 1}
    return Reason(**usual | facts)


def a_plan(first, last):
    return Planned(a_home(), last, first, 0, (a_reason(),))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "每天一次"),
        (7, "每周一次"),
        (14, "每两周一次"),
        (30, "每月一次"),
        (91, "每季度一次"),
        (182, "每半年一次"),
        (365, "每年一次"),
        (45, "每 45 天一次"),
    ],
)
def test_a_cycle_is_said_as_people_say_it(days, said):
    assert plan_said.rhythm(days) == said


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (date(2026, 11, 1), "可走访 11月1日至10日"),
        (date(2026, 10, 30), "可走访 10月30日至11月10日"),
        (DUE, "可走访 11月10日"),
    ],
)
def test_a_window_says_a_month_once(first, said):
    assert plan_said.window(a_plan(first, DUE)) == said


def test_a_window_speaks_english():
    texts.use(texts.ENGLISH)

    assert plan_said.window(a_plan(date(2026, 11, 1), DUE)) == (
        "may be made from 2026-11-01 to 2026-11-10"
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "空巢老人每周一次：还没有走访过，11月10日到期，已逾期 10 天"),
        (
            {"last": date(2026, 11, 3)},
            "空巢老人每周一次：上次走访 11月3日，11月10日到期，已逾期 10 天",
        ),
        (
            {"last": date(2026, 11, 3), "person_id": "a"},
            "空巢老人每周一次（王*）：上次见到 11月3日，11月10日到期，已逾期 10 天",
        ),
        ({"rule": plans.NAMED_BY_VISIT, "days": 0}, "应于11月10日走访，已逾期 10 天"),
        (
            {"rule": plans.OF_PERSON, "name": "A05"},
            "残疾人每周一次：还没有走访过，11月10日到期，已逾期 10 天",
        ),
    ],
)
def test_a_reason_explains_itself(facts, said):
    assert plan_said.sentence(a_reason(**facts), TODAY, {"a": "王*"}) == said


def test_of_a_restricted_class_nothing_is_said():
    why = a_reason(rule=plans.OF_PERSON, name="B03")

    assert plan_said.sentence(why, TODAY, {}).startswith("按个人设定每周一次：")
