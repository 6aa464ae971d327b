"""Rosters of doors, of houses and of shops; and words for children that say no sex."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import HeadingsUnknownError
from gridkeeper.services.imports.register_import import RegisterImportService
from tests.helpers.case_files import workbook
from tests.helpers.rosters import LI, a_row, refusal
from tests.helpers.towns import QUIET

GRID = {"所属网格": "第一网格"}
FLAT = {
    **GRID,
    "房屋准确地址": "晨光里9幢2单元901室",
    "代表人/业主": "陈大",
    "业主联系电话": "13700001111",
    "本户建筑面积(㎡)": "88.5",
    "房屋用途": "集体宿舍",
    "备注": "钥匙在物业",
}
HOUSE = {**GRID, "小区": "晨光里", "楼栋": "9幢", "单元数": "2", "层数": "11", "地址": "晨光路9号"}
SHOP = {
    **GRID,
    "场所名称*": "阿明小吃店",
    "场所类型*": "小餐饮",
    "负责人*": "陈明",
    "场所地址*": "晨光路9号",
    "负责人联系电话": "13700002222",
    "备注": "夜里营业",
}


def test_doors_bring_what_is_said_of_them(town, take):
    done = take([FLAT])

    assert done.refused == []
    door = town.only(kinds.DWELLING, room="901")
    assert (door.owner, door.owner_phone, door.area, door.use, door.remark) == (
        "陈大",
        "13700001111",
        Decimal("88.5"),
        "99",
        "钥匙在物业",
    )
    assert take([FLAT]).unchanged == 1


def test_what_is_missing_of_a_known_door_is_filled_in_and_what_differs_is_left(town, take):
    take([{**FLAT, "业主联系电话": ""}])

    done = take([{**FLAT, "代表人/业主": "陈小"}])

    assert (done.placed, done.kept) == (1, 1)
    door = town.only(kinds.DWELLING, room="901")
    assert (door.owner, door.owner_phone) == ("陈大", "13700001111")
    assert "房主姓名：已登记和文件里都是 陈*，遮住的部分不同" in done.differing[0].reason


def test_a_list_of_houses_is_a_roster(town, take):
    done = take([HOUSE])

    assert done.created == {"building": 1}
    house = town.only(kinds.BUILDING, name="9幢")
    assert (house.units, house.floors, house.address) == (2, 11, "晨光路9号")
    assert house.grid_id == town.only(kinds.GRID, code="WG01").id


def test_a_house_that_is_known_is_filled_in(town, take):
    take([FLAT])

    done = take([{**HOUSE, "楼栋": "9号楼"}])

    assert (done.created.total(), done.placed, done.kept) == (0, 1, 0)
    assert town.only(kinds.BUILDING, name="9幢").floors == 11


@pytest.mark.parametrize("address", ["晨光路", "见附件"])
def test_a_place_that_names_no_door_is_refused_with_the_way_to_write_it(take, address):
    done = take([{**FLAT, "房屋准确地址": address}, FLAT])

    (refused,) = done.refused
    assert refused.row == 2
    assert "3-2-501" in refused.reason


@pytest.mark.parametrize("room", ["/", "无"])
def test_a_stroke_names_no_room(take, room):
    rows = [{"室": room, "房主姓名": "陈大"}, {"室": "901", "房主姓名": "陈大"}]

    assert [one.row for one in take(rows).refused] == [2]


def test_a_list_of_shops_is_a_roster(town, take):
    done = take([SHOP])

    assert done.created == {"premises": 1}
    shop = town.only(kinds.PREMISES, name="阿明小吃店")
    assert (shop.kind, shop.address, shop.phone, shop.responsible, shop.remark) == (
        "02",
        "晨光路9号",
        "13700002222",
        "陈明",
        "夜里营业",
    )
    assert shop.grid_id == town.only(kinds.GRID, code="WG01").id


def test_shops_as_people_list_them_are_understood(town, take):
    row = {"店铺名称": "阿明小吃店", "地址": "晨光路9号", "经营者": "陈明", "类型": "小餐饮"}

    done = take([{**row, "经营面积": "35", "备注": "夜里营业"}])

    assert (done.unused, done.refused) == ((), [])
    shop = town.only(kinds.PREMISES, name="阿明小吃店")
    assert (shop.responsible, shop.kind, shop.remark) == (
        "陈明",
        "02",
        "夜里营业；经营面积：35",
    )


def test_a_shop_that_is_known_is_filled_in_and_what_differs_is_left(town, take):
    take([{**SHOP, "负责人联系电话": ""}])

    done = take([{**SHOP, "负责人*": "陈红"}])

    assert (done.created.total(), done.placed, done.kept) == (0, 1, 1)
    assert town.only(kinds.PREMISES, name="阿明小吃店").phone == "13700002222"


def test_a_shop_at_another_address_is_another_shop(town, take):
    take([SHOP])

    assert take([{**SHOP, "场所地址*": "晨光路11号"}]).created == {"premises": 1}


def test_a_shop_without_a_name_is_refused(take):
    assert "单位名称" in take([{**SHOP, "场所名称*": ""}, SHOP]).refused[0].reason


def test_a_work_unit_beside_names_of_people_is_theirs(town, take):
    done = take([a_row() | {"单位": "晨光小学"}])

    assert town.only(kinds.PERSON, name="李四").work_unit == "晨光小学"
    assert "premises" not in done.created


def test_telephones_alone_are_no_roster(take):
    with pytest.raises(HeadingsUnknownError):
        take([{"联系电话": "13700001111", "备注": "无"}])


def test_somebody_who_lives_elsewhere_by_the_file_is_told_with_both_doors(take):
    take([a_row()])

    (differing,) = take([a_row(室="303")]).differing

    assert "所在户：已登记 晨光花园5幢1单元302室，文件里 晨光花园5幢1单元303室" in differing.reason


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (a_row(与户主关系="子女"), "30" if int(LI[16]) % 2 == 0 else "20"),
        (a_row(与户主关系=" 子女", 身份证号="") | {"性别": "男"}, "20"),
        (a_row(与户主关系="父母"), "50"),
        (a_row(与户主关系="孙子（女）"), "40"),
        (a_row(与户主关系="配偶父母"), "59"),
        (a_row(与户主关系="兄弟姐妹"), "70"),
        (a_row(与户主关系="侄子"), "93"),
    ],
    ids=lambda value: value if isinstance(value, str) else value["与户主关系"],
)
def test_relations_as_forms_write_them_are_known(town, take, row, code):
    done = take([row])

    assert done.refused == []
    assert town.only(kinds.PERSON, name="李四").relation == code


def test_of_a_child_nobody_guesses_the_sex(town, take):
    done = take([a_row(与户主关系="子女", 身份证号="") | {"备注": "在外求学"}])

    assert done.refused == []
    li = town.only(kinds.PERSON, name="李四")
    assert (li.relation, li.remark) == (None, "在外求学；与户主关系：子女")


def test_the_choices_of_a_refused_row_are_those_of_the_form(take):
    assert "曾祖父" not in refusal(take, 与户主关系="外星人")


def test_a_clerks_sheet_is_read_past_its_notes_numbers_and_sums(town, tmp_path):
    file = tmp_path / "商铺.xlsx"
    workbook(
        file,
        [
            ["晨光社区商铺名单"],
            ["制表单位：晨光社区", "", "", "制表日期：2026年11月", ""],
            ["序号", "单位名称", "类型", "经营者", "地址"],
            ["1", "阿平理发店", "美容美发", "陈平", "晨光里1幢底商2号"],
            ["2", "合计", "", "1家", ""],
        ],
    )

    done = RegisterImportService(town.office).take(file, {}, QUIET)

    assert (done.refused, done.unused, done.sums) == ([], (), (5,))
    assert town.only(kinds.PREMISES, name="阿平理发店").kind == "05"


def test_a_row_whose_address_names_no_door_is_named_where_it_is_taken(town, take):
    rows = [
        {**GRID, "姓名": "蒋平", "住址": "晨光里那边", "户号": "H009"},
        {**GRID, "姓名": "王五", "住址": "3-2-502", "户号": ""},
    ]

    done = take(rows)

    assert done.doorless == [2]
    assert town.only(kinds.PERSON, name="蒋平").remark == "住址：晨光里那边"
    assert take(rows, name="again.csv").doorless == []


def test_the_name_of_the_head_is_not_taken_for_another_name(take):
    done = take([a_row(户主姓名="张三")])

    assert (done.alike, done.unused) == ({}, ())


def test_what_would_be_right_stands_beside_what_is_wrong(take):
    (refused,) = take(
        [{"姓名": "王五", "性别": "未知x", "联系电话": "1", "住址": "3-2-502"}], grid=None
    ).refused

    assert "“性别”没有“未知x”这一项，请从选项中选；“性别”可以写" in refused.reason
    assert refused.reason.index("可以写") < refused.reason.index("联系电话")
