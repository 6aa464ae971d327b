"""The list of buildings says their names whole where there is room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gridkeeper.services.matrix.values import House
from gridkeeper.ui.doors.houses import LEAST, Houses
from gridkeeper.ui.look.theme import Scheme, TextSize, Theme

_TITLE, _DOORS, _DUE = range(3)


@pytest.fixture
def houses(qtbot, qapp):
    theme = Theme(qapp)
    theme.use(Scheme.LIGHT, TextSize.NORMAL)
    made = Houses(theme)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.show_all([House("1", "机械厂宿舍", "1幢", 36, "")])
    qtbot.waitUntil(lambda: made.view.columnWidth(_DOORS) > 0)
    return made


def test_a_name_in_one_line_comes_before_how_many_homes_there_are(qtbot, houses):
    view = houses.view
    assert not view.isColumnHidden(_DOORS)
    beside, taken = houses._longest - houses._room, view.columnWidth(_DOORS)

    houses.resize(houses.width() + beside - taken // 2, 400)

    qtbot.waitUntil(lambda: view.isColumnHidden(_DOORS))
    assert not houses.table.narrow


def test_a_compound_without_room_for_all_of_it_ends_in_dots_and_is_never_broken(qtbot, houses):
    houses.resize(LEAST, 400)

    qtbot.waitUntil(lambda: houses.table.narrow)
    view = houses.view
    high = view.fontMetrics().height()
    assert not view.wordWrap()
    assert 2 * high <= view.rowHeight(0) < 3 * high
    hint = houses.table.index(0, _TITLE).data(Qt.ItemDataRole.ToolTipRole)
    assert hint.startswith("机械厂宿舍1幢")
