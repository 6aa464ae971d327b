"""What one often writes, below the box in which it is written; Alt and a digit write it."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea

from gridkeeper.ui.forms.phrases import PhraseRow
from tests.helpers.forms import ALT, KEY, commit, press
from tests.helpers.towns import a_visit_of


@pytest.fixture
def form(stage, town):
    """The form of a visit by somebody who has often written the same."""
    for day in ("2026-09-01", "2026-09-08", "2026-09-15"):
        a_visit_of(town.mei, visited_on=day, situation="老人身体尚可；已提醒用气安全")
    a_visit_of(town.mei, visited_on="2026-09-22", situation="老人身体尚可")
    return stage.form("visit")


def shown(stage, form, name):
    """Put the keyboard into a box of prose; return its row and the box."""
    one = form.sheet.editors[name]
    one.focus()
    stage.settle()
    (row,) = (row for row in form.sheet.findChildren(PhraseRow) if row._box is one)
    return row, one.box


def whole_in_sight(form, part):
    """Whether a part of the fields is seen from its top to its foot."""
    area = form.surface.findChild(QScrollArea)
    place = part.mapTo(area.viewport(), part.rect().topLeft()).y()
    return place >= 0 and place + part.height() <= area.viewport().height()


@pytest.mark.parametrize("high", [300, 360, 420])
def test_phrases_are_whole_in_sight_with_their_box(stage, form, high):
    form.resize(form.width(), high)
    row, box = shown(stage, form, "situation")

    stage.qtbot.waitUntil(lambda: whole_in_sight(form, row) and whole_in_sight(form, box))


@pytest.mark.parametrize("high", [300, 360, 420])
def test_what_tab_comes_to_is_whole_in_sight(stage, form, high):
    form.resize(form.width(), high)
    form.sheet.unfold()
    form.sheet.editors["household_id"].focus()
    for _stop in range(25):
        stage.settle()
        here = form.sheet.here()
        stage.qtbot.waitUntil(lambda one=here: one is None or whole_in_sight(form, one))
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Tab)


LONG = "楼道里堆了纸箱和旧家具，已请他三天内搬走；提醒早晚温差大，注意添衣；留了联系卡；试了报警器"


def test_what_is_said_at_a_door_goes_when_the_visit_becomes_a_call(stage, town):
    for day in ("2026-09-01", "2026-09-08", "2026-09-15"):
        a_visit_of(town.mei, visited_on=day, situation="敲门无人应答；老人身体尚可")
    form = stage.form("visit")
    row, _box = shown(stage, form, "situation")
    assert row.phrases == ["敲门无人应答", "老人身体尚可"]

    form.sheet.put("kind", "电话走访")
    form.sheet.editors["outcome"].focus()
    row, _box = shown(stage, form, "situation")

    assert row.phrases == ["老人身体尚可"]


def test_phrases_take_no_more_than_four_lines_at_any_width(stage, town):
    for day in ("2026-09-01", "2026-09-08", "2026-09-15"):
        a_visit_of(town.mei, visited_on=day, situation=LONG)
    row, _box = shown(stage, stage.form("visit"), "situation")

    counts = set()
    for wide in range(240, 900, 20):
        row.resize(wide, row.height())
        counts.add(len(row.lines(row.width())))
        assert all(row.width_of(line) <= wide for line in row.lines(wide))

    assert row.phrases
    assert counts <= {1, 2, 3, 4}


def test_phrases_go_on_in_the_next_line_rather_than_be_cut(stage, town):
    for day in ("2026-09-01", "2026-09-08", "2026-09-15"):
        a_visit_of(town.mei, visited_on=day, situation=LONG)
    row, _box = shown(stage, stage.form("visit"), "situation")

    for wide in (320, 420, 640):
        row.resize(wide, row.height())
        said = [one.text().partition(" ")[2] for one in row.parts[1:] if not one.isHidden()]
        assert said == row.phrases


def test_alt_and_a_digit_write_a_phrase_as_a_sentence_of_its_own(stage, form):
    row, box = shown(stage, form, "situation")
    assert row.isVisible()
    assert row.phrases == ["老人身体尚可", "已提醒用气安全"]

    commit(box, "儿子在家")
    press(box, KEY.Key_2, held=ALT)
    commit(box, "。")
    press(box, KEY.Key_1, held=ALT)

    assert box.toPlainText() == "儿子在家；已提醒用气安全。老人身体尚可"
    assert form.is_changed


def test_a_digit_that_has_no_phrase_and_one_without_alt_do_nothing_of_it(stage, form):
    _row, box = shown(stage, form, "situation")

    press(box, KEY.Key_9, held=ALT)
    press(box, KEY.Key_1)

    assert box.toPlainText() == "1"


def test_a_click_writes_it_and_the_keyboard_stays_in_the_box(stage, form, qtbot):
    row, box = shown(stage, form, "situation")

    first = row.findChildren(QAbstractButton)[0]
    assert (first.text(), first.toolTip()) == ("1 老人身体尚可", "老人身体尚可（Alt+1）")
    first.click()

    assert box.toPlainText() == "老人身体尚可"
    assert box.hasFocus()


def test_a_box_for_which_nothing_was_learned_has_no_row_and_only_one_row_is_there(stage, form):
    row, _box = shown(stage, form, "situation")

    form.sheet.editors["next_due"].focus()
    assert row.isVisible()  # nothing moves away from below a mouse
    other, _other_box = shown(stage, form, "measures")

    assert (row.isVisible(), other.isVisible()) == (False, False)


def test_a_phrase_that_is_longer_than_the_row_is_cut_to_it(stage, town):
    long = "提醒楼道里不要给电动自行车充电"
    for day in ("2026-09-01", "2026-09-08", "2026-09-15"):
        a_visit_of(town.mei, visited_on=day, situation=long)
    row, _box = shown(stage, stage.form("visit"), "situation")
    (first,) = row.findChildren(QAbstractButton)

    row.setFixedWidth(160)
    short = first.text()
    assert row.width_of([first]) <= 160
    row.setFixedWidth(600)

    assert short.endswith("…")
    assert first.text() == f"1 {long}"
