"""Where the headings of a sheet are."""

from __future__ import annotations

import pytest

from gridkeeper.ledgers.headings import LOOKED_AT, Group, cleaned, find

KNOWN = {"姓名", "性别", "身份证号", "编号", "甲方/姓名", "备注"}


def found(rows, merged=(), known=KNOWN):
    return find(rows, merged, known.__contains__)


@pytest.mark.parametrize(
    ("heading", "clean"),
    [
        ("*房主姓名", "房主姓名"),
        ("身份证号码 *", "身份证号码"),
        ("\N{FULLWIDTH ASTERISK}姓名", "姓名"),
        ("联系\n电话", "联系电话"),
        ("姓　名", "姓名"),
        ("Found\non", "Found on"),
        ("填报单位：", "填报单位"),
        ("", ""),
    ],
)
def test_a_heading_is_cleaned_of_what_only_the_layout_needs(heading, clean):
    assert cleaned(heading) == clean


def test_the_row_with_the_most_known_headings_is_found_below_title_and_notes():
    rows = [["居民登记表", "", ""], ["填报单位：", "某某", ""], ["姓名*", "性别", "备注"], ["张三"]]
    headings = found(rows)
    assert headings.last == 2
    assert headings.texts == ("姓名", "性别", "备注")


def test_of_two_equally_known_rows_the_fuller_one_is_taken():
    rows = [["姓名", "", ""], ["姓名", "现住址", "单位"]]
    assert found(rows).last == 1


def test_without_any_known_heading_the_fullest_row_is_offered():
    rows = [["台账", "", ""], ["A", "B", "C"], ["1", "2", "2"]]
    assert found(rows).texts == ("A", "B", "C")


@pytest.mark.parametrize("rows", [[], [["", ""], [""]]])
def test_an_empty_top_has_no_headings(rows):
    assert found(rows) is None


def test_headings_too_far_down_are_not_looked_for():
    rows = [[""]] * LOOKED_AT + [["姓名", "性别"]]
    assert found(rows) is None


def test_a_merged_group_gives_its_name_to_the_headings_below_it():
    rows = [
        ["编号", "甲方", "", "备注"],
        ["", "姓名", "电话", ""],
        ["1", "张三", "19900000000", ""],
    ]
    headings = found(rows, [Group(0, 1, 2)])
    assert headings.texts == ("编号", "甲方/姓名", "甲方/电话", "备注")
    assert headings.plain == ("编号", "姓名", "电话", "备注")
    assert headings.last == 1


def test_a_group_is_inferred_where_the_file_does_not_tell_what_is_merged():
    rows = [["编号", "甲方", "", "备注"], ["", "姓名", "电话", ""], ["1", "张三", "1", "无"]]
    assert found(rows).texts == ("编号", "甲方/姓名", "甲方/电话", "备注")


def test_the_upper_line_is_found_when_the_lower_one_is_better_known():
    rows = [["序号", "当事人", "", ""], ["", "姓名", "性别", "身份证号"]]
    headings = found(rows, [Group(0, 1, 3)])
    assert headings.texts == ("序号", "当事人/姓名", "当事人/性别", "当事人/身份证号")


def test_a_merged_title_is_not_a_group():
    rows = [["居民登记表", "", ""], ["姓名", "性别", "备注"], ["张三", "男", ""]]
    headings = found(rows, [Group(0, 0, 2)])
    assert headings.texts == ("姓名", "性别", "备注")
    assert headings.last == 1


def test_a_merged_title_beside_a_version_number_is_not_a_group():
    rows = [["1.0", "居民登记表", ""], ["姓名", "性别", "备注"], ["张三", "男", ""]]
    assert found(rows, [Group(0, 1, 2)]).texts == ("姓名", "性别", "备注")


def test_two_groups_over_all_columns_are_groups():
    rows = [["甲方", "", "乙方", ""], ["姓名", "电话", "姓名", "电话"]]
    assert found(rows).texts == ("甲方/姓名", "甲方/电话", "乙方/姓名", "乙方/电话")


def test_a_row_of_data_below_a_wide_heading_is_not_a_second_line():
    rows = [["姓名", "性别", "住址", ""], ["张三", "男", "三幢", "501"]]
    assert found(rows, [Group(0, 2, 3)]).last == 0


def test_a_lower_line_may_be_longer_than_the_upper():
    rows = [["编号", "姓名", "甲方"], ["", "", "姓名", "电话"]]
    headings = found(rows, [Group(0, 2, 3)])
    assert headings.texts == ("编号", "姓名", "甲方/姓名", "甲方/电话")


def test_a_lower_line_may_be_shorter_than_the_upper():
    rows = [["编号", "甲方", "", "备注"], ["", "姓名", "电话"]]
    assert found(rows, [Group(0, 1, 2)]).texts[3] == "备注"


def test_a_group_beyond_the_row_is_passed_over():
    rows = [["编号", "姓名", "甲方", ""], ["", "", "姓名", "电话"]]
    headings = found(rows, [Group(0, 2, 3), Group(0, 9, 10)])
    assert headings.texts[2] == "甲方/姓名"


@pytest.mark.parametrize(
    "note",
    [
        ["制表单位：晨光社区", "", "", "", "制表日期：2026年11月", ""],
        ["填表人", "王晓兰", "", "填表日期", "2026-11-22", ""],
        ["单位:元", "", "", "日期:2026年11月", "", ""],
    ],
)
def test_who_filled_a_sheet_in_and_when_is_no_group_of_headings(note):
    rows = [note, ["姓名", "性别", "身份证号", "编号", "备注", "小区"], ["张三", "男"]]

    assert found(rows).texts == ("姓名", "性别", "身份证号", "编号", "备注", "小区")
