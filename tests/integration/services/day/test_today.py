"""The day list."""

from __future__ import annotations

import pytest

from gridkeeper import texts
from gridkeeper.domain import kinds
from gridkeeper.services.changes import BATCH
from gridkeeper.services.day.sections import MOST
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.records.casework import CaseService, Told
from tests.helpers.towns import a_visit_of, record, rename, take

HAZARD = {"category": "02", "level": "2", "found_on": "2026-10-01", "grid_id": "WG01"}


def today(session):
    return TodayService(session).today()


def section(session, name):
    found = [one for one in today(session).sections if one.name == name]
    return found[0] if found else None


def a_hazard(session, deadline, **facts):
    usual = HAZARD | {"content": f"灭火器过期，电话13800001111，{deadline}"}
    return record(session, kinds.HAZARD, **usual | {"deadline": deadline} | facts)


def taken(session, case, *actions, **told):
    for action in actions:
        case = CaseService(session).take(case, action, Told(**told))
    return case


def test_a_day_without_work_has_no_sections(town):
    found = today(town.mei)

    assert (found.day, found.sections, found.figures) == (town.mei.today(), (), ())


def test_the_list_is_made_again_only_when_something_has_changed(town):
    service = TodayService(town.mei)
    first = service.today()
    assert service.today() is first

    a_hazard(town.mei, "2026-10-05")

    assert service.today() != first


@pytest.mark.parametrize("language", [texts.ENGLISH, texts.CHINESE])
def test_the_list_speaks_the_language_that_is_in_force_now(town, language):
    a_hazard(town.mei, "2026-10-05")
    service = TodayService(town.mei)
    service.today()

    texts.use(language)

    assert service.today().sections[0].label == texts.pick("已逾期", "Overdue")


def test_an_overdue_hazard_says_for_how_long(town):
    hazard = a_hazard(town.mei, "2026-10-05")

    (line,) = section(town.mei, "overdue").lines

    assert (line.kind, line.record_id, line.tone) == ("hazard", hazard.id, "bad")
    assert line.why == "10月5日到期，已逾期 3 天"
    assert "138****1111" in line.title


def test_all_kinds_of_cases_stand_in_one_order(town):
    a_hazard(town.mei, "2026-10-06")
    record(
        town.mei, kinds.REQUEST, title="路灯不亮", received_on="2026-10-01", deadline="2026-10-05"
    )
    record(town.mei, kinds.DISPUTE, title="噪声", found_on="2026-10-01", deadline="2026-10-07")

    found = section(town.mei, "overdue")

    assert [line.kind for line in found.lines] == ["request", "hazard", "dispute"]
    assert found.count == found.urgent == 3


@pytest.mark.parametrize(
    ("deadline", "why"),
    [
        ("2026-10-08", "今天到期"),
        ("2026-10-11", "10月11日到期，还有 3 天"),
        ("2026-10-12", None),
    ],
)
def test_what_is_due_within_three_days_is_soon(town, deadline, why):
    a_hazard(town.mei, deadline)

    found = section(town.mei, "soon")

    assert (found.lines[0].why if found else None) == why
    assert not (found and found.urgent)


def test_a_settled_case_is_not_due(town):
    a_hazard(town.mei, "2026-10-05", state="70", closed_on="2026-10-04")
    a_hazard(town.mei, "2026-10-05", state="99")

    assert today(town.mei).sections == ()


def test_a_deleted_case_is_not_due(town):
    hazard = a_hazard(town.mei, "2026-10-05")
    rename(town.mei, kinds.HAZARD, hazard, deleted=True)

    assert today(town.mei).sections == ()


def test_a_mended_hazard_waits_for_its_recheck(town):
    hazard = a_hazard(town.mei, "2026-10-05", responsible="张三", measure="更换")
    taken(town.mei, hazard, "notify", "fix")

    (line,) = section(town.mei, "rechecks").lines

    assert line.why == "10月8日整改完成，等待复查，10月5日到期，已逾期 3 天"
    assert section(town.mei, "overdue") is None


def test_a_returned_request_says_who_returned_it_and_why(town):
    request = record(town.mei, kinds.REQUEST, title="路灯不亮", received_on="2026-10-08")
    taken(town.mei, request, "accept", "start")
    case = town.only(kinds.REQUEST, town.mei)
    taken(town.mei, case, "return", note="缺照片，问13800001111", actor="王芳")

    (line,) = section(town.mei, "returned").lines

    assert line.why == "10月8日由王芳退回：缺照片，问138****1111"


def test_a_failed_recheck_is_work_again(town):
    hazard = a_hazard(town.mei, "2026-10-20", responsible="张三", measure="更换")
    fixed = taken(town.mei, hazard, "notify", "fix")
    taken(town.mei, fixed, "recheck_fail", note="还在漏", actor="王芳")

    assert section(town.mei, "returned").count == 1
    taken(town.mei, town.only(kinds.HAZARD, town.mei), "start")
    assert section(town.mei, "returned") is None


def test_a_note_of_nothing_is_no_colon(town):
    request = record(town.mei, kinds.REQUEST, title="路灯不亮", received_on="2026-10-08")
    with town.mei.writing("edit") as work:
        work.change(request, state="65")
        work.create(
            kinds.CASE_STEP.record(
                id=town.mei.new_id(),
                case_id=request.id,
                at=town.mei.now(),
                action="return",
                actor="王芳",
            )
        )

    assert section(town.mei, "returned").lines[0].why == "10月8日由王芳退回"


def test_a_visit_names_the_day_of_the_next(town):
    a_visit_of(town.mei, visited_on="2026-10-01", next_due="2026-10-10")

    (line,) = section(town.mei, "visits").lines

    assert (line.kind, line.title) == ("household", "晨光花园3幢2单元501室 张*")
    assert (line.why, line.tone) == ("可走访 10月3日至10日；应于10月10日走访，还有 2 天", "info")


def test_a_visit_made_meanwhile_settles_it(town):
    a_visit_of(town.mei, visited_on="2026-10-01", next_due="2026-10-06")
    a_visit_of(town.mei, visited_on="2026-10-05")

    assert today(town.mei).sections == ()


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-10-08", "应于今天走访"),
        ("2026-10-05", "应于10月5日走访，已逾期 3 天"),
        ("2026-10-16", None),
    ],
)
def test_a_household_that_shall_be_visited_is_due(town, day, why):
    home = town.only(kinds.HOUSEHOLD, town.mei)
    rename(
        town.mei, kinds.HOUSEHOLD, home, next_visit=kinds.HOUSEHOLD.field("next_visit").restore(day)
    )

    found = section(town.mei, "visits")

    assert (found.lines[0].why if found else None) == why


def test_a_household_visited_near_the_day_is_not_due(town):
    home = town.only(kinds.HOUSEHOLD, town.mei)
    rename(town.mei, kinds.HOUSEHOLD, home, next_visit=town.mei.today())
    a_visit_of(town.mei, visited_on="2026-10-02")

    assert section(town.mei, "visits") is None


def test_what_two_people_said_differently_is_shown_at_the_office(town):
    home = town.only(kinds.HOUSEHOLD, town.mei)
    rename(town.mei, kinds.HOUSEHOLD, home, contact="甲", number="H7")
    rename(town.office, kinds.HOUSEHOLD, home, contact="乙", number="H8")
    take(town.office, town.hand_in(town.mei))

    found = section(town.office, "conflicts")

    assert {(one.kind, one.title) for one in found.lines} == {
        ("household", "晨光花园3幢2单元501室")
    }
    assert {one.why for one in found.lines} == {
        "“联系人”有不同说法，请选定一个",
        "“户号”有不同说法，请选定一个",
    }
    assert found.count == len(ConflictService(town.office).open())


def test_what_is_not_handed_in_is_counted_with_its_first_day(town):
    town.clock.pass_days(-2)
    visit = a_visit_of(town.mei, visited_on="2026-10-05")
    town.clock.pass_days(2)
    rename(town.mei, kinds.VISIT, visit, remark="好")

    found = today(town.mei)
    assert (found.unsent, found.unsent_since.isoformat()) == (1, "2026-10-06")

    town.hand_in(town.mei)
    assert (today(town.mei).unsent, today(town.mei).unsent_since) == (0, None)


def test_the_office_hands_its_answers_back(town):
    assert today(town.office).unsent == 0
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    assert today(town.office).unsent == 0

    rename(town.office, kinds.HOUSEHOLD, town.only(kinds.HOUSEHOLD), remark="好")
    assert today(town.office).unsent == 1


def test_batches_without_a_receipt_are_said_after_a_week(town):
    a_visit_of(town.mei)
    town.hand_in(town.mei)
    town.clock.pass_days(7)
    assert section(town.mei, "batches") is None
    town.hand_in(town.mei)
    town.clock.pass_days(1)

    (line,) = section(town.mei, "batches").lines

    assert (line.kind, line.tone) == (BATCH, "warning")
    assert line.why == (
        "2 个文件没有回执，最早的在10月8日上交，已过 8 天；"
        "请向街道索取下发的文件并收取，或再上交一次"
    )


def test_figures_stand_beside_the_same_days_of_the_month_before(town):
    for day in ("2026-10-01", "2026-10-08", "2026-09-08", "2026-09-09"):
        a_visit_of(town.mei, visited_on=day)
    take(town.office, town.hand_in(town.mei))

    figures = {one.name: one for one in today(town.office).figures}

    visits = figures["visits"]
    assert (visits.label, visits.now, visits.before, visits.change) == ("走访", 2, 1, "+1")
    assert figures["hazards"].change == ""


def test_a_long_section_says_how_many_there_are(town):
    with town.mei.writing("import") as work:
        for _again in range(MOST + 5):
            work.create(
                kinds.HAZARD.record(
                    id=town.mei.new_id(), state="20", deadline=town.mei.today(), content="堆物"
                )
            )

    found = section(town.mei, "soon")

    assert (len(found.lines), found.count) == (MOST, MOST + 5)
