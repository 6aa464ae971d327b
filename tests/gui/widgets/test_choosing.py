"""Boxes to choose from, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from gridkeeper.ui.widgets.choosing import Box

OFFERED = ("不导入", "居民 · 姓名", "居民 · 身份证号", "居民 · 性别", "户 · 户号", "Remark")


@pytest.fixture
def box(qtbot):
    made = Box()
    qtbot.addWidget(made)
    made.addItems(OFFERED)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sfz", "居民 · 身份证号"),
        ("xingb", "居民 · 性别"),
        ("x", "居民 · 姓名"),
        ("xx", "居民 · 性别"),  # the same letter again: the next that begins with it
        ("hh", "户 · 户号"),
        ("re", "Remark"),
        ("jmxm", "居民 · 姓名"),
        ("qqq", "不导入"),
    ],
)
@pytest.mark.parametrize("is_open", [False, True])
def test_letters_of_the_pinyin_find_what_is_offered(box, typed, found, is_open):
    if is_open:
        box.showPopup()
    QTest.keyClicks(box.view() if is_open else box, typed)

    assert (box.view().currentIndex().data() if is_open else box.currentText()) == found
    box.hidePopup()


def test_after_a_pause_a_letter_begins_anew(box, monkeypatch):
    monkeypatch.setattr("gridkeeper.ui.widgets.choosing._PAUSE_MS", -1)

    QTest.keyClicks(box, "xh")

    assert box.currentText() == "户 · 户号"
