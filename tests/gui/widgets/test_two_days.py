"""Two lines for a period: what is read, and which of them is to be mended."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit

from gridkeeper.domain.periods import Period
from gridkeeper.ui.widgets.two_days import TwoDays

TODAY = date(2026, 10, 8)


@pytest.mark.parametrize(
    ("first", "last", "wrong", "said"),
    [
        ("2026-13-01", "2026-10-08", 0, "没有“2026-13-01”这一天。"),
        ("2026-10-01", "10.32", 1, "没有“10.32”这一天。"),
        ("2026-10-01", "2026-11-31", 1, "没有“2026-11-31”这一天。"),
        ("昨天", "2026-10-08", 0, "看不懂开始日期，请写成 2026-10-08 或 10.8。"),
        ("2026-10-01", "", 1, "看不懂结束日期，请写成 2026-10-08 或 10.8。"),
        ("2026-10-08", "2026-10-01", 1, "结束日期早于开始日期。"),
    ],
)
def test_the_line_that_is_wrong_is_marked_and_named(qapp, first, last, wrong, said):
    lines = QLineEdit(first), QLineEdit(last)
    days = TwoDays(*lines)

    assert days.period(TODAY) is None

    assert days.problem == said
    assert [bool(line.property("wrong")) for line in lines] == [wrong == 0, wrong == 1]


def test_a_line_that_was_mended_is_no_longer_marked(qapp):
    lines = QLineEdit("2026-13-01"), QLineEdit("2026-10-08")
    days = TwoDays(*lines)
    days.period(TODAY)
    lines[0].setText("2026-10-01")

    assert days.period(TODAY) == Period(date(2026, 10, 1), TODAY)
    assert not any(line.property("wrong") for line in lines)


def test_an_empty_line_may_mean_today(qapp):
    days = TwoDays(QLineEdit("2026-10-01"), QLineEdit())

    assert days.period(TODAY) is None
    assert days.period(TODAY, empty_is_today=True) == Period(date(2026, 10, 1), TODAY)
