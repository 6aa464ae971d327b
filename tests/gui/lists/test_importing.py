"""What is said about an import."""

from __future__ import annotations

from collections import Counter

from gridkeeper.services.cases_import import Imported, Refused
from gridkeeper.services.register_import import RosterImported
from gridkeeper.services.roster_known import Differing
from gridkeeper.ui.lists.importing import brings, details, lines, remarks


def test_a_roster_says_what_it_fills_in():
    done = RosterImported("a.xlsx", rows=6, created=Counter(person=2), filled=3, unchanged=1)

    assert [(line.text, line.number) for line in lines(done)] == [
        ("有新内容的行", 5),
        ("没有新内容的行", 1),
        ("不能导入的行", 0),
        ("文件里一共的行", 6),
    ]
    assert details(done) == "新增居民 2；补全已有居民 3 人"
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
    differ, nowhere = remarks(done)
    assert "第 4、7 行" in differ
    assert "存成表格" in differ
    assert "5 行没写网格" in nowhere


def test_of_many_rows_that_differ_the_first_are_named():
    done = RosterImported("a.xlsx", kept=20, differing=[Differing(n, "") for n in range(2, 22)])

    assert "13 行等" in remarks(done)[0]
