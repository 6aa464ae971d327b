"""What happened to a household, from the menu to the timeline."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from gridkeeper.domain import kinds, register_events
from gridkeeper.services.register.events import Occasion, RegisterEventService
from gridkeeper.ui.forms.unsaved import go_on, unfinished
from gridkeeper.ui.register.happening import EventDialog
from tests.helpers.forms import KEY
from tests.helpers.towns import where


@pytest.fixture
def begin(stand):
    """Begin an event of the household of 张三 as its form stands there."""

    def begun(event):
        frame = stand.window.frame
        (home,) = where(stand.session, kinds.HOUSEHOLD)
        found = frame.desk.register_events.chances(kinds.HOUSEHOLD, home.id)
        dialog = EventDialog(frame, found, event, stand.window)
        frame.messages.show(dialog)
        return dialog

    return begun


def written(stand, dialog):
    """Save the form and wait until it is written."""
    with stand.qtbot.waitSignal(dialog.accepted):
        dialog.save()
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)


def person(stand, **equal):
    (found,) = where(stand.session, kinds.PERSON, **equal)
    return found


def open_menu(stand, page):
    page.perform("event")
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)
    return next(one for one in stand.window.findChildren(QMenu) if one.isVisible())


def test_a_key_and_a_digit_lead_to_the_short_form_of_an_event(stand):
    page = stand.page("people")
    page.open("household", where(stand.session, kinds.HOUSEHOLD)[0].id)
    stand.settled(page)

    menu = open_menu(stand, page)
    QTest.keyClick(menu, KEY.Key_5)

    dialog = stand.dialog(EventDialog)
    assert (dialog.what, dialog.windowTitle()) == (
        register_events.DIED,
        "死亡：晨光花园3幢2单元501室",
    )
    dialog.close()


def test_what_cannot_happen_says_why_in_the_menu(stand):
    home = where(stand.session, kinds.HOUSEHOLD)[0]
    RegisterEventService(stand.session).move_out_whole(home.id, Occasion(on=date(2026, 10, 1)))
    page = stand.page("people")
    page.open("household", home.id)
    stand.settled(page)

    menu = open_menu(stand, page)

    said = {line.text(): line.isEnabled() for line in menu.actions()}
    assert said["&1  迁入"]
    assert not said["&2  迁出（该户已于 2026-10-01 销户）"]
    menu.close()


def test_somebody_new_moves_in_and_stands_on_the_timeline(stand, begin):
    dialog = begin(register_events.MOVED_IN)
    dialog.sheet.set_facts({"name": "王五", "phone": "13911112222"})
    dialog.editors["place"].set_value("河北保定")

    written(stand, dialog)

    came = person(stand, name="王五")
    assert str(came.moved_in) == "2026-10-08"
    lines = stand.window.frame.desk.dossiers.of(kinds.HOUSEHOLD, came.household_id).timeline
    assert [(one.what, one.change) for one in lines] == [("迁入", "王*，来自河北保定")]


def test_who_is_registered_already_is_said_before_she_moves_in_again(stand, begin):
    dialog = begin(register_events.MOVED_IN)
    dialog.sheet.set_facts({"name": "张三", "phone": "13800001111"})
    dialog.save()
    stand.qtbot.waitUntil(lambda: dialog.problem != "")

    assert "张*" in dialog.sheet.editors["phone"].problem
    assert len(where(stand.session, kinds.PERSON)) == 2

    written(stand, dialog)
    assert len(where(stand.session, kinds.PERSON, name="张三")) == 2


def test_if_all_of_them_leave_the_household_is_closed(stand, begin):
    dialog = begin(register_events.MOVED_OUT)
    dialog.people.choose({one.id for one in where(stand.session, kinds.PERSON)})

    written(stand, dialog)

    (home,) = where(stand.session, kinds.HOUSEHOLD)
    assert str(home.ended_on) == "2026-10-08"


def test_after_the_head_has_died_another_is_chosen_at_once_and_undoing_brings_both_back(
    stand, begin
):
    head, wife = person(stand, name="张三"), person(stand, relation="10")
    dialog = begin(register_events.DIED)
    dialog.people.choose({head.id})
    written(stand, dialog)
    asking = stand.dialog(EventDialog)
    assert asking.what == register_events.NEW_HEAD
    asking.people.choose({wife.id})
    written(stand, asking)
    assert where(stand.session, kinds.HOUSEHOLD)[0].head_id == wife.id

    undo = stand.window.frame.desk.undo
    undo.undo()
    undo.undo()

    assert where(stand.session, kinds.HOUSEHOLD)[0].head_id == head.id
    assert person(stand, name="张三").died_on is None


def test_what_cannot_have_happened_so_is_said_and_everything_typed_stays(stand, begin):
    dialog = begin(register_events.JOINED)
    dialog.editors["into"].set_value("9-9-999")
    dialog.editors["reason"].set_value("儿子接去同住")

    dialog.save()
    stand.qtbot.waitUntil(lambda: dialog.problem != "")

    assert dialog.problem == "9-9-999：那里没有在册的户，请从列表中选一户。"
    assert dialog.editors["reason"].value() == "儿子接去同住"
    assert where(stand.session, kinds.REGISTER_EVENT) == []
    dialog.close()


def test_nothing_is_written_as_long_as_nobody_is_chosen(stand, begin):
    dialog = begin(register_events.SPLIT)

    dialog.save()
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)

    assert where(stand.session, kinds.REGISTER_EVENT) == []
    assert "请选择是谁" in [one.text() for one in dialog.people.findChildren(QLabel)]
    dialog.close()


def test_what_was_typed_and_left_comes_back_from_where_it_is_named(stand, begin):
    dialog = begin(register_events.MOVED_IN)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)
    name = dialog.sheet.editors["name"]
    name.line.setText("王五")
    name.line.textEdited.emit("王五")
    dialog.reject()
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)

    (left,) = unfinished(stand.window.frame.desk)
    assert left.text == "迁入：晨光花园3幢2单元501室"
    go_on(stand.window.frame, left)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)

    again = stand.dialog(EventDialog)
    assert (again.what, again.sheet.facts()["name"]) == (register_events.MOVED_IN, "王五")
    written(stand, again)
    assert unfinished(stand.window.frame.desk) == []


def test_each_box_is_reached_by_arrows_and_one_key_ticks_the_whole_household(stand, begin):
    dialog = begin(register_events.MOVED_OUT)
    stand.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.people.focus()
    first = dialog.focusWidget()

    for key, moves in ((KEY.Key_Down, True), (KEY.Key_Down, False)):
        before = dialog.focusWidget()
        QTest.keyClick(before, key)
        assert (dialog.focusWidget() is not before) == moves
    QTest.keyClick(dialog.focusWidget(), KEY.Key_Space)
    assert len(dialog.people.chosen) == 1
    QTest.keyClick(dialog.focusWidget(), KEY.Key_Up)
    assert dialog.focusWidget() is first

    QTest.keyClick(dialog.focusWidget(), KEY.Key_W, Qt.KeyboardModifier.AltModifier)
    stand.qtbot.waitUntil(lambda: dialog.people.is_everybody)
    dialog.reject()
