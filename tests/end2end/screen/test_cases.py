"""A dispute on its way: written down with both parties, then one step further; and taken back."""

from __future__ import annotations

import pytest

from tests.helpers.stories import given, saves, sits_down
from tests.helpers.towns import WORKER_1

pytestmark = [pytest.mark.end2end, pytest.mark.slow]


@pytest.fixture
def program(desktop, town):
    """A worker who has just written down a dispute of two."""
    program = sits_down(desktop, given(town, WORKER_1))
    program.keys("ctrl+n", "3")
    program.focus("纠纷名称")
    program.type("zao sheng")
    program.fill("当事人姓名", "Li Yi")
    program.keys("Tab")
    program.fill("当事人姓名", "Wang Er")
    saves(program)
    program.focus("矛盾纠纷", "table")
    program.sees("已受理", "label")
    return program


def test_a_step_is_taken_by_keys_while_the_timeline_tells_of_it(program):
    program.keys("ctrl+j")
    program.focus("开始调解")
    program.tab_to("各方同意 未填")
    program.keys("y")
    program.focus("各方同意 是")
    program.fill("说明", "zai ju wei hui")
    program.tab_to("办理", role="push button")
    program.keys("Return")

    program.sees("调解中", "label")
    program.tab_to("详情", role="page tab")
    program.keys("Right")
    program.sees("zai ju wei hui", "label")


def test_what_was_written_down_can_be_taken_back_twice_over(program):
    program.keys("ctrl+z")
    program.sees("还没有纠纷")

    program.keys("ctrl+y")
    program.sees("zao sheng", "label")
