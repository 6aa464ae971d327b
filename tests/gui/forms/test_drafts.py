"""What is typed is kept, and comes back."""

from __future__ import annotations

import os

import pytest
from PySide6.QtWidgets import QAbstractButton, QFrame

from gridkeeper.domain import kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.records.unsaved import UnsavedService
from gridkeeper.ui.forms.drafts import form_key
from gridkeeper.ui.forms.facts import without_seen
from gridkeeper.ui.forms.record_form import RecordForm
from gridkeeper.ui.forms.unsaved import unfinished
from gridkeeper.ui.widgets.pieces import unlettered
from tests.helpers.forms import commit
from tests.helpers.towns import a_visit_of

GONE = f"{2**22 + 1}."
"""A program that has ended: no system gives so high a number."""


def leave(stage, form):
    """Leave a form when everything is kept."""
    stage.settle()
    form.leave()
    form.deleteLater()


def test_what_was_not_finished_comes_back(stage):
    form = stage.form("visit")
    stage.type(form, situation="老人身体尚可")
    leave(stage, form)

    again = stage.form("visit")

    assert again.facts()["situation"] == "老人身体尚可"
    assert again.surface.is_restored
    assert again.is_changed


def test_parties_come_back_too(stage):
    form = stage.form("dispute")
    commit(form.inside["parties"].sheets[1].editors["name"].line, "张三")
    third = form.inside["parties"].add()
    commit(third.editors["name"].line, "李四")
    leave(stage, form)

    again = stage.form("dispute")

    names = [sheet.editors["name"].value() for sheet in again.inside["parties"].sheets]
    assert [name for name in names if name] == ["张三", "李四"]


def test_a_chosen_household_comes_back_by_its_name(stage, qtbot):
    (home,) = stage.records("household", number="H001")
    form = stage.form("visit", household_id=home.id)
    stage.type(form, situation="好")
    leave(stage, form)

    again = stage.form("visit", household_id=home.id)
    box = again.sheet.editors["household_id"]

    qtbot.waitUntil(lambda: "3幢2单元501室" in box.line.text())
    assert box.value() == home.id


def test_what_is_given_up_is_forgotten(stage):
    form = stage.form("visit")
    stage.type(form, situation="老人身体尚可")
    leave(stage, form)
    again = stage.form("visit")

    again.give_up()
    stage.settle()

    assert again.facts()["situation"] == ""
    assert not again.surface.is_restored
    assert stage.frame.desk.unsaved.all() == []


def test_what_is_saved_is_forgotten(stage):
    form = stage.form("visit", household_id="3-2-501")
    stage.type(form, outcome="03")

    stage.save(form)

    assert stage.frame.desk.unsaved.all() == []


def test_typing_back_to_what_stood_there_leaves_nothing_behind(stage):
    form = stage.form("visit")
    box = form.sheet.editors["situation"].box
    commit(box, "好")
    stage.settle()
    box.clear()
    stage.settle()

    assert stage.frame.desk.unsaved.all() == []


def test_a_change_keeps_only_what_was_typed_anew(stage, town):
    visit = a_visit_of(town.mei, situation="好")
    form = stage.form("visit", visit.id)
    stage.type(form, measures="换灯泡")
    leave(stage, form)

    kept = stage.frame.desk.unsaved.kept(form_key("visit", visit.id))
    assert without_seen(kept, kinds.VISIT, {})[0] == {"measures": "换灯泡"}


def test_what_is_half_written_of_one_household_does_not_turn_up_at_another(stage):
    assert form_key("visit", preset={"household_id": "a"}) != form_key(
        "visit", preset={"household_id": "b"}
    )
    assert form_key("visit", preset={"outcome": "03"}) == form_key("visit")


def test_the_day_list_hears_what_was_not_finished(stage, town):
    visit = a_visit_of(town.mei)
    (home,) = stage.records("household", number="H001")
    stage.type(stage.form("visit", visit.id), situation="好")
    stage.settle()
    stage.type(stage.form("hazard", household_id=home.id), content="楼道堆物")
    stage.settle()

    found = {(one.kind, one.record_id, one.about, one.text) for one in unfinished(stage.frame.desk)}

    assert found == {
        ("visit", visit.id, ("", ""), f"修改走访“{visit_title(stage, visit.id)}”"),
        ("hazard", "", ("household_id", home.id), "新登记安全隐患“晨光花园3幢2单元501室”"),
    }


def visit_title(stage, visit_id):
    return stage.frame.desk.references.named(KINDS["visit"], visit_id).title


@pytest.mark.parametrize(
    ("kind", "facts", "text"),
    [
        ("visit", {"household_id": "3-2-501", "situation": "好"}, "新登记走访“3-2-501”"),
        ("visit", {"household_id": "王小明", "situation": "好"}, "新登记走访"),
        ("person", {"name": "王小明"}, "新登记居民“王**”"),
        (
            "dispute",
            {"title": "王小明与楼上\n漏水", "parties/0/name": "王小明"},
            "新登记矛盾纠纷“王**与楼上 漏水”",
        ),
        ("person_tag", {"basis": "低保证"}, "新登记人群类别"),
        ("visit", {"household_id": "0" * 32, "situation": "好"}, "新登记走访"),
    ],
)
def test_the_day_list_says_what_was_not_finished_is_about(stage, kind, facts, text):
    stage.frame.desk.unsaved.keep(f"{kind}:new", facts, "1.x")

    assert [one.text for one in unfinished(stage.frame.desk)] == [text]


def test_leaving_a_form_says_that_what_was_typed_is_kept_and_goes_on_with_it(stage, qtbot):
    form = stage.form("visit", outcome="02")
    stage.type(form, situation="甲写的")
    stage.settle()
    form.leave()

    notice = stage.window.around.notices
    assert notice.text == "没写完的内容已留着，在“今日”可以接着写。"
    with qtbot.waitSignal(stage.frame.resuming) as resuming:
        press_notice(stage.window, "继续")
    assert resuming.args == ["visit", "", {"outcome": "02"}, "visit:new"]


def test_the_notice_of_what_was_kept_goes_when_its_form_is_open_again(stage):
    form = stage.form("visit", outcome="02")
    stage.type(form, situation="甲写的")
    stage.settle()
    form.leave()
    assert stage.window.around.notices.text

    again = stage.form("visit", outcome="02")
    stage.settle()

    assert again.surface.is_restored
    assert not stage.window.around.notices.text


def press_notice(window, text):
    shown = window.findChild(QFrame, "notice")
    doors = shown.findChildren(QAbstractButton)
    (door,) = (one for one in doors if unlettered(one.text()).strip() == text)
    door.click()


def test_leaving_a_form_that_nobody_typed_into_says_nothing(stage):
    form = stage.form("visit")
    form.leave()

    assert stage.window.around.notices.text == ""


def test_two_windows_do_not_write_over_each_other(stage):
    here, there = stage.form("visit"), stage.form("visit")
    stage.type(here, situation="甲写的")
    stage.settle()
    stage.type(there, situation="乙写的")
    stage.settle()
    stage.type(here, measures="换灯泡")
    stage.settle()

    unsaved = stage.frame.desk.unsaved
    kept = [unsaved.kept(one.form) for one in unsaved.all()]
    assert {one["situation"] for one in kept} == {"甲写的", "乙写的"}
    assert [one.text for one in unfinished(stage.frame.desk)] == ["新登记走访", "新登记走访"]


def test_what_is_typed_before_the_draft_came_back_does_not_replace_it(stage):
    stage.frame.desk.unsaved.keep("visit:new", {"situation": "上次写的"}, "1.x")
    form = RecordForm(stage.frame, "visit")
    stage.show(form)
    commit(form.sheet.editors["situation"].box, "这次写的")
    stage.settle()

    unsaved = stage.frame.desk.unsaved
    assert {unsaved.kept(one.form)["situation"] for one in unsaved.all()} == {
        "上次写的",
        "这次写的",
    }


def test_a_draft_that_came_back_is_kept_once(stage):
    stage.frame.desk.unsaved.keep("visit:new", {"situation": "老人"}, GONE + "x")
    form = stage.form("visit")
    stage.type(form, measures="换灯泡")
    stage.settle()

    (one,) = stage.frame.desk.unsaved.all()
    assert stage.frame.desk.unsaved.kept(one.form)["measures"] == "换灯泡"


def test_a_named_draft_comes_back_and_no_other(stage):
    unsaved = stage.frame.desk.unsaved
    unsaved.keep("visit:new#1", {"situation": "甲"}, GONE + "1")
    unsaved.keep("visit:new#2", {"situation": "乙"}, GONE + "2")

    form = RecordForm(stage.frame, "visit", draft="visit:new#1")
    stage.show(form)
    stage.settle()

    assert form.facts()["situation"] == "甲"


def test_what_another_window_is_typing_stays_there(stage):
    parent = f"{os.getppid()}.x"
    stage.frame.desk.unsaved.keep("visit:new", {"situation": "别的窗口"}, parent)

    form = stage.form("visit")

    assert form.facts()["situation"] == ""
    assert not form.surface.is_restored


@pytest.mark.parametrize("changed", [False, True])
def test_what_was_saved_when_the_program_was_killed_is_no_draft(stage, town, monkeypatch, changed):
    monkeypatch.setattr(UnsavedService, "forget", lambda *_arguments: None)  # killed before
    visit = a_visit_of(town.mei).id if changed else ""
    form = stage.form("visit", visit, **({} if changed else {"household_id": "3-2-501"}))
    stage.type(form, situation="老人身体尚可")
    if not changed:
        stage.type(form, outcome="03")
    stage.settle()
    stage.save(form)
    monkeypatch.undo()

    assert stage.frame.desk.unsaved.all() == []
    assert unfinished(stage.frame.desk) == []


def test_typing_goes_on_when_nothing_can_be_kept(stage, town, qtbot):
    form = stage.form("visit")
    unsaved = town.mei.store.path.with_name("worker-1.gkdb.unsaved")
    unsaved.mkdir()

    stage.type(form, situation="老人身体尚可")
    qtbot.waitUntil(lambda: stage.window.around.notices.text != "")

    assert form.facts()["situation"] == "老人身体尚可"


def test_the_audit_says_whose_form_was_opened_in_full(stage, town):
    zhang = town.only(kinds.PERSON, town.mei, name="张三")
    stage.form("visit", a_visit_of(town.mei).id)
    stage.settle()
    stage.form("person", zhang.id)
    stage.settle()

    assert [one.about for one in stage.frame.desk.audits.looks()] == ["居民 张*"]
