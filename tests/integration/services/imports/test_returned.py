"""Refused rows, handed back to be mended and taken in again."""

from __future__ import annotations

import openpyxl
import pytest

from gridkeeper.errors import FileUnwritableError
from gridkeeper.progress import Quiet
from gridkeeper.services.imports import returned
from gridkeeper.services.imports.register_import import RegisterImportService

ROSTER = """姓名,身份证号,联系电话,所属网格
李小明,11010519491231002X,13800000001,第一网格
王小红,11010519491231002Y,13800000002,第一网格
赵小强,1.10105E+17,13800000003,第一网格
"""


def taken_of(town, file):
    return RegisterImportService(town.office).take(file, {}, Quiet())


@pytest.fixture
def roster(tmp_path):
    file = tmp_path / "花名册.csv"
    file.write_text(ROSTER, encoding="utf-8")
    return file


def test_the_rows_come_back_as_they_were_with_number_and_reason(town, roster, tmp_path):
    done = taken_of(town, roster)
    assert [one.row for one in done.refused] == [3, 4]

    count = returned.write(roster, tmp_path / "待修改.xlsx", done)

    assert count == 2
    sheet = openpyxl.load_workbook(tmp_path / "待修改.xlsx").active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("原行号", "原因", "姓名", "身份证号", "联系电话", "所属网格")
    assert rows[1][0] == 3
    assert "身份证" in rows[1][1]
    assert "末几位已经丢失" in rows[2][1]
    assert rows[2][3] is None
    assert rows[1][2:] == ("王小红", "11010519491231002Y", "13800000002", "第一网格")


def test_mended_rows_are_taken_in_as_they_are(town, roster, tmp_path):
    back = tmp_path / "待修改.xlsx"
    returned.write(roster, back, taken_of(town, roster))
    book = openpyxl.load_workbook(back)
    for row in (2, 3):
        book.active.cell(row, 4).value = "11010519491231002X" if row == 2 else ""
    book.save(back)

    assert taken_of(town, back).refused == []


def test_a_place_that_cannot_be_written_is_said(town, roster, tmp_path):
    done = taken_of(town, roster)

    with pytest.raises(FileUnwritableError):
        returned.write(roster, tmp_path / "nowhere" / "x.xlsx", done)
