"""All about one record."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import select

from gridkeeper.domain import kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import InputInvalidError, RecordUnknownError
from gridkeeper.services.records.casework import CaseService, Told
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.views.dossiers import DossierService
from gridkeeper.storage import tables
from tests.helpers.towns import ZHANG_SAN, a_visit_of, record, rename, take, where


def of(session, kind, record_, *, full=False):
    return DossierService(session).of(kind, record_.id, full=full)


def group(dossier, label):
    return next((one.links for one in dossier.related if one.label == label), ())


@pytest.fixture
def busy(town):
    """A town where something has happened at the household of 张三."""
    record(town.mei, kinds.PERSON_TAG, person_id=ZHANG_SAN, tag="独居老人")
    a_visit_of(town.mei, visited_on="2026-10-01", situation="一切都好")
    found = {
        "hazards": [
            {
                "category": "02",
                "level": "2",
                "content": "灭火器过期",
                "rechecks": [{"checked_on": "2026-10-08", "passed": "否", "checker": "王芳"}],
            }
        ],
        "disputes": [
            {"title": "噪声", "parties": [{"side": "1", "name": "张三", "person_id": ZHANG_SAN}]}
        ],
        "requests": [{"title": "路灯不亮"}],
    }
    a_visit_of(town.mei, situation="厨房漏水", person_id=ZHANG_SAN, **found)
    return town


def test_a_household_shows_people_visits_and_open_cases(busy):
    found = of(busy.mei, kinds.HOUSEHOLD, busy.only(kinds.HOUSEHOLD, busy.mei))

    assert found.title == "晨光花园3幢2单元501室"
    assert found.subtitle == "户 · H001 · 张*"
    people = group(found, "家庭成员")
    assert [one.title for one in people] == ["张* · 户主", "𠮷** · 配偶"]
    assert [(one.chip, one.tone) for one in people] == [("独居老人", "warning"), ("", "neutral")]
    assert [one.title for one in group(found, "走访")] == ["厨房漏水", "一切都好"]
    assert {one.kind for one in group(found, "未办结事项")} == {"hazard", "dispute", "request"}
    assert [one.kind for one in group(found, "所在")] == ["dwelling"]


@pytest.mark.parametrize("full", [False, True])
def test_who_is_at_odds_stands_first_in_a_dispute_as_among_what_is_related(busy, full):
    dispute = busy.only(kinds.DISPUTE, busy.mei)
    more = {"dispute_id": dispute.id, "side": "2", "name": "李四", "phone": "13800000000"}
    record(busy.mei, kinds.DISPUTE_PARTY, **more)

    found = of(busy.mei, kinds.DISPUTE, dispute, full=full)

    first = found.facts[0]
    assert (first.label, first.hidden) == ("当事人", not full)
    assert first.text.splitlines() == [one.title for one in group(found, "当事人")]
    assert ("李四" in first.text) is full


def test_a_person_shows_home_tags_disputes_and_visits(busy):
    person = busy.only(kinds.PERSON, busy.mei, name="张三")

    found = of(busy.mei, kinds.PERSON, person)

    assert (found.title, found.subtitle) == ("张*", "晨光花园3幢2单元501室")
    chips = [(chip.text, chip.tone) for chip in found.chips]
    assert chips == [("独居老人", "warning"), ("未上交", "warning")]  # her tag is
    assert [one.kind for one in group(found, "作为当事人的纠纷")] == ["dispute"]
    assert len(group(found, "走访")) == 2
    assert [one.kind for one in group(found, "所在")] == ["household"]


def test_numbers_are_masked_and_marked(busy):
    person = busy.only(kinds.PERSON, busy.mei, name="张三")

    facts = {one.name: one for one in of(busy.mei, kinds.PERSON, person).facts}

    assert (facts["phone"].text, facts["phone"].hidden) == ("138****1111", True)
    assert facts["id_number"].text == "110" + "*" * 13 + "1X"
    assert facts["relation"].hidden is False
    assert facts["household_id"].refers == ("household", person.household_id)


def test_a_visit_shows_earlier_answers_and_what_came_of_it(busy):
    (visit,) = where(busy.mei, kinds.VISIT, situation="厨房漏水")

    found = of(busy.mei, kinds.VISIT, visit)

    assert [one.title for one in group(found, "以前的走访")] == ["一切都好"]
    assert [one.kind for one in group(found, "由此登记的事项")] == ["dispute", "hazard", "request"]
    assert {step.action for step in found.next_steps} >= {"review"}


def test_a_hazard_shows_rechecks_and_where_it_came_from(busy):
    found = of(busy.mei, kinds.HAZARD, busy.only(kinds.HAZARD, busy.mei))

    (recheck,) = group(found, "复查")
    assert (recheck.chip, recheck.tone, recheck.day) == ("不合格", "bad", "2026-10-08")
    assert [one.kind for one in group(found, "来自")] == ["visit"]
    assert ("10月14日到期，还有 6 天", "info") in [(chip.text, chip.tone) for chip in found.chips]


def test_what_is_due_soon_warns_as_it_does_in_the_list_of_today(busy):
    hazard = busy.only(kinds.HAZARD, busy.mei)
    rename(busy.mei, kinds.HAZARD, hazard, deadline=date(2026, 10, 8))

    found = of(busy.mei, kinds.HAZARD, hazard)

    assert ("今天到期", "warning") in [(chip.text, chip.tone) for chip in found.chips]
    assert ("未上交", "warning") in [(chip.text, chip.tone) for chip in found.chips]


def test_a_case_shows_its_steps_and_what_comes_next(busy):
    request = busy.only(kinds.REQUEST, busy.mei)
    CaseService(busy.mei).take(request, "accept", Told(note="电话13800001111"))

    found = of(busy.mei, kinds.REQUEST, request)

    (event,) = found.timeline
    assert (event.at, event.who, event.what) == ("2026-10-08 09:30", "李梅", "受理")
    assert (event.note, event.change) == ("电话138****1111", "已登记 → 已受理")
    steps = {step.action: step for step in found.next_steps}
    assert steps["assign"].needs == ("unit",)
    assert steps["extend"].refusal


def test_the_history_says_who_changed_what_and_by_which_batch(busy):
    home = busy.only(kinds.HOUSEHOLD, busy.mei)
    rename(busy.mei, kinds.HOUSEHOLD, home, contact_phone="13900002222")
    take(busy.office, busy.hand_in(busy.mei))
    rename(busy.office, kinds.HOUSEHOLD, home, contact_phone="13900003333")

    newest, older, oldest = of(busy.office, kinds.HOUSEHOLD, home).history

    assert (newest.who, newest.label) == ("王芳", "联系人电话")
    assert (newest.before, newest.after, newest.batch) == ("139****2222", "139****3333", "")
    assert (older.who, older.before) == ("李梅", "")
    assert older.batch.startswith("01-")
    assert (oldest.label, oldest.after) == ("", "登记")


def test_a_deletion_stands_in_the_history(busy):
    visit = a_visit_of(busy.mei)
    RecordingService(busy.mei).delete(visit)

    found = of(busy.mei, kinds.VISIT, visit)

    assert found.chips[0].text == "已删除"
    assert (found.history[0].before, found.history[0].after) == ("否", "是")


def test_a_conflict_is_a_chip(busy):
    home = busy.only(kinds.HOUSEHOLD, busy.mei)
    rename(busy.mei, kinds.HOUSEHOLD, home, colour="3")
    rename(busy.office, kinds.HOUSEHOLD, home, colour="2")
    take(busy.office, busy.hand_in(busy.mei))

    chips = [chip.text for chip in of(busy.office, kinds.HOUSEHOLD, home).chips]

    assert "有冲突" in chips
    assert len(chips) == 3  # and it is still to be sent down


@pytest.mark.parametrize("full", [False, True])
def test_every_kind_has_a_dossier(busy, full):
    for kind in KINDS.values():
        for one in where(busy.mei, kind):
            found = of(busy.mei, kind, one, full=full)
            assert found.title
            assert found.history


def test_who_gives_a_reason_sees_all_of_it(busy):
    person = busy.only(kinds.PERSON, busy.mei, name="张三")

    found = DossierService(busy.mei).reveal(kinds.PERSON, person.id, " 核对身份 ")

    assert (found.full, found.title) == (True, "张三")
    assert {one.name: one.text for one in found.facts}["id_number"] == ZHANG_SAN
    with busy.mei.store.reading() as unit:
        rows = unit.connection.execute(select(tables.audit).order_by(tables.audit.c.id)).all()
    detail = json.loads(rows[-1].detail)
    assert rows[-1].action == "reveal"
    assert detail == {"changes": 0, "kind": "person", "record": person.id, "reason": "核对身份"}


def test_without_a_reason_nothing_is_shown(busy):
    with pytest.raises(InputInvalidError):
        DossierService(busy.mei).reveal(kinds.PERSON, "0" * 32, " ")


def test_a_record_that_is_not_here_has_no_dossier(busy):
    with pytest.raises(RecordUnknownError):
        DossierService(busy.mei).of(kinds.PERSON, "0" * 32)


def test_the_timeline_says_to_whom_a_case_was_passed_on_each_time(town):
    case = record(town.office, kinds.REQUEST, title="路灯", received_on="2026-10-07", unit="社区")
    service = CaseService(town.office)
    for action, told in (
        ("accept", Told()),
        ("assign", Told(values={"unit": "李梅"})),
        ("return", Told(note="不归我管")),
        ("assign", Told(values={"unit": "李梅"})),
        ("return", Told(note="还是不归我管")),
        ("assign", Told(values={"unit": "赵刚"})),
    ):
        case = service.take(case, action, told)
    rename(town.office, kinds.REQUEST, case, unit="别人")

    steps = of(town.office, kinds.REQUEST, case).timeline

    assert [step.whom for step in steps] == ["", "李梅", "", "李梅", "", "赵刚"]


def test_a_step_of_another_day_shows_no_hour(town):
    case = record(town.mei, kinds.REQUEST, title="路灯", received_on="2026-10-07")
    CaseService(town.mei).take(case, "accept", Told(day=date(2026, 10, 7)))

    (step,) = of(town.mei, kinds.REQUEST, case).timeline

    assert step.at == "2026-10-07"
