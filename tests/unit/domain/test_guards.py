from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gridkeeper.domain import workflow
from gridkeeper.domain.guards import Facts
from gridkeeper.domain.replicas import Role
from gridkeeper.domain.workflow import Taken
from tests.helpers.casework import (
    FOUND,
    TODAY,
    a_dispute,
    a_hazard,
    a_request,
    a_visit,
    refused,
    take,
    taken,
)

# Requests


def test_a_step_that_is_not_possible_says_where_the_record_stands():
    assert refused(a_request(state="90"), "settle") == "当前状态为“已归档”，不能“办结”"


def test_settling_in_time_is_noted():
    found = taken(a_request(deadline=TODAY), "settle", values={"result": "已修好"})
    assert found.values == {
        "result": "已修好", "state": "70", "closed_on": TODAY, "in_time": True,
    }  # fmt: skip


def test_settling_late_is_noted():
    record = a_request(deadline=date(2026, 10, 7), result="已修好")
    assert taken(record, "settle").values["in_time"] is False


def test_settling_without_a_deadline_says_nothing_about_time():
    assert "in_time" not in taken(a_request(result="已修好"), "settle").values


def test_settling_needs_a_result():
    assert refused(a_request(result=" "), "settle") == "请先填写“办理结果”"


def test_a_request_that_is_handled_at_once_is_settled_before_it_is_started():
    record = a_request(state="30", handling="1", result="已办")
    assert taken(record, "settle").to_state == "70"


def test_other_requests_are_started_first():
    assert "直接办" in refused(a_request(state="30", handling="2", result="已办"), "settle")


def test_sending_back_takes_the_closing_back():
    record = a_request(state="70", closed_on=TODAY, in_time=True)
    values = taken(record, "rework", note="没修好").values
    assert values == {"closed_on": None, "in_time": None, "state": "50"}


@pytest.mark.parametrize("action", ["return", "park", "void"])
def test_a_step_back_needs_a_reason(action):
    assert "原因" in refused(a_request(), action, note="  ")


def test_several_reasons_are_told_together():
    assert refused(a_request(), "park") == "请写明“挂账”的原因；请填写新的期限"


def test_a_request_is_parked_until_a_day():
    found = taken(a_request(), "park", note="等施工", values={"deadline": date(2026, 12, 1)})
    assert found.values["deadline"] == date(2026, 12, 1)


def test_what_a_person_raised_is_not_archived_without_feedback():
    assert "反馈" in refused(a_request(state="70", source="03"), "archive")


def test_what_a_named_person_raised_is_not_archived_without_feedback():
    assert "反馈" in refused(a_request(state="70", source="02", reporter="张三"), "archive")


def test_what_a_patrol_found_is_archived_without_feedback():
    assert taken(a_request(state="70", source="02"), "archive").to_state == "90"


def test_feedback_is_dated():
    values = taken(a_request(state="70"), "feed_back", values={"feedback_by": "2"}).values
    assert values["feedback_on"] == TODAY


def test_a_feedback_day_that_was_filled_in_is_kept():
    values = {"feedback_by": "2", "feedback_on": FOUND}
    assert taken(a_request(state="70"), "feed_back", values=values).values["feedback_on"] == FOUND


def test_archiving_needs_satisfaction_or_a_reason():
    record = a_request(state="80")
    assert refused(record, "archive") == "归档前需先回访（填写满意度）或说明无法回访的原因"
    assert taken(record, "archive", note="电话停机").to_state == "90"
    assert taken(replace(record, satisfaction="2"), "archive").to_state == "90"
    assert refused(replace(record, satisfaction="9"), "archive")


OFFICE = {"role": Role.OFFICE, "note": "下雨"}


def test_an_extension_moves_the_deadline():
    record = a_request(deadline=TODAY)
    found = taken(record, "extend", **OFFICE, values={"deadline": date(2026, 10, 23)})
    assert found.to_state == "50"


def test_an_extension_is_fifteen_days_at_most():
    record = a_request(deadline=TODAY)
    text = refused(record, "extend", **OFFICE, values={"deadline": date(2026, 10, 24)})
    assert text == "最多延长 15 天，不能晚于 2026-10-23"


def test_an_extension_is_later_than_before():
    record = a_request(deadline=TODAY)
    assert "晚于" in refused(record, "extend", **OFFICE, values={"deadline": TODAY})


def test_an_extension_is_given_once():
    day = {"deadline": date(2026, 10, 9)}
    record = a_request(deadline=TODAY)
    assert "不能再延" in refused(record, "extend", **OFFICE, values=day, actions=("extend",))


# Disputes


def test_mediation_begins_with_two_parties_who_agree():
    found = take(a_dispute(state="20"), "mediate", parties=2, consent=True)
    assert isinstance(found, Taken)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"parties": 1, "consent": True}, "双方当事人"),
        ({"parties": 2, "consent": False}, "终止调解"),
        ({"parties": 2, "consent": None}, "征求"),
    ],
)
def test_mediation_does_not_begin_otherwise(facts, said):
    assert said in refused(a_dispute(state="20"), "mediate", **facts)


def test_a_written_agreement_needs_its_number():
    assert "协议编号" in refused(a_dispute(result="和好"), "agree_written")


def test_a_written_agreement_settles_the_dispute():
    values = {"agreement_number": "1", "result": "和好"}
    assert taken(a_dispute(), "agree_written", values=values).values == {
        **values, "agreement": "1", "success": True, "mediated_on": TODAY, "method": "0103",
        "closed_on": TODAY, "state": "40",
    }  # fmt: skip


def test_another_method_is_kept():
    found = taken(a_dispute(result="和好", method="06"), "agree_oral")
    assert "method" not in found.values
    assert found.values["agreement"] == "2"


def test_a_failed_mediation_needs_the_parties_told():
    assert "仲裁" in refused(a_dispute(), "fail", note="谈不拢")
    found = taken(a_dispute(), "fail", note="谈不拢", told_other_ways=True)
    assert found.values["success"] is False


def test_a_dispute_is_archived_after_a_follow_up_or_with_a_reason():
    record = a_dispute(state="60")
    assert refused(record, "archive") == "归档前需先回访或说明原因"
    assert taken(record, "archive", note="已搬走").to_state == "90"
    assert taken(replace(record, follow_up="和好如初"), "archive").to_state == "90"


def confirming(days, **values):
    agreed = date.fromordinal(TODAY.toordinal() - days)
    record = a_dispute(**{"state": "40", "mediated_on": agreed, "type": "0804", **values})
    return take(record, "apply_confirm", consent=True)


def test_confirmation_is_applied_for_within_thirty_days():
    assert isinstance(confirming(30), Taken)


def test_confirmation_is_too_late_on_the_day_after():
    assert "30 天" in confirming(31).text


def test_an_agreement_without_a_day_is_not_confirmed():
    assert "30 天" in confirming(0, mediated_on=None).text


def test_agreements_on_marriage_are_not_confirmed():
    assert "婚姻" in confirming(1, type="0101").text


def test_a_list_of_steps_without_a_day_does_not_judge_the_time():
    record = a_dispute(state="40", mediated_on=date(2020, 1, 1))
    steps = workflow.of("dispute").steps(record, Facts(consent=True))
    assert next(s for s in steps if s.action == "apply_confirm").refusal is None


# Hazards


def test_a_slight_hazard_is_put_right_on_the_spot():
    found = taken(a_hazard(level="1"), "fix_on_spot", values={"measure": "搬走杂物"})
    assert found.values["fixed_on_spot"] is True
    assert found.values["fixed_on"] == TODAY


@pytest.mark.parametrize("level", ["4", "5"])
def test_a_major_hazard_is_not(level):
    assert "先上报" in refused(a_hazard(level=level, measure="搬走"), "fix_on_spot")


NOTIFIED = {"responsible": "物业", "measure": "修好"}


def test_a_major_hazard_is_reported_first():
    record = a_hazard(level="4", interim="拉警戒线", **NOTIFIED)
    assert refused(record, "notify") == "重大隐患须当日上报，请先上报"
    assert taken(record, "notify", actions=("report",)).to_state == "40"


def test_a_major_hazard_needs_interim_measures():
    assert "临时防护" in refused(a_hazard(level="4"), "report", note="报街道应急办")


def test_an_ordinary_hazard_is_told_to_whoever_is_responsible():
    assert taken(a_hazard(**NOTIFIED), "notify").to_state == "40"
    assert refused(a_hazard(), "notify") == "请先填写“整改责任人”；请先填写“整改措施”"


def test_the_finder_does_not_recheck_her_own_hazard():
    assert "换人" in refused(a_hazard(state="60"), "recheck_pass", actor="甲")


def test_somebody_else_rechecks():
    assert taken(a_hazard(state="60"), "recheck_pass", actor="乙").values["closed_on"] == TODAY


def test_who_works_alone_rechecks_herself():
    assert taken(a_hazard(state="60"), "recheck_pass", actor="甲", staff=1).to_state == "70"


def test_two_failed_rechecks_must_be_reported():
    record = a_hazard(state="65", measure="修好")
    for failed in ({"actions": ("recheck_fail", "recheck_fail")}, {"rechecks": (False, False)}):
        assert "上报" in refused(record, "fix", **failed)
        assert taken(record, "report", note="报消防", **failed).to_state == "45"


def test_after_the_report_it_can_be_put_right_again():
    actions = ("recheck_fail", "recheck_fail", "report")
    record = a_hazard(state="45", measure="修好")
    assert taken(record, "fix", actions=actions, rechecks=(False, False)).to_state == "60"


@pytest.mark.parametrize("state", ["20", "40", "45", "65"])
def test_the_office_gives_a_hazard_to_somebody(state):
    found = taken(a_hazard(state=state), "assign", role=Role.OFFICE, values={"unit": "第一网格"})
    assert (found.to_state, found.values["unit"]) == ("48", "第一网格")


def test_a_hazard_is_given_to_somebody_by_the_office_alone():
    record = a_hazard(state="45", unit="第一网格")
    assert "街道" in refused(record, "assign", role=Role.WORKER)
    assert refused(a_hazard(state="45"), "assign", role=Role.OFFICE) == "请先填写“承办单位”"


@pytest.mark.parametrize(
    ("action", "state"),
    [("start", "50"), ("fix", "60"), ("notify", "40"), ("fix_on_spot", "30"), ("report", "45")],
)
def test_what_was_given_to_somebody_is_put_right_or_reported_again(action, state):
    record = a_hazard(state="48", **NOTIFIED)
    assert taken(record, action, note="住户不肯").to_state == state


def test_what_was_given_to_somebody_may_be_a_false_alarm():
    told = taken(a_hazard(state="48"), "false_alarm", note="已拆除")

    assert told.to_state == "95"
    assert "closed_on" not in told.values  # nothing was put right


def test_one_failed_recheck_is_put_right_again():
    record = a_hazard(state="65", measure="修好")
    assert taken(record, "fix", actions=("recheck_fail",)).to_state == "60"


# Visits


def test_a_visit_is_done_with_an_outcome_and_a_few_words():
    values = {"outcome": "01", "situation": "身体很好"}
    assert taken(a_visit(), "done", values=values).values["visited_on"] == TODAY


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "走访结果"),
        ({"outcome": "03"}, "未遇"),
        ({"outcome": "01"}, "走访情况"),
        ({"outcome": "05", "conclusion": "04"}, "请先登记这条安全隐患"),
    ],
)
def test_a_visit_is_not_done_otherwise(values, said):
    assert said in refused(a_visit(), "done", values=values)


def test_an_empty_dwelling_needs_no_words():
    assert taken(a_visit(), "done", values={"outcome": "05"}).to_state == "30"


def test_a_visit_that_became_a_hazard_is_done_with_it():
    values = {"outcome": "05", "conclusion": "04"}
    assert taken(a_visit(), "done", values=values, linked=frozenset({"hazard"})).to_state == "30"


def test_a_missed_visit_counts_the_knocks():
    values = taken(a_visit(tries=1), "miss").values
    assert (values["outcome"], values["tries"], values["state"]) == ("03", 2, "35")


def test_a_first_missed_visit_is_one_knock():
    assert taken(a_visit(), "miss").values["tries"] == 1


def test_a_reviewed_visit_is_signed():
    assert taken(a_visit(state="30"), "review", actor="乙").values["reviewer"] == "乙"


def test_the_visitor_does_not_review_her_own_visit():
    assert "换人" in refused(a_visit(state="30"), "review", actor="甲")
