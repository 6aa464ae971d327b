"""Choosing above a list what it shows."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QComboBox

from gridkeeper.domain import kinds
from gridkeeper.domain.periods import Period
from gridkeeper.domain.queries import Query
from gridkeeper.texts import CHINESE, ENGLISH, use
from gridkeeper.ui.lists.days_dialog import DaysDialog
from gridkeeper.ui.lists.filters import OWN, Standing
from gridkeeper.ui.widgets.choosing import Box
from tests.helpers.towns import where


@pytest.fixture
def bar(stand):
    return stand.page("visits").side.bar


def choose(bar, name, value):
    """Choose a line of a box as a person does."""
    box = bar.findChild(QComboBox, name)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


@pytest.fixture
def own_days(bar):
    """The dialog that asks for other days."""
    choose(bar, "days", OWN)
    (dialog,) = bar.window().findChildren(DaysDialog)
    yield dialog
    if bar.window().findChildren(DaysDialog):
        dialog.close()


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("name", ["visits", "disputes", "hazards", "requests", "people"])
def test_each_box_can_be_read_whole(stand, language, name):
    use(language)
    boxes = stand.page(name).side.bar.findChildren(Box)

    assert len(boxes) > 1
    assert [one.seen for one in boxes] == [one.currentText() for one in boxes]


def test_a_period_is_chosen(bar):
    choose(bar, "days", "month")

    assert bar.filters.days == "month"


def test_a_state_is_chosen_among_the_ways_it_stands(bar):
    choose(bar, "standing", "30")

    assert bar.filters.codes["state"] == "30"


def test_a_way_it_stands_takes_the_place_of_a_state(bar):
    choose(bar, "standing", "30")
    choose(bar, "standing", "UNSENT")

    assert bar.filters.standing is Standing.UNSENT
    assert not bar.filters.codes["state"]


def test_a_day_that_is_searched_is_said_in_the_chip(bar):
    bar.field.setText("2026-11-20")
    bar._search()

    assert bar.query().text_days == Period(date(2026, 11, 20), date(2026, 11, 20))
    assert "2026年11月20日" in bar._chips.parts[0].text()


def test_what_was_typed_just_before_a_choice_holds(bar):
    bar.field.setText("张三")
    choose(bar, "outcome", "01")

    assert bar.filters.text == "张三"
    assert bar.field.text() == "张三"


def test_other_days_are_typed_in_any_usual_way(bar, own_days):
    own_days.first.setText("10.1")
    own_days.last.setText("2026-10-05")

    own_days._answer()

    assert bar.filters.own == Period(date(2026, 10, 1), date(2026, 10, 5))
    assert bar.filters.days == OWN


@pytest.mark.parametrize(("first", "last"), [("哪天", ""), ("2026-10-05", "2026-10-01")])
def test_days_that_make_no_period_are_refused(bar, own_days, first, last):
    own_days.first.setText(first)
    own_days.last.setText(last)

    own_days._answer()

    assert own_days._problem.text()
    assert bar.filters.is_empty


def test_giving_up_other_days_leaves_the_choice_as_it_was(bar, own_days):
    own_days.reject()

    assert bar.findChild(QComboBox, "days").currentData() == ""


def test_one_of_several_grids_can_be_chosen(bar):
    bar.offer_grids({"a": "第一网格", "b": "第二网格"})
    choose(bar, "grid", "b")

    assert bar.filters.grid == "b"


def test_one_grid_alone_is_no_choice(bar):
    bar.offer_grids({"a": "第一网格"})

    assert bar.findChild(QComboBox, "grid") is None


def test_how_records_stand_is_offered_in_groups(bar):
    box = bar.findChild(QComboBox, "standing")
    lines = [box.itemData(row) for row in range(box.count())]
    rules = [row for row, value in enumerate(lines) if value is None]

    assert [lines[row - 1] for row in rules] == ["CONTENDED", "ANSWERED"]
    assert [lines[row + 1] for row in rules] == ["UNSENT", "10"]
    heights = [box.view().sizeHintForRow(row) for row in range(box.count())]
    assert max(heights[row] for row in rules) < heights[0]


def test_a_list_that_is_first_seen_from_a_link_can_be_filtered_by_grid(office):
    (home, *_others) = where(office.session, kinds.HOUSEHOLD)
    office.window.frame.show_record("household", home.id)

    office.qtbot.waitUntil(lambda: "grid" in office.window.workspace.page.side.bar._boxes)


def test_a_list_that_is_first_seen_from_a_figure_can_be_filtered_by_grid(office):
    office.window.workspace.show_query(Query("hazard"), "隐患")

    office.qtbot.waitUntil(lambda: "grid" in office.window.workspace.page.side.bar._boxes)
