"""Rosters: people behind doors, known again, filled in, never overwritten."""

from __future__ import annotations

import re

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import HeadingsUnknownError, MappingInvalidError
from gridkeeper.services.imports import register_files
from gridkeeper.services.imports.register_import import RegisterImportService
from tests.helpers.case_files import workbook
from tests.helpers.rosters import LI, WANG, a_row, refusal, roster
from tests.helpers.towns import ZHANG_SAN, dumped, rename, where


@pytest.mark.parametrize("name", ["r.csv", "r.xlsx"])
def test_a_family_gets_its_building_its_door_and_its_head(town, take, name):
    rows = [a_row(), a_row(姓名="王小明", 身份证号=WANG, 联系电话="", 与户主关系="子")]

    done = take(rows, name=name)

    assert done.refused == []
    assert done.created == {"building": 1, "dwelling": 1, "household": 1, "person": 2}
    li = town.only(kinds.PERSON, name="李四")
    home = town.only(kinds.HOUSEHOLD, id=li.household_id)
    door = town.only(kinds.DWELLING, id=home.dwelling_id)
    assert home.head_id == li.id
    assert (door.unit, door.room) == ("1", "302")
    assert town.only(kinds.BUILDING, id=door.building_id).name == "5幢"
    assert li.grid_id == town.only(kinds.GRID, code="WG01").id
    assert town.only(kinds.PERSON, name="王小明").household_id == home.id


def test_a_repeat_changes_nothing(town, take):
    rows = [
        a_row(),
        a_row(姓名="王小明", 身份证号="", 联系电话="", 与户主关系="子"),
        a_row(姓名="赵六", 身份证号="", 联系电话="13700002222", 与户主关系=""),
    ]
    take(rows)
    before = dumped(town.office)

    done = take(rows)

    assert (done.created.total(), done.filled, done.unchanged, done.kept) == (0, 0, 3, 0)
    assert dumped(town.office) == before


def test_a_person_twice_in_one_file_is_one_person(take):
    done = take([a_row(), a_row()])

    assert done.created["person"] == 1
    assert done.unchanged == 1


def test_what_is_missing_here_is_filled_in(town, take):
    take([a_row(联系电话="", 与户主关系="")])

    done = take([a_row()])

    assert (done.filled, done.kept, done.unchanged) == (1, 0, 0)
    assert town.only(kinds.PERSON, name="李四").phone == "13700001111"


def test_a_number_that_comes_later_is_filled_in(town, take):
    take([a_row(身份证号="")])

    done = take([a_row()])

    assert (done.filled, done.created.total()) == (1, 0)
    assert town.only(kinds.PERSON, name="李四").id_number == LI


def test_the_same_name_and_telephone_with_another_number_is_somebody_else(take):
    done = take([a_row(), a_row(身份证号=WANG)])

    assert done.created["person"] == 2


def test_what_differs_is_left_and_counted(town, take):
    take([a_row()])

    done = take([a_row(联系电话="13700009999")])

    assert (done.kept, done.unchanged) == (1, 1)
    assert town.only(kinds.PERSON, name="李四").phone == "13700001111"


def test_people_of_the_register_are_known_by_their_number(town, take):
    rename(town.office, kinds.PERSON, town.only(kinds.PERSON, name="张三"), phone=None)
    row = {"姓名": "张三", "身份证号": ZHANG_SAN, "联系电话": "13800009999"}

    done = take([row])

    assert done.filled == 1
    assert town.only(kinds.PERSON, name="张三").phone == "13800009999"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"身份证号": LI[:-1] + ("1" if LI[-1] != "1" else "2")}, "身份证号"),
        ({"身份证号": "1.10101E+17"}, "身份证号"),
        ({"联系电话": "12"}, "联系电话"),
        ({"与户主关系": "外星人"}, "与户主关系"),
        ({"姓名": ""}, "姓名"),
        ({"室": "5" * 30}, "室"),
    ],
    ids=str,
)
def test_a_dirty_row_is_refused_with_the_field(take, changes, said):
    assert said in refusal(take, **changes)


def test_a_number_that_a_workbook_rounded_is_refused(take):
    done = take([a_row(身份证号=float(LI[:17]) * 10)], name="r.xlsx")

    (refused,) = done.refused
    assert "身份证号" in refused.reason


def test_a_wrong_telephone_of_a_landlord_is_refused_like_any_other(take):
    row = a_row() | {"房主电话": "12"}

    done = take([row])

    assert "房主电话" in done.refused[0].reason
    assert done.created.total() == 0


def test_belief_is_refused_by_name_and_the_rest_is_taken(take):
    done = take([a_row() | {"宗教信仰": "无"}])

    assert list(done.refused_columns) == ["宗教信仰"]
    assert "宗教" in done.refused_columns["宗教信仰"]
    assert done.created["person"] == 1


def test_headings_on_two_lines_are_understood(town, take, tmp_path):
    table = [
        ["序号", "姓名", "身份证号", "住址", "", "", ""],
        ["", "", "", "小区", "幢号", "单元", "室"],
        ["1", "李四", LI, "晨光花园", "5幢", "1", "302"],
    ]

    done = take(workbook(tmp_path / "two.xlsx", table))

    assert done.refused == []
    assert done.created["dwelling"] == 1
    assert town.only(kinds.DWELLING, room="302").unit == "1"


@pytest.mark.parametrize("address", ["3-2-501", "3幢2单元501室", "晨光花园3号楼二单元501"])
def test_a_whole_address_is_taken_apart(town, take, address):
    done = take([{"姓名": "李四", "身份证号": LI, "现住址": address}])

    assert done.refused == []
    li = town.only(kinds.PERSON, name="李四")
    home = town.only(kinds.HOUSEHOLD, id=li.household_id)
    door = town.only(kinds.DWELLING, id=home.dwelling_id)
    assert (door.unit, door.room) == ("2", "501")


def test_the_door_that_is_known_is_not_made_again(town, take):
    done = take([a_row(幢号="3幢", 单元="2", 室="501")])

    assert done.created == {"person": 1}
    assert town.only(kinds.PERSON, name="李四").household_id == town.only(kinds.HOUSEHOLD).id


def test_a_household_is_known_by_its_number(town, take):
    done = take([{"姓名": "李四", "身份证号": LI, "户号": "H001"}])

    assert done.created == {"person": 1}
    assert town.only(kinds.PERSON, name="李四").household_id == town.only(kinds.HOUSEHOLD).id


def test_doors_without_people_are_taken(take):
    done = take([a_row(姓名="", 身份证号="", 联系电话="", 与户主关系="")])

    assert done.refused == []
    assert done.created == {"building": 1, "dwelling": 1, "household": 1}


def test_classes_of_care_are_kept_apart(town, take):
    done = take([a_row() | {"人群类别": "独居老人、残疾人"}])

    assert done.refused == []
    assert done.created["person_tag"] == 2
    li = town.only(kinds.PERSON, name="李四")
    assert {tag.grid_id for tag in where(town.office, kinds.PERSON_TAG)} == {li.grid_id}


def test_no_class_of_care_is_no_class(town, take):
    done = take([a_row() | {"人群类别": "无"}])

    assert done.refused == []
    assert where(town.office, kinds.PERSON_TAG) == []


def test_a_class_of_care_of_somebody_known_is_added_once(town, take):
    take([a_row()])
    row = a_row() | {"人群类别": "独居老人"}

    first, second = take([row]), take([row])

    assert (first.created["person_tag"], first.filled) == (1, 1)
    assert (second.created.total(), second.unchanged) == (0, 1)
    assert len(where(town.office, kinds.PERSON_TAG)) == 1


def test_an_unknown_class_of_care_refuses_the_row(take):
    done = take([a_row() | {"人群类别": "外星人"}])

    assert "人群类别" in done.refused[0].reason


def test_a_new_grid_is_made(town, take):
    done = take([a_row(所属网格="第三网格")])

    assert done.created["grid"] == 1
    assert town.only(kinds.GRID, name="第三网格").id == town.only(kinds.PERSON, name="李四").grid_id


def test_without_a_grid_the_only_one_is_meant(town, take):
    row = {name: value for name, value in a_row().items() if name != "所属网格"}

    take([row], session=town.mei)

    assert town.only(kinds.PERSON, town.mei, name="李四").grid_id is not None


def test_a_dry_run_keeps_nothing(town, take):
    before = dumped(town.office)

    done = take([a_row()], rehearse=True)

    assert done.created["person"] == 1
    assert dumped(town.office) == before


@pytest.mark.parametrize("meaning", ["person.remark", "remark"])
def test_a_column_is_mapped_to_a_field(town, take, meaning):
    take([a_row() | {"爱好": "下棋"}], {"爱好": meaning})

    assert town.only(kinds.PERSON, name="李四").remark == "爱好：下棋"


def test_a_remark_takes_several_columns_beside_its_own(town, take):
    row = {"爱好": "下棋", **a_row(), "备注": "夜班", "宠物": "猫"}

    take([row], {"爱好": "person.remark", "宠物": "person.remark"})

    assert town.only(kinds.PERSON, name="李四").remark == "夜班；爱好：下棋；宠物：猫"


def test_a_column_can_mean_fields_and_a_whole_address_but_no_other_record():
    offered = dict(register_files.choices("people"))

    assert offered["dwelling.address"] == "房屋 · 地址"
    assert offered["person.remark"] == "居民 · 备注"
    assert not {"person.household_id", "premises.name"} & offered.keys()


def test_a_column_is_left_out_on_demand(town, take):
    take([a_row()], {"联系电话": "-"})

    assert town.only(kinds.PERSON, name="李四").phone is None


def test_a_whole_address_under_a_strange_heading_is_mapped(town, take):
    take([{"姓名": "李四", "身份证号": LI, "住哪儿": "5-1-302"}], {"住哪儿": "dwelling.address"})

    assert town.only(kinds.DWELLING, room="302").unit == "1"


@pytest.mark.parametrize(
    "pair", [("没有的列", "name"), ("姓名", "nothing"), ("姓名", "visit.kind")]
)
def test_a_wrong_mapping_is_refused(take, pair):
    with pytest.raises(MappingInvalidError, match=re.escape("=".join(pair))):
        take([a_row()], dict([pair]))


def test_a_sheet_without_names_and_doors_is_no_roster(take):
    with pytest.raises(HeadingsUnknownError, match=r"r\.csv.*--map"):
        take([{"序号": "1", "与户主关系": "户主"}])


def test_unknown_columns_are_named(take):
    assert take([a_row() | {"爱好": "下棋"}]).unused == ("爱好",)


def test_progress_is_told(town, tmp_path):
    seen = []

    class Watched:
        def report(self, done, total):
            seen.append(done)

    rows = [
        a_row(姓名=f"李{n}", 身份证号="", 联系电话=f"137{n:08d}", 与户主关系="") for n in range(201)
    ]
    RegisterImportService(town.office).take(roster(tmp_path / "r.csv", rows), {}, Watched())

    assert seen == [200]


def test_doors_without_people_say_nothing_new_the_second_time(take):
    doors = [
        {"所属网格": "第一网格", "房屋准确地址": f"晨光里9幢2单元{n}01室"} for n in range(1, 4)
    ]
    assert take(doors).created["dwelling"] == 3

    again = take(doors)

    assert (again.created.total(), again.unchanged) == (0, 3)


@pytest.mark.parametrize("heading", ["现居地址", "暂住处所", "临时居所"])
def test_where_somebody_lives_has_many_headings(take, heading):
    done = take([{"姓名": "李四", "身份证号码*": LI, heading: "晨光里9幢2单元901室"}])

    assert done.created["dwelling"] == 1


@pytest.mark.parametrize("wording", ["初中毕业", "高中\\中专", "本科毕业"])
def test_how_long_somebody_went_to_school_is_known_by_the_words_of_old_forms(take, wording):
    done = take([{"姓名": "李四", "身份证号码*": LI, "文化程度": wording}])

    assert done.refused == []
