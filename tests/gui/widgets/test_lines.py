"""Lines and texts that lead somewhere take the room that they need."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridkeeper.ui.look import fonts
from gridkeeper.ui.look.theme import Theme
from gridkeeper.ui.widgets.lines import DoorLine, Link, broken

ADDRESS = "走访〔2026〕第01-082号 晨光花园3幢2单元402室"


@pytest.fixture
def theme(qapp):
    return Theme(qapp)


def test_a_line_with_nothing_below_is_lower(qtbot, theme):
    whole = DoorLine(theme, "张三", "户主", lambda: None)
    low = DoorLine(theme, "张三", "", lambda: None)
    for line in (whole, low):
        qtbot.addWidget(line)

    assert low.sizeHint().height() < whole.sizeHint().height()
    assert low.toolTip() == "张三"


def test_a_long_link_goes_on_below(qtbot, theme):
    link = Link(theme, ADDRESS, lambda: None)
    qtbot.addWidget(link)
    wide = link.sizeHint().width()

    assert link.heightForWidth(wide // 2) > link.heightForWidth(wide)


def test_a_link_is_pressed_and_read_aloud(qtbot, theme):
    pressed = []
    link = Link(theme, ADDRESS, lambda: pressed.append(1))
    qtbot.addWidget(link)

    link.click()

    assert pressed
    assert link.accessibleName() == ADDRESS


LONG = "隐患〔2026〕第01-011号 车棚灯损坏，近来丢失两块电池，监控角度被树枝遮挡，要求尽快整改。"


@pytest.mark.parametrize(("title", "about"), [(LONG, "今天到期"), ("张三", LONG)])
def test_a_long_text_of_a_line_goes_on_below(qtbot, theme, title, about):
    line = DoorLine(theme, title, about, lambda: None)
    qtbot.addWidget(line)

    assert line.heightForWidth(5000) == line.sizeHint().height()
    assert line.heightForWidth(500) > line.sizeHint().height()


def test_a_line_is_given_the_height_that_its_texts_need(qtbot, theme):
    around = QWidget()
    qtbot.addWidget(around)
    line = DoorLine(theme, "张三", LONG, lambda: None)
    QVBoxLayout(around).addWidget(line)
    around.resize(500, 300)
    around.show()

    assert line.height() >= line.heightForWidth(line.width()) > line.sizeHint().height()


def test_a_text_goes_on_below_only_once(qapp):
    font = fonts.sized(14)
    room = QFontMetrics(font).horizontalAdvance(LONG) // 4

    first, second = broken(LONG, font, room)

    assert LONG.startswith(first)
    assert second.endswith("…")


def test_a_rare_character_is_not_cut_in_two(qapp):
    text = "𠮷小花" * 20
    font = fonts.sized(14)
    room = QFontMetrics(font).horizontalAdvance(text) * 2 // 3

    assert "".join(broken(text, font, room)) == text
