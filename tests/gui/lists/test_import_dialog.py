"""Taking in a file: what would come of it, then for good."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QTableView

from gridkeeper.domain import kinds
from gridkeeper.services.imports.register_import import NewGrid
from gridkeeper.ui.lists import importing
from gridkeeper.ui.lists.columns_dialog import LEFT_OUT, ColumnsDialog
from gridkeeper.ui.lists.filters import Filters
from gridkeeper.ui.lists.import_dialog import ImportDialog
from gridkeeper.ui.lists.roster_grid import RosterGrid
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.case_files import workbook
from tests.helpers.import_dialogs import HEADINGS, WANG, reading
from tests.helpers.towns import record, where

BAD = ("李小红", "11010119491001001", "13800003333", "晨光花园", "9幢", "1", "102", "第一网格")


@pytest.fixture
def roster(tmp_path):
    """A roster with one row that can be taken in and one that cannot."""
    return workbook(tmp_path / "花名册.xlsx", [HEADINGS, WANG, BAD])


@pytest.fixture
def opened(stand, roster):
    """The dialog over that roster, when it has read it."""
    yield reading(stand, roster)
    for left in stand.window.findChildren(Dialog):
        left.done(0)


def names(stand):
    return {getattr(one, "name", "") for one in where(stand.session, kinds.PERSON)}


def test_first_it_is_said_what_would_come_of_it(stand, opened):
    said = [one.text() for one in opened.findChildren(QLabel)]

    assert any("新增" in text and "居民 1" in text for text in said)
    assert [text for text in said if text.isdigit()] == ["1", "0", "1", "2"]
    assert "王小明" not in names(stand)


def test_rows_that_cannot_be_taken_in_are_shown_with_the_reason(opened):
    table = opened.findChild(QTableView).model()

    assert table.rowCount() == 1
    assert table.index(0, 0).data() == "3"
    assert "身份证号" in table.index(0, 1).data()


def test_what_was_read_is_taken_in(stand, opened):
    opened.take.click()
    stand.qtbot.waitUntil(lambda: "王小明" in names(stand), timeout=20_000)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)

    assert "已导入 1 名居民" in opened._said.text()
    assert "李小红" not in names(stand)


def taken(stand, opened):
    opened.take.click()
    stand.qtbot.waitUntil(lambda: opened._is_taken, timeout=20_000)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)


def test_enter_leads_from_taking_in_to_saving_what_was_refused(stand, opened):
    taken(stand, opened)

    stand.qtbot.keyClick(opened, Qt.Key.Key_Return)

    assert opened.isVisible()
    (dialog,) = stand.window.findChildren(QFileDialog)
    dialog.close()


def test_what_was_refused_is_not_lost_by_a_key(stand, opened):
    taken(stand, opened)

    stand.qtbot.keyClick(opened, Qt.Key.Key_Escape)

    assert opened.isVisible()
    question = next(one for one in stand.window.findChildren(Dialog) if one is not opened)
    assert "没有导入的行" in question.windowTitle()
    question.accept()
    stand.qtbot.waitUntil(lambda: not stand.window.findChildren(ImportDialog))


def test_who_is_asked_about_what_was_refused_can_save_it(stand, opened):
    taken(stand, opened)
    stand.qtbot.keyClick(opened, Qt.Key.Key_Escape)
    question = next(one for one in stand.window.findChildren(Dialog) if one is not opened)
    save = next(one for one in question.findChildren(QPushButton) if "存成表格" in one.text())
    assert question.focusWidget() is save

    save.click()

    (dialog,) = stand.window.findChildren(QFileDialog)
    assert opened.isVisible()
    dialog.close()


def test_it_closes_when_what_was_refused_is_saved(stand, opened, tmp_path):
    taken(stand, opened)

    opened._write_refused(tmp_path / "待修改.xlsx")

    stand.qtbot.waitUntil(lambda: not stand.window.findChildren(ImportDialog), timeout=20_000)
    assert (tmp_path / "待修改.xlsx").stat().st_size
    assert "待修改.xlsx" in stand.window.around.notices.text


def test_why_rows_cannot_be_saved_is_said_in_the_dialog(stand, opened, tmp_path):
    taken(stand, opened)

    opened._write_refused(tmp_path / "没有" / "待修改.xlsx")
    stand.qtbot.waitUntil(opened._unsaved.isVisible, timeout=20_000)

    assert opened._unsaved.text().endswith("。")
    opened._write_refused(tmp_path / "待修改.xlsx")
    stand.qtbot.waitUntil(lambda: not stand.window.findChildren(ImportDialog), timeout=20_000)


def test_rows_that_were_saved_before_the_import_are_not_asked_about_again(stand, opened, tmp_path):
    opened._write_refused(tmp_path / "花名册-待修改.xlsx")
    stand.qtbot.waitUntil(opened._saved.isVisible, timeout=20_000)
    assert "花名册-待修改.xlsx" in opened._saved.text()
    assert importing.free_name(tmp_path / "花名册.xlsx") == "花名册-待修改 2.xlsx"
    assert importing.free_name(tmp_path / "花名册-待修改.xlsx") == "花名册-待修改 2.xlsx"

    taken(stand, opened)
    opened.reject()

    assert not opened.isVisible()


def test_where_nothing_was_refused_it_closes_by_itself(stand, tmp_path):
    page = stand.page("people")
    file = workbook(tmp_path / "好的.xlsx", [HEADINGS, WANG])
    dialog = ImportDialog(page.frame, "register", file, page)
    dialog.open()
    stand.qtbot.waitUntil(lambda: dialog.done_ is not None, timeout=20_000)

    dialog.take.click()

    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)
    assert "已导入 1 名居民" in stand.window.around.notices.text
    assert not [one for one in stand.window.findChildren(ImportDialog) if one.isVisible()]


def test_rows_that_differ_can_be_saved_though_none_was_refused(stand, tmp_path):
    page = stand.page("people")
    stay = ("王小明", "110101194901010018", *WANG[2:])
    file = workbook(tmp_path / "原来.xlsx", [HEADINGS, stay])
    first = ImportDialog(page.frame, "register", file, page)
    first.open()
    stand.qtbot.waitUntil(lambda: first.done_ is not None, timeout=20_000)
    first.take.click()
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)
    other = (*stay[:2], "13800009999", *stay[3:])
    new = ("王小亮", "", "13800007777", *WANG[3:])
    dialog = ImportDialog(
        page.frame, "register", workbook(tmp_path / "后来.xlsx", [HEADINGS, other, new]), page
    )
    dialog.open()
    stand.qtbot.waitUntil(lambda: dialog.done_ is not None, timeout=20_000)
    table = dialog.findChild(QTableView).model()
    assert table.index(0, 0).data() == "2"
    assert "联系电话：已登记 138****2222，文件里 138****9999" in table.index(0, 1).data()
    assert dialog._save.isVisible()

    taken(stand, dialog)

    assert "1 行与这里已登记的不同" in dialog._said.text()
    dialog._write_refused(tmp_path / "核对.xlsx")
    stand.qtbot.waitUntil(lambda: not stand.window.findChildren(ImportDialog), timeout=20_000)
    (row,) = openpyxl.load_workbook(tmp_path / "核对.xlsx").active.iter_rows(2, values_only=True)
    assert (row[0], row[4]) == (2, "13800009999")
    assert "联系电话：已登记 138****2222，文件里 138****9999" in row[1]


def test_refused_rows_are_saved_to_be_mended(stand, opened, tmp_path):
    target = tmp_path / "待修改.xlsx"

    opened._write_refused(target)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)

    assert target.stat().st_size
    assert "1 行" in opened._saved.text()


def test_a_file_without_the_needed_columns_is_refused_in_words(stand, tmp_path):
    page = stand.page("people")
    file = workbook(tmp_path / "别的.xlsx", [("甲", "乙"), ("1", "2")])

    dialog = ImportDialog(page.frame, "register", file, page)
    dialog.open()
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)

    assert not dialog.take.isEnabled()
    assert any("请在表格里改好表头" in one.text() for one in dialog.findChildren(QLabel))
    assert not any("--map" in one.text() for one in dialog.findChildren(QLabel))
    dialog.close()


def test_closing_stops_what_runs(stand, roster):
    page = stand.page("people")
    dialog = ImportDialog(page.frame, "register", roster, page)
    dialog.open()

    dialog.reject()
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)

    assert "王小明" not in names(stand)


def test_it_asks_once_where_rows_belong_that_name_no_grid(office, tmp_path):
    record(office.session, kinds.GRID, name="第三网格")
    page = office.page("people")
    file = workbook(tmp_path / "没网格.xlsx", [HEADINGS[:-1], WANG[:-1]])
    dialog = ImportDialog(page.frame, "register", file, page)
    dialog.open()
    office.qtbot.waitUntil(lambda: dialog.grid is not None, timeout=20_000)
    assert any("1 行没写网格" in one.text() for one in dialog.findChildren(QLabel))

    dialog.grid.box.setCurrentText("第三网格")
    assert any("归入“第三网格”" in one.text() for one in dialog.findChildren(QLabel))
    dialog.take.click()
    office.qtbot.waitUntil(lambda: "王小明" in names(office), timeout=20_000)
    office.qtbot.waitUntil(lambda: office.window.jobs.is_idle, timeout=20_000)

    (third,) = where(office.session, kinds.GRID, name="第三网格")
    (wang,) = where(office.session, kinds.PERSON, name="王小明")
    assert wang.grid_id == third.id
    again = ImportDialog(page.frame, "register", file, page)
    again.open()
    office.qtbot.waitUntil(lambda: again.done_ is not None, timeout=20_000)
    assert office.window.frame.preferences.text("roster_grid") == third.id
    again.done(0)


def test_where_no_row_can_be_taken_in_it_does_not_say_that_nothing_is_new(stand, tmp_path):
    dialog = reading(stand, workbook(tmp_path / "r.xlsx", [HEADINGS, BAD]))

    said = [one.text() for one in dialog.findChildren(QLabel)]
    assert "没有一行能导入，原因见下面。" in said
    dialog.done(0)


def test_a_new_grid_is_named_and_made_with_the_import(office, tmp_path):
    record(office.session, kinds.GRID, name="第三网格")
    dialog = reading(office, workbook(tmp_path / "新网格.xlsx", [HEADINGS[:-1], WANG[:-1]]))
    office.qtbot.waitUntil(lambda: dialog.grid is not None, timeout=20_000)
    dialog.grid.box.setCurrentText("新建网格…")
    dialog.take.click()
    assert "请填网格名称" in dialog.grid._named.note

    dialog.grid.name.setText("第七网格")
    dialog.take.click()
    office.qtbot.waitUntil(lambda: "王小明" in names(office), timeout=20_000)
    office.qtbot.waitUntil(lambda: office.window.jobs.is_idle, timeout=20_000)

    (seventh,) = where(office.session, kinds.GRID, name="第七网格")
    (wang,) = where(office.session, kinds.PERSON, name="王小明")
    assert wang.grid_id == seventh.id


def test_a_worker_is_asked_for_no_new_grid_that_would_not_be_hers(qtbot, stand):
    asked = RosterGrid(stand.window.frame, 3, [])
    qtbot.addWidget(asked)

    assert [asked.box.itemText(n) for n in range(asked.box.count())] == ["不归网格"]


def test_where_there_is_no_grid_yet_a_new_one_is_offered(qtbot, office):
    asked = RosterGrid(office.window.frame, 3, [])
    qtbot.addWidget(asked)

    assert asked.chosen == NewGrid("")
    asked.box.setCurrentIndex(0)
    assert asked.chosen == ""
    assert asked.keep()


def test_where_a_new_grid_is_chosen_its_name_is_written(qtbot, office):
    asked = RosterGrid(office.window.frame, 3, [("a", "第一网格")])
    qtbot.addWidget(asked)
    asked.show()
    asked.box.setFocus()
    assert not asked.is_new

    qtbot.keyClick(asked.box, Qt.Key.Key_End)

    assert asked.is_new
    assert asked.focusWidget() is asked.name
    assert asked.name.placeholderText()


def test_a_column_that_nobody_understood_is_explained_and_read_again(stand, tmp_path):
    heads = (*HEADINGS, "爱好")
    dialog = reading(stand, workbook(tmp_path / "爱好.xlsx", [heads, (*WANG, "下棋")]))
    assert any("爱好" in one.text() for one in dialog.findChildren(QLabel))

    dialog.explain.click()
    asked = stand.window.findChild(ColumnsDialog)
    asked.boxes["爱好"].setCurrentText("居民 · 备注")
    stand.qtbot.keyClick(asked, Qt.Key.Key_Return)

    stand.qtbot.waitUntil(lambda: dialog not in stand.window.findChildren(ImportDialog))
    (again,) = stand.window.findChildren(ImportDialog)
    stand.qtbot.waitUntil(lambda: again.done_ is not None, timeout=20_000)
    assert again.done_.unused == ()
    again.explain.click()
    asked = stand.window.findChild(ColumnsDialog)
    assert asked.boxes["爱好"].currentText() == "居民 · 备注"
    asked.reject()
    again.take.click()
    stand.qtbot.waitUntil(lambda: "王小明" in names(stand), timeout=20_000)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)
    (wang,) = where(stand.session, kinds.PERSON, name="王小明")
    assert wang.remark == "爱好：下棋"


def test_a_roster_of_the_same_headings_needs_no_second_explanation(stand, tmp_path):
    heads = (*HEADINGS, "爱好", "宠物")
    first = workbook(tmp_path / "一月.xlsx", [heads, (*WANG, "下棋", "猫")])
    told = {"爱好": "person.remark", "宠物": LEFT_OUT}
    reading(stand, first, told).take.click()
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)

    again = reading(stand, workbook(tmp_path / "二月.xlsx", [heads, (*WANG, "下棋", "狗")]))

    assert (again.done_.unused, again.done_.unchanged) == ((), 1)
    assert any(
        "按上次对同样表头的说明读取：爱好、宠物" in one.text() for one in again.findChildren(QLabel)
    )
    again.done(0)


def test_of_all_who_may_be_registered_it_is_asked_once(stand, tmp_path):
    people = [f"王小{given}" for given in "明亮兰芳英"]
    known = [(name, "", f"1380000{n:04d}", *WANG[3:]) for n, name in enumerate(people)]
    slips = [(name, "", f"1380100{n:04d}", *WANG[3:]) for n, name in enumerate(people)]
    dialog = reading(stand, workbook(tmp_path / "两份.xlsx", [HEADINGS, *known, *slips]))
    said = [one.text() for one in dialog.findChildren(QLabel)]
    assert [text for text in said if text.isdigit()] == ["5", "0", "5", "0", "10"]
    assert any(
        "有 5 行可能是已登记的人，或在文件中重复，先放在一边，不导入。" in text for text in said
    )

    dialog.doubles.box.setCurrentIndex(1)
    assert [one.text() for one in dialog._numbers] == ["10", "0", "0", "0", "10"]
    dialog.take.click()
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)

    assert len(where(stand.session, kinds.PERSON, name="王小兰")) == 2
    assert "其中 5 名可能重复登记" in stand.window.around.notices.text


def test_an_empty_list_offers_what_its_advice_speaks_of(office):
    page = office.page("requests")
    page.side.bar.choose(Filters())
    office.qtbot.waitUntil(lambda: page.side.findChild(QPushButton, "take_in") is not None)

    page.side.findChild(QPushButton, "take_in").click()

    (dialog,) = office.window.findChildren(QFileDialog)
    dialog.close()
