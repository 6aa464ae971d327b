"""A checklist in the form of a visit: one key an item, and plain words in the record."""

from __future__ import annotations

import pytest

from gridkeeper.domain.checks import Mark
from tests.helpers.forms import ALT, KEY, commit, press
from tests.helpers.towns import a_visit_of

STAIRS = "楼道巡查"


@pytest.fixture
def patrol(stage):
    """The form of a patrol, with its checklist, and the keyboard in the first item."""
    form = stage.form("visit", outcome="01", place="3幢楼道")
    choose_patrol(stage, form).focus()
    return form


def choose_patrol(stage, form):
    """Type another kind of visit over the usual one; return what takes the answers."""
    kind, box = form.sheet.editors["kind"], form.sheet.editors["checks"]
    kind.focus()
    kind.select()
    commit(kind.control, "巡查")
    kind.go_on()
    stage.qtbot.waitUntil(box.isVisible)
    return box


def keys(stage, *pressed):
    for key in pressed:
        press(stage.window.focusWidget(), key)


def test_each_item_takes_one_key_and_what_nobody_looked_at_is_not_said(stage, patrol):
    box = patrol.sheet.editors["checks"]
    assert (len(box.lines), box.value()) == (8, "")

    keys(stage, KEY.Key_1, KEY.Key_3, KEY.Key_2)
    commit(stage.window.focusWidget(), "被堵")
    keys(stage, KEY.Key_Down, KEY.Key_Space, KEY.Key_Space, KEY.Key_Up, KEY.Key_Down, KEY.Key_0)
    stage.save(patrol)

    (visit,) = stage.records("visit", place="3幢楼道")
    assert visit.checks == (
        "✓ 楼道没有堆物、占道\n－ 没有电动自行车进楼、飞线充电\n× 消火栓、灭火器完好：被堵"
    )


def test_one_key_says_that_all_else_is_in_order(stage, patrol):
    box = patrol.sheet.editors["checks"]
    keys(stage, KEY.Key_2)

    press(stage.window.focusWidget(), KEY.Key_K, held=ALT)

    stage.qtbot.waitUntil(lambda: "✓" in box.value())  # a button that has a letter takes a moment
    assert [line[0] for line in box.value().split("\n")] == ["×", *"✓✓✓✓✓✓✓"]


def test_what_is_wrong_becomes_a_hazard_of_the_same_visit(stage, patrol):
    keys(stage, KEY.Key_1, KEY.Key_1, KEY.Key_2)
    commit(stage.window.focusWidget(), "被堵")
    line = patrol.sheet.editors["checks"].lines[2]
    line.hazard.click()
    line.hazard.click()

    (sheet,) = patrol.inside["hazards"].sheets
    assert sheet.editors["content"].value() == "被堵（检查不合格项：消火栓、灭火器完好）"
    assert sheet.editors["level"].has_focus()
    sheet.editors["level"].set_value("1")
    stage.save(patrol)
    (hazard,) = stage.records("hazard", place="3幢楼道")
    (visit,) = stage.records("visit", place="3幢楼道")
    assert (hazard.category, hazard.visit_id) == ("02", visit.id)
    told = f"已保存：{visit.number}，同时登记了安全隐患 1 条。"
    assert stage.window.around.notices.text == told


def test_h_leaves_an_item_alone_that_is_not_wrong(stage, patrol):
    keys(stage, KEY.Key_1, KEY.Key_H, KEY.Key_Up, KEY.Key_H)

    assert patrol.inside["hazards"].sheets == []
    assert patrol.sheet.editors["checks"].value() == "✓ 楼道没有堆物、占道"


def test_enter_leaves_the_note_for_the_next_item_that_has_no_answer(stage, patrol):
    lines = patrol.sheet.editors["checks"].lines
    lines[1].say(Mark.FINE)
    keys(stage, KEY.Key_2, KEY.Key_Return)

    assert lines[2].here.hasFocus()
    lines[0].note.setFocus()
    keys(stage, KEY.Key_Down)
    assert lines[2].here.hasFocus()


def test_up_leaves_the_note_for_the_item_itself_and_h_begins_its_hazard(stage, patrol):
    keys(stage, KEY.Key_2, KEY.Key_Up, KEY.Key_H)

    (sheet,) = patrol.inside["hazards"].sheets
    assert sheet.editors["content"].value() == "检查不合格项：楼道没有堆物、占道"
    assert patrol.sheet.editors["checks"].value() == "× 楼道没有堆物、占道"


def test_what_was_answered_comes_back_with_the_draft_and_stays_beside_another_list(stage, patrol):
    keys(stage, KEY.Key_1, KEY.Key_2)
    patrol.leave()
    stage.settle()

    again = stage.form("visit")
    stage.settle()
    box = again.sheet.editors["checks"]
    said = "✓ 楼道没有堆物、占道\n× 没有电动自行车进楼、飞线充电"
    assert (box.value(), len(box.lines)) == (said, 8)
    assert box.choice.currentText() == STAIRS

    box.choice.setCurrentIndex(1)
    box.choice.activated.emit(1)
    assert set(box.value().split("\n")) == set(said.split("\n"))
    assert len(box.lines) == 6 + 2


def test_a_usual_visit_shows_no_checklist_and_a_kind_that_is_chosen_brings_it(stage):
    form = stage.form("visit")
    stage.settle()
    box = form.sheet.editors["checks"]
    assert not box.isVisible()

    assert choose_patrol(stage, form).lines


def test_who_checks_premises_is_shown_where_to_say_which(stage):
    form = stage.form("visit")
    kind = form.sheet.editors["kind"]
    kind.focus()
    press(kind.control, KEY.Key_4)
    stage.settle()

    assert form.sheet.editors["premises_id"].isVisible()
    assert form.sheet.editors["checks"].lines[0].result.item == "疏散通道畅通，没有堆物"


def test_words_that_are_no_item_are_kept_and_an_untouched_text_stays_as_it_is(stage, town):
    text = "店主说：\n✓ 老项目\n明天再来\n✓ 老项目"
    visit = a_visit_of(town.mei, checks=text)
    form = stage.form("visit", visit.id)
    stage.settle()
    box = form.sheet.editors["checks"]
    assert (box.value(), box.isVisible(), form.is_changed) == (text, True, False)

    box.lines[0].say(None)

    assert box.value() == "店主说：\n明天再来\n✓ 老项目"
