"""Ctrl+K: a door is found by its number, and a visit to it written down from its card."""

from __future__ import annotations

import pytest

from tests.helpers.stories import given, saves, sits_down
from tests.helpers.towns import WORKER_1

pytestmark = [pytest.mark.end2end, pytest.mark.slow]


def test_a_visit_is_written_down_from_the_card_of_a_household_that_was_found(desktop, town):
    program = sits_down(desktop, given(town, WORKER_1))

    program.keys("ctrl+k")
    program.focus("搜索与命令")
    program.type("zs")
    program.sees("张*", "list item")
    program.keys("Return")
    program.focus("居民", "table")
    program.sees("所在户", "push button")
    program.tab_to("所在户")
    program.keys("Return")
    program.focus("修改", "push button")
    program.tab_to("详情", role="page tab")
    program.keys("Right")
    program.tab_to("登记走访")
    program.keys("Return")

    program.focus("走访结果")
    program.sees("3幢2单元501室", "text")
    program.type("1")
    program.fill("走访情况", "shen ti hao")
    saves(program)
    program.focus("修改", "push button")  # of the household again
    program.keys("ctrl+4")
    program.sees("shen ti hao", "label")
