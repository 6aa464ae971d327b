"""Visits for which an hour is named, on the day list."""

from __future__ import annotations

from gridkeeper.services.day.today import TodayService
from gridkeeper.services.plans.due import PlanService
from tests.helpers.homes import settle
from tests.helpers.towns import a_visit_of


def visits(session):
    (section,) = [one for one in TodayService(session).today().sections if one.name == "visits"]
    return section.lines


def test_today_s_appointments_come_first_in_the_order_of_their_hours(town):
    homes = settle(town.mei, "101", "102", "103", "104")
    for home, day, hour in zip(
        homes,
        ("2026-10-08", "2026-10-08", "2026-10-08", "2026-10-09"),
        ("", "19:30", "18:00", "9:00"),
        strict=True,
    ):
        a_visit_of(town.mei, household_id=home, visited_on="2026-10-01", next_due=day, next_at=hour)

    lines = visits(town.mei)

    assert [homes.index(one.record_id) for one in lines[:4]] == [2, 1, 0, 3]
    assert [one.why for one in lines[:3]] == [
        "约 18:00；应于今天走访",
        "约 19:30；应于今天走访",
        "应于今天走访",
    ]
    assert lines[3].why == "约 10月9日 09:00"  # and the day once
    told = PlanService(town.mei).due()
    assert [one.stop.home for one in told] == [one.record_id for one in lines]
    assert told[0].why[0] == "约 18:00；应于今天走访"  # and so on paper


def test_today_s_appointment_comes_before_what_is_long_overdue(town):
    late, now = settle(town.mei, "101", "102")
    for home, day, hour in ((late, "2026-09-10", ""), (now, "2026-10-08", "19:30")):
        a_visit_of(town.mei, household_id=home, visited_on="2026-09-01", next_due=day, next_at=hour)

    assert [one.record_id for one in visits(town.mei)[:2]] == [now, late]


def test_who_was_visited_today_and_made_an_appointment_is_listed_at_once(town):
    plain, agreed = settle(town.mei, "101", "102")
    for home, hour in ((plain, ""), (agreed, "9:00")):
        facts = {"visited_on": "2026-10-08", "next_due": "2026-10-12", "next_at": hour}
        a_visit_of(town.mei, household_id=home, **facts)

    found = [one.record_id for one in visits(town.mei)]
    assert agreed in found
    assert plain not in found


def test_only_the_last_visit_s_appointment_holds(town):
    a_visit_of(town.mei, visited_on="2026-10-01", next_due="2026-10-08", next_at="18:00")
    a_visit_of(town.mei, visited_on="2026-10-02", next_due="2026-10-08", next_at="19:30")

    (line,) = visits(town.mei)

    assert line.why.startswith("约 19:30；")
