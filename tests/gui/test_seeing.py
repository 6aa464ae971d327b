"""The eye of `test_every_scene` sees what it should: each fault is planted once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from gridkeeper import texts
from tests.helpers.seeing import faults

pytestmark = pytest.mark.gui


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 200)
    return made


def seen(page):
    page.show()
    return " ".join(faults(page))


def test_a_page_without_faults_has_none(page):
    layout = QHBoxLayout(page)
    field = QLineEdit()
    field.setAccessibleName("姓名")
    for part in (QLabel("姓名"), field, QPushButton("保存(&S)")):
        layout.addWidget(part)

    assert seen(page) == ""


def test_a_text_that_is_cut_is_seen(page):
    QLabel("一段放不下的很长的文字", page).setGeometry(0, 0, 40, 20)

    assert "cut" in seen(page)


def test_a_wrapped_text_that_is_cut_below_is_seen(page):
    text = QLabel("一段放不下的很长的文字，要换好几行", page)
    text.setWordWrap(True)
    text.setGeometry(0, 0, 60, 20)

    assert "cut below" in seen(page)


def test_a_button_that_is_cut_is_seen(page):
    QPushButton("保存并继续登记下一户(&S)", page).setGeometry(0, 0, 40, 30)

    assert "button cut" in seen(page)


def test_things_on_top_of_each_other_are_seen(page):
    QLabel("甲", page).setGeometry(0, 0, 50, 30)
    QLabel("乙", page).setGeometry(20, 10, 50, 30)

    assert "overlap" in seen(page)


def test_a_field_without_a_name_is_seen(page):
    QLineEdit(page).setGeometry(0, 0, 100, 30)

    assert "no name" in seen(page)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_english_is_seen_in_a_chinese_window_only(page, language):
    texts.use(language)
    QLabel("Save it", page).setGeometry(0, 0, 200, 30)

    assert ("not Chinese" in seen(page)) == (language == texts.CHINESE)


def test_what_is_called_the_same_everywhere_is_chinese_enough(page):
    QLabel("导出 Excel（Ctrl+E）", page).setGeometry(0, 0, 300, 30)

    assert seen(page) == ""


def test_what_must_be_scrolled_sideways_is_seen(qtbot):
    window = QWidget()
    window.resize(200, 200)
    area = QScrollArea(window, widgetResizable=True)
    area.resize(180, 180)
    inside = QWidget()
    inside.setMinimumWidth(400)
    area.setWidget(inside)
    qtbot.addWidget(window)
    window.show()

    assert any("pixels" in text for text in faults(window))
