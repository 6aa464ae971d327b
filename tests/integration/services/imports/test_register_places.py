"""Where the people and homes of a roster belong, and what is said of its rows."""

from __future__ import annotations

from gridkeeper.domain import kinds
from tests.helpers.rosters import LI, WANG, a_row, refusal, without


def test_rows_that_no_grid_is_said_of_are_counted_where_there_are_several(town, take):
    row = without(a_row(), "所属网格")

    done = take(
        [row, {**row, "姓名": "王小明", "身份证号": WANG, "与户主关系": "子"}, a_row(室="303")]
    )

    assert done.without_grid == 2


def test_rows_without_a_grid_go_where_it_is_wished(town, take):
    grid = town.only(kinds.GRID, code="WG02").id

    done = take([without(a_row(), "所属网格")], grid=grid)

    assert done.without_grid == 1
    home = town.only(kinds.HOUSEHOLD, id=town.only(kinds.PERSON, name="李四").household_id)
    assert home.grid_id == grid
    assert town.only(kinds.PERSON, name="李四").grid_id == grid


def test_a_door_of_a_known_building_lies_in_its_grid(town, take):
    house = town.only(kinds.BUILDING)

    done = take([without(a_row(幢号="3幢", 室="909"), "所属网格")])

    assert done.without_grid == 0
    assert town.only(kinds.DWELLING, room="909").grid_id == house.grid_id


def test_a_grid_and_a_compound_that_come_later_fill_homes_and_buildings(town, take):
    take([without(a_row(), "所属网格", "小区")])

    done = take([a_row()])

    grid = town.only(kinds.GRID, code="WG01").id
    assert (done.created.total(), done.placed, done.filled) == (0, 3, 1)
    house = town.only(kinds.BUILDING, name="5幢")
    door = town.only(kinds.DWELLING, room="302")
    home = town.only(kinds.HOUSEHOLD, dwelling_id=door.id)
    assert house.compound == "晨光花园"
    assert {one.grid_id for one in (house, door, home)} == {grid}
    assert town.only(kinds.PERSON, name="李四").grid_id == grid


def test_parts_of_an_address_are_kept_without_their_words(town, take):
    take([a_row(幢号="1号楼", 单元="1单元", 室="101室")])

    door = town.only(kinds.DWELLING, room="101")
    assert door.unit == "1"
    assert take([a_row(幢号="1幢", 单元="1", 室="101")]).unchanged == 1


def test_birthday_and_sex_are_read_from_the_number(town, take):
    take([a_row()])

    li = town.only(kinds.PERSON, name="李四")
    assert (str(li.birth), li.sex) == ("1985-03-07", "2" if int(LI[16]) % 2 == 0 else "1")
    assert take([a_row(身份证号="")]).unchanged == 1


def test_the_same_number_with_another_name_is_refused_with_the_row(take):
    done = take([a_row(), a_row(姓名="王五")])

    (refused,) = done.refused
    assert refused.row == 3
    assert "第 2 行" in refused.reason


def test_all_that_is_wrong_with_a_row_is_said_with_the_choices(take):
    reason = refusal(take, 联系电话="12", 与户主关系="外星人", 身份证号="1101011985")

    assert "联系电话" in reason
    assert "身份证号" in reason
    assert "配偶" in reason


def test_rows_that_differ_are_named(take):
    take([a_row()])

    (differing,) = take([a_row(联系电话="13700009999")]).differing

    assert differing.row == 2
    assert differing.reason == "联系电话：已登记 137****1111，文件里 137****9999"


def test_of_what_looks_alike_when_it_is_masked_it_is_said_that_the_hidden_part_differs(take):
    take([a_row()])

    (differing,) = take([a_row(联系电话="13799991111")]).differing

    assert differing.reason == "联系电话：已登记和文件里都是 137****1111，遮住的部分不同"


def test_an_address_that_names_no_door_is_not_lost(town, take):
    row = {**without(a_row(), "小区", "幢号", "单元", "室"), "现住址": "人民路东头", "备注": "租住"}

    take([row])

    person = town.only(kinds.PERSON, name="李四")
    assert (person.household_id, person.remark) == (None, "租住；住址：人民路东头")
    assert take([row]).unchanged == 1


def test_a_reason_that_could_speak_of_another_column_names_its_own(take):
    (refused,) = take([a_row() | {"联系人": "魏大山 19900000299"}]).refused

    assert refused.reason.startswith("联系人：")
    assert "姓名" in refused.reason
