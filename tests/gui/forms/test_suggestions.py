"""What hangs under a line while it suggests something."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gridkeeper.domain import kinds
from gridkeeper.texts import ENGLISH, use
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.forms.row import Row
from gridkeeper.ui.forms.suggestion_list import SuggestionList
from gridkeeper.ui.forms.suggestion_rows import in_room
from gridkeeper.ui.widgets import pieces
from tests.helpers.forms import KEY, commit, press, shown


def test_suggestions_stay_inside_the_card_of_their_form(stage):
    card, down = pieces.card()
    one = editor(stage.frame, kinds.VISIT.field("outcome"))
    down.addWidget(one)
    card.setFixedWidth(200)
    page = QWidget()
    across = QHBoxLayout(page)
    across.addWidget(card)
    across.addStretch(1)
    stage.show(page)
    one.focus()

    commit(one.line, "jian")

    found = stage.window.findChild(SuggestionList)
    left = card.mapTo(stage.window, QPoint(0, 0)).x()
    assert left <= found.x()
    assert found.geometry().right() <= left + card.width()


@pytest.mark.parametrize("above", [0, 120, 300])
def test_suggestions_never_cover_what_is_typed(stage, above):
    one = editor(stage.frame, kinds.DISPUTE.field("type"))
    page = QWidget()
    down = QVBoxLayout(page)
    down.addSpacing(above)
    down.addWidget(one)
    down.addStretch(1)
    stage.show(page)
    stage.window.setMinimumSize(0, 0)
    stage.window.resize(640, 360)
    stage.qtbot.waitUntil(lambda: stage.window.height() == 360 and page.height() <= 360)
    one.focus()

    one.look("")

    found = stage.window.findChild(SuggestionList)
    line = QRect(one.line.mapTo(stage.window, QPoint(0, 0)), one.line.size())
    assert not found.geometry().intersects(line)
    assert stage.window.rect().contains(found.geometry())


def test_suggestions_stay_at_their_line_when_it_moves_while_they_come(stage):
    one = editor(stage.frame, kinds.VISIT.field("outcome"))
    page = QWidget()
    down = QVBoxLayout(page)
    down.addWidget(above := QLabel("一"))
    down.addWidget(one)
    down.addStretch(1)
    above.setFixedHeight(120)
    stage.show(page)
    one.focus()
    commit(one.line, "j")

    above.setFixedHeight(20)
    down.activate()

    found = stage.window.findChild(SuggestionList)
    stage.qtbot.waitUntil(
        lambda: found.y() == one.line.mapTo(stage.window, QPoint(0, one.line.height() + 2)).y()
    )


def test_of_a_door_only_the_compound_is_left_out_where_there_is_no_room(stage):
    metrics = stage.window.fontMetrics()
    said = "晨光花园3幢2单元501室 · 户主 · 1949年生"
    wide = metrics.horizontalAdvance(said)

    assert in_room(metrics, said, wide + 1) == said
    assert in_room(metrics, said, wide - 20).endswith("3幢2单元501室 · 户主 · 1949年生")
    assert "3幢2单元501室" in in_room(metrics, said, wide * 2 // 3)


def test_of_other_details_the_end_is_read_where_there_is_no_room(stage):
    metrics = stage.window.fontMetrics()
    said = "晨光街道第二网格 330106005"

    shown = in_room(metrics, said, metrics.horizontalAdvance(said) // 2)

    assert shown.endswith("005")


def test_suggestions_do_not_cover_the_label_of_their_field(stage):
    one = editor(stage.frame, kinds.DISPUTE.field("type"))
    row = Row(stage.frame, one)
    row.measure(narrow=True)
    page = QWidget()
    down = QVBoxLayout(page)
    down.addStretch(1)
    down.addWidget(row)
    stage.show(page)
    stage.window.setMinimumSize(0, 0)
    stage.window.resize(640, 360)
    stage.qtbot.waitUntil(lambda: stage.window.height() == 360 and page.height() <= 360)
    one.focus()

    one.look("")

    found = stage.window.findChild(SuggestionList)
    said = next(said for said in row.findChildren(QLabel) if said.buddy() is one.control)
    assert found.geometry().bottom() < said.mapTo(stage.window, QPoint(0, 0)).y()


def test_suggestions_do_not_cover_what_stands_below_a_form(stage):
    one = editor(stage.frame, kinds.DISPUTE.field("type"))
    inside, page, area = QWidget(), QWidget(), QScrollArea()
    QVBoxLayout(inside).addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setFixedHeight(230)
    down = QVBoxLayout(page)
    down.addWidget(area)
    down.addStretch(1)
    stage.show(page)
    one.focus()

    one.look("")

    found = stage.window.findChild(SuggestionList)
    end = area.mapTo(stage.window, QPoint(0, area.height())).y()
    assert found.geometry().bottom() < end


def said(stage):
    """Return the sentence that hangs under a line and cannot be chosen; "" if there is none."""
    (found,) = stage.window.findChildren(SuggestionList)
    shown = [found.item(row) for row in range(found.count())] if found.isVisible() else []
    assert all(not one.flags() for one in shown)
    assert [one.data(Qt.ItemDataRole.AccessibleTextRole) for one in shown] == [
        one.text() for one in shown
    ]
    return "".join(one.text() for one in shown)


def test_that_nothing_fits_is_said_and_cannot_be_chosen(stage):
    one, other = shown(stage, kinds.VISIT.field("outcome"), kinds.VISIT.field("remark"))
    commit(one.line, "xyz")

    assert said(stage) == "没有相符的选项"
    assert not one.is_open
    press(one.line, KEY.Key_Down)
    assert one.marked is None
    press(one.line, KEY.Key_Return)

    assert (said(stage), one.value(), other.has_focus()) == ("", "xyz", True)


def test_escape_takes_away_only_what_is_said(stage):
    one = shown(stage, kinds.VISIT.field("outcome"))
    commit(one.line, "xyz")

    press(one.line, KEY.Key_Escape)

    assert (said(stage), one.value()) == ("", "xyz")


@pytest.mark.parametrize("key", [KEY.Key_Tab, KEY.Key_Return])
def test_who_empties_a_choice_means_none(stage, key):
    one, _other = shown(stage, kinds.VISIT.field("outcome"), kinds.VISIT.field("remark"))
    commit(one.line, "x")

    press(one.line, KEY.Key_Backspace)
    assert one.is_open
    press(one.line, key)

    assert one.value() == ""


def test_who_empties_a_choice_still_chooses_by_arrows(stage):
    one = shown(stage, kinds.VISIT.field("outcome"))
    commit(one.line, "x")
    press(one.line, KEY.Key_Backspace)

    press(one.line, KEY.Key_Down)

    assert one.marked.value == "见到本人"


def test_what_fits_again_is_offered_again(stage):
    one = shown(stage, kinds.VISIT.field("outcome"))
    commit(one.line, "wq")
    assert said(stage)

    press(one.line, KEY.Key_Backspace)

    assert one.marked is not None


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        (kinds.DISPUTE_PARTY.field("name"), "没有登记，保存时按所写的姓名登记。"),
        (kinds.HAZARD.field("household_id"), "没有登记；请先登记，或改选别的。"),
        (kinds.REQUEST.field("unit"), "没有相符的，保存时按所写的内容登记。"),
    ],
)
def test_who_is_not_known_is_said_with_what_comes_of_it(stage, about, sentence):
    one = shown(stage, about)

    commit(one.line, "司马懿")
    stage.qtbot.waitUntil(lambda: bool(stage.window.findChildren(SuggestionList)))

    assert said(stage) == sentence


def test_a_home_that_is_new_is_said_to_be_made_where_it_is(stage):
    home = stage.form("visit").sheet.editors["household_id"]
    home.focus()

    commit(home.line, "9-9-909")
    stage.qtbot.waitUntil(lambda: bool(stage.window.findChildren(SuggestionList)))

    assert said(stage) == "还没有登记；写全门牌即可新建。"


def test_a_digit_means_the_code_where_each_code_is_a_digit(stage):
    one = editor(stage.frame, kinds.PERSON.field("sex"))
    stage.show(one)
    one.focus()

    press(one.line, KEY.Key_1)
    assert one.value() == "男"
    press(one.line, KEY.Key_2)
    assert one.value() == "女"


def test_a_name_that_has_no_room_stands_below_in_full(stage):
    use(ENGLISH)
    one = editor(stage.frame, kinds.PERSON.field("resident_class"))
    stage.show(one)
    one.set_value("02")
    said = [label for label in one.findChildren(QLabel) if label.text() == one.line.text()]
    assert not said

    one.setMaximumWidth(160)
    stage.qtbot.waitUntil(lambda: one.line.is_cut)

    (said,) = [label for label in one.findChildren(QLabel) if label.text() == one.line.text()]
    assert said.isVisible()
    one.line.selectAll()
    commit(one.line, "1")
    assert not said.isVisible()


def clicked(stage, one):
    """Click into a field, and wait for what it asks."""
    QTest.mouseClick(one.line, Qt.MouseButton.LeftButton)
    stage.qtbot.wait(150)
    stage.settle()


def test_a_click_into_the_empty_field_of_a_unit_shows_whom_a_case_can_go_to(stage):
    other, one = shown(stage, kinds.REQUEST.field("title"), kinds.REQUEST.field("unit"))

    clicked(stage, one)

    assert (one.is_open, one.marked) == (True, None)
    other.focus()
    assert (one.is_open, one.value()) == (False, "")
    one.focus()
    commit(one.line, "城管")
    one.close_list()
    other.focus()
    clicked(stage, one)
    assert not one.is_open


def test_saving_takes_the_marked_choice_as_tab_does(stage):
    form = stage.form("person", name="李四")
    relation = form.sheet.editors["relation"]
    relation.focus()
    commit(relation.line, "po")
    assert relation.marked.text == "配偶"

    form.save()
    stage.settle()

    assert (relation.value(), relation.problem) == ("配偶", "")
