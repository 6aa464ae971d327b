"""What happens to people and households: events, what they make of the rows, and undoing them."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import InputInvalidError, RecordUnknownError
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.register.events import Occasion, RegisterEventService
from gridkeeper.services.views.dossiers import DossierService
from tests.helpers.towns import where

DAY = date(2026, 10, 1)
ON = Occasion(on=DAY)


@pytest.fixture
def events(town):
    return RegisterEventService(town.office)


@pytest.fixture
def zhang(town):
    return town.only(kinds.PERSON, name="张三")


@pytest.fixture
def wife(town):
    return town.only(kinds.PERSON, relation="10")


def again(town, record_):
    with town.office.store.reading() as unit:
        return unit.listing.get(kinds.kind_of(record_), record_.id)


def told(town, record_):
    found = DossierService(town.office).of(kinds.kind_of(record_), record_.id).timeline
    return [(one.at, one.what, one.change) for one in found]


def home_of(town):
    return town.only(kinds.HOUSEHOLD)


def test_somebody_who_moves_out_is_gone_with_the_day_and_where_to(town, events, zhang, wife):
    happened = events.move_out([wife.id], Occasion(on=DAY, place="河北保定", reason="投靠女儿"))

    gone = again(town, wife)
    assert (gone.moved_out, gone.moved_to, gone.resident_class) == (DAY, "河北保定", "09")
    assert gone.household_id == zhang.household_id
    assert happened.heads == ()
    assert [one[:2] for one in told(town, wife)] == [("2026-10-01", "迁出")]
    assert told(town, home_of(town)) == [("2026-10-01", "迁出", "𠮷**，迁往河北保定")]


def test_the_last_of_a_household_does_not_go_alone(events, zhang, wife):
    events.move_out([wife.id], ON)
    with pytest.raises(InputInvalidError, match="全户"):
        events.move_out([zhang.id], ON)


def test_a_whole_household_goes_and_is_closed_until_it_comes_back(town, events, zhang, wife):
    home = home_of(town)
    events.move_out_whole(home.id, Occasion(on=DAY, place="上海"))

    assert again(town, home).ended_on == DAY
    assert {again(town, one).moved_to for one in (zhang, wife)} == {"上海"}
    assert [one[1:] for one in told(town, home)] == [("迁出", "张*、𠮷**，迁往上海")]

    events.come_back(home.id, Occasion(on=date(2026, 10, 6)))

    back = again(town, zhang)
    assert again(town, home).ended_on is None
    assert (back.moved_in, back.moved_out, back.moved_to) == (date(2026, 10, 6), None, None)


def test_a_household_that_never_went_does_not_come_back(town, events):
    with pytest.raises(InputInvalidError, match="没有迁出"):
        events.come_back(home_of(town).id, ON)


def test_people_who_are_new_move_in_and_make_their_home(town, events):
    facts = {"name": "刘洋", "sex": "1", "relation": "02"}
    happened = events.move_in("3-2-502", Occasion(on=DAY, place="河南"), newcomers=[facts])

    (person,) = where(town.office, kinds.PERSON, name="刘洋")
    (home,) = where(town.office, kinds.HOUSEHOLD, id=happened.household_id)
    assert (person.moved_in, person.household_id, home.head_id) == (DAY, home.id, person.id)
    assert [one.place for one in happened.events] == ["河南"]


def test_who_lives_elsewhere_here_does_not_move_in(town, events, zhang):
    with pytest.raises(InputInvalidError, match="户间迁移"):
        events.move_in("3-2-502", ON, [zhang.id])
    assert len(where(town.office, kinds.HOUSEHOLD)) == 1


def test_nobody_moves_in_without_being_named(town, events):
    with pytest.raises(InputInvalidError, match="没有写明"):
        events.move_in("3-2-501", ON)


def test_who_was_typed_first_is_told_when_she_came(town, events, wife):
    events.move_in("3-2-501", ON, [wife.id])

    assert again(town, wife).moved_in == DAY


def test_who_comes_back_is_no_longer_gone(town, events, zhang, wife):
    events.move_out([wife.id], ON)
    events.move_in("3-2-501", Occasion(on=date(2026, 10, 5)), [wife.id])

    assert (again(town, wife).moved_out, again(town, wife).resident_class) == (None, None)


def test_a_child_is_born_into_a_household_by_the_checks_of_a_form(town, events, zhang):
    facts = {"name": "张小宝", "sex": "1", "relation": "孙子", "guardian": zhang.id}
    events.bear(zhang.household_id, ON, facts)

    (child,) = where(town.office, kinds.PERSON, name="张小宝")
    assert (child.birth, child.guardian_id, child.relation) == (DAY, zhang.id, "41")
    assert child.household_id == zhang.household_id
    assert child.grid_id == zhang.grid_id


def test_the_dead_stay_in_their_household_which_needs_a_head(town, events, zhang, wife):
    happened = events.die(zhang.id, ON)

    assert (again(town, zhang).died_on, again(town, zhang).resident_class) == (DAY, "08")
    assert happened.heads == (wife.id,)
    assert home_of(town).head_id is None
    assert home_of(town).ended_on is None


def test_with_the_last_of_its_people_a_household_is_closed(town, events, zhang, wife):
    events.die(wife.id, ON)
    assert home_of(town).ended_on is None
    assert events.die(zhang.id, ON).heads == ()
    assert home_of(town).ended_on == DAY


def test_nobody_dies_twice(events, zhang):
    events.die(zhang.id, ON)
    with pytest.raises(InputInvalidError, match="2026-10-01"):
        events.die(zhang.id, ON)


@pytest.mark.parametrize("day", [date(1949, 9, 1), date(2026, 10, 9)])
def test_nobody_dies_before_birth_or_in_the_future(events, zhang, day):
    with pytest.raises(InputInvalidError):
        events.die(zhang.id, Occasion(on=day))


def test_a_household_splits_at_its_own_door(town, events, zhang, wife):
    happened = events.split([wife.id], ON)

    new = again(town, wife).household_id
    assert new == happened.household_id != zhang.household_id
    old_home, new_home = sorted(where(town.office, kinds.HOUSEHOLD), key=lambda one: one.id == new)
    assert old_home.dwelling_id == new_home.dwelling_id
    assert (new_home.head_id, again(town, wife).relation) == (wife.id, "02")
    ((_day, what, way),) = told(town, new_home)
    assert (what, way.partition("，")[0]) == ("分户", "𠮷**")


def test_a_household_splits_to_a_door_that_is_new(town, events, zhang, wife):
    happened = events.split([zhang.id], ON, door="3-2-601", head=zhang.id)

    assert happened.heads == (wife.id,)
    assert {one.room for one in where(town.office, kinds.DWELLING)} >= {"501", "601"}


def test_the_head_of_a_new_household_is_one_of_it(events, zhang, wife):
    with pytest.raises(InputInvalidError, match="户主"):
        events.split([wife.id], ON, head=zhang.id)


def test_a_household_joins_another_and_is_closed(town, events, zhang, wife):
    apart = events.split([wife.id], ON, door="3-2-601").household_id
    events.join(apart, zhang.household_id, ON)

    joined = next(one for one in where(town.office, kinds.HOUSEHOLD) if one.id == apart)
    assert (joined.ended_on, joined.joined_into) == (DAY, zhang.household_id)
    assert again(town, wife).household_id == zhang.household_id
    with pytest.raises(InputInvalidError, match="销户"):
        events.join(apart, zhang.household_id, ON)


def test_a_household_does_not_join_itself(events, zhang):
    with pytest.raises(InputInvalidError, match="自己"):
        events.join(zhang.household_id, zhang.household_id, ON)


def test_a_new_head_is_chosen_once(town, events, zhang, wife):
    events.choose_head(wife.id, ON)

    assert home_of(town).head_id == wife.id
    assert again(town, wife).relation == "02"
    with pytest.raises(InputInvalidError, match="已经是"):
        events.choose_head(wife.id, ON)


def test_somebody_moves_to_another_household(town, events, zhang, wife):
    events.move([wife.id], "3-2-502", ON)

    new = again(town, wife).household_id
    assert new != zhang.household_id
    assert told(town, wife)[0][2].count("→") == 1
    with pytest.raises(InputInvalidError, match="已经住在"):
        events.move([wife.id], "3-2-502", ON)


def test_a_household_moves_to_another_door(town, events, zhang):
    events.move_whole(zhang.household_id, "3-2-502", ON)

    door = where(town.office, kinds.DWELLING, room="502")
    assert home_of(town).dwelling_id == door[0].id
    assert "501" in told(town, home_of(town))[0][2]


def test_people_of_two_households_do_not_go_together(events, zhang, wife):
    events.split([wife.id], ON)
    with pytest.raises(InputInvalidError, match="同一户"):
        events.move_out([zhang.id, wife.id], ON)


def test_nothing_happens_to_whom_the_register_does_not_know(events):
    with pytest.raises(RecordUnknownError):
        events.die("nobody", ON)
    with pytest.raises(RecordUnknownError):
        events.join("none", "none", ON)


@pytest.mark.parametrize("deed", ["out", "die", "split", "head", "whole"])
def test_one_undo_takes_all_of_it_back(town, events, zhang, wife, deed):
    def rows():
        register = (kinds.PERSON, kinds.HOUSEHOLD, kinds.DWELLING, kinds.REGISTER_EVENT)
        return [where(town.office, kind) for kind in register]

    before = rows()
    {
        "out": lambda: events.move_out([wife.id], ON),
        "die": lambda: events.die(zhang.id, ON),
        "split": lambda: events.split([wife.id], ON, door="3-2-601"),
        "head": lambda: events.choose_head(wife.id, ON),
        "whole": lambda: events.move_whole(zhang.household_id, "3-2-502", ON),
    }[deed]()
    assert rows() != before

    done = UndoService(town.office).undo()

    assert rows() == before
    assert done.sentence.startswith("已撤销：")
