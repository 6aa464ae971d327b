"""The gate for Qt: the binding does not abort, windows open, Chinese can be typed."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import qVersion
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

pytestmark = pytest.mark.gui
CALLS = 300


def test_calls_without_a_result_do_not_use_up_none(qtbot):
    """PySide6 6.12.0 released None once too often on Python 3.11, and aborted in the end."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)

    for number in range(CALLS):
        label.setText(str(number))

    assert sys.getrefcount(None) > before - CALLS // 2


def test_the_binding_is_one_that_was_tried():
    assert (6, 8) <= tuple(int(part) for part in qVersion().split(".")[:2]) < (6, 12)


def test_chinese_from_an_input_method_reaches_a_window(qtbot):
    window = QWidget()
    field = QLineEdit()
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    event = QInputMethodEvent("wangge", [])
    event.setCommitString("网格𠮷")

    with qtbot.waitSignal(field.textChanged):
        QApplication.sendEvent(field, event)

    assert field.text() == "网格𠮷"
