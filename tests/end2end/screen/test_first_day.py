"""The first day, by keys alone: somebody begins alone, writes down a visit, and finds it again."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.end2end


def test_the_sample_opens_with_one_key(program):
    program.sees("看看示例社区", "push button")

    program.desktop.keys("3")

    program.sees("今日", "label")
    program.sees("示例", "label")


def test_a_visit_is_written_down_in_the_sample_by_keys_alone(program):
    keys, write = program.desktop.keys, program.desktop.type
    program.sees("看看示例社区", "push button")
    keys("3")
    program.focus("登记走访")

    keys("ctrl+n", "1")
    program.focus("走访户")
    write("3-2-501")
    program.sees("3幢2单元501室")
    keys("Return")
    program.focus("走访结果")
    write("jdbr")
    keys("Return")
    program.focus("走访情况")
    write("老人身体尚好，𠮷先生来帮忙换了灯泡。")
    keys("ctrl+s")

    program.sees("已保存")
    program.focus("登记走访")
    keys("ctrl+4")
    program.sees("老人身体尚好")
