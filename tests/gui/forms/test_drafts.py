"""What is typed is kept, and comes back."""

from __future__ import annotations

from gridkeeper.domain import kinds
from gridkeeper.ui.forms.drafts import form_key
from gridkeeper.ui.forms.facts import without_seen
from gridkeeper.ui.forms.unsaved import unfinished
from tests.helpers.forms import commit
from tests.helpers.towns import a_visit_of


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
        ("visit", visit.id, ("", ""), "修改走访"),
        ("hazard", "", ("household_id", home.id), "新登记安全隐患"),
    }


def test_typing_goes_on_when_nothing_can_be_kept(stage, town, qtbot):
    form = stage.form("visit")
    unsaved = town.mei.store.path.with_name("worker-1.gkdb.unsaved")
    unsaved.mkdir()

    stage.type(form, situation="老人身体尚可")
    qtbot.waitUntil(lambda: stage.window.around.notices.text != "")

    assert form.facts()["situation"] == "老人身体尚可"
