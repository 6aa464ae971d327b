"""A form of somebody who is registered already."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from tests.helpers.forms import KEY, press
from tests.helpers.towns import ZHANG_SAN


def test_somebody_who_is_registered_is_said_before_saving_and_can_be_opened(stage, qtbot):
    form = stage.form("person", name="张三丰", id_number=ZHANG_SAN, household_id="3-2-501")
    number = form.sheet.editors["id_number"]
    form.save()
    qtbot.waitUntil(lambda: form.surface.left_to_do != "")

    assert number.problem == "这个身份证号已有人登记：张*，晨光花园3幢2单元501室。"
    assert number.has_focus()
    assert not stage.records("person", name="张三丰")
    (zhang,) = stage.records("person", name="张三")
    (door,) = [one for one in number.findChildren(QPushButton) if one.accessibleName() == "打开"]
    with qtbot.waitSignal(stage.frame.going) as going:
        door.click()
    assert going.args == ["", "person", zhang.id]


def test_enter_goes_on_past_the_way_to_somebody_else_and_tab_finds_it(stage, qtbot):
    form = stage.form("person", name="张三丰", id_number=ZHANG_SAN)
    form.save()
    qtbot.waitUntil(lambda: form.surface.left_to_do != "")
    number = form.sheet.editors["id_number"]

    press(number.line, KEY.Key_Return)
    assert form.sheet.editors["sex"].has_focus()

    number.focus()
    press(number.line, KEY.Key_Tab)
    assert form.focusWidget().accessibleName() == "打开"


def test_whoever_saves_once_more_means_it(stage, qtbot):
    form = stage.form("person", name="张三丰", id_number=ZHANG_SAN)
    form.save()
    qtbot.waitUntil(lambda: form.surface.left_to_do != "")

    stage.save(form)

    (person,) = stage.records("person", name="张三丰")
    assert (str(person.birth), person.sex) == ("1949-10-01", "1")


def test_what_was_said_beside_something_refused_is_asked_again(stage, qtbot):
    form = stage.form("person", name="张三丰", id_number=ZHANG_SAN, phone="12")
    form.save()
    qtbot.waitUntil(lambda: form.sheet.editors["phone"].problem != "")

    form.sheet.editors["phone"].set_value("13900001111")
    form.save()
    stage.settle()

    assert form.sheet.editors["id_number"].has_focus()
    assert not stage.records("person", name="张三丰")
    stage.save(form)
    assert len(stage.records("person", name="张三丰")) == 1
