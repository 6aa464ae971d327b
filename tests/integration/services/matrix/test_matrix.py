"""The matrix of doors over a real store."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.households import Household
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.people import Person, PersonTag
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import RecordInvalidError, RecordUnknownError
from gridkeeper.services.desk import Desk
from gridkeeper.services.matrix.values import found
from gridkeeper.services.plans import due as plans
from gridkeeper.services.session import Session
from tests.helpers.buildings import a_building
from tests.helpers.stores import a_copied_store
from tests.helpers.towns import FixedClock, record, where


@pytest.fixture
def desk(tmp_path):
    session = Session(a_copied_store(tmp_path, Role.ALONE), FixedClock())
    yield Desk(session)
    session.close()


def door(desk, house, room, unit="1"):
    matrix = desk.doors.matrix(house.id)
    (one,) = [one for one in matrix.doors.values() if (one.unit, one.room) == (unit, room)]
    return one


def visit(desk, home, **facts):
    usual = {"household_id": home, "visited_on": "2026-10-01", "outcome": "01"}
    return record(desk.session, kinds.VISIT, **usual | facts)


def test_each_door_stands_on_its_floor(desk):
    house = a_building(desk.session, units=("1", "2"), floors=3, ends=("01", "02"))
    matrix = desk.doors.matrix(house.id)

    assert matrix.grid.floors == ("3", "2", "1")
    assert len(matrix.doors) == 12
    assert matrix.doors[matrix.grid.cells[0, 0]].name == "9幢1单元301室"


def test_names_are_masked(desk):
    house = a_building(desk.session)

    assert door(desk, house, "101").who == "张***"


def test_the_last_visit_of_several_counts(desk):
    house = a_building(desk.session)
    home = door(desk, house, "101").home
    visit(desk, home, visited_on="2026-10-05", outcome="01", next_due="2026-12-01")
    visit(desk, home, visited_on="2026-09-01", outcome="03")

    facts = door(desk, house, "101").facts
    assert (facts.days, facts.outcome, facts.due) == (3, "01", date(2026, 12, 1))


def test_what_is_said_reads_like_a_sentence(desk):
    house = a_building(desk.session)
    visit(desk, door(desk, house, "101").home)

    assert (
        door(desk, house, "101").said("days")
        == "9幢1单元101室 张*** 7 天前走访，175 天后该走访，尚未核实"
    )


def test_a_planned_visit_is_due_until_one_near_it_was_made(desk):
    house = a_building(desk.session)
    home = door(desk, house, "101").home
    (held,) = where(desk.session, kinds.HOUSEHOLD, id=home)
    with desk.session.writing("amend") as work:
        work.change(held, next_visit=date(2026, 10, 5))

    assert door(desk, house, "101").facts.due == date(2026, 10, 5)
    assert desk.doors.due() == {house.id: 1}
    visit(desk, home, visited_on="2026-10-01")
    assert door(desk, house, "101").facts.due > date(2026, 10, 5)
    assert desk.doors.due() == {}


def test_a_knock_in_vain_leaves_the_day_of_the_next_visit(desk):
    house = a_building(desk.session)
    visit(desk, door(desk, house, "101").home, visited_on="2026-09-01", next_due="2026-10-07")
    visit(desk, door(desk, house, "102").home, visited_on="2026-09-01", next_due="2026-12-01")
    before = {room: door(desk, house, room).facts.due for room in ("101", "102")}
    desk.doors.knock([door(desk, house, "101"), door(desk, house, "102")], "03")

    assert {room: door(desk, house, room).facts.due for room in before} == before
    assert before["101"] == date(2026, 10, 7)
    assert desk.doors.due() == {house.id: 1}


def test_the_list_and_the_layer_count_the_same_doors_as_due(desk):
    house = a_building(desk.session)
    for room, day in (("101", "2026-01-05"), ("201", "2026-10-01"), ("301", "2025-01-05")):
        visit(desk, door(desk, house, room).home, visited_on=day)
    desk.doors.knock([door(desk, house, "101")], "04")

    marks = [one.marks["due"] for one in desk.doors.matrix(house.id).doors.values()]
    assert desk.doors.due() == {house.id: 2}
    assert sum(mark.group in {"late", "now"} for mark in marks) == 2


def a_second_home(desk, one):
    """Keep another household behind a door, with its head."""
    head, home = new_id(), new_id()
    with desk.session.writing("register") as work:
        work.create(Household(id=home, dwelling_id=one.id, head_id=head))
        work.create(Person(id=head, household_id=home, name="李四"))
        work.create(PersonTag(id=new_id(), person_id=head, tag="01"))
    return home


def test_a_door_of_two_households_stays_the_same_whoever_was_visited(desk):
    house = a_building(desk.session)
    first = door(desk, house, "101")
    second = a_second_home(desk, first)
    visit(desk, second, visited_on="2026-10-01")
    one = door(desk, house, "101")

    assert (one.who, one.more) == (first.who, "+1")
    assert [home.id for home in one.homes] == [first.home, second]
    assert one.marks["days"].group == "ahead"
    assert one.facts.tags == 1
    assert one.said("care").startswith("9幢1单元101室 张***、李* ")


def test_a_knock_is_told_to_each_household_of_a_door(desk):
    house = a_building(desk.session)
    second = a_second_home(desk, door(desk, house, "101"))
    visit(desk, second, visited_on="2026-10-07", outcome="03")
    kept = desk.doors.knock([door(desk, house, "101")], "03")

    assert [one.record.tries for one in kept] == [1, 2]
    assert door(desk, house, "101").marks["days"].group == "tried"
    behind = desk.doors.behind(door(desk, house, "101"))
    assert [[group.label for group in one.groups] for one in behind] == [["家庭成员"]] * 2


def test_care_and_hazards_are_counted_that_are_open(desk):
    house = a_building(desk.session)
    one = door(desk, house, "102")
    (person,) = where(desk.session, kinds.PERSON, household_id=one.home)
    with desk.session.writing("register") as work:
        for tag, until in (("01", None), ("02", date(2026, 1, 1)), ("03", date(2026, 12, 1))):
            work.create(PersonTag(id=new_id(), person_id=person.id, tag=tag, until=until))
    facts = {"found_on": "2026-10-01", "content": "堆物", "category": "02", "level": "2"}
    for state in ("20", "90"):
        record(
            desk.session, kinds.HAZARD, household_id=one.home, state=state, **facts,
            deadline="2026-10-02",
        )  # fmt: skip

    facts = door(desk, house, "102").facts
    assert (facts.tags, facts.hazards, facts.overdue) == (2, 1, True)


def test_of_restricted_care_nothing_is_said_at_a_door(desk):
    house = a_building(desk.session)
    (person,) = where(desk.session, kinds.PERSON, household_id=door(desk, house, "102").home)
    with desk.session.writing("register") as work:
        work.create(PersonTag(id=new_id(), person_id=person.id, tag="B01"))

    assert door(desk, house, "102").facts.tags == 0


def test_a_knock_is_recorded_and_counted_up(desk):
    house = a_building(desk.session)
    for tries in (1, 2, 3):
        (kept,) = desk.doors.knock([door(desk, house, "101")], "03")
        assert kept.record.tries == tries

    assert door(desk, house, "101").marks["days"].letter == "未3"


def test_who_was_met_is_knocked_at_anew(desk):
    house = a_building(desk.session)
    desk.doors.knock([door(desk, house, "101")], "03")
    visit(desk, door(desk, house, "101").home, visited_on="2026-10-08", outcome="01")
    (kept,) = desk.doors.knock([door(desk, house, "101")], "03")

    assert kept.record.tries == 1


def test_a_door_without_household_is_recorded_by_its_place(desk):
    house = a_building(desk.session, empty=("101",))
    (kept,) = desk.doors.knock([door(desk, house, "101")], "05")

    assert (kept.record.household_id, kept.record.place) == (None, "晨光花园9幢1单元101室")
    assert door(desk, house, "101").facts.outcome == "05"


def test_many_doors_are_one_action(desk):
    house = a_building(desk.session, empty=("202",))
    some = list(desk.doors.matrix(house.id).doors.values())
    desk.doors.record(some, {"visited_on": "2026-10-08", "outcome": "01", "situation": "一切如常"})

    assert len(where(desk.session, kinds.VISIT, outcome="01")) == 10
    assert desk.undo.last().sentence == "撤销：登记走访 10 条"
    desk.undo.undo()
    assert where(desk.session, kinds.VISIT) == []


def test_what_no_form_would_take_is_kept_for_no_door(desk):
    house = a_building(desk.session)
    some = list(desk.doors.matrix(house.id).doors.values())

    with pytest.raises(RecordInvalidError):
        desk.doors.record(some, {"visited_on": "2027-01-01", "outcome": "01"})
    assert where(desk.session, kinds.VISIT) == []


def test_buildings_are_found_by_characters_pinyin_and_initials(desk):
    for name in ("3幢", "13幢"):
        a_building(desk.session, name=name, floors=0)
    a_building(desk.session, name="1幢", where="春江苑", floors=0)
    houses = desk.doors.houses()

    assert [one.title for one in houses] == ["春江苑1幢", "晨光花园3幢", "晨光花园13幢"]
    for text, count in (("晨光", 2), ("cghy", 2), ("chenguang 13", 1), ("CJY", 1), ("x", 0)):
        assert len(found(houses, text)) == count


def test_what_is_behind_a_door_names_nobody_in_full(desk):
    house = a_building(desk.session)
    home = door(desk, house, "101").home
    visit(desk, home, situation="张101在家")
    (behind,) = desk.doors.behind(door(desk, house, "101"))

    assert "张101" not in repr(behind)
    assert ("走访结果", "见到本人") in behind.answers
    assert [group.label for group in behind.groups] == ["家庭成员"]


def test_nothing_is_behind_a_door_without_household(desk):
    house = a_building(desk.session, empty=("101",))

    assert desk.doors.behind(door(desk, house, "101")) == []


def test_a_building_that_is_gone_is_not_here(desk):
    with pytest.raises(RecordUnknownError):
        desk.doors.matrix(new_id())


def test_the_register_is_given_the_doors_that_it_lacks(desk):
    house = a_building(desk.session, units=("1",), floors=2, ends=("01",))
    plan = desk.rooms.guess(house.id)
    assert (plan.units, plan.floors, plan.ends) == ("1", "1-2", "01")

    lacking = desk.rooms.lacking(house.id, type(plan)("1-2", "1-3", "01-02"))
    assert (len(lacking.rooms), lacking.known) == (10, 2)
    assert desk.rooms.make(house.id, lacking.rooms) == 10
    matrix = desk.doors.matrix(house.id)
    assert (matrix.grid.floors, len(matrix.doors)) == (("3", "2", "1"), 12)
    desk.undo.undo()
    assert len(desk.doors.matrix(house.id).doors) == 2


@pytest.mark.parametrize(
    ("plan", "problem"),
    [(("1", "", "01"), "floors"), (("1", "1", ""), "ends"), (("1-99", "1-99", "01-09"), "many")],
)
def test_a_plan_that_is_none_is_told(desk, plan, problem):
    house = a_building(desk.session)

    assert desk.rooms.lacking(house.id, type(desk.rooms.guess(house.id))(*plan)).problem == problem


def test_some_homes_are_due_by_the_same_day_as_in_the_whole_plan(desk):
    house = a_building(desk.session)
    (person,) = where(desk.session, kinds.PERSON, name="张101")
    record(desk.session, kinds.VISIT, person_id=person.id, outcome="01", visited_on="2026-09-09")
    a_second_home(desk, door(desk, house, "201"))
    homes = [one.id for one in door(desk, house, "201").homes] + [person.household_id]
    today = desk.session.today()
    with desk.session.store.reading() as unit:
        of_all = {one.home.id: one.day for one in plans.whole(unit, today)}

        assert plans.days_of(unit, homes, today) == {home: of_all[home] for home in homes}


def test_of_a_street_the_named_days_of_some_homes_are_read(desk, monkeypatch):
    monkeypatch.setattr(plans, "MOST_HOMES", 1)
    house = a_building(desk.session)
    home = door(desk, house, "101").home
    visit(desk, home, visited_on="2026-09-01", next_due="2026-10-07")

    assert door(desk, house, "101").facts.due == date(2026, 10, 7)
    assert door(desk, house, "102").facts.due is None
    assert desk.doors.due() == {house.id: 1}
