"""A month of the sample: as much work as a grid brings, right by the program's own rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from gridkeeper.domain import addresses, checks, codes, deadlines, kinds, validation
from gridkeeper.services.plans import checklists
from gridkeeper.services.samples import Goal, month
from gridkeeper.services.samples.words import chance, material, numeral, season, weighted
from tests.helpers.sample_months import (
    FIRST,
    LAST,
    TODAY,
    all_played,
    all_records,
    ids,
    plans_of,
    sample,
    work,
)


def test_a_month_has_about_as_much_work_as_a_grid_brings():
    made, grids = work(), 2
    assert 115 * grids <= len(made.visits) <= 130 * grids
    assert len(made.disputes) == 6 * grids
    assert len(made.hazards) == 12 * grids
    assert 15 * grids <= len(made.requests) <= 16 * grids


def test_ten_days_have_a_third_of_the_work():
    made = work(last=date(2026, 10, 10))
    assert 75 <= len(made.visits) <= 85
    assert all(visit.visited_on <= date(2026, 10, 10) for visit in made.visits)


def test_a_single_day_is_a_period_too():
    made = work(first=FIRST, last=FIRST)
    assert {visit.visited_on for visit in made.visits} == {FIRST}


def test_the_same_seed_makes_the_same_month():
    register = sample()
    again = month(7, register, [g.id for g in register.grids], FIRST, LAST, "示例网格员", ids())
    assert again == work()


def test_a_grid_has_the_same_month_whoever_else_is_asked_for():
    register = sample()
    second = register.grids[1].id
    alone = month(7, register, {second}, FIRST, LAST, "示例网格员", ids())
    texts = [visit.situation for visit in work().visits if visit.grid_id == second]
    assert [visit.situation for visit in alone.visits] == texts


def test_everything_happens_in_the_period():
    made = work()
    days = [visit.visited_on for visit in made.visits]
    days += [case.found_on for case in (*made.disputes, *made.hazards)]
    days += [request.received_on for request in made.requests]
    days += [recheck.checked_on for recheck in made.rechecks]
    days += [step.day for plan in made.plans for step in plan.steps]
    assert all(FIRST <= day <= LAST for day in days)


def test_no_slot_is_left_open_in_a_text():
    for record in all_records(1000):
        for value in record.stored().values():
            assert "{" not in str(value)
            assert "None" not in str(value)


def test_what_was_said_at_a_door_hardly_repeats():
    said = [visit.situation for visit in work().visits if visit.outcome != "03"]
    assert len(set(said)) >= 0.97 * len(said)


def test_requests_do_not_repeat():
    contents = [request.content for request in work().requests]
    assert len(set(contents)) == len(contents)


def test_most_visits_meet_somebody_while_some_find_a_locked_door():
    outcomes = Counter(visit.outcome for visit in work().visits)
    assert outcomes["01"] + outcomes["02"] > 0.6 * len(work().visits)
    assert outcomes["03"] > 10
    assert all(visit.tries for visit in work().visits if visit.outcome == "03")


def test_some_visits_are_made_in_the_evening_or_at_the_weekend():
    visits = [visit for visit in work().visits if visit.kind == "07"]
    assert visits
    for visit in visits:
        local = (visit.started_at.hour + 8) % 24
        assert local >= 18 or visit.visited_on.weekday() >= 5


def test_texts_about_elders_are_about_elders():
    people = {person.id: person for person in sample().people}
    alone = [
        v for v in work().visits if "独自居住，" in (v.situation or "") and "岁" in v.situation
    ]
    assert alone
    assert all(people[visit.person_id].birth.year < 1966 for visit in alone)


def test_the_person_of_a_visit_lives_at_its_place():
    people = {person.id: person for person in sample().people}
    for visit in work().visits:
        if visit.person_id:
            assert people[visit.person_id].household_id == visit.household_id


def test_the_place_of_a_household_visit_is_a_door():
    for visit in work().visits:
        if visit.household_id:
            assert addresses.text(addresses.parse(visit.place)) == visit.place
            assert addresses.parse(visit.place).room


def test_a_visit_that_became_a_case_is_named_by_that_case():
    made = work()
    born = {"03": made.requests, "04": made.hazards, "05": made.disputes}
    for conclusion, cases in born.items():
        named = {case.visit_id for case in cases} - {None}
        assert named == {visit.id for visit in made.visits if visit.conclusion == conclusion}
        assert named


def test_a_visit_that_became_a_case_was_made_on_the_day_of_that_case():
    visits = {visit.id: visit for visit in work().visits}
    for case in (*work().disputes, *work().hazards):
        if case.visit_id:
            assert visits[case.visit_id].visited_on == case.found_on


def test_each_dispute_has_two_different_sides():
    sides = defaultdict(list)
    for party in work(1000).dispute_parties:
        sides[party.dispute_id].append(party)
    for parties in sides.values():
        assert [party.side for party in parties] == ["1", "2"]
        assert parties[0].name != parties[1].name
        assert all(party.name for party in parties)


def test_water_comes_from_right_above():
    made = work(1000)
    stories = [d for d in made.disputes if "楼上" in d.content]
    assert stories
    for dispute in stories:
        below, above = (
            addresses.parse(party.address).room
            for party in made.dispute_parties
            if party.dispute_id == dispute.id
        )
        assert int(above) - int(below) == 100


def test_deadlines_are_those_of_the_program():
    overdue = {plan.case_id for plan in work().plans if plan.goal is Goal.OVERDUE}
    for case in (*work().disputes, *work().hazards, *work().requests):
        if case.id not in overdue:
            assert case.deadline == deadlines.due(kinds.kind_of(case).name, case).date


# What becomes of the cases


def test_every_case_has_one_plan():
    made = work()
    cases = [case.id for case in (*made.disputes, *made.hazards, *made.requests)]
    assert sorted(plan.case_id for plan in made.plans) == sorted(cases)


@pytest.mark.parametrize("seed", [1, 7, 11])
def test_the_workflow_takes_every_step_of_every_plan(seed):
    assert len(all_played(300, seed)) == len(work(300, seed).plans)


@pytest.mark.parametrize("seed", [1, 7, 11])
def test_what_comes_out_of_the_plans_passes_the_checks(seed):
    wrong = [
        problem
        for _plan, case in all_played(300, seed)
        for problem in validation.check(case, TODAY)
    ]
    assert not wrong


def test_steps_never_go_back_in_time():
    for plan in work(1000).plans:
        assert all(one.day <= other.day for one, other in pairwise(plan.steps))


def test_most_cases_are_settled_by_the_end():
    closed = [case for _plan, case in all_played() if case.closed_on]
    assert len(closed) > 0.6 * len(work().plans)


def test_one_hazard_a_grid_is_overdue_at_the_end():
    overdue = [
        case
        for plan, case in all_played()
        if plan.kind == "hazard" and not case.closed_on and case.deadline < LAST
    ]
    assert Counter(case.grid_id for case in overdue) == {g.id: 1 for g in sample().grids}


def test_one_request_a_grid_is_settled_too_late():
    late = [case for plan, case in all_played() if plan.kind == "request" and case.in_time is False]
    assert Counter(case.grid_id for case in late) == {g.id: 1 for g in sample().grids}


def test_each_goal_of_the_list_is_reached_somewhere():
    reached = {plan.goal for seed in (7, 3) for plan in work(1000, seed).plans}
    assert reached == set(Goal)


ENDS = {
    Goal.ARCHIVED: {"90"},
    Goal.AGREED_ORAL: {"42"},
    Goal.AGREED_WRITTEN: {"40"},
    Goal.FAILED: {"45"},
    Goal.FIXED_ON_SPOT: {"70"},
    Goal.RECHECK_FAILED: {"65"},
    Goal.REPORTED: {"45"},
    Goal.RETURNED: {"65"},
    Goal.PARKED: {"55"},
    Goal.DECLINED: {"95"},
    Goal.OVERDUE: {"40"},
    Goal.LATE: {"80"},
    Goal.SETTLED: {"70", "80"},
    Goal.OPEN: {"30", "40", "50"},
}


def test_each_plan_ends_in_a_state_of_its_goal():
    for plan, case in all_played(1000):
        assert case.state in ENDS[plan.goal], (plan.kind, plan.goal)


def test_a_recheck_stands_on_the_day_of_its_step():
    steps = {
        (plan.case_id, step.day, step.action == "recheck_pass")
        for plan in plans_of("hazard")
        for step in plan.steps
        if step.action.startswith("recheck")
    }
    rechecks = {(one.hazard_id, one.checked_on, one.passed) for one in work().rechecks}
    assert steps == rechecks


def test_agreement_numbers_are_given_once():
    numbers = [
        plan.facts["agreement_number"]
        for plan in plans_of("dispute", 1000)
        if "agreement_number" in plan.facts
    ]
    assert len(set(numbers)) == len(numbers) > 1


def test_the_day_of_a_plan_is_that_of_its_last_step():
    plan = work().plans[0]
    assert plan.day == plan.steps[-1].day
    assert replace(plan, steps=()).day is None


# The words


def test_the_word_material_is_rich_enough():
    told = [
        entry
        for group in material("visits").values()
        if isinstance(group, list)
        for entry in group
        if isinstance(entry, dict)
    ]
    assert len(told) >= 40
    assert len(material("disputes")["stories"]) >= 20
    assert len({story["type"][:2] for story in material("disputes")["stories"]}) >= 7
    assert len(material("hazards")["findings"]) >= 25
    assert len(material("requests")["matters"]) >= 40


@pytest.mark.parametrize(
    ("name", "texts", "table"),
    [
        ("hazards", "findings", "hazard_category"),
        ("requests", "matters", "request_category"),
    ],
)
def test_every_category_has_a_text(name, texts, table):
    assert {text["category"] for text in material(name)[texts]} == set(codes.table(table).labels)


@pytest.mark.parametrize(
    ("number", "text"), [(3, "三"), (10, "十"), (12, "十二"), (20, "二十"), (31, "三十一")]
)
def test_numbers_are_said_in_chinese(number, text):
    assert numeral(number) == text


@pytest.mark.parametrize(
    ("number", "name"),
    [(1, "winter"), (4, "spring"), (8, "summer"), (10, "autumn"), (12, "winter")],
)
def test_a_month_has_its_season(number, name):
    assert season(date(2026, number, 1)) == name


def test_a_weight_of_nothing_is_never_drawn():
    rng = chance("weights")
    assert {weighted(rng, {"a": 1, "b": 0}) for _each in range(50)} == {"a"}


def test_checks_and_patrols_say_what_was_found_by_a_checklist():
    found = [visit for visit in work().visits if visit.checks]
    items = {item for one in checklists.defaults() for item in checks.items(one.items or "")}

    assert {visit.kind for visit in found} == {"03", "04"}
    for visit in found:
        lines = checks.read(visit.checks or "")
        assert {line.item for line in lines} <= items
        assert all(bool(line.note) is (line.mark is checks.Mark.WRONG) for line in lines)
    assert {line.mark for visit in found for line in checks.read(visit.checks or "")} == set(
        checks.Mark
    )


def test_who_comes_home_in_the_evening_is_expected_at_an_hour():
    expected = [visit for visit in work().visits if visit.next_at]

    assert expected
    assert all(visit.next_due and "晚上" in (visit.situation or "") for visit in expected)
