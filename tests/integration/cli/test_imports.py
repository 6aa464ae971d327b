"""What is told of a roster: columns left out, rows without a grid, refused rows, differences."""

from __future__ import annotations

import openpyxl
import pytest

from tests.helpers.towns import OFFICE


def test_what_a_roster_may_not_hold_is_told(shell):
    text = "姓名,联系电话,宗教信仰,爱好\n李四,13700001111,无,下棋\n"
    (shell.folder / "r.csv").write_text(text, encoding="utf-8")

    said = shell.well("register", "import", "r.csv", "--store", OFFICE, "--dry-run")

    assert "宗教信仰" in said.out
    assert "爱好" in said.out
    assert "1 行没写网格，请用 --grid 写明" in said.out


def test_edited_fields_are_told_as_kept(shell):
    path = shell.folder / "r.csv"
    path.write_text(
        "姓名,联系电话,身份证号\n张三,13700009999,11010119491001001X\n", encoding="utf-8"
    )

    said = shell.well("register", "import", "r.csv", "--store", OFFICE, "--dry-run")

    assert "居民 · 联系电话  1" in said.out
    assert "--errors" in said.out
    found = shell.well("register", "import", "r.csv", "--store", OFFICE, "--json").json
    assert (found["kept"], found["kept_in"]) == (1, {"person.phone": 1})


def test_all_columns_that_nobody_understands_are_named(shell):
    unknown = [f"未知{n}" for n in range(20)]
    text = f"姓名,{','.join(unknown)}\n李四{',' * 20}\n"
    (shell.folder / "r.csv").write_text(text, encoding="utf-8")

    said = shell.well("register", "import", "r.csv", "--store", OFFICE, "--dry-run")

    assert [line.strip() for line in said.out.splitlines() if "未知" in line] == unknown
    assert "gridkeeper fields people" in said.out


@pytest.mark.parametrize("grid", ["第二网格", "WG02"])
def test_the_grid_of_a_roster_that_names_none_is_said_once(shell, grid):
    (shell.folder / "r.csv").write_text("姓名,联系电话\n李四,13700001111\n", encoding="utf-8")
    command = ("register", "import", "r.csv", "--store", OFFICE)

    refused = shell(*command)

    assert refused.code == 1
    assert "1 行没写网格，请用 --grid 写明" in refused.err
    assert "第一网格、第二网格" in refused.err
    said = shell.well(*command, "--grid", grid, "--json")
    assert said.json["created"] == {"person": 1}
    records = shell.well("list", "person", "--store", OFFICE, "--json").json["records"]
    grids = {one["values"]["name"]: one["values"]["grid_id"] for one in records}
    assert grids["李*"] == "第二网格"


def test_rows_that_differ_are_written_beside_those_that_were_refused(shell):
    text = "姓名,联系电话,身份证号\n张三,13700009999,11010119491001001X\n李四,12,\n"
    (shell.folder / "r.csv").write_text(text, encoding="utf-8")
    where = shell.folder / "mend.xlsx"

    said = shell("register", "import", "r.csv", "--store", OFFICE, "--errors", where, "--grid", "-")

    assert "共 2 行" in said.out
    rows = list(openpyxl.load_workbook(where).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [2, 3]
    assert "文件里 137****9999" in rows[1][1]


def test_who_may_be_registered_is_left_out_unless_it_is_wanted(shell):
    text = "姓名,出生日期,联系电话,所属网格\n"
    for phone in ("13700001111", "13700002222"):
        text += f"李四,1985-03-07,{phone},第一网格\n"
    (shell.folder / "r.csv").write_text(text, encoding="utf-8")
    command = ("register", "import", "r.csv", "--store", OFFICE)

    first = shell.well(*command, "--errors", shell.folder / "mend.xlsx")
    wanted = shell.well(*command, "--doubles", "--json")

    assert "1 行的居民疑似已登记，没有导入" in first.out
    made = openpyxl.load_workbook(shell.folder / "mend.xlsx").active
    (row,) = made.iter_rows(2, values_only=True)
    assert row[:2] == (3, "疑似重复。可能就是第 2 行的人：姓名和出生日期相同")
    assert wanted.json["created"] == {"person": 1}
    assert [one["row"] for one in wanted.json["parked"]] == [3]


def test_columns_are_explained_once(shell):
    (shell.folder / "r.csv").write_text("姓名,爱好\n李四,下棋\n", encoding="utf-8")
    command = ("register", "import", "r.csv", "--store", OFFICE, "--grid", "-")
    shell.well(*command, "--map", "爱好=person.remark")

    assert "爱好=person.remark" in shell.well(*command).out


def test_of_very_many_refused_rows_the_first_are_said(shell):
    rows = "".join(f"李{n},1\n" for n in range(60))
    (shell.folder / "r.csv").write_text(f"姓名,联系电话\n{rows}", encoding="utf-8")

    said = shell("register", "import", "r.csv", "--store", OFFICE)

    assert len(said.err.splitlines()) == 51
    assert "还有 10 行" in said.err
