"""Homes that are new, references that mean nothing, visits that say nothing of whom."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds, validation
from gridkeeper.errors import RecordInvalidError
from gridkeeper.services.records.recording import RecordingService
from tests.helpers.towns import a_visit_of, record, where


def codes_of(problems):
    return {(problem.field, problem.code, problem.warning) for problem in problems}


@pytest.fixture
def recording(town):
    return RecordingService(town.mei)


def test_the_home_of_a_person_is_made_where_it_is_new(town, recording):
    facts = {"name": "王五", "household_id": "5-1-302"}
    assert codes_of(recording.check(kinds.PERSON, facts, make_home=True)) == {
        ("household_id", "home.new", True)
    }

    (kept,) = recording.record(kinds.PERSON, [facts], make_home=True)

    home = town.only(kinds.HOUSEHOLD, town.mei, id=kept.record.household_id)
    door = town.only(kinds.DWELLING, town.mei, id=home.dwelling_id)
    house = town.only(kinds.BUILDING, town.mei, id=door.building_id)
    assert (house.compound, house.name, door.unit, door.room) == ("晨光花园", "5幢", "1", "302")
    assert home.head_id == kept.record.id
    grid = town.only(kinds.GRID, town.mei, code="WG01").id
    assert {house.grid_id, door.grid_id, home.grid_id, kept.record.grid_id} == {grid}


def test_the_home_of_a_first_visit_is_made_too(town, recording):
    facts = {"household_id": "5-1-302", "visited_on": "2026-10-07", "outcome": "01"}
    assert codes_of(recording.check(kinds.VISIT, facts, make_home=True)) == {
        ("household_id", "home.new", True)
    }

    (kept,) = recording.record(kinds.VISIT, [facts], make_home=True)

    home = town.only(kinds.HOUSEHOLD, town.mei, id=kept.record.household_id)
    assert home.head_id is None
    assert kept.record.place == "晨光花园5幢1单元302室"


def test_a_visit_to_nobody_nowhere_is_refused_whatever_was_seen(recording):
    facts = {"visited_on": "2026-10-07", "outcome": "01", "situation": "巡查"}

    assert codes_of(recording.check(kinds.VISIT, facts)) == {
        ("household_id", validation.SUBJECT, False)
    }
    assert recording.check(kinds.VISIT, facts | {"place": "东门"}) == ()


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        (kinds.VISIT, {"household_id": "9-9-999"}, "请先到居民页登记户"),
        (kinds.HOUSEHOLD, {"dwelling_id": "9-9-999"}, "请先到居民页登记房屋"),
        (kinds.DWELLING, {"building_id": "9幢"}, "请先到居民页登记楼栋"),
        (kinds.VISIT, {"household_id": "3-2-501"}, "有不止一个户叫“3-2-501”"),
        (kinds.DISPUTE, {"visit_id": "走访9"}, "没有叫“走访9”的走访"),
    ],
)
def test_a_reference_that_means_nothing_says_what_to_do_next(town, recording, kind, facts, said):
    record(town.mei, kinds.HOUSEHOLD, dwelling_id="3-2-501", number="H002")

    texts_ = [one.text for one in recording.check(kind, facts) if one.code == "field.reference"]

    assert len(texts_) == 1
    assert said in texts_[0]


def test_without_asking_no_home_is_made(town, recording):
    with pytest.raises(RecordInvalidError):
        recording.record(kinds.PERSON, [{"name": "王五", "household_id": "5-1-302"}])


def test_a_home_is_made_in_the_building_and_dwelling_that_are_there(town, recording):
    record(town.mei, kinds.DWELLING, building_id="3幢", unit="2", room="502")
    facts = {"name": "王五", "household_id": "3-2-502", "relation": "配偶"}

    (kept,) = recording.record(kinds.PERSON, [facts], make_home=True)

    home = town.only(kinds.HOUSEHOLD, town.mei, id=kept.record.household_id)
    assert home.head_id is None
    assert len(where(town.mei, kinds.BUILDING)) == 1
    assert len(where(town.mei, kinds.DWELLING)) == 2


def test_a_home_that_is_there_is_used(town, recording):
    recording.record(kinds.PERSON, [{"name": "王五", "household_id": "3-2-501"}], make_home=True)

    assert len(where(town.mei, kinds.HOUSEHOLD)) == 1


@pytest.mark.parametrize(
    ("door", "code"), [("501", "home.door"), ("那边", "home.door"), ("3-2-501", "home.several")]
)
def test_a_home_that_is_not_clear_is_not_made(town, recording, door, code):
    record(town.mei, kinds.HOUSEHOLD, dwelling_id="3-2-501", number="H002")

    found = recording.check(kinds.PERSON, {"name": "王五", "household_id": door}, make_home=True)

    assert ("household_id", code, False) in codes_of(found)


def test_a_building_of_two_compounds_needs_the_compound(town, recording):
    record(town.mei, kinds.BUILDING, name="3号楼", compound="春江花园")
    facts = {"name": "王五", "household_id": "3-1-101"}

    assert codes_of(recording.check(kinds.PERSON, facts, make_home=True)) == {
        ("household_id", "home.compound", False)
    }
    facts["household_id"] = "春江花园3-1-101"
    (kept,) = recording.record(kinds.PERSON, [facts], make_home=True)
    assert kept.record.household_id


@pytest.mark.parametrize("wording", ["8-1-101", "八号楼1单元101"])
def test_a_building_written_in_chinese_numbers_is_found(town, wording):
    record(town.mei, kinds.BUILDING, name="八号楼", compound="晨光花园")
    record(town.mei, kinds.DWELLING, building_id="八号楼", unit="1", room="101")
    home = record(town.mei, kinds.HOUSEHOLD, dwelling_id="8-1-101")

    assert a_visit_of(town.mei, household_id=wording).household_id == home.id


def test_a_room_alone_is_enough_where_it_is_the_only_one(town):
    assert a_visit_of(town.mei, household_id="晨光花园501室").household_id
    assert a_visit_of(town.mei, household_id="2单元501室").household_id


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (kinds.REQUEST, {"title": "路灯不亮", "received_on": "2026-10-07"}),
        (kinds.DISPUTE, {"title": "楼道堆物", "found_on": "2026-10-07"}),
        (kinds.HAZARD, {"content": "楼道堆物", "found_on": "2026-10-07", "category": "03"}),
    ],
)
def test_a_case_that_does_not_say_where_is_kept_with_a_warning(recording, kind, facts):
    nowhere = ("place", f"{kind.name}.nowhere", True)
    assert nowhere in codes_of(recording.check(kind, facts))
    assert nowhere not in codes_of(recording.check(kind, facts | {"place": "东门"}))
    begun = {"found_on": "2026-10-07", "received_on": "2026-10-07"}.items() & facts.items()
    assert nowhere not in codes_of(recording.check(kind, dict(begun)))

    if kind is kinds.REQUEST:
        (kept,) = recording.record(kind, [facts])
        assert nowhere in codes_of(kept.warnings)
