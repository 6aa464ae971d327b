"""The eye that reads all that a window tells sees a number wherever one is put into it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from tests.helpers.numbers import Numbers
from tests.helpers.peeping import told

PHONE, CARD = "19912345678", "11010119491001001X"
UNSEEN = 257  # a role in which a painter may find more


class Painted(QWidget):
    """Draws its text itself."""

    def __init__(self, window):
        super().__init__(window)
        self.resize(200, 30)

    def paintEvent(self, _event):  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.drawText(5, 20, f"☎ {PHONE}")
        painter.end()


def hidden(window):
    label = QLabel(PHONE, window)
    label.hide()


def row(window, role):
    lines = QListWidget(window)
    line = QListWidgetItem("周**", lines)
    line.setData(role, PHONE if role < UNSEEN else ("周**", [PHONE]))


def tab(window):
    tabs = QTabBar(window)
    tabs.addTab("周**")
    tabs.setTabToolTip(0, PHONE)


PLACES = {
    "a label": lambda window: QLabel(f"周明远 {CARD}", window),
    "a hidden label": hidden,
    "a tip": lambda window: window.setToolTip(PHONE),
    "a name for a screen reader": lambda window: window.setAccessibleName(PHONE),
    "what is drawn": lambda window: Painted(window).show(),
    "a hint": lambda window: QLineEdit(window).setPlaceholderText(PHONE),
    "a text": lambda window: QPlainTextEdit(f"电话\n{PHONE}", window),
    "a choice": lambda window: QComboBox(window).addItem(PHONE),
    "a row": lambda window: row(window, 0),
    "the tip of a row": lambda window: row(window, 3),
    "what a row is painted from": lambda window: row(window, UNSEEN),
    "the tip of a tab": tab,
    "the clipboard": lambda _window: QApplication.clipboard().setText(PHONE),
}


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(300, 200)
    QApplication.clipboard().clear()
    yield made
    made.close()
    QApplication.clipboard().clear()


@pytest.mark.parametrize("place", PLACES)
def test_a_number_is_seen_in(window, place):
    numbers = Numbers()
    numbers.know(PHONE, "phone")
    numbers.know(CARD, "card")
    window.show()
    assert numbers.leaks(told(window)) == []

    PLACES[place](window)

    assert numbers.leaks(told(window))


@pytest.mark.parametrize(
    "text",
    [CARD, CARD.lower(), "110101 19491001 001X", "1101011949-1001", "19491001", "91001001X"],
)
def test_a_number_is_seen_however_it_is_written_or_cut(text):
    numbers = Numbers()
    numbers.know(CARD, "card")

    assert numbers.within(f"身份证{text}，已核对")


@pytest.mark.parametrize("text", ["110*************1X", "1949-**-**", "199****5678", "2026-10-08"])
def test_what_a_mask_leaves_is_nobodys_number(text):
    numbers = Numbers()
    numbers.know(CARD, "card")
    numbers.know(PHONE, "phone")

    assert numbers.within(text) == []


def test_numbers_are_given_out_once():
    numbers = Numbers()
    given = {numbers.phone("one") for _each in range(500)}
    given |= {numbers.card("one") for _each in range(500)}

    assert len(given) == len(numbers) == 1_000
