"""What is said about an import."""

from __future__ import annotations

from collections import Counter

import pytest

from gridkeeper.services.imports import returned
from gridkeeper.services.imports.cases_import import Imported, Refused
from gridkeeper.services.imports.register_import import RosterImported
from gridkeeper.services.imports.roster_known import Differing
from gridkeeper.ui.lists.importing import (
    brings,
    details,
    gridless,
    lines,
    meanings,
    remarks,
)


def test_a_roster_says_what_it_fills_in():
    done = RosterImported("a.xlsx", rows=6, created=Counter(person=2), filled=3, unchanged=1)

    assert [(line.text, line.number) for line in lines(done)] == [
        ("有新内容的行", 5),
        ("没有新内容的行", 1),
        ("不能导入的行", 0),
        ("文件里一共的行", 6),
    ]
    assert details(done) == "新增居民 2 条；补全已有居民 3 人"
    assert brings(done) == 5


def test_cases_say_what_is_newer():
    done = Imported("a.xlsx", rows=5, updated=4, refused=[Refused(2, "编号重复")])

    assert [line.number for line in lines(done)] == [4, 0, 1, 5]
    assert details(done) == "更新已有记录 4 条"
    assert brings(done) == 4


def test_columns_that_are_not_read_are_named_with_the_reason():
    done = Imported("a.xlsx", unused=("甲", "乙"), refused_columns={"血型": "不得收集"}, kept=2)

    said = remarks(done)

    assert len(said) == 3
    assert "血型" in said[1]
    assert "不得收集" in said[1]
    assert "甲" in said[2]


def test_there_is_nothing_to_remark_about_a_plain_file():
    assert remarks(Imported("a.xlsx")) == []


def test_homes_that_are_placed_and_rows_that_differ_are_told():
    rows = [Differing(4, ""), Differing(7, "")]
    done = RosterImported("a.xlsx", rows=2, placed=3, kept=2, differing=rows, without_grid=5)

    assert "3" in details(done)
    assert brings(done) == 3
    (differ,) = remarks(done)
    assert "2 处" in differ


def test_rows_that_stay_are_listed_with_the_reason_those_that_are_refused_first():
    differing = [Differing(4, "联系电话：已登记 138****2222，文件里 13800009999")]
    done = RosterImported("a.xlsx", kept=1, differing=differing, refused=[Refused(7, "没有姓名")])

    refused, differs = returned.rows(done)

    assert (refused.row, refused.reason) == (7, "没有姓名")
    assert differs.row == 4
    assert "138****2222" in differs.reason


def test_of_rows_without_a_grid_it_is_told_where_they_go():
    assert "5 行没写网格" in gridless(5, "")
    assert gridless(5, "第三网格") == "5 行没写网格，归入“第三网格”。"


def test_new_residents_without_a_room_are_counted():
    assert "2 名新居民没写房号" in remarks(RosterImported("a.xlsx", homeless=2))[0]


def test_rows_whose_address_names_no_door_are_named():
    (said,) = remarks(RosterImported("a.xlsx", doorless=[17, 21]))

    assert said == "有 2 行的住址认不出门牌，写进了备注：第 17、21 行。请写成 3-2-501 这样。"


@pytest.mark.parametrize(("fields", "says"), [((), True), (("dwelling.address",), False)])
def test_a_roster_of_households_without_addresses_says_so(fields, says):
    done = RosterImported("a.xlsx", created=Counter(household=3), fields=fields)

    assert any("没有一列写明住在哪里" in one for one in remarks(done)) is says


def test_all_columns_that_are_not_recognised_are_named():
    unknown = tuple(f"列{n}" for n in range(40))

    (said,) = remarks(Imported("a.xlsx", unused=unknown))

    assert said == f"无法识别的列：{'、'.join(unknown)}"


def test_of_many_lines_of_sums_it_is_told_that_there_are_more():
    (said,) = remarks(Imported("a.xlsx", sums=tuple(range(20))))

    assert "11等" in said


def test_what_a_column_of_cases_can_mean_has_each_name_once():
    names = [name for name, _called in meanings(Imported("a.xlsx"))]

    assert len(names) == len(set(names))
    assert "remark" in names


def test_columns_that_mean_the_same_are_told():
    done = RosterImported(
        "r.xlsx",
        roster="people",
        unused=("学历",),
        doubled={"person.phone": ("联系电话", "手机")},
        alike={"学历": "文化程度"},
    )

    first, second = remarks(done)

    assert first.startswith("“联系电话”、“手机”都是“居民 · 联系电话”：每行取较完整的一个")
    assert second.startswith("“学历”与“文化程度”意思相同")
