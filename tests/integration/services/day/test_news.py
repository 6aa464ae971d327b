"""What came with the last batches: passed on, answered, newly recorded."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_undoing import BatchUndoService
from gridkeeper.services.exchange.entrusting import EntrustingService
from gridkeeper.services.records.casework import CaseService, Told
from tests.helpers.towns import QUIET, record, rename, take

LAMP = {"title": "路灯不亮", "received_on": "2026-10-08", "grid_id": "WG01"}


def lines(session, section):
    sections = TodayService(session).today().sections
    return next((one.lines for one in sections if one.name == section), ())


def a_request(session, **facts):
    return record(session, kinds.REQUEST, **LAMP | facts)


def step(session, case, action, **told):
    with session.store.reading() as unit:
        case = unit.listing.get(kinds.kind_of(case), case.id)
    return CaseService(session).take(case, action, Told(**told))


def to_office(town):
    take(town.office, town.hand_in(town.mei))


def to_mei(town):
    made = BatchExportService(town.office).export(town.folder, QUIET, "李梅")
    take(town.mei, made[0].path)


@pytest.fixture
def joined(town):
    """The town, after its office has heard of 李梅."""
    to_office(town)
    return town


@pytest.fixture
def passed_on(joined):
    """The town, with a request that the office has passed on to 李梅."""
    case = a_request(joined.office, deadline="2026-10-12")
    step(joined.office, case, "accept")
    step(joined.office, case, "assign", note="请上门看看", values={"unit": "第一网格"})
    to_mei(joined)
    return joined, case


def test_what_the_office_passed_on_says_why_and_until_when(passed_on):
    town, case = passed_on

    (line,) = lines(town.mei, "assigned")

    assert (line.kind, line.record_id) == ("request", case.id)
    assert line.why == "10月8日，王芳：分流交办，请上门看看，10月12日到期，还有 4 天"


def test_a_batch_of_a_colleague_that_was_taken_back_and_counts_again_is_no_task(joined):
    facts = {"category": "03", "level": "2", "content": "楼道堆物", "found_on": "2026-10-08"}
    case = record(joined.gang, kinds.HAZARD, **facts, grid_id="WG01")
    take(joined.office, joined.hand_in(joined.gang))
    to_mei(joined)
    service = BatchUndoService(joined.office)
    with joined.office.store.reading() as unit:
        batch = unit.peers.batches()[1].id
    service.undo(batch, QUIET)
    service.redo(batch, QUIET)
    to_mei(joined)

    assert lines(joined.mei, "assigned") == ()
    step(joined.office, case, "assign", note="去看看", values={"unit": "第一网格"})
    to_mei(joined)
    assert [one.record_id for one in lines(joined.mei, "assigned")] == [case.id]


def test_it_is_gone_when_she_has_opened_it(passed_on):
    town, case = passed_on

    TodayService(town.mei).looked_at("request", case.id)

    assert lines(town.mei, "assigned") == ()


def test_it_is_gone_when_she_has_taken_a_step(passed_on):
    town, case = passed_on

    step(town.mei, case, "start")

    assert lines(town.mei, "assigned") == ()


def test_it_comes_back_with_the_next_word_of_the_office(passed_on):
    town, case = passed_on
    TodayService(town.mei).looked_at("request", case.id)

    step(town.office, case, "note", note="居民又来电")
    to_mei(town)

    assert [one.record_id for one in lines(town.mei, "assigned")] == [case.id]


def test_it_is_gone_when_somebody_else_looks_after_the_grid(passed_on):
    town, _case = passed_on
    EntrustingService(town.office).entrust("李梅", ["WG02"])
    to_mei(town)

    assert lines(town.mei, "assigned") == ()


def test_it_is_gone_after_a_month(passed_on):
    town, _case = passed_on
    town.clock.pass_days(31)

    assert lines(town.mei, "assigned") == ()


def test_an_answer_to_what_she_recorded_is_told(joined):
    case = a_request(joined.mei)
    to_office(joined)
    step(joined.office, case, "accept", note="已转物业")
    to_mei(joined)

    (line,) = lines(joined.mei, "answered")

    assert (line.record_id, line.why) == (
        case.id,
        "10月8日，王芳：受理，已转物业，10月12日到期，还有 4 天",
    )
    assert lines(joined.mei, "assigned") == ()


def test_what_came_back_is_said_as_such_and_not_twice(joined):
    case = a_request(joined.mei)
    step(joined.mei, case, "accept")
    step(joined.mei, case, "start")
    to_office(joined)
    step(joined.office, case, "return", note="地点不清")
    to_mei(joined)

    assert [one.record_id for one in lines(joined.mei, "returned")] == [case.id]
    assert lines(joined.mei, "answered") == lines(joined.mei, "assigned") == ()


def test_what_another_worker_did_is_no_word_of_the_office(joined):
    case = a_request(joined.gang)
    take(joined.office, joined.hand_in(joined.gang))
    to_mei(joined)

    with joined.mei.store.reading() as unit:
        assert unit.listing.get(kinds.REQUEST, case.id) is not None
    assert TodayService(joined.mei).today().sections == ()


def test_the_package_of_a_new_worker_is_no_news(town):
    assert TodayService(town.gang).today().sections == ()


def test_the_office_sees_what_workers_recorded(joined):
    case = a_request(joined.mei)
    to_office(joined)

    (line,) = lines(joined.office, "reported")
    assert (line.record_id, line.why.partition("，")[0]) == (case.id, "新事项")

    step(joined.office, case, "accept")
    assert lines(joined.office, "reported") == ()


def test_a_case_that_is_settled_already_does_not_ask_the_office(joined):
    case = a_request(joined.mei)
    step(joined.mei, case, "void", note="重复")
    to_office(joined)

    assert lines(joined.office, "reported") == ()


def test_looking_at_what_is_no_news_writes_nothing(joined):
    case = a_request(joined.mei)
    told = []
    joined.mei.changes.listen(told.append)

    TodayService(joined.mei).looked_at("request", case.id)

    assert told == []


def test_only_what_can_still_be_news_is_remembered(passed_on):
    town, case = passed_on
    TodayService(town.mei).looked_at("request", case.id)
    town.clock.pass_days(40)
    other = a_request(town.office)
    to_mei(town)

    TodayService(town.mei).looked_at("request", other.id)

    with town.mei.store.reading() as unit:
        assert case.id not in unit.settings.get("looked_at")


def test_a_changed_deadline_of_her_case_is_an_answer(joined):
    case = a_request(joined.mei)
    to_office(joined)
    rename(joined.office, kinds.REQUEST, case, unit="供电所")
    to_mei(joined)

    (line,) = lines(joined.mei, "answered")
    assert line.record_id == case.id
    assert line.why.startswith("内容有改动")


def test_what_she_had_the_office_write_down_is_no_news_to_her(joined):
    case = a_request(joined.mei)
    to_office(joined)
    step(joined.office, case, "accept", actor="李梅")
    to_mei(joined)

    assert lines(joined.mei, "answered") == lines(joined.mei, "assigned") == ()


def passed_to(town, case, **values):
    """Let the office pass a request on, and send that down."""
    step(town.office, case, "accept")
    step(town.office, case, "assign", values=values)
    to_mei(town)


@pytest.mark.parametrize("unit", ["供电所", "第二网格", "第十一网格", "晨光社区卫生服务中心"])
def test_what_was_passed_on_to_somebody_else_is_not_hers(joined, unit):
    passed_to(joined, a_request(joined.office), unit=unit)

    assert TodayService(joined.mei).today().sections == ()


@pytest.mark.parametrize(
    "values",
    [
        {"unit": "第一网格"},
        {"unit": "晨光社区第一网格"},
        {"unit": "WG01"},
        {"unit": "网格员李梅"},
        {"unit": "晨光社区居委会"},
        {"unit": "网格员"},
        {"unit": "综治办", "handler": "李梅"},
    ],
)
def test_what_was_passed_on_to_her_or_her_grid_or_community_is_hers(joined, values):
    case = a_request(joined.office)
    passed_to(joined, case, **values)

    assert [one.record_id for one in lines(joined.mei, "assigned")] == [case.id]


def test_who_was_given_what_she_recorded_is_the_answer_to_her(joined):
    case = a_request(joined.mei)
    to_office(joined)
    passed_to(joined, case, unit="供电所")

    (line,) = lines(joined.mei, "answered")
    assert line.why == "10月8日，王芳：分流交办给供电所，10月12日到期，还有 4 天"
    assert lines(joined.mei, "assigned") == ()


def test_a_hazard_that_she_reported_comes_back_to_her_grid(joined):
    facts = {"category": "03", "level": "2", "content": "楼道堆物", "found_on": "2026-10-08"}
    case = record(joined.mei, kinds.HAZARD, **facts)
    step(joined.mei, case, "report", note="住户不肯搬")
    to_office(joined)
    step(joined.office, case, "assign", note="物业一起去", values={"unit": "第一网格"})
    to_mei(joined)

    (line,) = lines(joined.mei, "assigned")
    assert (line.kind, line.record_id) == ("hazard", case.id)
    assert line.why.startswith("10月8日，王芳：分流交办，物业一起去，")
    step(joined.mei, case, "start")
    assert lines(joined.mei, "assigned") == ()
