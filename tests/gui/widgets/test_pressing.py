"""Enter presses the button that has the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from gridkeeper.ui.widgets.pressing import Button, IconButton

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@pytest.mark.parametrize("key", ENTER)
@pytest.mark.parametrize("kind", [Button, IconButton])
def test_enter_presses_it(qtbot, kind, key):
    button = kind()
    qtbot.addWidget(button)

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_enter_with_ctrl_is_left_to_others(qtbot):
    button = Button("ok")
    qtbot.addWidget(button)

    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_space_bar_presses_it_as_ever(qtbot):
    button = IconButton()
    qtbot.addWidget(button)

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_enter_on_cancel_does_not_do_what_was_to_be_cancelled(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    down = QVBoxLayout(dialog)
    cancel, delete = Button("cancel"), Button("delete")
    for button in (cancel, delete):
        button.setAutoDefault(False)
        down.addWidget(button)
    delete.setDefault(True)

    with qtbot.assertNotEmitted(delete.clicked), qtbot.waitSignal(cancel.clicked):
        qtbot.keyClick(cancel, Qt.Key.Key_Return)


def test_words_that_change_keep_their_gap_from_the_icon(qtbot):
    button = Button(" Hand in")
    qtbot.addWidget(button)
    button.setIcon(QIcon(QPixmap(16, 16)))

    button.setText("Hand in again")

    assert button.text() == " Hand in again"


def test_a_button_without_words_has_no_gap(qtbot):
    button = Button(" Hand in")
    qtbot.addWidget(button)
    button.setIcon(QIcon(QPixmap(16, 16)))

    button.setText("")

    assert button.text() == ""


def test_arrows_go_along_a_row_of_buttons_and_no_further(qtbot):
    window = QDialog()
    qtbot.addWidget(window)
    row, rest = QWidget(window), Button("elsewhere")
    across = QVBoxLayout(row)
    first, last = Button("one"), IconButton()
    last.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for one in (first, last):
        across.addWidget(one)
    down = QVBoxLayout(window)
    down.addWidget(row)
    down.addWidget(rest)
    with qtbot.waitExposed(window):
        window.show()
    first.setFocus()

    for key, on in ((Qt.Key.Key_Right, last), (Qt.Key.Key_Down, last), (Qt.Key.Key_Left, first)):
        qtbot.keyClick(window.focusWidget(), key)
        assert window.focusWidget() is on
