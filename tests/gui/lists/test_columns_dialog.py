"""Saying what the columns of a roster mean."""

from __future__ import annotations

from PySide6.QtCore import Qt

from gridkeeper.ui.lists.columns_dialog import ColumnsDialog
from gridkeeper.ui.lists.import_dialog import ImportDialog
from tests.helpers.case_files import workbook
from tests.helpers.import_dialogs import HEADINGS, WANG, reading


def test_a_column_that_was_taken_for_another_is_put_right(stand, tmp_path):
    heads = (*HEADINGS, "工作单位")
    dialog = reading(stand, workbook(tmp_path / "错列.xlsx", [heads, (*WANG, "下棋")]))

    dialog.explain.click()
    asked = stand.window.findChild(ColumnsDialog)
    box = asked.boxes["工作单位"]
    assert box.currentText().startswith("居民 · ")
    box.setCurrentText("居民 · 备注")
    stand.qtbot.keyClick(asked, Qt.Key.Key_Return)
    stand.qtbot.waitUntil(lambda: dialog not in stand.window.findChildren(ImportDialog))
    (again,) = stand.window.findChildren(ImportDialog)
    stand.qtbot.waitUntil(lambda: again.done_ is not None, timeout=20_000)

    assert again.done_.mapping == {"工作单位": "person.remark"}
    again.reject()


def test_what_one_column_means_no_other_means_any_more(stand, tmp_path):
    heads = (*HEADINGS, "绰号")
    dialog = reading(stand, workbook(tmp_path / "绰号.xlsx", [heads, (*WANG, "小明")]))
    dialog.explain.click()
    asked = stand.window.findChild(ColumnsDialog)
    assert not asked.boxes["姓名"].isVisible()

    box = asked.boxes["绰号"]
    box.setCurrentIndex(box.findData("person.name"))
    box.activated.emit(box.currentIndex())

    assert not asked.boxes["姓名"].currentData()
    assert asked.boxes["姓名"].isVisible()
    asked.reject()
    dialog.reject()
