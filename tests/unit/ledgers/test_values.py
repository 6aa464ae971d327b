"""Cells of a sheet as text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from gridkeeper import texts
from gridkeeper.ledgers.values import DIGITS_LOST, text_of, trimmed, written


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" 张三\N{IDEOGRAPHIC SPACE}", "张三"),
        (None, ""),
        (True, "是"),
        (False, "否"),
        (19900000000.0, "19900000000"),
        (3, "3"),
        (-2.0, "-2"),
        (0.1 + 0.2, "0.3"),
        (0.00001, "0.00001"),
        (110101198001011.0, "110101198001011"),
        (1.1010119800101e17, DIGITS_LOST),
        (date(2026, 10, 8), "2026-10-08"),
        (datetime(2026, 10, 8), "2026-10-08"),  # noqa: DTZ001 - as workbooks have them
        (datetime(2026, 10, 8, 9, 30), "2026-10-08 09:30:00"),  # noqa: DTZ001
        (time(8, 30), "08:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
    ],
)
def test_a_cell_becomes_the_text_a_person_would_type(cell, text):
    assert text_of(cell) == text


def test_yes_and_no_follow_the_language():
    texts.use("en")
    try:
        assert [text_of(cell) for cell in (True, False)] == ["yes", "no"]
    finally:
        texts.use("zh_CN")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="0571"', "0571"),
        ("\t110101198001010011", "110101198001010011"),
        ("1.10101E+17", DIGITS_LOST),
        ("1.10101E+14", DIGITS_LOST),
        ("1.10101490101001E+14", "110101490101001"),
        ("1E+2", "1E+2"),
        ("1.10101e+17 号", "1.10101e+17 号"),
        ('="', '="'),
        ("110101198001010011", "110101198001010011"),
    ],
)
def test_a_text_file_keeps_its_digits(cell, text):
    assert written(cell) == text


def test_control_characters_go_but_line_breaks_stay():
    assert trimmed("a\x00b\r\nc\rd\x1f") == "ab\nc\nd"
