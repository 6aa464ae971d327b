"""The menu of a list: its columns, its order, and copying."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from gridkeeper.ui.lists.column_menu import column_menu


def test_a_column_is_hidden_from_the_menu(stand):
    page = stand.page("visits")
    menu = column_menu(page.side.view, page.side.shelf.columns)

    (line,) = [one for one in menu.findChildren(QMenu)[1].actions() if one.text() == "走访情况"]
    line.setChecked(False)

    assert "situation" not in [one.name for one in page.side.view.table.columns]


def test_a_column_comes_back_at_its_usual_place(stand):
    page = stand.page("visits")
    view = page.side.view
    view.choose_columns([one for one in view.table.columns if one.name != "household_id"])
    menu = column_menu(view, page.side.shelf.columns)

    (line,) = [one for one in menu.findChildren(QMenu)[1].actions() if one.text() == "走访户/地点"]
    line.setChecked(True)

    assert [one.name for one in view.table.columns][:2] == ["visited_on", "household_id"]


def test_the_rows_are_sorted_from_the_menu(stand):
    page = stand.page("visits")
    menu = column_menu(page.side.view, page.side.shelf.columns)

    (line,) = [one for one in menu.findChildren(QMenu)[0].actions() if one.text() == "日期"]
    line.trigger()
    stand.settled(page)

    assert page.side.view.order == ("visited_on", False)


def test_the_menu_of_columns_opens(stand):
    page = stand.page("visits")

    page.side.show_menu()

    (menu,) = [one for one in page.side.view.findChildren(QMenu) if one.isVisible()]
    texts = [one.text() for one in menu.actions() if one.text()]
    assert texts == ["排序(&S)", "显示的列(&C)", "复制选中的行(&P)\tCtrl+C"]
    menu.close()


def test_a_column_that_has_no_room_says_so(stand):
    page = stand.page("visits")
    view = page.side.view
    view.setFixedWidth(240)
    stand.qtbot.waitUntil(lambda: bool(view.waiting))

    menu = column_menu(view, page.side.shelf.columns)

    said = [one.text() for one in menu.findChildren(QMenu)[1].actions()]
    assert sum(text.endswith("（窗口太窄，未显示）") for text in said) == len(view.waiting)


def test_what_is_read_has_the_room_that_the_days_do_not_need(stand):
    view = stand.page("visits").side.view
    day = [one.name for one in view.table.columns].index("visited_on")

    text = view.fontMetrics().horizontalAdvance("2026-10-05")
    assert text < view.columnWidth(day) < text + 30


def test_the_selected_rows_are_copied_from_the_menu(stand):
    page = stand.page("visits")
    page.side.view.selectAll()
    QGuiApplication.clipboard().clear()

    column_menu(page.side.view, page.side.shelf.columns).actions()[-1].trigger()

    clipboard = QGuiApplication.clipboard()
    stand.qtbot.waitUntil(lambda: clipboard.text().count("\n") == 3)
