"""Checking while one types, changing what is there, deleting."""

from __future__ import annotations

import pytest

from gridkeeper import texts
from gridkeeper.domain import kinds, validation
from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import RecordInvalidError, RecordUnknownError
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.store.stores import StoreService
from tests.helpers.towns import ZHANG_SAN, a_visit_of, conflicts, record, rename, where

DISPUTE = {
    "title": "楼道堆物",
    "found_on": "2026-10-06",
    "grid_id": "第一网格",
    "amount": "1200.5",
    "success": "否",
    "involved": "2",
}


def changes_of(session):
    return StoreService(session).facts().changes


def codes_of(problems):
    return {(one.field, one.code, one.warning) for one in problems}


@pytest.fixture
def recording(town):
    return RecordingService(town.mei)


# check


def test_what_is_in_order_has_no_problems(town, recording):
    visit = {"household_id": "3-2-501", "visited_on": "10-7", "outcome": "见到本人"}

    assert recording.check(kinds.VISIT, visit) == ()


def test_checking_uses_no_number_and_keeps_nothing(town, recording):
    before = changes_of(town.mei)

    recording.check(kinds.VISIT, {"household_id": "3-2-501", "outcome": "01"})

    assert changes_of(town.mei) == before
    assert a_visit_of(town.mei).number == "走访〔2026〕第01-001号"


def test_each_problem_names_its_field(recording):
    found = recording.check(
        kinds.VISIT, {"household_id": "9-9-909", "visited_on": "2026-10-09", "tries": "x"}
    )

    assert {one.field for one in found} == {"household_id", "visited_on", "tries", "outcome"}


def test_problems_inside_are_named_by_their_place(recording):
    party = {"side": "1", "name": "张三", "phone": "12"}
    facts = {"place": "3幢楼道", "parties": [party, {"side": "2"}]}
    found = recording.check(kinds.DISPUTE, DISPUTE | facts)

    assert [one.field for one in found] == ["parties/0/phone", "parties/1/name"]


def test_a_record_that_is_there_is_checked_as_it_would_be(town, recording):
    visit = a_visit_of(town.mei)

    found = recording.check(kinds.VISIT, {"next_due": "2026-10-01"}, visit.id)

    assert codes_of(found) == {("next_due", "order", False)}


def test_a_record_that_is_not_there_cannot_be_checked(recording):
    with pytest.raises(RecordUnknownError):
        recording.check(kinds.VISIT, {}, "0" * 32)


def test_somebody_who_may_be_there_already_is_said_as_a_warning(recording):
    facts = {"name": "张三", "household_id": "3-2-501", "id_number": ZHANG_SAN}

    assert codes_of(recording.check(kinds.PERSON, facts)) == {
        ("id_number", "person.number_known", True),
        ("name", "person.name_known", True),
    }


def test_somebody_who_is_registered_is_named_masked_and_can_be_opened(town, recording):
    (said,) = recording.check(kinds.PERSON, {"name": "张三丰", "id_number": ZHANG_SAN})

    assert said.text == "这个身份证号已有人登记：张*，晨光花园3幢2单元501室"
    assert said.refers == ("person", town.only(kinds.PERSON, town.mei, name="张三").id)


def test_a_number_that_is_typed_later_is_compared_too_but_not_with_itself(town, recording):
    zhang = town.only(kinds.PERSON, town.mei, name="张三")
    other = town.only(kinds.PERSON, town.mei, name="𠮷小花")

    assert recording.check(kinds.PERSON, {"id_number": ZHANG_SAN}, zhang.id) == ()
    assert ("id_number", "person.number_known", True) in codes_of(
        recording.check(kinds.PERSON, {"id_number": ZHANG_SAN}, other.id)
    )


def test_a_number_that_is_typed_later_fills_birthday_and_sex(town, recording):
    other = town.only(kinds.PERSON, town.mei, name="𠮷小花")

    after = recording.amend(other, {"id_number": ZHANG_SAN}).record

    assert (str(after.birth), after.sex) == ("1949-10-01", "1")


def test_an_old_visit_that_says_nowhere_opens_and_can_be_mended(town, recording):
    old = a_visit_of(town.mei, situation="一切正常")
    rename(town.mei, kinds.VISIT, old, household_id=None, place=None)

    old = recording.opened(kinds.VISIT, old.id).record
    (said,) = recording.check(kinds.VISIT, {"situation": "有人堆物", "kind": "巡查"}, old.id)
    kept = recording.amend(old, {"situation": "有人堆物", "kind": "巡查"}).record

    assert (said.code, said.warning) == (validation.SUBJECT, True)
    assert (kept.situation, kept.kind) == ("有人堆物", "03")


def test_a_visit_cannot_lose_the_last_word_of_where_it_was(town, recording):
    visit = a_visit_of(town.mei, household_id="", place="3幢楼道", 走访类型="巡查")

    with pytest.raises(RecordInvalidError, match="在哪里巡查"):
        recording.amend(visit, {"place": ""})


def test_a_home_that_is_not_known_is_said_once(recording):
    visit = {"household_id": "9-9-909", "visited_on": "2026-10-07", "outcome": "01"}

    found = recording.check(kinds.VISIT, visit | {"kind": "巡查"})

    assert [one.field for one in found] == ["household_id"]


# typed


def test_values_come_back_as_they_are_typed(town, recording):
    dispute = record(town.mei, kinds.DISPUTE, **DISPUTE, received_at="2026-10-06 09:30")

    typed = recording.typed(kinds.DISPUTE, dispute)

    assert typed["grid_id"] == "第一网格"
    assert (typed["amount"], typed["success"], typed["involved"]) == ("1200.50", "否", "2")
    assert (typed["found_on"], typed["received_at"]) == ("2026-10-06", "2026-10-06 09:30")
    assert typed["state"] == "已受理"


def test_references_are_typed_by_door_and_name(town, recording):
    person = town.only(kinds.PERSON, town.mei, name="张三")
    visit = a_visit_of(town.mei, person_id=ZHANG_SAN)

    typed = recording.typed(kinds.VISIT, visit)

    assert typed["household_id"] == "晨光花园3幢2单元501室"
    assert typed["person_id"] == person.name


def test_what_two_have_in_common_is_no_way_to_type_a_reference(town, recording):
    visit = a_visit_of(town.mei, person_id=ZHANG_SAN)
    record(town.mei, kinds.PERSON, name="张三", household_id="H001")

    assert recording.typed(kinds.VISIT, visit)["person_id"] == visit.person_id


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_amending_with_what_was_there_changes_nothing(town, recording, language):
    texts.use(language)
    a_visit_of(town.mei, person_id=ZHANG_SAN, situation=" 两行\n情况", remark="无事")
    record(town.mei, kinds.DISPUTE, **DISPUTE)
    before = changes_of(town.mei)

    for kind in KINDS.values():
        for one in where(town.mei, kind):
            assert recording.amend(one, recording.typed(kind, one)).record == one

    assert changes_of(town.mei) == before


# amend


def test_only_what_was_typed_anew_is_written(town, recording):
    visit = a_visit_of(town.mei)
    typed = recording.typed(kinds.VISIT, visit) | {"走访情况": "灯泡不亮"}
    before = changes_of(town.mei)

    after = recording.amend(visit, typed).record

    assert after.situation == "灯泡不亮"
    assert after == town.only(kinds.VISIT, town.mei)
    assert changes_of(town.mei) == before + 1


def test_an_empty_text_empties_a_field(town, recording):
    visit = a_visit_of(town.mei, situation="灯泡不亮", tries="2")

    after = recording.amend(visit, {"situation": "", "tries": None}).record

    assert (after.situation, after.tries) == (None, None)


def test_what_does_not_pass_the_checks_changes_nothing(town, recording):
    visit = a_visit_of(town.mei)

    with pytest.raises(RecordInvalidError) as refused:
        recording.amend(visit, {"visited_on": "", "situation": "好", "colour": "1"})

    assert str(refused.value).startswith("走访〔2026〕第01-001号：")
    assert "走访日期" in str(refused.value)
    assert town.only(kinds.VISIT, town.mei) == visit


@pytest.mark.parametrize("name", ["state", "number", "deleted"])
def test_where_a_record_stands_is_not_typed(town, recording, name):
    visit = a_visit_of(town.mei)

    with pytest.raises(RecordInvalidError, match="不能直接修改"):
        recording.amend(visit, {name: "40" if name == "state" else "1"})


def test_old_faults_do_not_keep_anybody_from_mending_others(town, recording):
    person = town.only(kinds.PERSON, town.mei, name="张三")
    rename(town.mei, kinds.PERSON, person, phone="12")
    person = town.only(kinds.PERSON, town.mei, name="张三")

    done = recording.amend(person, {"remark": "独居"})

    assert codes_of(done.warnings) == {("phone", "phone", True)}
    with pytest.raises(RecordInvalidError):
        recording.amend(done.record, {"phone": "13"})


def test_what_arrived_meanwhile_is_in_conflict_with_what_is_typed(town, recording):
    visit = a_visit_of(town.mei)
    opened = recording.opened(kinds.VISIT, visit.id)
    rename(town.mei, kinds.VISIT, visit, situation="甲", demands="丙")

    recording.amend(opened.record, opened.typed | {"situation": "乙"}, opened.heads)

    assert conflicts(town.mei) == [("situation", ["乙", "甲"])]
    assert town.only(kinds.VISIT, town.mei).demands == "丙"


def test_a_visit_that_met_nobody_after_all_stands_so(town, recording):
    visit = a_visit_of(town.mei)

    assert recording.amend(visit, {"outcome": "未遇"}).record.state == "35"


def test_a_visit_moved_to_another_household_is_where_that_lives(town, recording):
    record(town.mei, kinds.BUILDING, name="4幢", compound="晨光花园")
    record(town.mei, kinds.DWELLING, building_id="晨光花园4幢", unit="1", room="101")
    record(town.mei, kinds.HOUSEHOLD, dwelling_id="4-1-101", number="H002")
    visit = a_visit_of(town.mei)

    after = recording.amend(visit, {"household_id": "4-1-101"}).record

    assert after.place == "晨光花园4幢1单元101室"


def test_what_is_gone_cannot_be_amended(town, recording):
    visit = kinds.VISIT.record(id="0" * 32, visited_on=town.mei.today(), outcome="01")

    with pytest.raises(RecordUnknownError):
        recording.amend(visit, {"remark": "好"})


# delete


def test_a_deleted_dispute_takes_its_parties_with_it(town, recording):
    parties = [{"side": "1", "name": "张三"}]
    dispute = record(town.mei, kinds.DISPUTE, **DISPUTE, parties=parties)

    recording.delete(dispute)

    assert where(town.mei, kinds.DISPUTE) == where(town.mei, kinds.DISPUTE_PARTY) == []


# the register


def test_a_knock_at_a_locked_door_needs_the_door_and_the_outcome_only(town):
    visit = record(town.mei, kinds.VISIT, household_id="3-2-501", outcome="未遇")

    assert (visit.visited_on, visit.state) == (town.mei.today(), "35")


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (kinds.BUILDING, {"name": "5幢", "compound": "晨光花园"}),
        (kinds.DWELLING, {"building_id": "3幢", "unit": "2", "room": "502"}),
        (kinds.HOUSEHOLD, {"dwelling_id": "3-2-501", "number": "H009"}),
        (kinds.PERSON, {"name": "王五", "household_id": "3-2-501"}),
        (kinds.PERSON_TAG, {"person_id": "张三", "tag": "独居老人"}),
        (kinds.PREMISES, {"name": "早点铺", "grid_id": "WG01"}),
    ],
    ids=lambda one: getattr(one, "name", ""),
)
def test_the_register_is_recorded_where_it_lies(town, kind, facts):
    kept = record(town.gang, kind, **facts)

    if kind is not kinds.BUILDING:
        assert kept.grid_id == town.only(kinds.GRID, code="WG01").id
    assert kept in where(town.gang, kind)


def test_the_office_records_a_grid(town):
    assert record(town.office, kinds.GRID, name="第三网格").grid_id is None


def test_classes_of_care_are_recorded_with_the_person(town):
    record(town.mei, kinds.PERSON, name="王五", household_id="H001", tags=[{"tag": "独居老人"}])

    (tag,) = where(town.mei, kinds.PERSON_TAG)
    assert tag.person_id == town.only(kinds.PERSON, town.mei, name="王五").id


def test_a_register_entry_passes_the_checks_too(town, recording):
    found = recording.check(kinds.PERSON, {"name": "王五", "id_number": "123"})

    assert codes_of(found) == {("id_number", "id_number", False)}
