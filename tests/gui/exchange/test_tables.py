"""The small tables: their model, and what they show where there is little room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gridkeeper.ui.exchange.tables import Column, LineTable, LineView
from gridkeeper.ui.look.theme import Theme
from gridkeeper.ui.look.tokens import Tone


def columns() -> list[Column]:
    return [
        Column("Name", lambda line: line[0], under=lambda line: line[1]),
        Column("State", lambda line: line[1], 100, tone=lambda _line: Tone.GOOD, spare=1),
        Column("Number", lambda line: line[2], 100, right=True, spare=2),
    ]


LINES = [
    ("张三", "已收到", "3"),
    ("很长的名字" * 20, "", "12"),
    ("01-20261008-001-abc.gkb", "x", ""),
]


@pytest.fixture
def view(qtbot, qapp):
    made = LineView(Theme(qapp), LineTable(columns()), "Lines")
    qtbot.addWidget(made)
    made.table.show(LINES)
    made.resize(600, 400)
    made.show()
    return made


@pytest.mark.parametrize("force_py", [True, False])
def test_the_model_keeps_qts_rules(qtmodeltester, force_py):
    table = LineTable(columns())
    table.show(LINES)

    qtmodeltester.check(table, force_py=force_py)


def test_columns_that_can_be_spared_go_where_there_is_no_room(view):
    view.resize(200, 400)

    assert not view.isColumnHidden(0)
    assert not view.isColumnHidden(1)
    assert view.isColumnHidden(2)


def test_long_texts_make_their_line_higher(view):
    assert view.rowHeight(1) > view.rowHeight(0)


def test_the_keyboard_begins_at_the_first_line(view, qtbot):
    qtbot.waitUntil(view.isActiveWindow)

    view.setFocus()

    assert view.row == 0
    assert [one.row() for one in view.selectionModel().selectedRows()] == [0]


def test_choosing_beyond_the_end_chooses_the_last_line(view):
    view.choose(99)

    assert view.row == 2


def test_choosing_in_an_empty_table_says_that_there_is_nothing(view, qtbot):
    view.table.show([])

    with qtbot.waitSignal(view.chosen) as chosen:
        view.choose(0)

    assert chosen.args == [-1]


def test_it_is_drawn_with_chips_and_second_lines(view, qtbot):
    view.choose(0)

    assert not view.grab().isNull()


def test_a_chip_is_told_from_the_row_that_is_chosen(qtbot, qapp):
    """In blue it would melt into it."""
    theme = Theme(qapp)
    column = Column("State", lambda line: line[1], 100, tone=lambda _line: Tone.INFO)
    view = LineView(theme, LineTable([column]), "Lines")
    qtbot.addWidget(view)
    view.table.show(LINES[:1])
    view.resize(300, 200)
    view.show()
    view.choose(0)

    place = view.visualRect(view.table.index(0, 0))
    drawn = view.viewport().grab().toImage()
    rim = drawn.pixelColor(place.left() + theme.px(8), place.center().y())
    assert rim.name() != theme.colours.accent_soft


def test_a_column_is_as_wide_as_what_stands_in_it(view):
    before = view.columnWidth(1)

    view.table.show([("张三", "已收到，还差三条", "3")])

    assert before < view.columnWidth(1) <= 150
    assert view.columnWidth(0) > 350


def test_coming_back_to_the_line_that_is_chosen_chooses_nothing(view, qtbot):
    view.choose(1)
    qtbot.waitUntil(view.isActiveWindow)
    view.clearFocus()

    with qtbot.assertNotEmitted(view.chosen), qtbot.waitSignal(view.came):
        view.setFocus(Qt.FocusReason.TabFocusReason)

    assert view.row == 1
