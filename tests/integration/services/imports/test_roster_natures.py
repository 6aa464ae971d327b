"""What a roster says of everybody in it by what it is a list of, and columns that mean the same."""

from __future__ import annotations

from gridkeeper.domain import kinds
from tests.helpers.rosters import a_row, check_digit
from tests.helpers.towns import where

OLD = check_digit("11010119400307002")


def tags(town):
    return [one.tag for one in where(town.office, kinds.PERSON_TAG)]


def test_who_stands_in_a_list_of_migrants_is_one(town, take):
    done = take([a_row()], name="流动人口登记表.csv")

    assert town.only(kinds.PERSON, name="李四").resident_class == "04"
    assert "流动人口" in done.natures[0].said


def test_a_column_says_it_better(town, take):
    done = take([a_row(人口类别="户籍常住")], name="流动人口登记表.csv")

    assert town.only(kinds.PERSON, name="李四").resident_class == "01"
    assert done.natures == ()


def test_who_stands_in_a_list_of_disabled_people_is_one(town, take):
    take([a_row()], name="残疾人登记表.csv")

    assert tags(town) == ["A05"]


def test_of_a_list_of_the_old_only_the_very_old_are_a_care_group(town, take):
    rows = [a_row(), a_row(姓名="王老", 身份证号=OLD, 联系电话="", 与户主关系="")]

    take(rows, name="老年人登记表.csv")

    assert tags(town) == ["A04"]


def test_of_any_other_list_nothing_is_said(town, take):
    done = take([a_row()], name="花名册.csv")

    assert town.only(kinds.PERSON, name="李四").resident_class is None
    assert done.natures == ()


def test_columns_of_the_same_meaning_are_named(take):
    done = take([a_row(手机="13700002222", 学历="大学", 文化程度="本科")], rehearse=True)

    assert done.doubled == {"person.phone": ("联系电话", "手机")}
    assert done.alike == {"学历": "文化程度"}


def test_one_of_them_can_be_left_out(town, take):
    done = take([a_row(联系电话="66886688", 手机="13700002222")], {"手机": "-"})

    assert done.doubled == {}
    assert town.only(kinds.PERSON, name="李四").phone == "66886688"
