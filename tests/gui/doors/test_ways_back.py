"""What is begun at a door leads back to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from gridkeeper.domain import kinds
from gridkeeper.ui.lists.focus import holds_focus
from gridkeeper.ui.look.tokens import Scheme, TextSize
from tests.helpers.towns import record, where

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier


def visiting(walk, *keys):
    """Begin a visit by keys; return its form."""
    walk.press(*keys)
    walk.qtbot.waitUntil(lambda: walk.window.workspace.shown == "visits")
    form = walk.window.workspace.page.panel.form
    walk.qtbot.waitUntil(lambda: form.is_ready and walk.window.jobs.is_idle)
    return form


def back_at_the_doors(walk):
    walk.qtbot.waitUntil(lambda: walk.window.workspace.shown == "doors")
    walk.still()
    return walk.here, walk.view.hasFocus()


def name_of_new(walk, name):
    """Write who is new at the door, from the form of a person to being back at the doors."""
    walk.qtbot.waitUntil(lambda: walk.window.workspace.shown == "people")
    form = walk.window.workspace.page.panel.form
    walk.qtbot.waitUntil(lambda: form.is_ready and walk.window.jobs.is_idle)
    form.sheet.put("name", name)
    form.save()
    assert back_at_the_doors(walk) == ("102", True)
    (person,) = where(walk.session, kinds.PERSON, name=name)
    return person


def test_a_family_is_recorded_by_one_key_behind_a_door_without_one(walk):
    walk.press(KEY.Key_Right)
    walk.still()
    door = walk.view.door
    assert not door.home
    walk.press(KEY.Key_R)
    first = name_of_new(walk, "王五")
    walk.press(KEY.Key_R)
    second = name_of_new(walk, "赵六")

    (home,) = where(walk.session, kinds.HOUSEHOLD, dwelling_id=door.id)
    assert (home.head_id, home.id, home.id) == (first.id, first.household_id, second.household_id)
    assert walk.view.door.who == "王*"


def test_the_button_of_a_new_resident_stands_there_without_the_panel(walk):
    walk.window.frame.theme.use(Scheme.LIGHT, TextSize.LARGEST)
    walk.press(KEY.Key_Right)
    walk.still()
    assert not walk.page.panel.isVisible()
    buttons = walk.page.side.findChildren(QPushButton)
    begin = next(one for one in buttons if "登记居民(&R)" in one.text())
    assert begin.isVisible()
    begin.click()

    assert name_of_new(walk, "王五").household_id


def test_at_a_door_of_several_households_the_form_asks_which_one(walk):
    record(walk.session, kinds.HOUSEHOLD, dwelling_id=walk.view.door.id)
    walk.qtbot.waitUntil(lambda: len(walk.view.door.homes) == 2)

    assert walk.page.preset("person") == {"household_id": walk.view.door.place}


@pytest.mark.parametrize("keys", [(KEY.Key_4,), (KEY.Key_Right,)], ids=["lived in", "empty"])
def test_escape_leads_from_what_space_opened_back_to_the_door(walk, keys):
    walk.press(*keys)
    walk.still()
    here = walk.here
    walk.press(KEY.Key_Space)
    page = walk.window.workspace.page
    walk.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
    walk.qtbot.waitUntil(lambda: holds_focus(page.panel.detail) and walk.window.jobs.is_idle)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Escape)

    assert back_at_the_doors(walk) == (here, True)


def test_a_visit_that_is_saved_leads_back_to_its_door(walk):
    form = visiting(walk, KEY.Key_4, KEY.Key_Return)
    form.sheet.put("outcome", "01")
    form.save()

    assert back_at_the_doors(walk) == ("401", True)
    assert walk.window.frame.notices.text.startswith("已保存")
    assert walk.view.table.mark(walk.view.door).letter == "今"
    walk.press(KEY.Key_Up, KEY.Key_W)
    assert [one.outcome for one in walk.visits(outcome="03")] == ["03"]


def test_a_visit_that_is_left_leads_back_to_its_door(walk):
    form = visiting(walk, KEY.Key_4, KEY.Key_Return)
    form.sheet.editors["situation"].set_value("家里漏水")
    walk.qtbot.waitUntil(lambda: form.is_changed)
    form.leave()

    assert back_at_the_doors(walk) == ("401", True)
    assert "没写完" in walk.window.frame.notices.text


def test_whoever_walked_on_from_a_visit_stays_where_she_is_when_another_is_saved(walk):
    visiting(walk, KEY.Key_4, KEY.Key_Return)
    pages = walk.window.workspace
    pages.page.compose("visit", {"place": "别处", "outcome": "01"})
    form = pages.page.panel.form
    walk.qtbot.waitUntil(lambda: form.is_ready and walk.window.jobs.is_idle)
    form.save()

    walk.qtbot.waitUntil(lambda: pages.page.panel.form is None and walk.window.jobs.is_idle)
    assert pages.shown == "visits"
