"""Somebody works alone: her first day, and the morning after."""

from __future__ import annotations

import pytest

from tests.helpers.desktops import Program
from tests.helpers.stories import begins_alone, leaves, unlocks

pytestmark = [pytest.mark.end2end, pytest.mark.slow]


def test_what_is_written_down_on_the_first_day_is_there_the_next_morning(program):
    begins_alone(program)

    program.keys("ctrl+3")
    program.focus("导入…")
    program.tab_to("居民", role="page tab")
    program.keys("Right", "Right", "Right", "Right")
    program.sees("还没有网格")
    program.keys("alt+v")
    program.focus("网格名称")
    program.type("第一网格")
    program.fill("网格编码", "WG01")
    program.keys("ctrl+s")
    program.sees("已保存")
    program.focus("网格")

    program.keys("ctrl+n", "6")
    program.focus("姓名")
    program.type("张三")
    program.fill("所在户", "3-2-501")
    program.keys("ctrl+s")
    program.sees("3幢2单元501室")

    program.keys("ctrl+n", "1")  # of the person who is shown
    program.focus("走访户")
    program.keys("Tab")
    program.focus("走访结果")
    program.type("1")
    program.fill("走访情况", "wu ren zai jia")
    program.keys("ctrl+s")
    program.sees("已保存")
    program.keys("ctrl+4")
    program.sees("wu ren zai jia", "label")
    leaves(program)

    again = Program(program.desktop)
    unlocks(again)
    again.keys("ctrl+4")
    again.sees("wu ren zai jia", "label")
