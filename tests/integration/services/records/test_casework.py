"""Casework: steps that the rules allow, and why not where they do not."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.requests import Request
from gridkeeper.errors import RecordUnknownError, StepRefusedError
from gridkeeper.services.records.casework import CaseService, Told
from gridkeeper.services.store.stores import StoreService
from tests.helpers.towns import record, rename

REQUEST = {"title": "路灯不亮", "received_on": "2026-10-07", "grid_id": "WG01"}
HAZARD = {
    "category": "02",
    "level": "1",
    "found_on": "2026-10-06",
    "content": "灭火器过期",
    "grid_id": "WG01",
}


@pytest.fixture
def request_(town):
    return record(town.office, kinds.REQUEST, **REQUEST)


@pytest.fixture
def service(town):
    return CaseService(town.office)


def test_a_step_is_written_into_the_timeline(town, service, request_):
    after = service.take(request_, "accept", Told(note="电话核实"))

    (step,) = service.timeline(request_.id)
    assert after.state == town.only(kinds.REQUEST).state == "30"
    assert (step.action, step.from_state, step.to_state) == ("accept", "20", "30")
    assert (step.actor, step.note) == ("王芳", "电话核实")
    assert step.grid_id == request_.grid_id


def test_a_step_of_another_day_by_somebody_else_says_so(service, request_):
    service.take(request_, "accept", Told(day=date(2026, 10, 7), actor="赵刚"))

    (step,) = service.timeline(request_.id)
    assert step.actor == "赵刚"
    assert step.at.isoformat() == "2026-10-07T04:00:00+00:00"


def test_steps_of_a_day_stand_as_they_were_recorded(town, service, request_):
    case = service.take(request_, "accept", Told())
    case = service.take(case, "assign", Told(values={"unit": "市政所"}))
    today = town.clock.moment.date()
    town.clock.pass_days(1)
    service.take(case, "note", Told(note="昨天补记", day=today))
    service.take(case, "note", Told(note="今天"))
    service.take(case, "note", Told(note="再补一条", day=today))

    said = [step.note or step.action for step in service.timeline(case.id)]

    assert said == ["accept", "assign", "昨天补记", "再补一条", "今天"]


def test_what_is_filled_in_is_kept_with_the_step(town, service, request_):
    case = service.take(request_, "accept", Told())

    service.take(case, "assign", Told(values={"unit": "市政所"}))

    assert town.only(kinds.REQUEST).unit == "市政所"
    assert [step.action for step in service.timeline(case.id)] == ["accept", "assign"]


@pytest.mark.parametrize(
    ("action", "said"),
    [("assign", "状态"), ("archive", "状态"), ("decline", "说明|理由|原因"), ("dance", "dance")],
)
def test_a_step_is_refused_with_the_reason(town, service, request_, action, said):
    before = StoreService(town.office).facts().changes

    with pytest.raises(StepRefusedError, match=said) as refused:
        service.take(request_, action, Told())

    assert str(refused.value).startswith(request_.number)
    assert StoreService(town.office).facts().changes == before
    assert service.timeline(request_.id) == []


def test_a_case_that_went_on_meanwhile_is_judged_as_it_stands(service, request_):
    service.take(request_, "decline", Told(note="不属本社区"))

    with pytest.raises(StepRefusedError, match="状态"):
        service.take(request_, "accept", Told())


def test_a_step_leaves_alone_what_somebody_else_wrote_meanwhile(town, service, request_):
    rename(town.office, kinds.REQUEST, request_, place="晨光路口")

    service.take(request_, "accept", Told())

    assert town.only(kinds.REQUEST).place == "晨光路口"


def test_the_next_steps_are_told_with_what_they_need(service, request_):
    steps = {step.action: step for step in service.steps(request_)}

    assert steps["accept"].needs == ()
    assert steps["decline"].needs == ("note",)
    assert steps["accept"].label == "受理"


def test_a_hazard_closes_after_a_recheck_by_somebody_else(town):
    service = CaseService(town.gang)
    hazard = record(town.gang, kinds.HAZARD, **HAZARD)
    told = {"responsible": "晨光超市", "measure": "更换灭火器"}
    for action, values in (("notify", told), ("start", {}), ("fix", {"measure": "已更换"})):
        hazard = service.take(hazard, action, Told(values=values))
    record(
        town.gang,
        kinds.RECHECK,
        hazard_id=hazard.number,
        checked_on="2026-10-08",
        passed="是",
        checker="李梅",
    )

    closed = service.take(hazard, "recheck_pass", Told(actor="李梅"))

    assert closed.state == "70"
    assert closed.closed_on == date(2026, 10, 8)


def test_a_dispute_needs_two_parties_before_it_is_mediated(town):
    service = CaseService(town.gang)
    facts = {"title": "噪声", "found_on": "2026-10-06", "parties": [{"side": "1", "name": "张三"}]}
    dispute = record(town.gang, kinds.DISPUTE, **facts)

    with pytest.raises(StepRefusedError):
        service.take(dispute, "mediate", Told(consent=True))

    record(town.gang, kinds.DISPUTE_PARTY, dispute_id=dispute.number, side="2", name="李四")
    assert service.take(dispute, "mediate", Told(consent=True)).state == "30"


def test_a_case_that_this_store_does_not_know_takes_no_step(town, service):
    stranger = Request(
        id=town.office.new_id(), title="路灯", received_on=date(2026, 10, 7), state="20"
    )

    with pytest.raises(RecordUnknownError, match=stranger.id):
        service.take(stranger, "accept", Told())


@pytest.mark.parametrize("day", [date(2026, 10, 9), date(2026, 10, 6)])
def test_a_step_of_tomorrow_or_from_before_the_case_is_refused(service, request_, day):
    with pytest.raises(StepRefusedError, match="办理日期"):
        service.take(request_, "accept", Told(day=day))

    assert service.timeline(request_.id) == []
