"""Walking from door to door by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.places import Dwelling
from tests.helpers.buildings import a_building
from tests.helpers.towns import record

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier
SHIFT, CTRL = MODIFIER.ShiftModifier, MODIFIER.ControlModifier


def rooms(walk):
    return sorted((door.unit, door.room) for door in walk.view.chosen)


def test_one_begins_at_the_first_door_of_the_lowest_floor(walk):
    assert walk.view.hasFocus()
    assert (walk.view.door.unit, walk.here) == ("1", "101")


def test_arrows_go_from_door_to_door_across_staircases(walk):
    found = []
    for key in (KEY.Key_Up, KEY.Key_Right, KEY.Key_Right, KEY.Key_Down, KEY.Key_Left, KEY.Key_Left):
        walk.press(key)
        found.append((walk.view.door.unit, walk.here))

    assert found == [
        ("1", "201"), ("1", "202"), ("2", "201"), ("2", "101"), ("1", "102"), ("1", "101")
    ]  # fmt: skip


def test_where_the_keyboard_is_can_be_seen_however_small_the_matrix_becomes(walk):
    walk.page.resize(900, 560)
    walk.still()
    for height in (360, 300, 420):
        walk.page.resize(900, height)
        walk.still()
        assert walk.view.viewport().rect().contains(walk.view.visualRect(walk.view.currentIndex()))


def test_at_the_edge_an_arrow_stays(walk):
    walk.press(KEY.Key_Down, KEY.Key_Left)

    assert walk.here == "101"


def test_home_goes_to_the_first_door_of_the_floor_and_end_to_the_last(walk):
    walk.press(KEY.Key_End)
    assert (walk.view.door.unit, walk.here) == ("2", "102")
    walk.press(KEY.Key_Home)
    assert (walk.view.door.unit, walk.here) == ("1", "101")
    walk.press(KEY.Key_Home, modifiers=CTRL)
    assert (walk.view.door.unit, walk.here) == ("1", "501")


def test_a_page_is_five_floors(walk):
    walk.press(KEY.Key_PageUp)
    assert walk.here == "501"
    walk.press(KEY.Key_PageDown)
    assert walk.here == "101"


def test_where_a_floor_lacks_a_door_the_nearest_one_is_next(walk):
    a_building(walk.session, name="8幢", floors=1, ends=("01", "02", "03"))
    a_building(walk.session, name="7幢", floors=3, ends=("01",))
    page = walk.page
    houses = {house.name: house.id for house in walk.window.frame.desk.doors.houses()}
    page.houses.go_to(houses["7幢"])
    walk.still()
    walk.press(KEY.Key_Up, KEY.Key_Up, KEY.Key_Right)

    assert walk.here == "301"


def test_digits_jump_to_the_room_that_begins_so(walk):
    walk.press(KEY.Key_3)
    assert walk.here == "301"
    walk.press(KEY.Key_0, KEY.Key_2)
    assert walk.here == "302"


def test_a_staircase_can_be_typed_before_the_room(walk):
    walk.press(KEY.Key_2, KEY.Key_Minus, KEY.Key_4)

    assert (walk.view.door.unit, walk.here) == ("2", "401")


def test_digits_that_fit_no_room_begin_anew(walk):
    walk.press(KEY.Key_9, KEY.Key_4)

    assert walk.here == "401"


def test_shift_and_arrows_choose_a_block(walk):
    walk.press(KEY.Key_Up, modifiers=SHIFT)
    walk.press(KEY.Key_Right, modifiers=SHIFT)

    assert rooms(walk) == [("1", "101"), ("1", "102"), ("1", "201"), ("1", "202")]


def test_a_block_begins_at_the_door_whose_number_was_typed(walk):
    walk.press(KEY.Key_3, KEY.Key_0, KEY.Key_1)
    walk.press(KEY.Key_Up, KEY.Key_Right, modifiers=SHIFT)

    assert rooms(walk) == [("1", "301"), ("1", "302"), ("1", "401"), ("1", "402")]


@pytest.mark.parametrize("comes", range(4))
def test_what_comes_from_elsewhere_does_not_disturb_whoever_is_choosing(walk, comes):
    keys, mark = (KEY.Key_Up, KEY.Key_Up, KEY.Key_Right), walk.view.table.mark
    for number, key in enumerate((*keys, None)):
        if number == comes:
            seen = {"household_id": walk.view.door.home, "visited_on": "2026-10-01"}
            record(walk.session, kinds.VISIT, outcome="01", **seen)
            walk.qtbot.waitUntil(lambda: mark(walk.view.door).letter == "7天")
        if key is not None:
            walk.press(key, modifiers=SHIFT)

    assert {room for _unit, room in rooms(walk)} == {"101", "102", "201", "202", "301", "302"}


def test_doors_that_are_added_leave_the_choice_as_it_is(walk):
    walk.press(KEY.Key_Up, modifiers=SHIFT)
    house = walk.view.table.matrix.house.id
    place = {"unit": "1", "floor": "6", "room": "601"}
    record(walk.session, kinds.DWELLING, building_id=house, **place)
    walk.qtbot.waitUntil(lambda: walk.view.table.rowCount() == 6)

    assert rooms(walk) == [("1", "101"), ("1", "201")]


def test_ctrl_a_chooses_the_staircase_and_then_the_building(walk):
    walk.press(KEY.Key_A, modifiers=CTRL)
    assert len(rooms(walk)) == 10
    assert {unit for unit, _room in rooms(walk)} == {"1"}
    walk.press(KEY.Key_A, modifiers=CTRL)
    assert len(rooms(walk)) == 20


def test_esc_lets_go_of_what_was_chosen(walk):
    walk.press(KEY.Key_A, modifiers=CTRL)
    walk.press(KEY.Key_Escape)

    assert rooms(walk) == [("1", "101")]


def test_what_is_walked_away_from_is_not_chosen_any_more(walk):
    walk.press(KEY.Key_Up, modifiers=SHIFT)
    walk.press(KEY.Key_Right, modifiers=CTRL)

    assert rooms(walk) == [("1", "202")]


def test_a_rubber_band_chooses_doors_and_no_gaps(walk):
    view = walk.view
    table = view.table
    first = view.visualRect(table.index(4, 0)).center()
    last = view.visualRect(table.index(3, 3)).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(view.viewport(), last - QPoint(2, 2))
    QTest.mouseMove(view.viewport(), last)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last)

    assert len(rooms(walk)) == 6


def test_a_screen_reader_is_told_the_door(walk):
    walk.press(KEY.Key_Up)
    said = walk.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)

    assert said.startswith("9幢1单元201室 张*** 从未走访，")


def test_the_model_is_one(walk, qtmodeltester):
    qtmodeltester.check(walk.view.table, force_py=True)
    qtmodeltester.check(walk.page.houses.table, force_py=True)


def test_letters_are_not_given_to_an_input_method(walk):
    assert not walk.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_where_a_staircase_ends_choosing_upwards_ends_with_it(walk):
    a_building(walk.session, name="7幢", units=("1",), floors=4)
    with walk.session.writing("register") as work:
        (house,) = work.unit.listing.where(kinds.BUILDING, name="7幢")
        for room in ("101", "201"):
            place = {"unit": "2", "floor": room[0], "room": room}
            work.create(Dwelling(id=new_id(), grid_id=None, building_id=house.id, **place))
    walk.page.houses.go_to(house.id)
    walk.still()
    walk.press(KEY.Key_2, KEY.Key_Minus, KEY.Key_1)
    assert rooms(walk) == [("2", "101")]

    walk.press(KEY.Key_Up, KEY.Key_Up, KEY.Key_Up, modifiers=SHIFT)
    walk.press(KEY.Key_Left, modifiers=SHIFT)

    assert rooms(walk) == [("2", "101"), ("2", "201")]
    walk.press(KEY.Key_PageUp, KEY.Key_Up)
    assert (walk.view.door.unit, walk.here) == ("2", "201")
