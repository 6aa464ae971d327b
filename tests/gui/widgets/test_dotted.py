"""Words with dots between them, where a text wraps."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics

from gridkeeper.ui.look import fonts
from gridkeeper.ui.widgets.lines import broken
from gridkeeper.ui.widgets.pieces import dotted


def test_what_is_empty_is_left_out():
    assert dotted("2026-10-08", "", "李梅") == "2026-10-08\xa0· 李梅"


@pytest.mark.parametrize("letters", range(7, 12))
def test_no_line_begins_with_a_dot(qapp, letters):
    font = fonts.sized(20)
    text = dotted("回车登记", "空格看住户", "数字到门号", "换颜色")
    room = QFontMetrics(font).horizontalAdvance("宽" * letters)

    assert not any(line.startswith("·") for line in broken(text, font, room, most=9))
