"""Which records a reference in a form may mean."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.views.referring import ReferenceService


@pytest.mark.parametrize("typed", ["3-2-501", "张三", "zhangsan", "H001", "1111"])
def test_a_household_is_found_by_its_door_its_number_and_its_people(town, typed):
    found = ReferenceService(town.mei).candidates(kinds.HOUSEHOLD, typed)

    assert [one.id for one in found] == [town.only(kinds.HOUSEHOLD, town.mei).id]
    assert found[0].title == "晨光花园3幢2单元501室"


def test_people_are_named_masked(town):
    (found,) = ReferenceService(town.mei).candidates(kinds.PERSON, "张三")

    assert found.title == "张*"


def test_only_records_of_the_kind_answer(town):
    assert ReferenceService(town.mei).candidates(kinds.PREMISES, "张三") == []


def test_all_grids_answer_to_nothing(town):
    references = ReferenceService(town.office)

    assert len(references.candidates(kinds.GRID, "")) == 2
    assert [one.title for one in references.candidates(kinds.GRID, "wg02")] == ["第二网格"]


def test_a_record_that_is_gone_has_no_name(town):
    assert ReferenceService(town.mei).named(kinds.HOUSEHOLD, new_id()) is None


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (kinds.HOUSEHOLD, "晨光花园3幢2单元501室"),
        (kinds.DWELLING, "晨光花园3幢2单元501室"),
        (kinds.BUILDING, "3幢"),
        (kinds.GRID, "第一网格"),
        (kinds.PREMISES, "晨光超市"),
    ],
)
def test_each_kind_is_called_what_people_call_it(town, kind, name):
    record = town.only(kind, town.mei)

    assert ReferenceService(town.mei).named(kind, record.id).title == name


def test_a_person_is_told_from_others_at_the_same_door(town):
    person = town.only(kinds.PERSON, town.mei, name="张三")

    said = ReferenceService(town.mei).named(kinds.PERSON, person.id).detail

    assert said == "晨光花园3幢2单元501室 · 户主"


def test_a_form_takes_over_of_a_resident_only_what_it_asks_for(town):
    person = town.only(kinds.PERSON, town.mei, name="张三")

    assert ReferenceService(town.mei).contact(kinds.PERSON, person.id) == {
        "name": "张三",
        "phone": person.phone or "",
        "address": "晨光花园3幢2单元501室",
    }


@pytest.mark.parametrize(("facts", "name"), [({"responsible": "李四"}, "李四"), ({}, "兴旺超市")])
def test_premises_are_reached_through_whoever_answers_for_them(town, facts, name):
    usual = {"name": "兴旺超市", "kind": "01", "address": "晨光路8号", "phone": "13800001111"}
    shop = RecordingService(town.mei).record(kinds.PREMISES, [usual | facts])[0].record

    assert ReferenceService(town.mei).contact(kinds.PREMISES, shop.id) == {
        "name": name,
        "phone": "13800001111",
        "address": "晨光路8号",
    }


def test_nothing_is_taken_over_of_somebody_who_is_gone(town):
    person = town.only(kinds.PERSON, town.mei, name="张三")
    RecordingService(town.mei).delete(person)

    assert ReferenceService(town.mei).contact(kinds.PERSON, person.id) == {}
    assert ReferenceService(town.mei).contact(kinds.PERSON, "0" * 32) == {}


@pytest.mark.parametrize("typed", ["cs", "chaosh", "超市", "hlf", "惠乐"])
def test_premises_are_found_by_letters_of_their_name_or_kind(town, typed):
    (kept,) = RecordingService(town.mei).record(
        kinds.PREMISES, [{"name": "惠乐福", "kind": "超市"}]
    )
    shop = kept.record

    found = ReferenceService(town.mei).candidates(kinds.PREMISES, typed)

    assert shop.id in [one.id for one in found]
