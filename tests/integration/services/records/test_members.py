"""What a visit says anew of those who live there is kept with it, in one transaction."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import RecordInvalidError
from gridkeeper.services.records.members import MemberService
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.undoing import UndoService
from tests.helpers.towns import record, rename, where

NEW_PHONE = "13911112222"
NOBODY = "01a206f8c2207f97ba07994859242e3e"


@pytest.fixture
def zhang(town):
    return town.only(kinds.PERSON, town.mei, name="张三")


def visited(town, *people, **facts):
    """Record a visit to the only home, with something new of its people."""
    told = {"visited_on": "2026-10-08", "outcome": "01", "household_id": "3-2-501"} | facts
    return RecordingService(town.mei).record(kinds.VISIT, [told | {"people": list(people)}])


def of(town, name):
    (found,) = where(town.mei, kinds.PERSON, name=name)
    return found


@pytest.mark.parametrize("by_id", [True, False])
def test_who_lives_there_is_changed_and_nothing_else_of_her(town, zhang, by_id):
    kept = visited(town, {"name": zhang.id if by_id else "张三", "phone": NEW_PHONE})

    now = of(town, "张三")
    assert (now.phone, now.id_number, now.household_id) == (
        NEW_PHONE,
        zhang.id_number,
        zhang.household_id,
    )
    assert [one.kind.name for one in kept] == ["visit", "person"]
    UndoService(town.mei).undo()
    assert of(town, "张三").phone == zhang.phone
    assert where(town.mei, kinds.VISIT) == []


def test_who_is_not_known_there_is_new_there(town, zhang):
    visited(town, {"name": "张小四", "relation": "女"})

    assert of(town, "张小四").household_id == zhang.household_id
    assert of(town, "张三").phone == zhang.phone


@pytest.mark.parametrize(
    ("home", "someone", "said"),
    [
        ("", "张三", "先选走访的是哪一户"),
        ("3-2-501", NOBODY, "不住在所走访的户里"),
    ],
)
def test_of_nobody_s_home_and_of_somebody_elsewhere_nothing_is_said(town, home, someone, said):
    told = {"visited_on": "2026-10-08", "outcome": "01", "household_id": home, "place": "路口"}
    facts = told | {"people": [{"name": someone, "phone": NEW_PHONE}]}
    service = RecordingService(town.mei)

    problems = {one.field: one.text for one in service.check(kinds.VISIT, facts)}

    assert said in problems["people/0/name"]
    with pytest.raises(RecordInvalidError, match=said):
        service.record(kinds.VISIT, [facts])
    assert where(town.mei, kinds.VISIT) == []


def test_a_wrong_value_stops_the_whole_visit(town, zhang):
    facts = {"name": "张三", "phone": "12"}

    (problem,) = [
        one
        for one in RecordingService(town.mei).check(
            kinds.VISIT, {"household_id": "3-2-501", "outcome": "01", "people": [facts]}
        )
        if one.field.startswith("people/")
    ]

    assert (problem.field, problem.warning) == ("people/0/phone", False)
    with pytest.raises(RecordInvalidError, match="联系电话"):
        visited(town, facts)
    assert where(town.mei, kinds.VISIT) == []
    assert of(town, "张三").phone == zhang.phone


def test_those_who_live_there_are_found_masked_by_pinyin(town, zhang):
    gone = record(town.mei, kinds.PERSON, name="李走远", household_id=zhang.household_id)
    rename(town.mei, kinds.PERSON, gone, moved_out=date(2026, 10, 1))
    record(town.mei, kinds.PERSON, name="李小", household_id=zhang.household_id)
    service = MemberService(town.mei)

    def found(text):
        return [one.title for one in service.found(zhang.household_id, text)]

    assert found("") == ["张*", "𠮷**", "李*"]
    assert found("lx") == found("李") == ["李*"]
    assert found("王") == []
    assert service.found("", "") == []
    assert service.texts(zhang.id)["phone"] == "138****1111"
    assert service.texts(NOBODY) == {}
