"""Pages of records: going about in a list, and what stands beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from gridkeeper.domain import kinds
from gridkeeper.ui.lists import deeds
from gridkeeper.ui.lists.filters import Filters, Standing
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.towns import a_visit_of

KEY = Qt.Key


@pytest.mark.parametrize("name", ["people", "visits", "disputes", "hazards", "requests"])
def test_each_page_opens(stand, name):
    page = stand.page(name)

    assert page.side.text
    assert "find" in page.offers()


def test_the_newest_visit_is_chosen_at_once_and_shown_beside_the_list(stand):
    page = stand.page("visits")

    assert stand.texts(page, "visited_on") == ["2026-10-05", "2026-10-03", "2026-10-02"]
    assert page.panel.detail.dossier.id == page.side.view.current_id


def test_the_arrow_keys_show_another_record(stand):
    page = stand.page("visits")
    before = page.panel.detail.dossier.id

    stand.press(page, KEY.Key_Down)
    stand.settled(page)

    assert page.panel.detail.dossier.id == page.side.view.current_id != before


def test_a_new_visit_appears_while_the_chosen_one_stays(stand):
    page = stand.page("visits")
    stand.press(page, KEY.Key_Down)
    stand.settled(page)
    chosen = page.side.view.current_id

    a_visit_of(stand.session, visited_on="2026-10-08")
    stand.qtbot.waitUntil(lambda: page.side.view.table.rowCount() == 4)
    stand.settled(page)

    assert page.side.view.current_id == chosen
    assert page.side.view.currentIndex().row() == 2


def test_what_is_typed_into_the_list_is_searched_for(stand):
    page = stand.page("visits")

    stand.press(page, KEY.Key_0)
    stand.qtbot.keyClicks(page.side.bar.field, "5")
    stand.qtbot.waitUntil(lambda: page.side.bar.filters.text == "05")
    stand.settled(page)

    assert page.side.bar.field.text() == "05"


def test_a_filter_narrows_the_list(stand):
    page = stand.page("visits")

    page.side.bar.choose(Filters(codes={"outcome": "02"}))
    stand.settled(page)

    assert page.side.text == "共 0 条"
    assert "clear_filters" in page.offers()


def test_everything_is_shown_again(stand):
    page = stand.page("visits")
    page.side.bar.choose(Filters(standing=Standing.CONTENDED))
    stand.settled(page)

    page.perform("clear_filters")
    stand.settled(page)

    assert page.side.view.table.rowCount() == 3


def test_a_chip_takes_its_filter_away(stand):
    page = stand.page("visits")
    page.side.bar.choose(Filters(days="month"))
    stand.settled(page)
    (chip,) = [one for one in page.side.bar.findChildren(QPushButton) if "本月" in one.text()]

    chip.click()

    assert page.side.bar.filters.is_empty


def test_the_rows_can_be_put_into_another_order(stand):
    page = stand.page("visits")

    page.side.view.sort_by("visited_on", descending=False)
    stand.settled(page)

    assert stand.texts(page, "visited_on")[0] == "2026-10-02"


def test_a_click_on_a_heading_sorts(stand):
    page = stand.page("visits")
    header = page.side.view.horizontalHeader()

    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    stand.settled(page)

    assert page.side.view.order == ("visited_on", False)


def test_the_chosen_columns_are_kept(stand):
    page = stand.page("visits")
    view = page.side.view
    number = next(one for one in page.side.shelf.columns if one.name == "number")

    view.choose_columns([*view.columns_in_order(), number])

    kept = stand.window.around.preferences.columns("visit")
    assert kept[-1][0] == "number"
    assert view.table.columns[-1] is number


def test_a_record_that_the_filters_hide_is_gone_to(stand):
    page = stand.page("visits")
    wanted = page.side.view.table.id_at(2)
    page.side.bar.choose(Filters(codes={"outcome": "02"}))
    stand.settled(page)

    page.open("visit", wanted)
    stand.settled(page)

    assert page.side.view.current_id == wanted
    assert page.side.bar.filters.is_empty


def test_a_part_is_shown_with_what_it_belongs_to(stand):
    dispute = stand.window.frame.desk.recording.record(
        kinds.DISPUTE,
        [{"title": "噪声", "found_on": "2026-10-01", "parties": [
            {"name": "张三", "side": "甲方"}, {"name": "李四", "side": "乙方"}]}],
    )  # fmt: skip
    party = next(one.record for one in dispute if one.kind is kinds.DISPUTE_PARTY)
    page = stand.page("disputes")

    page.open("dispute_party", party.id)
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
    stand.settled(page)

    assert page.panel.detail.dossier.kind == "dispute"


def test_a_record_is_deleted_after_a_question(stand):
    page = stand.page("visits")
    gone = page.side.view.current_id

    page.perform("delete")
    stand.qtbot.waitUntil(lambda: bool(stand.window.findChildren(Dialog)))
    (dialog,) = stand.window.findChildren(Dialog)
    assert not any("相关" in said.text() for said in dialog.findChildren(QLabel))
    dialog.accept()
    stand.qtbot.waitUntil(lambda: page.side.view.table.rowCount() == 2)
    stand.settled(page)

    assert gone not in [page.side.view.table.id_at(row) for row in range(2)]
    assert "已删除" in stand.window.around.notices.text


def test_who_deletes_a_household_is_told_what_stays_without_it(stand, town):
    home = town.only(kinds.HOUSEHOLD, stand.session)
    stand.page("people")
    stand.window.frame.show_record("household", home.id)
    page = stand.window.workspace.page
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)

    page.perform("delete")
    stand.qtbot.waitUntil(lambda: bool(stand.window.findChildren(Dialog)))
    (dialog,) = stand.window.findChildren(Dialog)

    said = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "与它相关的还有：居民 2 条、走访 3 条。" in said
    dialog.reject()


def test_editing_stands_in_the_place_of_the_detail(stand):
    page = stand.page("visits")

    page.perform("edit")

    assert page.panel.form is not None
    assert {"save", "leave"} <= page.offers()


def test_leaving_a_form_shows_the_record_again(stand):
    page = stand.page("visits")
    page.perform("edit")

    page.perform("leave")
    stand.settled(page)

    assert page.panel.form is None
    assert page.panel.detail.dossier is not None


def test_enter_opens_a_record_over_the_list_where_there_is_no_room(stand):
    stand.window.resize(960, 600)
    page = stand.page("visits")
    assert not page.panel.isVisible()

    stand.press(page, KEY.Key_Return)
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)

    assert page.panel.isVisible()
    assert not page.side.view.isVisible()


def test_the_way_back_leads_to_the_list(stand):
    stand.window.resize(960, 600)
    page = stand.page("visits")
    stand.press(page, KEY.Key_Return)
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)

    page.perform("leave")

    assert page.side.view.isVisible()
    assert not page.panel.isVisible()


def test_where_there_is_no_room_commands_are_about_the_chosen_row(stand):
    stand.window.resize(960, 600)
    page = stand.page("visits")
    stand.press(page, KEY.Key_Return)
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
    page.perform("leave")

    stand.press(page, KEY.Key_Down)
    stand.settled(page)

    assert page.side.view.currentIndex().row() == 1
    assert page.panel.detail.dossier.id == page.side.view.current_id
    assert {"edit", "delete"} <= page.offers()
    assert not page.panel.isVisible()


def test_after_saving_where_there_is_no_room_the_keyboard_is_on_the_record(stand):
    stand.window.resize(960, 600)
    page = stand.page("hazards")
    facts = {"content": "楼道堆物", "category": "03", "level": "2", "found_on": "2026-10-07"}
    page.compose("hazard", facts)

    page.perform("save")
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
    stand.settled(page)

    # Not on the notice: its button would take back what was just saved.
    assert "已保存" in stand.window.around.notices.text
    assert page.panel.detail.isAncestorOf(QApplication.focusWidget())


def test_copied_rows_are_a_table_masked_as_they_are_shown(stand):
    page = stand.page("people")

    page.side.view.selectAll()
    page.side.view.copy_chosen()
    stand.settled(page)

    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].startswith("姓名\t地址")
    assert any(line.startswith("张*") for line in lines[1:])


def test_several_chosen_records_stay_chosen_in_another_order(stand):
    page = stand.page("visits")
    view = page.side.view
    view.selectAll()
    ids = {view.table.id_at(row) for row in range(3)}

    view.sort_by("visited_on", descending=False)
    stand.settled(page)

    chosen = {view.table.id_at(one.row()) for one in view.selectionModel().selectedRows()}
    assert chosen == ids


def test_households_show_their_head_and_their_number_of_people(stand):
    page = stand.page("people")

    page.show_list("household")
    stand.settled(page)

    assert stand.texts(page, "head") == ["张*"]
    assert stand.texts(page, "people") == ["2"]


def test_an_empty_list_says_what_to_do(stand):
    page = stand.page("hazards")

    assert page.side.text == "共 0 条"
    (door,) = page.side.findChildren(QPushButton, "begin")
    door.click()

    assert page.panel.form is not None


def test_another_list_of_the_register_is_switched_to(stand):
    page = stand.page("people")

    page._switch.setCurrentIndex(5)
    stand.settled(page)

    assert page.side.shelf.kind == "premises"
    assert page.side.view.table.rowCount() == 1


def test_a_new_record_is_shown_when_it_was_saved(stand):
    page = stand.page("visits")
    page.perform("find")
    page.compose("visit", {"household_id": "3-2-501", "outcome": "见到本人"})
    form = page.panel.form
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)

    form.perform("save")
    stand.qtbot.waitUntil(lambda: page.panel.form is None)
    stand.qtbot.waitUntil(lambda: page.side.view.table.rowCount() == 4)
    stand.settled(page)

    assert page.panel.detail.dossier.id == page.side.view.current_id


def test_what_is_being_typed_is_not_left_for_another_record(stand):
    page = stand.page("visits")
    page.perform("edit")
    form = page.panel.form
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)
    form.sheet.editors["situation"].set_value("正在写")

    stand.press(page, KEY.Key_Down)
    stand.settled(page)

    assert page.panel.form is form


def test_too_many_rows_are_not_chosen_at_once(stand, monkeypatch):
    monkeypatch.setattr("gridkeeper.ui.lists.record_list.MOST_SELECTED", 2)
    page = stand.page("visits")

    page.side.view.selectAll()

    assert len(page.side.view.selectionModel().selectedRows()) == 2
    assert "2" in stand.window.around.notices.text


def test_a_column_that_was_made_wider_stays_so(stand):
    page = stand.page("visits")

    page.side.view.horizontalHeader().resizeSection(0, 133)

    assert dict(stand.window.around.preferences.columns("visit"))["visited_on"] == 133


def test_the_question_whether_to_delete_a_visit_says_which_visit_it_is(stand):
    page = stand.page("visits")
    visit = page.panel.detail.dossier

    page.perform("delete")
    stand.qtbot.waitUntil(lambda: bool(stand.window.findChildren(Dialog)))

    (dialog,) = stand.window.findChildren(Dialog)
    year, month, day = (int(part) for part in visit.subtitle.rpartition(" · ")[2].split("-"))
    said = f"删除{year}年{month}月{day}日的走访“{visit.title}”吗？"
    assert dialog.windowTitle() == said
    dialog.reject()


def test_who_is_shown_in_full_is_masked_in_the_question_and_the_notice(stand, town):
    zhang = town.only(kinds.PERSON, stand.session, name="张三")
    dossier = stand.window.frame.desk.dossiers.of(kinds.PERSON, zhang.id, full=True)
    assert dossier.title == "张三"

    deeds.delete(stand.window.frame, dossier)
    stand.qtbot.waitUntil(lambda: bool(stand.window.findChildren(Dialog)))
    (dialog,) = stand.window.findChildren(Dialog)
    assert dialog.windowTitle() == "删除居民“张*”吗？"
    dialog.accept()

    stand.qtbot.waitUntil(lambda: "张*" in stand.window.around.notices.text)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)
