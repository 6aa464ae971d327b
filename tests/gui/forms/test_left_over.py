"""What was left unfinished is offered where it belongs, and kept once."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QFrame, QPushButton

from gridkeeper.domain import kinds
from gridkeeper.ui.forms.record_form import RecordForm
from gridkeeper.ui.forms.unsaved import unfinished
from tests.helpers.towns import a_visit_of, record, rename


def leave(stage, form):
    """Leave a form when everything is kept."""
    stage.settle()
    form.leave()
    form.deleteLater()


def of_a_home(stage, home):
    """Leave a visit to a home half written; its draft is of no home's own form."""
    form = stage.form("visit")
    box = form.sheet.editors["household_id"]
    box.set_value(home.id)
    box.changed.emit()
    stage.type(form, situation="老人身体尚可")
    leave(stage, form)


def test_a_new_visit_begins_empty_and_offers_what_was_left_of_a_home(stage, qtbot):
    (home,) = stage.records("household", number="H001")
    of_a_home(stage, home)

    again = stage.form("visit")

    assert not again.is_changed
    assert "还没写完：新登记走访“晨光花园3幢2单元501室”" in again.surface.back
    stage.type(again, situation="另一户的")
    stage.settle()
    with qtbot.waitSignal(stage.frame.resuming) as resuming:
        again.go_on()
    assert resuming.args == ["visit", "", {}, "visit:new"]
    stage.settle()
    unsaved = stage.frame.desk.unsaved
    kept = [unsaved.kept(one.form) for one in unsaved.all()]
    assert {one["situation"]: one.get("household_id", "") for one in kept} == {
        "另一户的": "",
        "老人身体尚可": home.id,
    }


@pytest.mark.parametrize("chooses", [True, False])
def test_another_home_in_what_came_back_begins_a_visit_of_its_own(stage, town, qtbot, chooses):
    (home,) = stage.records("household", number="H001")
    other = record(town.mei, kinds.HOUSEHOLD, number="H002", grid_id="WG01")
    of_a_home(stage, home)
    form = RecordForm(stage.frame, "visit", draft="visit:new")
    stage.show(form)
    stage.settle()
    assert form.facts()["situation"] == "老人身体尚可"

    box = form.sheet.editors["household_id"]
    box.focus()
    box.set_value(other.id if chooses else "3-2-602")
    box.changed.emit()
    if not chooses:
        form.sheet.editors["outcome"].focus()

    qtbot.waitUntil(lambda: form.facts()["situation"] == "")
    stage.settle()
    assert box.value() == (other.id if chooses else "3-2-602")
    assert "还没写完" in form.surface.back
    kept = stage.frame.desk.unsaved.kept("visit:new")
    assert (kept["household_id"], kept["situation"]) == (home.id, "老人身体尚可")


def test_a_new_one_can_be_begun_beside_what_came_back(stage):
    (home,) = stage.records("household", number="H001")
    form = stage.form("visit", household_id=home.id)
    stage.type(form, situation="老人身体尚可")
    leave(stage, form)
    again = stage.form("visit", household_id=home.id)
    assert "3幢2单元501室" in again.surface.back

    again.begin_anew()
    stage.type(again, situation="新写的")
    stage.settle()

    unsaved = stage.frame.desk.unsaved
    kept = [unsaved.kept(one.form)["situation"] for one in unsaved.all()]
    assert sorted(kept) == ["新写的", "老人身体尚可"]


def test_what_was_given_up_can_be_brought_back_at_once(stage, town):
    visit = a_visit_of(town.mei)
    form = stage.form("visit", visit.id)
    stage.type(form, situation="老人身体尚可")
    leave(stage, form)
    again = stage.form("visit", visit.id)
    assert again.surface.is_restored

    again.give_up()
    stage.settle()
    assert again.facts()["situation"] == ""
    notice = stage.window.findChild(QFrame, "notice")
    notice.findChild(QPushButton).click()
    stage.settle()

    assert again.facts()["situation"] == "老人身体尚可"
    assert [one.form for one in stage.frame.desk.unsaved.all()] == [again.draft]


def kept_forms(stage):
    return [one.form for one in stage.frame.desk.unsaved.all()]


def test_a_visit_begun_at_a_door_goes_on_with_what_was_left_of_it_elsewhere(stage):
    (home,) = stage.records("household", number="H001")
    of_a_home(stage, home)

    again = stage.form("visit", household_id=home.id)
    stage.type(again, measures="换灯泡")
    leave(stage, again)

    assert again.facts()["situation"] == "老人身体尚可"
    assert kept_forms(stage) == ["visit:new"]


def test_a_home_that_is_chosen_offers_what_was_left_of_it_also_at_its_door(stage, qtbot):
    (home,) = stage.records("household", number="H001")
    form = stage.form("visit", household_id=home.id)
    stage.type(form, situation="老人身体尚可")
    leave(stage, form)
    again = stage.form("visit")
    assert again.surface.back == ""

    box = again.sheet.editors["household_id"]
    box.set_value(home.id)
    box.changed.emit()

    qtbot.waitUntil(lambda: "3幢2单元501室" in again.surface.back)
    with qtbot.waitSignal(stage.frame.resuming) as resuming:
        again.go_on()
    assert resuming.args[3] == f"visit:new:{home.id}"
    stage.settle()
    assert kept_forms(stage) == [f"visit:new:{home.id}"]


def test_what_an_earlier_draft_says_as_well_is_not_kept_twice(stage):
    (home,) = stage.records("household", number="H001")
    of_a_home(stage, home)
    again = stage.form("visit")
    box = again.sheet.editors["household_id"]
    box.set_value(home.id)
    box.changed.emit()

    leave(stage, again)
    stage.settle()

    assert kept_forms(stage) == ["visit:new"]
    assert stage.frame.desk.unsaved.kept("visit:new")["situation"] == "老人身体尚可"


def test_what_an_earlier_draft_does_not_say_is_kept_beside_it(stage):
    (home,) = stage.records("household", number="H001")
    of_a_home(stage, home)
    again = stage.form("visit")
    stage.type(again, situation="另一句话")

    leave(stage, again)
    stage.settle()

    assert len(kept_forms(stage)) == 2


def test_answers_of_last_time_that_nobody_changed_leave_no_draft(stage, town, qtbot):
    (home,) = stage.records("household", number="H001")
    a_visit_of(town.mei, situation="好")
    form = stage.form("visit", household_id=home.id)
    form.repeating.take_over()
    qtbot.waitUntil(lambda: form.facts()["situation"] == "好")
    leave(stage, form)
    stage.settle()
    assert kept_forms(stage) == []

    form = stage.form("visit", household_id=home.id)
    form.repeating.take_over()
    qtbot.waitUntil(lambda: form.facts()["situation"] == "好")
    stage.type(form, measures="换灯泡")
    leave(stage, form)
    stage.settle()

    (name,) = kept_forms(stage)
    assert stage.frame.desk.unsaved.kept(name)["situation"] == "好"


def test_what_was_left_of_a_home_that_has_closed_says_so(stage, town):
    (home,) = stage.records("household", number="H001")
    of_a_home(stage, home)
    rename(town.mei, kinds.HOUSEHOLD, home, ended_on=date(2026, 10, 7))

    (begun,) = unfinished(stage.frame.desk)
    again = stage.form("visit")

    assert begun.caution == "该户已于 2026-10-07 销户"
    assert again.surface.back.endswith("该户已于 2026-10-07 销户。")
