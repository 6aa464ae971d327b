"""The page of doors: what is recorded there, and what is shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from gridkeeper.domain import kinds
from gridkeeper.ui.doors.rooms import RoomsDialog
from gridkeeper.ui.doors.several import SeveralDialog
from gridkeeper.ui.papers.printing import PreviewDialog
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.towns import record, where
from tests.helpers.windows import a_window, modal, the_notice

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def dialog(walk, kind):
    """Wait for a dialog."""
    found = modal(walk.qtbot, kind)
    walk.still()
    return found


@pytest.mark.parametrize(
    ("key", "outcome", "letter"),
    [(KEY.Key_W, "03", "未"), (KEY.Key_K, "05", "空"), (KEY.Key_J, "04", "拒")],
)
def test_one_key_records_that_nobody_was_met(walk, key, outcome, letter):
    walk.press(key)
    (kept,) = walk.visits()

    assert (kept.outcome, kept.place) == (outcome, "晨光花园9幢1单元101室")
    assert walk.view.table.mark(walk.view.door).letter == letter


def test_the_same_key_again_at_once_records_nothing_unless_one_says_so(walk):
    for _time in range(2):
        walk.press(KEY.Key_W)
    assert len(walk.visits()) == 1
    notices = walk.window.frame.notices
    assert notices.text == "9幢1单元101室：刚才已登记“未遇”，没有重复登记。"

    answer(walk, "仍要登记").click()

    assert [one.tries for one in walk.visits()] == [1, 2]


def test_what_was_undone_is_recorded_by_the_same_key_at_once(walk):
    walk.press(KEY.Key_W)
    assert len(walk.visits()) == 1
    QTest.keyClick(walk.window, KEY.Key_Z, MODIFIER.ControlModifier)
    assert walk.visits() == []

    walk.press(KEY.Key_W)

    assert len(walk.visits()) == 1


def test_after_a_knock_in_vain_the_next_appointment_is_one_press_away(walk):
    walk.press(KEY.Key_W)
    (kept,) = walk.visits()

    answer(walk, "约下次").click()

    form = walk.window.workspace.page.panel.form
    walk.qtbot.waitUntil(form.sheet.editors["next_due"].has_focus)
    assert form.record_id == kept.id


def answer(walk, text):
    """Return what the notice offers by these words."""
    offered = the_notice(walk.window).findChildren(QPushButton)
    return next(one for one in offered if one.text().startswith(text))


def test_tries_are_counted_and_said(walk):
    for _time in range(2):
        walk.press(KEY.Key_W)
        walk.still()
        walk.session.time.moment += timedelta(hours=3)

    assert walk.window.frame.notices.text == "9幢1单元101室：未遇，第 2 次。"
    assert walk.view.table.mark(walk.view.door).letter == "未2"


def test_what_one_key_did_is_undone(walk):
    walk.press(KEY.Key_W)
    assert len(walk.visits()) == 1
    QTest.keyClick(walk.window, KEY.Key_Z, MODIFIER.ControlModifier)

    assert walk.visits() == []
    assert walk.view.table.mark(walk.view.door).letter == "无"


def test_the_buttons_do_the_same_and_give_the_keyboard_back(walk):
    button = walk.page.findChild(QPushButton, "finding_J")
    button.click()

    assert [one.outcome for one in walk.visits()] == ["04"]
    assert walk.view.hasFocus()


def test_one_key_records_all_that_are_chosen(walk):
    walk.press(KEY.Key_A, modifiers=MODIFIER.ControlModifier)
    walk.press(KEY.Key_W)

    assert len(walk.visits(outcome="03")) == 10
    assert walk.window.frame.notices.text == "未遇：已登记 10 户走访。"


def test_over_several_staircases_one_is_asked_and_what_was_done_today_is_left_out(walk):
    record(walk.session, kinds.VISIT, household_id=walk.view.door.home, outcome="01",
           visited_on="2026-10-08")  # fmt: skip
    walk.still()
    walk.press(KEY.Key_Right, KEY.Key_K)
    walk.still()
    for _time in range(2):
        walk.press(KEY.Key_A, modifiers=MODIFIER.ControlModifier)
    walk.press(KEY.Key_W)
    asking = dialog(walk, Dialog)
    assert asking.windowTitle() == "给 18 套登记“未遇”？"
    assert any("；今天已登记过的 2 套不再登记。" in text for text in texts(asking))
    assert walk.visits(outcome="03") == []
    QTest.keyClick(asking, KEY.Key_Return)

    walk.qtbot.waitUntil(lambda: len(walk.visits(outcome="03")) == 18)
    assert walk.window.frame.notices.text.endswith("；今天已登记过的 2 套不再登记。")


def test_each_household_of_a_door_is_listed_and_recorded(walk):
    door = walk.view.door
    record(walk.session, kinds.HOUSEHOLD, dwelling_id=door.id)
    walk.qtbot.waitUntil(lambda: walk.view.door.more == "+1")
    walk.still()
    walk.page.resize(1200, 700)
    walk.qtbot.waitUntil(lambda: "户主未登记" in texts(walk.page.panel))
    assert "这里住着 2 户" in texts(walk.page.panel)
    walk.press(KEY.Key_W)
    assert len(walk.visits(outcome="03")) == 2
    walk.press(KEY.Key_Return)
    several = dialog(walk, SeveralDialog)
    several.editor("outcome").set_value("01")
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_S, MODIFIER.ControlModifier)

    walk.qtbot.waitUntil(lambda: len(walk.visits(outcome="01")) == 2)


def test_enter_begins_the_visit_of_the_household(walk):
    home = walk.view.door.home
    walk.press(KEY.Key_Return)
    walk.qtbot.waitUntil(lambda: walk.window.workspace.shown == "visits")
    form = walk.window.workspace.page.panel.form
    walk.qtbot.waitUntil(lambda: walk.window.jobs.is_idle)

    assert form.facts()["household_id"] == home


def test_enter_at_a_door_without_household_begins_a_visit_to_the_place(walk):
    walk.press(KEY.Key_Right, KEY.Key_Return)
    walk.qtbot.waitUntil(lambda: walk.window.workspace.shown == "visits")
    form = walk.window.workspace.page.panel.form

    assert form.facts()["place"] == "晨光花园9幢1单元102室"


def test_coming_back_the_keyboard_is_on_the_same_door(walk):
    walk.press(KEY.Key_4, KEY.Key_Return)
    walk.qtbot.waitUntil(lambda: walk.window.workspace.shown == "visits")
    walk.qtbot.waitUntil(lambda: walk.window.jobs.is_idle)
    walk.window.workspace.back()
    walk.still()

    assert (walk.window.workspace.shown, walk.here) == ("doors", "401")


def test_space_opens_the_household(walk):
    home = walk.view.door.home
    walk.press(KEY.Key_Space)
    page = walk.window.workspace.page
    walk.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)

    assert (page.panel.detail.dossier.kind, page.panel.detail.dossier.id) == ("household", home)


def test_a_button_opens_the_household_too(walk):
    home = walk.view.door.home
    names = (one for one in walk.page.findChildren(QPushButton) if "住户(" in one.text())
    next(names).click()

    assert walk.window.workspace.shown == "people"
    page = walk.window.workspace.page
    walk.qtbot.waitUntil(lambda: page.at() == ("household", home))


def test_space_opens_the_dwelling_where_nobody_lives(walk):
    walk.press(KEY.Key_Right, KEY.Key_Space)
    page = walk.window.workspace.page
    walk.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)

    assert page.panel.detail.dossier.kind == "dwelling"


def test_a_visit_of_one_form_is_kept_for_all_that_are_chosen(walk):
    walk.press(KEY.Key_A, modifiers=MODIFIER.ControlModifier)
    walk.press(KEY.Key_Return)
    several = dialog(walk, SeveralDialog)
    assert any("其中 1 套没有登记住户，按地址登记。" in text for text in texts(several))
    several.editor("outcome").set_value("01")
    several.editor("situation").set_value("一切如常")
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_S, MODIFIER.ControlModifier)

    walk.qtbot.waitUntil(lambda: len(walk.visits()) == 10)
    assert {one.situation for one in walk.visits()} == {"一切如常"}
    walk.window.frame.actions["undo"].trigger()
    assert walk.visits() == []


def test_a_form_that_lacks_its_outcome_keeps_nothing(walk):
    walk.press(KEY.Key_Up, modifiers=MODIFIER.ShiftModifier)
    walk.press(KEY.Key_Return)
    several = dialog(walk, SeveralDialog)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_S, MODIFIER.ControlModifier)
    walk.qtbot.waitUntil(lambda: walk.window.jobs.is_idle)

    assert several.isVisible()
    assert any("走访结果" in label.text() for label in several.findChildren(QLabel, "")
               if label.property("kind") == "problem" and label.isVisible())  # fmt: skip
    several.reject()
    assert walk.visits() == []


def test_l_shows_the_next_layer_with_its_legend(walk):
    assert any("从未走访，未到期：18" in text for text in texts(walk.page.side.legend))
    walk.press(KEY.Key_L)
    assert any("没有定日子：2" in text for text in texts(walk.page.side.legend))
    walk.press(KEY.Key_L, modifiers=MODIFIER.ShiftModifier)
    assert walk.page.side.layer == "days"


def test_the_panel_follows_the_keyboard(walk):
    walk.page.resize(1200, 700)
    walk.press(KEY.Key_Up)
    walk.still()

    assert walk.page.panel.door.room == "201"
    assert "张*** 户主" in " ".join(texts(walk.page.panel)) or any(
        "张***" in text for text in texts(walk.page.panel)
    )


def test_names_are_masked_wherever_one_looks(walk):
    record(walk.session, kinds.VISIT, household_id=walk.view.door.home, outcome="01",
           visited_on="2026-10-07", situation="张101说楼道灯坏了")  # fmt: skip
    walk.still()
    table = walk.view.table
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
             Qt.ItemDataRole.AccessibleTextRole)  # fmt: skip
    shown = [
        str(table.index(row, column).data(role))
        for row in range(table.rowCount())
        for column in range(table.columnCount())
        for role in roles
    ]
    walk.still()

    assert not any("张101" in text for text in (*shown, *texts(walk.page)))


def test_what_arrives_is_shown_and_the_keyboard_stays(walk):
    walk.press(KEY.Key_3)
    home = walk.view.door.home
    record(walk.session, kinds.VISIT, household_id=home, outcome="01", visited_on="2026-10-01")
    walk.qtbot.waitUntil(lambda: walk.view.table.mark(walk.view.door).letter == "7天")

    assert walk.here == "301"


def test_buildings_are_found_by_pinyin(walk):
    page = walk.page
    page.perform("find")
    assert page.houses.field.hasFocus()
    QTest.keyClicks(page.houses.field, "cghy")
    assert [house.name for house in page.houses.table.houses] == ["9幢"]
    QTest.keyClicks(page.houses.field, "x")
    assert page.houses.house is None
    walk.still()
    assert walk.view.table.rowCount() == 0
    page.houses.field.clear()
    walk.still()
    QTest.keyClick(page.houses.field, KEY.Key_Return)

    assert walk.view.hasFocus()


def test_letters_typed_on_the_list_go_into_the_search(walk):
    houses = walk.page.houses
    QTest.keyClicks(houses.view, "9")

    assert (houses.field.text(), houses.field.hasFocus()) == ("9", True)


def test_missing_doors_are_made_and_undone(walk):
    walk.page.fill_in()
    rooms = dialog(walk, RoomsDialog)
    rooms.floors.setText("1-6")
    walk.qtbot.waitUntil(lambda: rooms.lacking is not None and len(rooms.lacking.rooms) == 4)
    assert rooms.said.text() == "将补 4 套：1-601、1-602、2-601、2-602；已有 20 套。"
    rooms.make()
    walk.qtbot.waitUntil(lambda: len(where(walk.session, kinds.DWELLING)) == 24)
    walk.qtbot.waitUntil(lambda: walk.view.table.rowCount() == 6)
    walk.window.frame.actions["undo"].trigger()
    walk.qtbot.waitUntil(lambda: walk.view.table.rowCount() == 5)


def test_a_building_is_printed_as_it_is_shown(walk):
    page = walk.page
    assert "print" in page.offers()
    page.perform("print")
    shown = dialog(walk, PreviewDialog)
    walk.qtbot.waitUntil(lambda: shown.preview.document is not None, timeout=20_000)

    assert len(shown.preview.document) == 1
    shown.reject()


def test_a_new_visit_is_to_the_door_that_the_keyboard_is_on(walk):
    assert walk.page.preset("visit") == {"household_id": walk.view.door.home}
    assert walk.page.preset("building") == {}


def test_a_new_case_is_where_the_keyboard_is(walk):
    door = walk.page.side.view.door
    here = {"place": door.place}

    assert walk.page.preset("hazard") == {"household_id": door.home}
    assert walk.page.preset("dispute") == here
    assert walk.page.preset("request") == here


def test_a_case_at_a_door_without_a_household_is_at_its_place(walk):
    walk.page.side.view.go_to(next(d.id for d in walk.page.matrix.doors.values() if not d.home))
    door = walk.view.door

    assert walk.page.preset("hazard") == {"place": door.place}


def test_what_is_half_written_of_one_door_does_not_turn_up_at_another(walk):
    first, frame, jobs = walk.page.preset("dispute"), walk.window.frame, walk.window.jobs
    frame.compose("dispute", **first)
    walk.qtbot.waitUntil(lambda: jobs.is_idle)
    form = walk.window.workspace.page.panel.form
    title = form.sheet.editors["title"]
    title.set_value("噪声")
    title.changed.emit()
    form.leave()
    walk.qtbot.waitUntil(lambda: jobs.is_idle)

    frame.compose("dispute", **first | {"place": "晨光花园9幢2单元501室"})
    walk.qtbot.waitUntil(lambda: jobs.is_idle)

    facts = walk.window.workspace.page.panel.form.facts()
    assert (facts["title"], facts["place"]) == ("", "晨光花园9幢2单元501室")


def test_without_buildings_one_is_told_how_to_begin(qtbot, session, tmp_path):
    with a_window(tmp_path, session) as window:
        window.workspace.show_page("doors")
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        page = window.workspace.page
        qtbot.waitUntil(lambda: "还没有楼栋" in texts(page))


def test_a_building_without_doors_offers_to_make_them(qtbot, walk):
    record(walk.session, kinds.BUILDING, name="10幢", compound="晨光花园", floors="2", units="1")
    page = walk.page
    page.houses.go_to(page.houses.table.houses[-1].id)
    walk.still()
    qtbot.waitUntil(lambda: "还没有房屋" in texts(page))
