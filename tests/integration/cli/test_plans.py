"""The visits that are due, on the command line."""

from __future__ import annotations

import json

import pytest

from gridkeeper.domain import kinds
from tests.helpers.homes import settle
from tests.helpers.towns import OFFICE, WORKER_1, where


@pytest.fixture
def homes(town):
    """Two homes that are due; the stores are closed."""
    made = settle(town.mei, "101", "202")
    town.close_all()
    return made


def test_what_is_due_is_listed_with_why(shell, homes):
    said = shell.well("plan", "list", "--store", WORKER_1).out

    assert "晨光花园5幢1单元101室 王***　可走访 " in said
    assert "  60岁以上老人每季度一次：登记后还没有见到过，" in said
    assert "2 户到期" in said
    found = shell.well("plan", "list", "--walk", "--json", "--store", WORKER_1).json
    assert [one["id"] for one in found["visits"]] == homes
    assert found["visits"][0]["why"]


def test_one_grid_is_asked_for_by_its_name(shell, homes):
    asked = ("plan", "list", "--json", "--store", WORKER_1, "--grid")

    assert len(shell.well(*asked, "WG01").json["visits"]) == 2
    assert shell("plan", "list", "--grid", "无", "--store", WORKER_1).code == 1


def test_coverage_says_of_how_many(shell, homes):
    said = shell.well("plan", "coverage", "--store", WORKER_1).out

    whole = (
        "应走访 2 处，已走访 0 处（0.0%）；"
        "全部住户 3 户，见到人 0 户（0.0%）；单位场所 1 处，走访了 0 处"
    )
    assert said.count(whole) == 2
    assert len(shell.well("plan", "coverage", "--json", "--store", WORKER_1).json["periods"]) == 2


def test_the_rules_are_listed_taken_over_and_set(shell, town):
    town.close_all()

    said = shell.well("plan", "rules", "--store", OFFICE).out
    assert "80岁以上独居老人" in said
    assert "plan adopt" in said
    assert shell("plan", "set", "空巢老人", "--set", "days=14", "--store", OFFICE).code == 1

    adopted = shell.well("plan", "adopt", "--json", "--store", OFFICE).json["rules"]
    assert (
        "每两周一次"
        in shell.well("plan", "set", "空巢老人", "--set", "days=14", "--store", OFFICE).out
    )
    new = ("name=全部", "subject=1", "days=10", "stopped=是")
    asked = [part for one in new for part in ("--set", one)]
    assert "每 10 天一次  " in (said := shell.well("plan", "set", *asked, "--store", OFFICE).out)
    assert "已停用" in said
    found = shell.well("plan", "rules", "--json", "--store", OFFICE).json
    assert (found["own"], len(found["rules"])) == (True, adopted + 1)


def test_a_sheet_is_printed_and_keyed_in(shell, town, homes):
    made = shell.well("plan", "sheet", "-o", "sheet.pdf", "--json", "--store", WORKER_1).json
    code = made["sheet"]["code"]
    assert (town.folder / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert (
        f"走访单号：{code[:0]}"
        in shell.well("plan", "sheet", "-o", "again.pdf", "--store", WORKER_1).out
    )
    (town.folder / "in.json").write_text(json.dumps([{"line": 2, "outcome": "01"}]), "utf-8")

    said = shell.well("plan", "keyed", code, "--json-in", "in.json", "--store", WORKER_1).out

    assert "已录入 1 条走访" in said
    lines = shell.well("plan", "keyed", code, "--store", WORKER_1).out.splitlines()
    assert [("已录入" in line) for line in lines] == [False, True]
    assert len(where(town.mei, kinds.VISIT, household_id=homes[1])) == 1
