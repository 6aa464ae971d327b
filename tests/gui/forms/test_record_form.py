"""The form of a record: filled in, checked, saved, changed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from gridkeeper.domain import codes
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.requests import Request
from tests.helpers.forms import KEY, commit, press
from tests.helpers.towns import ZHANG_SAN, a_visit_of


def test_a_visit_is_written_with_the_keyboard_alone(stage, qtbot):
    form = stage.form("visit")
    door = form.sheet.editors["household_id"]

    commit(door.line, "3-2-501")
    qtbot.waitUntil(lambda: door.is_open)
    press(door.line, KEY.Key_Return)
    outcome = form.sheet.editors["outcome"]
    assert outcome.has_focus()
    press(outcome.line, KEY.Key_1, KEY.Key_Return)
    commit(form.sheet.editors["situation"].box, "老人身体尚可")
    _kind, record_id = stage.save(form)

    (visit,) = stage.records("visit", id=record_id)
    assert (visit.outcome, visit.situation) == ("01", "老人身体尚可")
    assert visit.place == "晨光花园3幢2单元501室"
    assert stage.window.around.notices.text.startswith("已保存：走访〔2026〕")


def test_the_first_wrong_field_gets_the_keyboard_and_nothing_is_written(stage, qtbot):
    form = stage.form("hazard", content="楼道堆物", found_on="2027-01-01")

    form.save()
    qtbot.waitUntil(lambda: form.surface.left_to_do != "")

    assert form.surface.left_to_do == "还有 3 处要改。"
    assert form.sheet.editors["category"].has_focus()
    assert form.sheet.editors["category"].problem == "必填"
    assert (
        "将来" in form.sheet.editors["found_on"].problem or form.sheet.editors["found_on"].problem
    )
    assert not stage.records("hazard")


def test_what_is_missing_is_not_said_while_somebody_types(stage, qtbot):
    form = stage.form("hazard")

    stage.type(form, content="楼道堆物", responsible_phone="12")
    qtbot.waitUntil(lambda: form.sheet.editors["responsible_phone"].problem != "")

    assert form.sheet.editors["category"].problem == ""


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("request", "title"),
        ("dispute", "title"),
        ("hazard", "content"),
        ("person", "name"),
        ("household", "dwelling_id"),
    ],
)
def test_an_empty_form_is_not_saved_and_says_so_only_then(stage, qtbot, kind, field):
    form, before = stage.form(kind), stage.records(kind)
    assert form.sheet.editors[field].problem == ""

    form.save()
    qtbot.waitUntil(lambda: form.surface.left_to_do != "")

    assert form.sheet.editors[field].problem == "必填"
    assert stage.records(kind) == before


def test_a_request_of_old_that_has_no_title_is_opened_and_changed(stage, town):
    with town.mei.writing("edit") as work:
        old = work.create(Request(id=new_id(), received_on=date(2026, 10, 1), content="路灯不亮"))
    form = stage.form("request", old.id)
    stage.type(form, place="东门")

    stage.save(form)

    (after,) = stage.records("request", id=old.id)
    assert (after.title, after.place) == (None, "东门")


def test_what_is_half_typed_is_not_scolded(stage, qtbot):
    form = stage.form("person")
    number, phone = form.sheet.editors["id_number"], form.sheet.editors["phone"]
    stage.type(form, phone="12")
    number.focus()
    commit(number.line, "1101")

    qtbot.waitUntil(lambda: phone.problem != "")
    assert number.problem == ""
    phone.focus()

    qtbot.waitUntil(lambda: number.problem != "")


def test_what_was_refused_is_not_scolded_again_while_it_is_typed_anew(stage, qtbot):
    form = stage.form("hazard", content="楼道堆物", found_on="2027-01-01", category="消防")
    found_on = form.sheet.editors["found_on"]
    form.save()
    qtbot.waitUntil(lambda: found_on.problem != "")
    stage.settle()

    found_on.focus()
    found_on.line.selectAll()
    commit(found_on.line, "2028-01-01")
    assert found_on.problem == ""
    answered = []
    form._checker.answered.connect(answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert found_on.problem == ""
    form.sheet.editors["content"].focus()

    assert found_on.problem != ""


def test_tab_goes_through_a_party_before_the_next(stage, qtbot):
    form = stage.form("dispute")
    first, second = form.inside["parties"].sheets
    first.editors["address"].focus()
    passed = []
    for _step in range(7):
        press(QApplication.focusWidget(), KEY.Key_Tab)
        here = QApplication.focusWidget()
        passed.append(here.accessibleName() or here.text().strip())

    side = str(second.editors["side"].about.label)
    assert passed[0] == side
    assert passed[5:7] == ["当事人(&P)", "地点"]


def test_an_id_number_fills_birthday_and_sex(stage):
    form = stage.form("person")

    stage.type(form, id_number=ZHANG_SAN)

    assert form.sheet.editors["birth"].value() == "1949-10-01"
    assert form.sheet.editors["sex"].value() == "男"


def test_an_id_number_does_not_write_over_what_somebody_wrote(stage):
    form = stage.form("person")

    stage.type(form, birth="1950-01-01", id_number=ZHANG_SAN)

    assert form.sheet.editors["birth"].value() == "1950-01-01"


def test_a_person_at_a_new_door_brings_a_home(stage, qtbot):
    form = stage.form("person")
    stage.type(form, name="欧阳静", household_id="5-1-102")
    qtbot.waitUntil(lambda: "5幢" in form.sheet.editors["household_id"].problem)

    _kind, record_id = stage.save(form)

    (person,) = stage.records("person", id=record_id)
    (home,) = stage.records("household", id=person.household_id)
    assert home.head_id == record_id


def test_a_dispute_is_written_with_its_parties(stage):
    form = stage.form("dispute", title="噪声", content="楼上噪声")
    first, second = form.inside["parties"].sheets
    for sheet, name in ((first, "张三"), (second, "𠮷小花")):
        commit(sheet.editors["name"].line, name)

    _kind, record_id = stage.save(form)

    parties = stage.records("dispute_party", dispute_id=record_id)
    assert {(one.side, one.name) for one in parties} == {("1", "张三"), ("2", "𠮷小花")}


def test_a_party_of_whom_nothing_is_typed_is_not_written(stage):
    form = stage.form("dispute", title="噪声", content="楼上噪声")

    _kind, record_id = stage.save(form)

    assert not stage.records("dispute_party", dispute_id=record_id)


def test_a_problem_inside_is_said_in_its_row(stage, qtbot):
    form = stage.form("dispute", title="噪声", content="楼上噪声")
    second = form.inside["parties"].sheets[1]
    commit(second.editors["phone"].line, "13800001111")

    form.save()
    qtbot.waitUntil(lambda: form.surface.left_to_do != "")

    assert second.editors["name"].problem == "必填"
    assert second.editors["name"].has_focus()


def test_whatever_a_visit_gave_birth_to_is_saved_and_undone_with_it(stage):
    form = stage.form("visit", household_id="3-2-501", outcome="08")
    told = {
        "hazards": {"content": "电动车楼道充电", "category": "04", "level": "2"},
        "disputes": {"title": "楼上漏水", "type": "0201", "content": "漏水"},
        "requests": {"title": "办居住证", "category": "水电气暖", "content": "想办居住证"},
    }
    for name, values in told.items():
        form.add_inside(name)
        (sheet,) = form.inside[name].sheets
        for field, value in values.items():
            sheet.editors[field].set_value(value)

    _kind, record_id = stage.save(form)
    born = {kind: stage.records(kind) for kind in ("hazard", "dispute", "request")}
    stage.frame.desk.undo.undo()

    assert [[one.visit_id for one in found] for found in born.values()] == [[record_id]] * 3
    assert {one.place for (one,) in born.values()} == {"晨光花园3幢2单元501室"}
    assert not any(stage.records(kind) for kind in ("visit", *born))


def test_a_row_that_is_taken_away_is_not_written(stage):
    form = stage.form("dispute", title="噪声", content="楼上噪声")
    parties = form.inside["parties"]
    third = parties.add()
    third.editors["name"].set_value("王五")
    parties.take_away(third)

    assert len(parties.sheets) == 2
    assert "parties/0/name" not in form.facts()


def test_a_change_writes_only_what_was_typed_anew(stage, town):
    visit = a_visit_of(town.mei, situation="好")
    form = stage.form("visit", visit.id)
    box = form.sheet.editors["situation"]
    box.focus()
    press(box.control, KEY.Key_End)
    commit(box.control, "，吃药按时")

    stage.save(form)

    (after,) = stage.records("visit", id=visit.id)
    assert after.situation == "好，吃药按时"
    assert after.number == visit.number


def test_a_form_that_nobody_typed_into_is_not_changed(stage, town):
    visit = a_visit_of(town.mei)

    assert not stage.form("visit", visit.id).is_changed
    assert not stage.form("visit").is_changed


def test_last_times_answers_stand_in_grey(stage, town, qtbot):
    a_visit_of(town.mei, situation="灯泡不亮")
    (home,) = stage.records("household", number="H001")
    form = stage.form("visit", household_id=home.id)
    box = form.sheet.editors["situation"].box

    qtbot.waitUntil(lambda: "灯泡不亮" in box.placeholderText())

    assert form.sheet.editors["situation"].value() == ""


def test_what_cannot_be_written_is_said_and_the_form_stays(stage, town, qtbot):
    form = stage.form("visit", household_id="3-2-501", outcome="01", situation="好")
    store = town.mei.store
    store.close()

    form.save()
    qtbot.waitUntil(lambda: stage.window.around.notices.text != "")

    assert form.facts()["situation"] == "好"
    assert form.offers() == {"save", "leave"}


def test_an_outcome_of_a_form_is_a_name_of_its_table(stage):
    form = stage.form("visit", outcome="03")

    assert form.facts()["outcome"] == codes.table("visit_outcome").text("03")


@pytest.mark.parametrize("action", ["save", "leave"])
def test_its_actions_are_those_of_the_window(stage, action):
    form = stage.form("visit", household_id="3-2-501", outcome="03")

    with stage.qtbot.waitSignal(form.saved if action == "save" else form.closed):
        form.perform(action)


def test_kinds_of_the_register_are_written(stage):
    form = stage.form("household", dwelling_id="3-2-501", number="H777")

    _kind, record_id = stage.save(form)

    assert stage.records("household", id=record_id)[0].number == "H777"


def test_only_words_of_the_person_are_in_the_notice(stage):
    form = stage.form("person", name="欧阳静")

    stage.save(form)

    assert "欧阳静" not in stage.window.around.notices.text


def test_rarely_used_fields_are_reached_with_tab_once_they_are_shown(stage):
    form = stage.form("visit")
    form.sheet.unfold()
    form.sheet.editors["next_at"].focus()

    names = []
    for _step in range(6):
        press(stage.window.focusWidget(), KEY.Key_Tab)
        names.append(stage.window.focusWidget().objectName())

    assert names[1:] == ["person_id", "premises_id", "started_at", "form", "reason"]


def test_a_value_that_is_rarely_used_shows_its_field(stage):
    form = stage.form("visit", household_id="3-2-501", tries="2")

    assert form.sheet.editors["tries"].isVisible()
    assert form.facts()["tries"] == "2"


def test_showing_more_fields_changes_nothing(stage, town):
    visit = a_visit_of(town.mei)
    form = stage.form("visit", visit.id)

    form.sheet.unfold()

    assert form.facts()["grid_id"] == "第一网格"
    assert not form.is_changed


def test_a_change_that_is_wrong_is_said_too(stage, town, qtbot):
    visit = a_visit_of(town.mei)
    form = stage.form("visit", visit.id)
    form.sheet.editors["visited_on"].set_value("2026-10-09")
    form.sheet.editors["visited_on"].changed.emit()

    form.save()
    qtbot.waitUntil(lambda: form.surface.left_to_do != "")

    assert form.sheet.editors["visited_on"].problem != ""


def test_an_empty_row_inside_asks_for_nothing_until_something_is_typed(stage):
    form = stage.form("dispute")
    name, phone = (form.inside["parties"].sheets[0].editors[one] for one in ("name", "phone"))
    assert "必填" not in name.line.placeholderText()

    commit(phone.line, "13800001111")

    assert name.line.placeholderText().startswith("必填")
    assert form.sheet.editors["title"].line.placeholderText() == "必填"


def test_digits_do_not_hang_on_to_the_name_of_what_is_chosen(stage):
    side = stage.form("dispute").inside["parties"].sheets[0].editors["side"]
    side.focus()
    press(side.line, KEY.Key_2)
    press(side.line, KEY.Key_7, KEY.Key_0)

    assert side.line.text() == side.holds.text == "乙方"


def test_prose_is_low_again_where_it_is_wide(stage, qtbot):
    one = stage.form("visit").sheet.editors["situation"]
    one.setFixedWidth(160)
    one.set_value("老人身体尚可，" * 8)
    qtbot.waitUntil(lambda: one.box.document().size().height() > 4)
    high = one.box.height()

    one.setFixedWidth(700)
    qtbot.waitUntil(lambda: one.box.document().size().height() <= 3)

    assert one.box.height() < high


def test_what_is_saved_is_called_by_its_name(stage):
    stage.save(stage.form("grid", name="第九网格"))

    assert stage.window.around.notices.text.startswith("已保存：网格“第九网格”")


def test_what_was_not_changed_is_not_said_to_be_saved(stage):
    _kind, record_id = stage.save(stage.form("grid", name="第九网格"))

    stage.save(stage.form("grid", record_id))

    assert stage.window.around.notices.text.startswith("没有改动：网格“第九网格”")
