"""Columns on a terminal, where Chinese is twice as wide."""

from __future__ import annotations

import pytest

from gridkeeper.cli import layout


@pytest.mark.parametrize(
    ("text", "columns", "cut"),
    [
        ("走访情况", 8, "走访情况"),
        ("走访情况", 7, "走访情…"),
        ("走访情况", 6, "走访…"),
        ("a\n b", 9, "a b"),
    ],
)
def test_a_long_text_is_cut_to_its_room(text, columns, cut):
    assert layout.cut(text, columns) == cut
    assert layout.width(layout.cut(text, columns)) <= columns


def test_columns_stand_under_each_other():
    lines = layout.aligned([("张三", "", "9"), ("ab", "", "100")], right=[2])

    assert lines == ["张三    9", "ab    100"]


def test_no_rows_are_no_lines():
    assert layout.aligned([]) == []


def test_no_line_begins_with_a_closing_mark():
    lines = layout.wrapped("走访情况，都好。", 8)

    assert all(layout.width(line) <= 8 for line in lines)
    assert not any(line.startswith(("，", "。")) for line in lines)
    assert "".join(lines) == "走访情况，都好。"


def test_a_terminal_is_never_given_commands_out_of_a_name():
    assert layout.harmless("李\x1b[2J\x07\x9b梅\u202e\n\t𠮷") == "李�[2J��梅�\n\t𠮷"
