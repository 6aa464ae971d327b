from __future__ import annotations

from datetime import timedelta

import pytest

from gridkeeper import texts
from gridkeeper.domain import codes, workflow
from gridkeeper.domain.guards import Facts
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.domain.transitions import TABLES
from gridkeeper.domain.workflow import Refusal, Taken
from tests.helpers.casework import FOUND, TODAY, a_request, a_visit


@pytest.mark.parametrize("kind", TABLES)
def test_the_order_names_exactly_the_states_of_the_code_table(kind):
    order = TABLES[kind].order
    assert sorted(order) == sorted(codes.table(f"{kind}_state").labels)


@pytest.mark.parametrize("kind", TABLES)
def test_every_state_can_be_reached(kind):
    table = TABLES[kind]
    reached = set(table.beginnings)
    for _round in table.order:
        for step in table.transitions:
            if reached & set(step.sources) and step.target:
                reached.add(step.target)
    assert reached == set(table.order)


@pytest.mark.parametrize("kind", TABLES)
def test_every_step_starts_and_ends_at_a_state_and_has_a_name(kind):
    table = TABLES[kind]
    for step in table.transitions:
        assert {*step.sources, step.target or step.sources[0]} <= set(table.order)
        assert step.action in codes.table("case_action").labels


def test_every_action_of_the_code_table_is_used():
    used = {step.action for table in TABLES.values() for step in table.transitions}
    assert used == set(codes.table("case_action").labels)


@pytest.mark.parametrize("kind", TABLES)
def test_an_action_leads_to_one_place_from_each_state(kind):
    ways = [(s.action, source) for s in TABLES[kind].transitions for source in s.sources]
    assert len(ways) == len(set(ways))


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("kind", TABLES)
def test_every_refusal_is_a_sentence_in_both_languages(kind, language):
    texts.use(language)
    flow = workflow.of(kind)
    for state in flow.ranks:
        record = KINDS[kind].record(id="1", state=state)
        for action in codes.table("case_action").labels:
            found = flow.take(action, record, Facts(), TODAY)
            if isinstance(found, Refusal):
                assert len(found.text) > 5
                assert "{" not in found.text
                assert texts.language() == texts.ENGLISH or not found.text.isascii()


@pytest.mark.parametrize("kind", TABLES)
def test_a_step_that_is_listed_without_needs_is_taken(kind):
    flow = workflow.of(kind)
    for state in flow.ranks:
        record = KINDS[kind].record(id="1", state=state)
        for step in flow.steps(record, Facts(), TODAY):
            found = flow.take(step.action, record, Facts(), TODAY)
            assert isinstance(found, Taken) == (step.refusal is None and not step.needs)


def test_a_record_without_a_state_stands_at_the_beginning():
    flow = workflow.of("request")
    assert flow.state(a_request(state=None)) == flow.initial == "20"


def test_places_have_no_workflow():
    with pytest.raises(KeyError):
        workflow.of("grid")


def test_settled_is_further_along_than_void():
    ranks = workflow.of("request").ranks
    assert ranks["20"] < ranks["50"] < ranks["70"] < ranks["90"]
    assert ranks["99"] < ranks["20"]


def test_a_list_of_steps_says_what_each_needs():
    steps = workflow.of("request").steps(a_request(), Facts())
    by_action = {step.action: step for step in steps}
    assert by_action["return"].needs == ("note",)
    assert by_action["settle"].needs == ("result",)
    assert by_action["settle"].to_state == "70"
    assert by_action["settle"].label == "办结"
    assert by_action["extend"].to_state == "50"
    assert by_action["extend"].refusal == "这一步要由街道来办，请随下次上交报给街道"


OPEN = {
    "request": "10 20 30 40 50 55 60 65",
    "dispute": "10 20 30 35",
    "hazard": "10 20 30 40 45 48 50 55 60 65",
    "visit": "10 20 30 35 36 40",
}


@pytest.mark.parametrize(("kind", "states"), OPEN.items())
def test_a_record_is_worked_on_until_a_step_closes_it(kind, states):
    flow = workflow.of(kind)
    worked_on = [s for s in flow.ranks if flow.is_open(KINDS[kind].record(id="1", state=s))]
    assert sorted(worked_on) == states.split()


def test_a_case_without_a_state_is_worked_on_unless_it_has_a_closing_day():
    flow = workflow.of("request")
    assert flow.is_open(a_request(state=None))
    assert not flow.is_open(a_request(state=None, closed_on=TODAY))


@pytest.mark.parametrize("kind", ["request", "hazard"])
def test_a_step_that_passes_a_case_on_shows_to_whom_it_went_before(kind):
    flow = workflow.of(kind)
    case = KINDS[kind].record(id="1", state="65", unit="李建华", handler="张工")
    (assign,) = [
        step for step in flow.steps(case, Facts(role=Role.OFFICE)) if step.action == "assign"
    ]

    assert (assign.needs, assign.shows) == ((), ("unit", "handler"))


def test_what_is_missing_is_needed_and_what_is_empty_is_not_shown():
    steps = workflow.of("request").steps(a_request(state="30"), Facts())
    (assign,) = [step for step in steps if step.action == "assign"]

    assert (assign.needs, assign.shows) == (("unit",), ())


def test_whoever_is_told_of_a_hazard_is_told_by_when_though_no_day_stands_there_yet():
    hazard = KINDS["hazard"].record(id="1", state="20", level="2")
    (notify,) = [
        step for step in workflow.of("hazard").steps(hazard, Facts()) if step.action == "notify"
    ]

    assert notify.needs == ("responsible", "measure")
    assert notify.shows == ("responsible_phone", "deadline")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, None),
        (FOUND, None),
        (TODAY + timedelta(days=1), "“办理日期”晚于今天"),
        (FOUND - timedelta(days=1), "“办理日期”早于“收集日期”"),
    ],
)
def test_a_step_is_taken_between_the_day_of_receipt_and_today(day, said):
    assert workflow.wrong_day(a_request(), day, TODAY) == said


def test_a_visit_may_have_been_planned_for_a_later_day():
    visit = a_visit(visited_on=TODAY)
    assert workflow.wrong_day(visit, FOUND, TODAY) is None
