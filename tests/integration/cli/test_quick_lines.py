"""`record line`."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from tests.helpers.towns import WORKER_1, where

LINE = "3-2-501 张三 漏水 楼上402 纠纷"
MEI = ("--store", WORKER_1)


def test_a_line_is_shown_as_it_is_understood_and_not_kept(shell, town):
    said = shell.well("record", "line", LINE, *MEI).out

    assert "将登记：矛盾纠纷" in said
    assert "楼上402  对方门牌" in said
    assert where(town.mei, kinds.DISPUTE) == []


def test_a_line_is_told_to_programs(shell):
    found = shell.well("record", "line", LINE, *MEI, "--json").json

    assert found["kind"] == "dispute"
    assert {"text": "楼上402", "sense": "other_door", "value": "3-2-402"} in found["parts"]
    assert found["facts"]["parties"][1]["side"] == "2"
    assert found["problems"] == []


def test_a_line_is_kept_when_told_to(shell, town):
    found = shell.well("record", "line", LINE, "--save", *MEI, "--json").json

    assert [one["kind"] for one in found["records"]] == ["dispute", *["dispute_party"] * 2]
    assert len(where(town.mei, kinds.DISPUTE)) == 1


def test_what_a_line_leaves_out_is_said_and_refused(shell):
    assert "还缺：" in shell.well("record", "line", "3-2-501 楼道堆物", *MEI).out
    assert shell("record", "line", "3-2-501 楼道堆物", "--save", *MEI).code == 1


@pytest.mark.parametrize(
    "arguments",
    [("line",), ("line", LINE, "--json-in", "-"), ("visit",), ("visit", LINE, "--json-in", "-")],
)
def test_a_line_and_a_document_are_not_mixed(shell, arguments):
    assert shell("record", *arguments, *MEI).code == 2
