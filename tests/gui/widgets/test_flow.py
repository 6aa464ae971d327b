"""Widgets side by side go on below, and no line is left with a single one."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from gridkeeper.ui.widgets.flow import Flow

WIDE = 100


def parts_of(width, number, *, balanced):
    """Return how many widgets of one width stand in each line of a flow that is so wide."""
    flow = Flow(spacing=0, balanced=balanced)
    for _place in range(number):
        part = QWidget()
        part.setFixedSize(WIDE, 20)
        flow.add(part)
    flow.resize(width, 200)
    flow.show()
    tops = [part.y() for part in flow.parts]
    return flow, [tops.count(top) for top in sorted(set(tops))]


@pytest.mark.parametrize(
    ("balanced", "lines"), [(False, [5, 1]), (True, [3, 3])], ids=["as they come", "balanced"]
)
def test_lines_are_filled_alike_where_that_is_wanted(qtbot, balanced, lines):
    flow, found = parts_of(5 * WIDE, 6, balanced=balanced)
    qtbot.addWidget(flow)

    assert found == lines


def test_what_has_room_in_one_line_stays_there(qtbot):
    flow, found = parts_of(6 * WIDE, 6, balanced=True)
    qtbot.addWidget(flow)

    assert found == [6]


def test_a_widget_without_room_has_a_line_of_its_own(qtbot):
    flow, found = parts_of(WIDE // 2, 3, balanced=True)
    qtbot.addWidget(flow)

    assert found == [1, 1, 1]
