"""What a form of a visit is told of the visit before, and takes over of it."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.errors import RecordUnknownError
from gridkeeper.services.records.repeating import LastVisit, RepeatService
from tests.helpers.towns import a_visit_of


def last(town):
    return RepeatService(town.mei).last(town.only(kinds.HOUSEHOLD, town.mei).id)


def test_the_last_visit_that_met_somebody_is_told_and_who_was_missed_since(town):
    a_visit_of(town.mei, visited_on="2026-10-01", situation="都好")
    met = a_visit_of(town.mei, visited_on="2026-10-03", situation="灯泡不亮")
    a_visit_of(town.mei, visited_on="2026-10-05", outcome="03", situation="")
    a_visit_of(town.mei, visited_on="2026-10-07", outcome="03", situation="")

    found = last(town)

    assert (found.record_id, found.is_taken, found.missed) == (met.id, True, 2)
    assert (found.texts["visited_on"], found.texts["outcome"]) == ("2026-10-03", "见到本人")
    assert "灯泡不亮" in found.texts["situation"]


def test_a_home_that_was_never_visited_or_met_nobody_has_nothing_to_take_over(town):
    assert last(town) == LastVisit()

    a_visit_of(town.mei, outcome="03", situation="")

    assert not last(town).is_taken


def test_how_it_stands_is_taken_over_in_full_and_what_was_done_then_is_not(town):
    zhang = town.only(kinds.PERSON, town.mei, name="张三")
    visit = a_visit_of(
        town.mei,
        person_id=zhang.id,
        situation="张三身体尚可",
        demands="楼道灯不亮",
        measures="已报物业",
        form="电话",
        conclusion="需跟进",
    )

    answers = RepeatService(town.mei).answers(visit.id)

    assert answers.typed == {
        "person_id": zhang.id,
        "outcome": "见到本人",
        "situation": "张三身体尚可",
        "demands": "楼道灯不亮",
        "conclusion": "需跟进",
    }
    assert answers.hidden
    assert "张三" not in last(town).texts["situation"]


def test_a_case_that_came_of_the_last_visit_is_not_claimed_of_the_next(town):
    visit = a_visit_of(town.mei, situation="灯不亮", conclusion="03")

    assert "conclusion" not in RepeatService(town.mei).answers(visit.id).typed


def test_a_visit_that_is_gone_is_said(town):
    with pytest.raises(RecordUnknownError):
        RepeatService(town.mei).answers(new_id())


def test_whoever_told_of_a_request_was_met(town):
    met = a_visit_of(town.mei, outcome="10", situation="问怎样补约")

    found = last(town)

    assert (found.record_id, found.is_taken) == (met.id, True)
