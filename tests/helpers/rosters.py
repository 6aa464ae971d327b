"""Rows of a roster as somebody types them, and files of them."""

from __future__ import annotations

import csv

from tests.helpers.case_files import workbook

HEADINGS = [
    "序号",
    "所属网格",
    "小区",
    "幢号",
    "单元",
    "室",
    "姓名",
    "身份证号",
    "联系电话",
    "与户主关系",
]


def check_digit(number):
    """Return an identity number with its last character."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    rest = sum(int(n) * w for n, w in zip(number, weights, strict=True)) % 11
    return number + "10X98765432"[rest]


LI = check_digit("11010119850307002")
WANG = check_digit("11010120150601003")


def a_row(**changes):
    """Return the row of a head of household, by heading."""
    usual = dict(zip(HEADINGS, ["1", "第一网格", "晨光花园", "5幢", "1", "302", "李四", LI,
                                "13700001111", "户主"], strict=True))  # fmt: skip
    return {**usual, **changes}


def roster(path, rows, headings=None):
    """Write rows as a file of the kind that its name says."""
    names = headings or list(rows[0])
    table = [names, *(list(row.values()) for row in rows)]
    if path.suffix == ".xlsx":
        return workbook(path, table)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(table)
    return path


def refusal(take, **changes):
    """Return why one row is refused; the row beside it is taken."""
    done = take([a_row(**changes), a_row(姓名="王小明", 身份证号=WANG, 与户主关系="子")])
    (refused,) = done.refused
    assert refused.row == 2
    assert done.created["person"] == 1
    return refused.reason


def without(row, *names):
    """Return a row without some of its columns."""
    return {name: value for name, value in row.items() if name not in names}
