"""Where the cards of the settings end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame

MARGIN = 16


@pytest.mark.parametrize("high", [700, 5000])
def test_cards_end_where_those_of_every_page_do_with_a_scroll_bar_or_without(
    page, window, qtbot, high
):
    window.resize(860, high)
    card = next(one for one in page.findChildren(QFrame) if one.property("kind") == "card")

    def ends_there():
        right = card.mapTo(page, QPoint(card.width(), 0)).x()
        return abs(page.width() - MARGIN - right) <= 1

    qtbot.waitUntil(ends_there, timeout=5000)
