"""A click beside an open list reaches what it was meant for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gridkeeper.ui.widgets import passing_on
from gridkeeper.ui.widgets.choosing import Box


@pytest.fixture
def page(qtbot, monkeypatch):
    """A box above a line, on a platform on which Qt keeps such clicks to itself."""
    monkeypatch.setattr(passing_on, "_SWALLOWING", frozenset({"offscreen"}))
    made = QWidget()
    down = QVBoxLayout(made)
    made.box, made.line = Box(), QLineEdit()
    made.box.addItems(["甲", "乙"])
    for part in (made.box, made.line):
        down.addWidget(part)
    down.insertSpacing(1, 200)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.box.setFocus()
    return made


def press_beside(page, target):
    """Press the pointer over something while the list is open, as X11 tells the list of it."""
    shown = page.box.view().window()
    at = QPointF(target.mapToGlobal(target.rect().center()))
    left = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    here = QPointF(shown.mapFromGlobal(at.toPoint()))
    kind = QEvent.Type.MouseButtonPress
    QCoreApplication.sendEvent(shown, QMouseEvent(kind, here, at, left, left, none))


def test_the_click_that_closes_a_list_reaches_the_field_below_it(qtbot, page):
    page.box.showPopup()
    qtbot.waitUntil(page.box.view().isVisible)

    press_beside(page, page.line)

    qtbot.waitUntil(lambda: page.focusWidget() is page.line, timeout=3000)
    assert not page.box.view().isVisible()
    assert page.box.currentText() == "甲"


def test_a_click_on_the_box_itself_only_closes_its_list(qtbot, page):
    page.box.showPopup()
    qtbot.waitUntil(page.box.view().isVisible)

    press_beside(page, page.box)

    qtbot.waitUntil(lambda: not page.box.view().isVisible())
    qtbot.wait(20)
    assert not page.box.view().isVisible()
    assert page.focusWidget() is page.box
