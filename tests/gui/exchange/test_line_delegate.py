"""What fits into the cells of small tables."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics

from gridkeeper.ui.exchange.column_widths import _LEAST
from gridkeeper.ui.exchange.line_delegate import _breakable
from gridkeeper.ui.look import fonts

TEXT = "李素芬 · 2026-11-20 10:30"


def room(text):
    """Return a font, and how wide a text is in it."""
    font = fonts.sized(14)
    return font, QFontMetrics(font).horizontalAdvance(text)


@pytest.mark.usefixtures("qapp")
def test_a_dot_between_parts_goes_where_a_line_ends():
    font, wide = room(TEXT)

    assert _breakable(TEXT, font, wide) == TEXT.replace(" 10", "\u00a010")
    assert _breakable(TEXT, font, wide - 1).split("\n") == ["李素芬", "2026-11-20\u00a010:30"]


@pytest.mark.usefixtures("qapp")
def test_a_masked_name_stays_together_and_so_does_a_masked_phone():
    font, wide = room("138****1234")

    assert wide <= _LEAST - 16
    assert _breakable("138****1234", font, wide) == "138****1234"
    assert _breakable("王**", font, wide) == "王\u2060**"
    assert _breakable("“138****1234”", font, wide) == "“\u200b138****1234\u200b”"
