"""Tab goes as one reads, whatever came into the window first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gridkeeper.ui.widgets.tabbing import tab_in_reading_order, tab_to_checked


class Sheet(QWidget):
    """Two buttons at the foot, and fields above that come later."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QWidget()
        self.fields = QVBoxLayout(self.body)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.body)
        down = QVBoxLayout(self)
        down.addWidget(scroll)
        foot = QHBoxLayout()
        for name in ("cancel", "save"):
            foot.addWidget(named(QPushButton(name), name))
        down.addLayout(foot)

    def add(self, name: str) -> None:
        self.fields.addWidget(named(QLineEdit(), name))

    def add_whole(self, line: str, button: str) -> None:
        """Add a field of two parts that hands the keyboard on to the first of them."""
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.addWidget(named(QLineEdit(), line))
        across.addWidget(named(QPushButton(), button))
        whole.setFocusProxy(whole.findChild(QLineEdit))
        self.fields.addWidget(whole)


def named(widget, name):
    widget.setObjectName(name)
    return widget


@pytest.fixture
def sheet(qtbot):
    """Shown, with a window of its own."""
    made = Sheet()
    qtbot.addWidget(made)
    return made


def walked(qtbot, sheet, first, steps):
    """Return where Tab comes to, one after the other."""
    sheet.show()
    qtbot.waitExposed(sheet)
    sheet.activateWindow()
    begin = sheet.findChild(QWidget, first)
    begin.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is begin)
    found = []
    for _step in range(steps):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget().objectName())
    return found


def test_fields_that_came_after_the_buttons_come_before_them(qtbot, sheet):
    sheet.add("name")
    sheet.add("phone")

    tab_in_reading_order(sheet)

    assert walked(qtbot, sheet, "name", 4) == ["phone", "cancel", "save", "name"]


def test_a_field_that_comes_later_still_has_its_place(qtbot, sheet):
    sheet.add("name")
    tab_in_reading_order(sheet)
    sheet.add("phone")

    tab_in_reading_order(sheet)

    assert walked(qtbot, sheet, "name", 4) == ["phone", "cancel", "save", "name"]


def test_a_field_of_two_parts_is_gone_through_part_by_part(qtbot, sheet):
    sheet.add("name")
    sheet.add_whole("file", "choose")
    sheet.add("phone")

    tab_in_reading_order(sheet)

    found = walked(qtbot, sheet, "name", 6)
    assert found == ["file", "choose", "phone", "cancel", "save", "name"]


def test_of_exclusive_buttons_only_the_checked_one_is_come_to(qtbot, sheet):
    group = QButtonGroup(sheet)
    for name in ("yes", "no", "unsaid"):
        button = named(QRadioButton(name), name)
        group.addButton(button)
        sheet.fields.addWidget(button)
    sheet.add("name")
    group.buttons()[2].setChecked(True)
    tab_to_checked(group)
    tab_in_reading_order(sheet)

    assert walked(qtbot, sheet, "unsaid", 1) == ["name"]
    group.buttons()[0].setChecked(True)
    assert walked(qtbot, sheet, "save", 2) == ["yes", "name"]
