"""What stands in the cell of a door."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetrics

from gridkeeper.ui.doors.delegate import fitting, surname
from gridkeeper.ui.doors.keys_line import KeysLine
from gridkeeper.ui.look import fonts


@pytest.mark.parametrize(
    ("who", "room_for", "said"),
    [
        ("张**", "张**", "张**"),
        ("张**", "张*", "张"),
        ("张**", "张", "张"),
        ("上官*", "上官", "上官"),
        ("上官*", "上", ""),
        ("张**", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_without_room_is_its_surname_and_never_dots(qapp, who, room_for, said):
    metrics = QFontMetrics(fonts.sized(20))

    assert fitting(who, metrics, metrics.horizontalAdvance(room_for)) == said


def test_names_stand_with_their_stars_in_all_doors_or_in_none(walk):
    view, delegate = walk.view, walk.view._delegate
    heads = {door.who for _row, _column, door in view.table.doors if door.who}
    roomy, narrow = 400, delegate.least.width() // 2
    assert heads
    assert not delegate.is_short(roomy)
    assert delegate.is_short(narrow)

    long = replace(view.table.doors[0][2], who="阿" + "*" * 60)
    view.table.doors[0] = (*view.table.doors[0][:2], long)
    delegate._measure()

    assert delegate.is_short(roomy)
    assert surname(long.who) == "阿"


def test_keys_that_have_no_room_in_their_line_are_left_out_whole_and_said_by_the_tool_tip(qtbot):
    line = KeysLine("Enter: visit", "Space: household", "L: colours")
    qtbot.addWidget(line)
    whole = "Enter: visit · Space: household · L: colours"
    line.show()

    line.resize(2000, 30)
    assert (line.text(), line.toolTip()) == (whole, "")
    line.resize(line.fontMetrics().horizontalAdvance(whole) - 5, 30)
    assert (line.text(), line.toolTip()) == ("Enter: visit · Space: household", whole)
    assert line.sizeHint().height() == line.fontMetrics().height()
