"""What stands in the cell of a door."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics

from gridkeeper.ui.doors.delegate import fitting
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
