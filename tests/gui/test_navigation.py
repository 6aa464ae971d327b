"""Walking through the pages without a mouse."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QPushButton, QScrollArea

from gridkeeper.domain.replicas import Role
from gridkeeper.services.session import Session
from tests.helpers.stores import a_copied_store
from tests.helpers.towns import FixedClock
from tests.helpers.windows import a_window


@pytest.fixture
def window(qtbot, tmp_path):
    """A window over an empty store of somebody who works alone."""
    session = Session(a_copied_store(tmp_path, Role.ALONE), FixedClock())
    with a_window(tmp_path, session) as made:
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        qtbot.waitUntil(lambda: made.jobs.is_idle)
        yield made
        qtbot.waitUntil(lambda: made.jobs.is_idle)


@pytest.fixture
def rail(window):
    """The list of pages, with the keyboard on it."""
    made = window.findChild(QListWidget, "navigation")
    made.setFocus()
    return made


def test_arrows_show_one_page_after_the_other_and_stay_in_the_list(window, rail, qtbot):
    names = window.workspace.names
    for name in names[1:]:
        qtbot.keyClick(rail, Qt.Key.Key_Down)

        assert window.workspace.shown == name
        assert QApplication.focusWidget() is rail
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    assert QApplication.focusWidget() is rail  # also when the pages have their answers


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Right])
def test_enter_goes_into_the_page(window, rail, qtbot, key):
    qtbot.keyClick(rail, Qt.Key.Key_Down)
    qtbot.keyClick(rail, key)

    focus = QApplication.focusWidget()
    assert window.workspace.page is focus or window.workspace.page.isAncestorOf(focus)


def test_a_number_goes_into_the_page_also_where_it_is_shown_already(window, rail, qtbot):
    qtbot.keyClick(rail, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)

    assert window.workspace.shown == window.workspace.names[0]
    assert window.workspace.page.isAncestorOf(QApplication.focusWidget())


def test_one_sees_that_the_list_has_the_keyboard(window, rail):
    with_it = rail.grab().toImage()
    window.workspace.page.setFocus()

    assert rail.grab().toImage() != with_it


def test_one_sees_that_what_only_scrolls_has_the_keyboard(window):
    scroll = QScrollArea(window)
    scroll.setGeometry(0, 0, 200, 200)
    scroll.show()
    without = scroll.grab().toImage()
    scroll.setFocus()

    assert scroll.grab().toImage() != without


def test_where_one_is_stays_in_sight_when_there_is_less_room(window, rail, qtbot):
    window.workspace.show_page("settings")
    rail.setFixedHeight(120)

    qtbot.waitUntil(lambda: rail.height() == 120)
    assert rail.viewport().rect().contains(rail.visualRect(rail.currentIndex()))


def test_where_there_is_less_room_the_pages_stand_closer_before_one_is_cut(window, rail, qtbot):
    closest = 26 * rail.count()
    usual = rail.visualRect(rail.model().index(0, 0)).height()
    assert rail.count() * usual > closest + 40
    rail.setFixedHeight(closest + 40)

    last = rail.model().index(rail.count() - 1, 0)
    qtbot.waitUntil(lambda: rail.viewport().rect().contains(rail.visualRect(last)))
    assert rail.verticalScrollBar().maximum() == 0


def test_ones_own_name_offers_to_lock_and_does_not_lock_by_itself(window, qtbot):
    window.findChild(QPushButton, "who").click()

    (menu,) = [one for one in window.findChildren(QMenu) if one.isVisible()]
    assert window.workspace is not None
    lock, _other = menu.actions()
    assert [lock, _other] == [window.actions_["lock"], window.actions_["open_other"]]
    assert menu.activeAction() is lock

    menu.close()


def test_a_patrol_is_chosen_beside_a_visit_where_something_is_recorded(window, qtbot):
    window.actions_["record"].trigger()
    (menu,) = [one for one in window.findChildren(QMenu) if one.isVisible()]
    assert [one.text() for one in menu.actions()][:3] == ["&1  走访", "&2  巡查", "&3  矛盾纠纷"]

    qtbot.keyClick(menu, Qt.Key.Key_2)

    form = window.workspace.page.panel.form
    qtbot.waitUntil(lambda: form.is_ready)
    assert form.facts()["kind"] == "巡查"
    qtbot.waitUntil(form.sheet.editors["place"].has_focus)


@pytest.mark.parametrize("role", list(Role))
def test_every_page_says_its_keys(qtbot, tmp_path, role):
    session = Session(a_copied_store(tmp_path, role), FixedClock())
    with a_window(tmp_path, session) as made:
        qtbot.waitUntil(lambda: made.jobs.is_idle)
        rail = made.findChild(QListWidget, "navigation")
        tips = {rail.item(row).toolTip() for row in range(rail.count())}

        assert "今日 (Ctrl+1)" in tips or role is Role.SUPERVISOR
        assert all(re.search(r" \(Ctrl\+[1-9D,]\)$", tip) for tip in tips)
        assert len(tips) == rail.count()
