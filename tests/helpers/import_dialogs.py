"""The dialog of an import over a small roster, when it has read the file."""

from __future__ import annotations

from gridkeeper.ui.lists.import_dialog import ImportDialog

HEADINGS = ("姓名", "身份证号", "联系电话", "小区", "幢号", "单元", "室", "网格名称")
WANG = ("王小明", "", "13800002222", "晨光花园", "9幢", "1", "101", "第一网格")


def reading(stand, path, told=None):
    """Return a dialog over a file, when it has read it."""
    page = stand.page("people")
    dialog = ImportDialog(page.frame, "register", path, page, told)
    dialog.open()
    stand.qtbot.waitUntil(lambda: dialog.done_ is not None, timeout=20_000)
    return dialog
