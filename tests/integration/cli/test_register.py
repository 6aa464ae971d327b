"""What happens to the register, on the command line."""

from __future__ import annotations

import json

import pytest

from gridkeeper.domain import kinds
from tests.helpers.towns import OFFICE, where

CHILD = {"name": "张小宝", "sex": "1", "guardian": "张三"}


@pytest.fixture
def say(town, shell):
    """Run `register …` at the office, after its store was let go of."""

    def run(*arguments, **facts):
        if facts:
            (town.folder / "new.json").write_text(json.dumps(facts), encoding="utf-8")
            arguments = (*arguments, "--json-in", "new.json")
        town.close(OFFICE)
        return shell("register", *arguments, "--store", OFFICE)

    return run


def people(town):
    return {one.name: one for one in where(town.office, kinds.PERSON)}


def test_people_come_are_born_and_go(town, say):
    assert (
        "3幢2单元502室"
        in say("move-in", "3-2-502", "--from", "河南", "--on", "2026-10-08", name="刘洋").out
    )
    assert say("born", "3-2-501", "--on", "2026-10-01", **CHILD).code == 0
    said = say("move-out", "--person", "张小宝", "--to", "北京", "--reason", "随迁", "--json")

    assert len(said.json["events"]) == 1
    assert people(town)["张小宝"].moved_to == "北京"
    assert people(town)["刘洋"].moved_in.isoformat() == "2026-10-08"


def test_a_death_says_that_a_head_is_to_be_chosen(town, say):
    said = say("died", "张三", "--on", "2026-10-01")

    assert said.out.splitlines()[1].endswith("请用 register head 确定户主")
    assert say("head", "𠮷小花").code == 0
    assert people(town)["𠮷小花"].relation == "02"


def test_a_household_splits_moves_and_joins(town, say):
    split = say("split", "𠮷小花", "--door", "3-2-502", "--head", "𠮷小花", "--json")
    assert split.code == 0
    assert say("move", "--household", split.json["household"], "--to", "3-2-503").code == 0
    assert say("join", "3-2-503", "--into", "H001").code == 0
    assert say("move", "--person", "𠮷小花", "--to", "3-2-504").code == 0

    assert len(where(town.office, kinds.HOUSEHOLD)) == 3
    assert {one.event for one in where(town.office, kinds.REGISTER_EVENT)} == {"05", "06", "08"}


def test_a_whole_household_goes_and_comes_back(town, say):
    assert say("move-out", "--household", "3-2-501").code == 0
    assert say("move-in", "H001", "--back").code == 0

    assert town.only(kinds.HOUSEHOLD).ended_on is None


def test_what_is_verified_has_a_day_and_a_name(town, say):
    assert say("verify", "household", "3-2-501", "--on", "2026-10-02").out == "已核实：户 1 条\n"

    home = town.only(kinds.HOUSEHOLD)
    assert (home.verified_on.isoformat(), home.verified_by) == ("2026-10-02", "王芳")


def test_duplicates_are_listed_merged_and_told_apart(town, say):
    assert say("move-in", "3-2-501", name="张叁").code == 0
    assert "可能是同一人的有 1 对" in say("duplicates").out
    assert say("same", "张叁", "张三").code == 0
    assert say("duplicates", "--json").json["count"] == 0
    merged = say("same", "张叁", "--apart")
    assert merged.code == 1  # she is not found by her name any more
    twin = where(town.office, kinds.REGISTER_EVENT)[0].person_id
    assert say("same", twin, "--apart").code == 0
    assert say("not-same", "张叁", "张三").code == 0
    assert say("duplicates").out == "可能是同一人的有 0 对\n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("died", "没有这个人"), "没有"),
        (("died", "张三", "--on", "2026-13-45"), "2026-13-45"),
        (("move-out",), "--household"),
        (("move", "--to", "3-2-502"), "--household"),
        (("same", "张三"), "--apart"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(say, arguments, why):
    assert why in say(*arguments).line


def test_children_are_born_one_by_one(town, say):
    (town.folder / "twins.json").write_text(json.dumps([CHILD, CHILD]), encoding="utf-8")

    said = say("born", "3-2-501", "--json-in", "twins.json")
    assert "一次只登记一个孩子" in said.line
