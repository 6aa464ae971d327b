from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given

from gridkeeper.domain import ids, validation
from gridkeeper.domain.kinds import KINDS
from gridkeeper.texts import ENGLISH, use

TODAY = date(2026, 10, 8)
CARD = "11010519491231002X"


def a_person(**values):
    return KINDS["person"].record(id=ids.new_id(), **{"name": "张小明", **values})


def a_party(**values):
    good = {"dispute_id": ids.new_id(), "side": "1", "name": "张小明"}
    return KINDS["dispute_party"].record(id=ids.new_id(), **{**good, **values})


def a_hazard(**values):
    good = {"category": "03", "level": "2", "found_on": TODAY, "content": "楼道堆物"}
    return KINDS["hazard"].record(id=ids.new_id(), **{**good, **values})


def a_request(**values):
    good = {"received_on": TODAY, "title": "路灯不亮"}
    return KINDS["request"].record(id=ids.new_id(), **{**good, **values})


def found(record):
    return [(problem.field, problem.code) for problem in validation.check(record, TODAY)]


def test_a_good_record_has_no_problems():
    assert found(a_hazard()) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_an_empty_record_lacks_what_is_required(kind):
    required = [(field.name, "required") for field in kind.fields if field.required]
    assert required == found(kind.record(id="1"))[: len(required)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_nothing_is_kept_with_nothing_in_it(kind):
    day = {kind.day: TODAY} if kind.day else {}
    steps_are_written_by_the_program = kind.name == "case_step"

    kept = not validation.refusing(validation.check(kind.record(id="1", **day), TODAY))
    assert kept == steps_are_written_by_the_program


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("01", "household_id"), (None, "household_id"), ("03", "place"), ("04", "premises_id")],
)
def test_a_visit_that_says_nowhere_and_nobody_is_asked_where_it_was(kind, asked):
    ended = {"visited_on": TODAY, "outcome": "01", "kind": kind, "situation": "一切正常"}
    visit = KINDS["visit"].record
    assert found(visit(id="1", **ended)) == [(asked, validation.SUBJECT)]


@pytest.mark.parametrize("kind", ["01", "03", "04"])
@pytest.mark.parametrize("subject", ["household_id", "person_id", "premises_id", "place"])
def test_one_subject_of_whatever_kind_is_enough_for_a_visit(kind, subject):
    said = "东门" if subject == "place" else "0" * 12 + "7" + "0" * 3 + "8" + "0" * 15
    visit = KINDS["visit"].record(
        id="1", visited_on=TODAY, outcome="01", kind=kind, **{subject: said}
    )
    assert found(visit) == []


def test_where_a_patrol_was_is_asked_in_a_sentence_of_its_own():
    visit = KINDS["visit"].record(id="1", visited_on=TODAY, outcome="01", kind="03")
    (problem,) = validation.check(visit, TODAY)
    assert problem.text == "在哪里巡查？请写在“走访地点”里"


def test_a_household_has_a_door_or_a_number():
    household = KINDS["household"].record
    assert found(household(id="1", remark="待查")) == [("dwelling_id", "required")]
    assert found(household(id="1", number="H001")) == []


def test_blanks_are_nothing():
    assert found(a_hazard(content=" \n")) == [("content", "required")]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"content": "字" * 2001}, ("content", "too_long")),
        ({"basis": "a\x07b"}, ("basis", "control_character")),
        ({"finder": "甲\n乙"}, ("finder", "control_character")),
        ({"content": "堆物\ud800"}, ("content", "control_character")),
        ({"level": "9"}, ("level", "code_unknown")),
        ({"premises_id": "3"}, ("premises_id", "reference")),
        ({"found_on": date(2026, 10, 9)}, ("found_on", "future")),
        ({"funds": Decimal(-1)}, ("funds", "negative")),
        ({"funds": Decimal(0), "premises_id": "0" * 12 + "7" + "0" * 3 + "8" + "0" * 15}, None),
        ({"responsible_phone": "1380000"}, ("responsible_phone", "phone")),
        ({"responsible_phone": "138000000"}, ("responsible_phone", "phone")),
        ({"found_on": "2026-10-08"}, ("found_on", "type")),
        ({"found_on": datetime(2026, 10, 8, tzinfo=UTC)}, ("found_on", "type")),
        ({"listed": 1}, ("listed", "type")),
        ({"funds": True}, ("funds", "type")),
        ({"content": 5}, ("content", "type")),
        ({"received_at": TODAY}, ("received_at", "type")),
    ],
)
def test_a_bad_value_is_found(values, problem):
    assert found(a_hazard(**values)) == ([problem] if problem else [])


def test_prose_may_have_lines():
    assert found(a_hazard(content="一、\n二、\t三")) == []


def test_the_newest_rare_characters_are_good():
    assert found(a_person(name="𠮷野㛃䶮")) == []
    assert found(a_person(name="钟𬭛")) == []
    assert found(a_person(name="王\U00030edd")) == []


@pytest.mark.parametrize("name", ["张", "张3", "·张三", "张三*"])
def test_a_bad_name_is_found(name):
    assert found(a_person(name=name)) == [("name", "name")]


@pytest.mark.parametrize(
    "phone",
    ["13800000000", "0755-12345678", "075512345678", "400-800-8000",
     "13800000000、13900000000", "13800000000/0755-12345678"],
)  # fmt: skip
def test_a_telephone_number_is_good(phone):
    assert found(a_person(phone=phone)) == []


@pytest.mark.parametrize("phone", ["8800123", "88001234", "13800000000、88001234"])
def test_a_landline_without_its_area_code_is_a_caution(phone):
    (problem,) = validation.check(a_person(phone=phone), TODAY)

    assert (problem.field, problem.code, problem.warning) == ("phone", "area_code", True)
    assert problem.text == "“联系电话”没有区号，请补区号，例如 0571-"


def test_a_landline_of_an_office_needs_no_area_code():
    grid = KINDS["grid"].record(id=ids.new_id(), name="第一网格", supervise_phone="88001234")
    assert found(grid) == []


@pytest.mark.parametrize(
    "phone", ["1990000", "12345678", "12345", "119", "无", "1380000000x", "23800000000"]
)
def test_a_bad_telephone_number_is_found(phone):
    assert found(a_person(phone=phone)) == [("phone", "phone")]


def test_a_short_number_is_good_where_it_is_an_office():
    grid = KINDS["grid"].record(id=ids.new_id(), name="第一网格", supervise_phone="12345")
    assert found(grid) == []


@pytest.mark.parametrize("id_type", [None, "111"])
def test_an_identity_card_has_its_check_digit(id_type):
    assert found(a_person(id_number=CARD, id_type=id_type)) == []
    wrong = a_person(id_number="110105194912310021", id_type=id_type)
    assert found(wrong) == [("id_number", "id_number")]


def test_other_papers_are_not_checked():
    assert found(a_person(id_number="E12345678", id_type="414")) == []


def test_a_partys_passport_is_not_checked():
    assert found(a_party(id_number="E12345678")) == []
    assert found(a_party(id_number="110105194912310021")) == [("id_number", "id_number")]


def test_a_masked_number_is_told_as_such():
    assert found(a_person(id_number="110105********002X")) == [("id_number", "id_masked")]


def test_an_old_number_is_a_warning():
    problems = validation.check(a_person(id_number="110105491231002"), TODAY)
    assert [(problem.code, problem.warning) for problem in problems] == [("id_old", True)]
    assert validation.refusing(problems) == ()


def test_other_problems_refuse():
    problems = validation.check(a_person(name=None), TODAY)
    assert validation.refusing(problems) == problems


def test_birthday_and_sex_are_those_of_the_card():
    right = a_person(id_number=CARD, birth=date(1949, 12, 31), sex="2")
    assert found(right) == []
    wrong = a_person(id_number=CARD, birth=date(1949, 12, 30), sex="1")
    assert found(wrong) == [("birth", "birth_differs"), ("sex", "sex_differs")]
    assert found(a_person(id_number=CARD, sex="9")) == []


def test_the_number_of_another_paper_says_nothing_of_the_birthday():
    assert found(a_person(id_number="E12345678", id_type="414", sex="1")) == []


def test_a_credit_code_has_its_check_character():
    premises = KINDS["premises"].record
    good = premises(id=ids.new_id(), name="小店", credit_code="91350100M000100Y43")
    bad = premises(id=ids.new_id(), name="小店", credit_code="91350100M000100Y44")
    assert found(good) == []
    assert found(bad) == [("credit_code", "credit_code")]


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (a_hazard(closed_on=date(2026, 10, 7)), "closed_on"),
        (a_hazard(deadline=date(2026, 10, 7)), "deadline"),
        (a_request(feedback_on=date(2026, 10, 7)), "feedback_on"),
        (a_person(moved_in=TODAY, moved_out=date(2026, 10, 7)), "moved_out"),
    ],
)
def test_days_come_in_their_order(record, field):
    assert found(record) == [(field, "order")]


def test_the_same_day_is_in_order():
    assert found(a_hazard(closed_on=TODAY, deadline=TODAY)) == []


def test_a_case_is_not_closed_before_it_was_received():
    received = datetime(2026, 10, 8, 16, 30, tzinfo=UTC)
    record = a_request(received_at=received, closed_on=TODAY)
    assert found(record) == [("closed_on", "order")]
    assert found(a_request(received_at=received, closed_on=date(2026, 10, 9))) == []


def test_a_problem_is_a_sentence_with_the_name_of_the_field():
    (problem,) = validation.check(a_hazard(content=None), TODAY)
    assert problem.text == "“隐患描述”没有填"
    use(ENGLISH)
    (problem,) = validation.check(a_hazard(content=None), TODAY)
    assert problem.text == "“Description” is missing"


@given(st.sampled_from(list(KINDS)), st.data())
def test_nothing_whatever_is_too_much(name, data):
    kind = KINDS[name]
    odd = st.none() | st.text(max_size=20) | st.integers() | st.booleans() | st.dates()
    values = {field.name: data.draw(odd) for field in kind.fields[:8]}
    for problem in validation.check(kind.record(id="1", **values), TODAY):
        assert "{" not in problem.text.replace(str(values.get(problem.field)), "")


@pytest.mark.parametrize(("days", "codes"), [(0, ["positive"]), (-3, ["positive"]), (1, [])])
def test_a_visiting_rule_is_of_a_day_at_least(days, codes):
    rule = KINDS["cycle"].record(id="1", name="一般家庭", subject="1", days=days)

    assert [one.code for one in validation.check(rule, TODAY)] == codes
