"""Taking in a file: what would come of it, then for good."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QTableView

from gridkeeper.domain import kinds
from gridkeeper.ui.lists.import_dialog import ImportDialog
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.case_files import workbook
from tests.helpers.towns import record, where

HEADINGS = ("姓名", "身份证号", "联系电话", "小区", "幢号", "单元", "室", "网格名称")
WANG = ("王小明", "", "13800002222", "晨光花园", "9幢", "1", "101", "第一网格")
BAD = ("李小红", "11010119491001001", "13800003333", "晨光花园", "9幢", "1", "102", "第一网格")


@pytest.fixture
def roster(tmp_path):
    """A roster with one row that can be taken in and one that cannot."""
    return workbook(tmp_path / "花名册.xlsx", [HEADINGS, WANG, BAD])


@pytest.fixture
def opened(stand, roster):
    """The dialog over that roster, when it has read it."""
    page = stand.page("people")
    dialog = ImportDialog(page.frame, "register", roster, page)
    dialog.open()
    stand.qtbot.waitUntil(lambda: dialog.done_ is not None, timeout=20_000)
    yield dialog
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


def test_it_closes_when_what_was_refused_is_saved(stand, opened, tmp_path):
    taken(stand, opened)

    opened._write_refused(tmp_path / "待修改.xlsx")

    stand.qtbot.waitUntil(lambda: not stand.window.findChildren(ImportDialog), timeout=20_000)
    assert (tmp_path / "待修改.xlsx").stat().st_size
    assert "待修改.xlsx" in stand.window.around.notices.text


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
    assert any("第 2 行" in one.text() for one in dialog.findChildren(QLabel))
    assert dialog._save.isVisible()

    taken(stand, dialog)

    assert "1 行与这里已登记的不同" in dialog._said.text()
    dialog._write_refused(tmp_path / "核对.xlsx")
    stand.qtbot.waitUntil(lambda: not stand.window.findChildren(ImportDialog), timeout=20_000)
    (row,) = openpyxl.load_workbook(tmp_path / "核对.xlsx").active.iter_rows(2, values_only=True)
    assert (row[0], row[4]) == (2, "13800009999")
    assert "联系电话：已登记 138****2222，文件里 13800009999" in row[1]


def test_refused_rows_are_saved_to_be_mended(stand, opened, tmp_path):
    target = tmp_path / "待修改.xlsx"

    opened._write_refused(target)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)

    assert target.stat().st_size
    assert "1 行" in stand.window.around.notices.text


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


def test_it_asks_once_where_rows_belong_that_name_no_grid(stand, tmp_path):
    record(stand.session, kinds.GRID, name="第三网格")
    page = stand.page("people")
    file = workbook(tmp_path / "没网格.xlsx", [HEADINGS[:-1], WANG[:-1]])
    dialog = ImportDialog(page.frame, "register", file, page)
    dialog.open()
    stand.qtbot.waitUntil(lambda: dialog.grid is not None, timeout=20_000)
    assert any("1 行没写网格" in one.text() for one in dialog.findChildren(QLabel))

    dialog.grid.setCurrentText("第三网格")
    dialog.take.click()
    stand.qtbot.waitUntil(lambda: "王小明" in names(stand), timeout=20_000)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)

    (third,) = where(stand.session, kinds.GRID, name="第三网格")
    (wang,) = where(stand.session, kinds.PERSON, name="王小明")
    assert wang.grid_id == third.id
    again = ImportDialog(page.frame, "register", file, page)
    again.open()
    stand.qtbot.waitUntil(lambda: again.done_ is not None, timeout=20_000)
    assert stand.window.frame.preferences.text("roster_grid") == third.id
    again.done(0)
