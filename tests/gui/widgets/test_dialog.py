"""A dialog stays where its buttons can be pressed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from gridkeeper.ui.look.theme import Theme
from gridkeeper.ui.widgets.dialog import Dialog


@pytest.fixture
def dialog(qtbot, qapp):
    made = Dialog(Theme(qapp), "导入花名册", None)
    qtbot.addWidget(made)
    made.show()
    return made


def test_one_that_grows_out_of_the_screen_goes_up(dialog):
    room = dialog.screen().availableGeometry()
    dialog.move(0, room.bottom() - dialog.height())

    dialog.resize(dialog.width(), dialog.height() + 300)

    assert dialog.frameGeometry().bottom() <= room.bottom()
    assert dialog.frameGeometry().top() >= room.top()


def test_one_that_is_higher_than_the_screen_begins_at_its_top(dialog):
    room = dialog.screen().availableGeometry()
    dialog.move(0, 100)

    dialog.resize(dialog.width(), room.height() + 200)

    assert dialog.frameGeometry().top() == room.top()


def test_one_with_room_stays_where_it_is(dialog):
    dialog.move(40, 60)
    dialog.body.addWidget(QLabel("新增居民 19 条"))
    dialog.fit()

    assert (dialog.x(), dialog.y()) == (40, 60)


def test_one_above_another_may_be_as_high_as_one_above_the_window(qtbot, qapp):
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    first = Dialog(Theme(qapp), "导入花名册", window)
    first.resize(400, 200)

    second = Dialog(Theme(qapp), "无法识别的列", first)

    assert second.most_high == first.most_high > 600
