"""Lines and texts that lead somewhere take the room that they need."""

from __future__ import annotations

import pytest

from gridkeeper.ui.look.theme import Theme
from gridkeeper.ui.widgets.lines import DoorLine, Link

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
