"""A line to type into: its icons, and what it shows of a text that does not fit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout, QWidget

from gridkeeper.ui.look.theme import Theme
from gridkeeper.ui.look.tokens import Scheme, TextSize
from gridkeeper.ui.widgets.line import Line

pytestmark = pytest.mark.gui

LONG = "registered and living here, with the whole family"


@pytest.fixture
def theme(qapp):
    """The look in force."""
    made = Theme(qapp)
    made.use(Scheme.LIGHT, TextSize.NORMAL)
    yield made
    made.use(Scheme.LIGHT, TextSize.NORMAL)


@pytest.fixture
def line(qtbot, theme):
    """A narrow line without the keyboard, which another has."""
    page = QWidget()
    down = QVBoxLayout(page)
    other, made = QLineEdit(), Line()
    for part in (other, made):
        down.addWidget(part)
    qtbot.addWidget(page)
    page.resize(200, 120)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    other.setFocus()
    made.page = page
    return made


def test_icons_grow_with_the_text_and_stay_inside(line, theme, qtbot):
    before = line.add_icon(theme, "search", leading=True)
    behind = line.add_icon(theme, "calendar", "日历")
    small = behind.iconSize().width()

    theme.use(Scheme.LIGHT, TextSize.LARGEST)

    assert behind.iconSize().width() == round(small * TextSize.LARGEST.factor)
    qtbot.waitUntil(lambda: behind.geometry().right() == line.width() - 1)
    assert before.x() == 0
    assert line.rect().contains(behind.geometry())
    assert line.rect().contains(before.geometry())


def test_the_text_keeps_away_from_the_icons(line, theme):
    line.setText("W" * 9)
    assert not line.is_cut

    line.add_icon(theme, "search", leading=True)
    line.add_icon(theme, "calendar", "日历")

    assert line.is_cut


def test_an_icon_is_pressed(line, theme, qtbot):
    pressed = []
    icon = line.add_icon(theme, "calendar", "日历", lambda: pressed.append(1))

    qtbot.mouseClick(icon, Qt.MouseButton.LeftButton)

    assert pressed == [1]


def test_a_cross_is_there_when_there_is_something_to_empty(line, theme, qtbot):
    cross = line.add_cross(theme, "清空")
    assert cross.isHidden()

    line.setText("张三")
    assert cross.isVisible()
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)

    assert line.text() == ""
    assert cross.isHidden()


def test_a_text_that_does_not_fit_ends_in_dots_until_somebody_types(line):
    line.setText(LONG)
    line.setCursorPosition(0)
    dotted = line.grab().toImage()
    plain = QLineEdit(line.page)
    plain.setGeometry(line.geometry())
    plain.setText(LONG)
    plain.setCursorPosition(0)
    plain.show()

    assert dotted != plain.grab().toImage()
    line.setText("here")
    plain.setText("here")
    assert line.grab().toImage() == plain.grab().toImage()


def test_what_is_cut_can_be_read_where_the_pointer_is(line, qtbot):
    line.setText(LONG)

    QApplication.sendEvent(
        line, QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(5, 5), line.mapToGlobal(QPoint(5, 5)))
    )

    qtbot.waitUntil(lambda: QToolTip.text() == LONG)
    QToolTip.hideText()
