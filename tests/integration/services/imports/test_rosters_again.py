"""A second roster: who stays where they are, what is one house, what numbers tell, new grids."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.imports.register_import import NewGrid
from tests.helpers.rosters import LI, WANG, a_row, without
from tests.helpers.towns import dumped, rename, where

HERE = "晨光花园5幢1单元302室"


def test_of_somebody_who_stays_where_they_are_nothing_is_made(town, take):
    take([a_row()])
    before = dumped(town.office)

    done = take([a_row(所属网格="第九网格", 幢号="7幢", 单元="2", 室="999")])

    assert (done.created.total(), done.placed, done.filled, done.unchanged) == (0, 0, 0, 1)
    assert done.differing[0].reason == f"所在户：已登记 {HERE}，文件里 晨光花园7幢2单元999室"
    assert dumped(town.office) == before


def test_somebody_who_stays_still_gets_what_is_missing_of_them(town, take):
    take([a_row(联系电话="")])

    done = take([a_row(室="999")])

    assert (done.filled, done.kept, done.created.total()) == (1, 1, 0)
    assert town.only(kinds.PERSON, name="李四").phone == "13700001111"


def test_a_door_without_a_house_is_another_one(take):
    take([a_row()])

    (differing,) = take([without(a_row(室="999"), "小区", "幢号", "单元")]).differing

    assert differing.reason == f"所在户：已登记 {HERE}，文件里 999室"


def test_a_family_with_another_number_of_the_household_stays(take):
    take([a_row() | {"户号": "H7"}])

    done = take([a_row() | {"户号": "H8"}])

    assert (done.created.total(), done.kept) == (0, 1)
    assert done.differing[0].reason == "户号：已登记 H7，文件里 H8"


def test_a_number_that_comes_later_is_given_to_the_household_of_its_people(town, take):
    take([a_row()])

    done = take([a_row() | {"户号": "H7"}])

    assert (done.created.total(), done.placed, done.kept) == (0, 1, 0)
    assert (
        town.only(kinds.HOUSEHOLD, number="H7").id
        == town.only(kinds.PERSON, name="李四").household_id
    )


def test_a_new_person_of_a_known_household_makes_no_second_door(town, take):
    take([a_row() | {"户号": "H7"}])
    child = a_row(姓名="王小明", 身份证号=WANG, 联系电话="", 与户主关系="子", 室="999")

    done = take([child | {"户号": "H7"}])

    assert (done.created, done.kept) == ({"person": 1}, 1)
    home = town.only(kinds.HOUSEHOLD, number="H7")
    assert town.only(kinds.PERSON, name="王小明").household_id == home.id


def test_of_two_households_at_a_door_a_row_means_that_of_its_person(take):
    take([a_row() | {"户号": "H7"}])
    take([a_row(姓名="王小明", 身份证号=WANG, 联系电话="", 与户主关系="户主") | {"户号": "H8"}])

    assert take([a_row()]).kept == 0


def test_a_household_without_a_door_gets_the_one_of_its_people(town, take):
    take([{"姓名": "李四", "身份证号": LI, "户号": "H7", "网格": "第一网格"}])

    done = take([a_row()])

    assert done.kept == 0
    home = town.only(kinds.HOUSEHOLD, number="H7")
    assert town.only(kinds.DWELLING, id=home.dwelling_id).room == "302"


@pytest.mark.parametrize("house", ["第三栋", "3栋", "三号楼", "3座", "3#", "3#楼", "3号"])
def test_a_house_is_one_however_it_is_written(town, take, house):
    take([a_row(幢号="3幢")])

    done = take([a_row(幢号=house)])

    assert (done.created.total(), done.kept, done.unchanged) == (0, 0, 1)


def test_the_number_of_a_card_says_the_sex_that_a_roster_does_not_know(town, take):
    take([a_row() | {"性别": "未知"}])

    assert town.only(kinds.PERSON, name="李四").sex == "2"


def test_a_sex_that_is_unknown_here_is_filled_in(town, take):
    take([a_row(身份证号="") | {"性别": "未知"}])

    done = take([a_row(身份证号="") | {"性别": "女"}])

    assert (done.filled, done.kept) == (1, 0)
    assert town.only(kinds.PERSON, name="李四").sex == "2"


def test_a_sex_that_a_roster_does_not_know_differs_from_none(take):
    take([a_row(身份证号="") | {"性别": "女"}])

    assert take([a_row(身份证号="") | {"性别": "未知"}]).kept == 0


def test_people_whose_rows_name_no_room_are_counted(take):
    done = take([a_row(室=""), a_row(姓名="王小明", 身份证号=WANG, 与户主关系="子")])

    assert (done.refused, done.homeless) == ([], 1)


def test_a_grid_that_is_named_for_the_rest_is_made(town, take):
    row = without(a_row(), "所属网格")

    done = take([row], grid=NewGrid(" 第三网格 "))

    assert done.created["grid"] == 1
    third = town.only(kinds.GRID, name="第三网格")
    assert town.only(kinds.PERSON, name="李四").grid_id == third.id


def test_the_first_grid_of_all_is_made_for_rows_that_name_none(town, take):
    for grid in where(town.office, kinds.GRID):
        rename(town.office, kinds.GRID, grid, deleted=True)
    row = without(a_row(), "所属网格")
    assert take([row], rehearse=True).without_grid == 1

    done = take([row], grid=NewGrid("第三网格"))

    assert done.without_grid == 0
    third = town.only(kinds.GRID, name="第三网格")
    assert town.only(kinds.BUILDING, name="5幢").grid_id == third.id


def test_a_grid_of_that_name_is_not_made_again(take):
    done = take([without(a_row(), "所属网格")], grid=NewGrid("第一网格"))

    assert "grid" not in done.created


def test_a_grid_without_a_name_is_refused(town, take):
    before = dumped(town.office)

    with pytest.raises(InputInvalidError, match="网格名称"):
        take([without(a_row(), "所属网格")], grid=NewGrid(" "))

    assert dumped(town.office) == before


@pytest.mark.parametrize("left", [0, 1], ids=["no grid yet", "one grid"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_where_rows_name_several_grids_one_without_is_asked_about(town, take, left, place):
    for grid in where(town.office, kinds.GRID)[left:]:
        rename(town.office, kinds.GRID, grid, deleted=True)
    named = [
        a_row(所属网格=name, 幢号=f"{n}幢", 姓名=who, 身份证号="", 联系电话="")
        for n, name, who in ((6, "第一网格", "王五"), (7, "第七网格", "赵六"))
    ]
    rows = [*named[:place], a_row(所属网格=""), *named[place:]]

    done = take(rows, rehearse=True)
    assert done.without_grid == 1

    take(rows, grid=NewGrid("第七网格"))
    seventh = town.only(kinds.GRID, name="第七网格")
    assert town.only(kinds.PERSON, name="李四").grid_id == seventh.id
