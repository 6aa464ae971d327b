"""Polite warnings while a visit is written down: they say something, and stop nothing."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.records import visit_cautions
from gridkeeper.services.records.recording import RecordingService
from tests.helpers.towns import a_visit_of, where

FACTS = {"household_id": "3-2-501", "visited_on": "2026-10-08", "outcome": "01"}


def said(town, **facts):
    found = RecordingService(town.mei).check(kinds.VISIT, FACTS | facts)
    assert all(one.warning for one in found)
    return {one.code: (one.field, one.text) for one in found}


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-10-05", "这一户 3 天前刚走访过：李梅日常走访。"),
        ("2026-10-08", "这一户当天已走访过：李梅日常走访。"),
        ("2026-10-02", "这一户 6 天前刚走访过：李梅日常走访。"),
        ("2026-10-01", ""),
    ],
)
def test_a_home_that_was_visited_within_a_week_is_said_with_what_for(town, day, text):
    a_visit_of(town.mei, visited_on=day, reason="日常")

    found = said(town)

    assert found == ({visit_cautions.LATELY: ("household_id", text)} if text else {})


def test_several_visits_in_a_week_are_counted_and_the_last_one_is_named(town):
    a_visit_of(town.mei, visited_on="2026-10-03", reason="节日慰问")
    a_visit_of(town.mei, visited_on="2026-10-06", reason="专项行动")

    (_field, text) = said(town)[visit_cautions.LATELY]

    assert text == "这一户 2 天前刚走访过：李梅专项行动，一周内共 2 次。"


@pytest.mark.parametrize("facts", [{"reason": "隐患复查"}, {"reason": "紧急"}, {"kind": "回访"}])
def test_who_follows_something_up_may_come_again(town, facts):
    a_visit_of(town.mei)

    assert said(town, **facts) == {}


@pytest.mark.parametrize(
    ("at", "reason", "warns"),
    [
        ("2026-10-07 21:00", "", True),
        ("2026-10-07 08:59", "01", True),
        ("2026-10-07 20:59", "", False),
        ("2026-10-07 09:00", "", False),
        ("2026-10-07 22:30", "约好", False),
        ("2026-10-07 22:30", "紧急", False),
    ],
)
def test_hours_of_rest_are_said_unless_it_was_agreed_or_urgent(town, at, reason, warns):
    found = said(town, visited_on="2026-10-07", started_at=at, reason=reason)

    assert (visit_cautions.QUIET in found) is warns


def test_who_is_missed_again_and_again_is_said_until_somebody_is_met(town):
    a_visit_of(town.mei, visited_on="2026-09-20")
    a_visit_of(town.mei, visited_on="2026-10-01", outcome="03", situation="")
    assert said(town, outcome="03")[visit_cautions.MISSED][1].startswith("已连续 2 次未遇")
    a_visit_of(town.mei, visited_on="2026-10-02", outcome="03", situation="")
    assert said(town, outcome="03")[visit_cautions.MISSED][1].startswith("已连续 3 次未遇")

    tries = [one.tries for one in where(town.mei, kinds.VISIT, outcome="03")]
    assert sorted(tries) == [1, 2]

    a_visit_of(town.mei, visited_on="2026-10-03", outcome="04", situation="")

    assert said(town, outcome="03") == {}


def test_a_call_that_nobody_answers_is_no_knock_at_the_door(town):
    a_visit_of(town.mei, visited_on="2026-10-01", outcome="03", situation="")
    call = a_visit_of(town.mei, visited_on="2026-10-02", outcome="03", form="电话", situation="")
    knock = a_visit_of(town.mei, visited_on="2026-10-03", outcome="03", situation="")

    assert (call.tries, knock.tries) == (None, 2)
