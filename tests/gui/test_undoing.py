"""Undo and redo, by their keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gridkeeper.domain import kinds
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.towns import a_visit_of, where
from tests.helpers.windows import a_window_over

__all__ = ["made_town", "town"]

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, town, tmp_path):
    """A worker's window after she has recorded a visit."""
    a_visit_of(town.mei)
    with a_window_over(qtbot, town, town.mei, tmp_path) as opened:
        opened.activateWindow()
        yield opened


def press(qtbot, window, key):
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, key, CTRL)


def told(qtbot, window, beginning):
    qtbot.waitUntil(lambda: window.around.notices.text.startswith(beginning))


def visits(window):
    return [one for one in where(window.frame.desk.session, kinds.VISIT) if not one.deleted]


def test_ctrl_z_takes_the_visit_back_and_says_so(qtbot, window):
    press(qtbot, window, Qt.Key.Key_Z)

    told(qtbot, window, "已撤销：登记走访")
    assert visits(window) == []


def test_ctrl_y_does_it_again(qtbot, window):
    press(qtbot, window, Qt.Key.Key_Z)
    told(qtbot, window, "已撤销")
    press(qtbot, window, Qt.Key.Key_Y)

    told(qtbot, window, "已重做：登记走访")
    assert len(visits(window)) == 1


def test_the_notice_itself_leads_back(qtbot, window):
    press(qtbot, window, Qt.Key.Key_Z)
    told(qtbot, window, "已撤销")
    next(one for one in window.findChildren(QPushButton) if "重做" in one.text()).click()

    told(qtbot, window, "已重做")
    assert len(visits(window)) == 1


def test_with_nothing_left_to_undo_that_is_said(qtbot, window):
    press(qtbot, window, Qt.Key.Key_Z)
    told(qtbot, window, "已撤销")
    press(qtbot, window, Qt.Key.Key_Z)

    told(qtbot, window, "没有可撤销的操作")


def test_with_nothing_to_do_again_that_is_said(qtbot, window):
    press(qtbot, window, Qt.Key.Key_Y)

    told(qtbot, window, "没有可重做的操作")


def test_keys_that_are_pressed_once_too_often_do_no_harm(qtbot, window):
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()

    told(qtbot, window, "已撤销")
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    assert visits(window) == []


def test_who_only_looks_undoes_nothing(qtbot, town, tmp_path):
    a_visit_of(town.mei)
    with a_window_over(qtbot, town, town.mei, tmp_path, viewing=True) as window:
        window.actions_["undo"].trigger()
        qtbot.waitUntil(lambda: window.jobs.is_idle)

        assert len(visits(window)) == 1
        told(qtbot, window, "现在只是查看")


@pytest.mark.parametrize("name", ["record", "edit", "delete", "hand_over", "take_in"])
def test_who_only_looks_hears_why_a_key_does_nothing(qtbot, town, tmp_path, name):
    with a_window_over(qtbot, town, town.mei, tmp_path, viewing=True) as window:
        action = window.actions_[name]
        assert action.isVisible()
        assert action.isEnabled()

        action.trigger()

        told(qtbot, window, "现在只是查看")


def test_in_an_empty_field_ctrl_z_takes_back_what_was_done_last(qtbot, window):
    window.workspace.show_page("visits")
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    field = window.workspace.page.side.bar.field
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)

    qtbot.keyClicks(field, "a")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert (field.text(), len(visits(window))) == ("", 1)  # what was typed goes first
    field.setText("")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)

    told(qtbot, window, "已撤销：登记走访")
    assert visits(window) == []
