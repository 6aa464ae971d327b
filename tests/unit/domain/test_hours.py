"""Hours of the day as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import hours, validation
from gridkeeper.domain.kinds import VISIT
from gridkeeper.domain.visits import Visit

TODAY = date(2026, 10, 8)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("19:30", "19:30"),
        ("19：30", "19:30"),
        ("9:05", "09:05"),
        ("1930", "19:30"),
        ("730", "07:30"),
        ("19", "19:00"),
        ("19点", "19:00"),
        ("19点半", "19:30"),
        ("七点一刻", "07:15"),
        ("晚上7点半", "19:30"),
        ("下午两点", "14:00"),
        ("中午12点", "12:00"),
        ("中午1点", "13:00"),
        ("晚十一点整", "23:00"),
        ("7:30 pm", "19:30"),
        ("上午9时20分", "09:20"),
    ],
)
def test_an_hour_is_understood_as_it_is_said(typed, hour):
    assert hours.written(typed) == hour


@pytest.mark.parametrize("typed", ["", "晚上", "24:00", "19:60", "明天7点", "199", "7点半钟头"])
def test_what_says_no_hour_is_none(typed):
    assert hours.written(typed) is None


def test_an_hour_that_is_not_understood_is_kept_as_typed_and_said():
    field = VISIT.field("next_at")
    assert validation.parse(field, "晚上7点半", TODAY) == "19:30"

    def codes_of(hour):
        visit = Visit(id="1", household_id="0" * 32, visited_on=TODAY, outcome="01", next_at=hour)
        return [one.code for one in validation.check(visit, TODAY) if one.field == "next_at"]

    assert codes_of("19:30") == []
    assert codes_of(validation.parse(field, "饭后", TODAY)) == ["hour"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("晚上", True),
        (" 下午", True),
        ("PM", True),
        ("晚上7点", False),
        ("明天", False),
        ("", False),
    ],
)
def test_a_part_of_the_day_is_told_from_an_hour(text, is_one):
    assert hours.is_part_of_day(text) is is_one
