"""Whoever is known is offered while a name is typed: parties, and who asks or is told."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from gridkeeper.domain import kinds
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.store.audits import AuditService
from tests.helpers.forms import KEY, commit, press
from tests.helpers.steps import a_hazard, opened
from tests.helpers.towns import record, rename

DOOR = "晨光花园3幢2单元501室"
PHONE = "13800001111"


@pytest.fixture
def dispute(stage, town):
    """The form of a dispute in a town in which 张三 has a phone."""
    rename(town.mei, kinds.PERSON, town.only(kinds.PERSON, town.mei, name="张三"), phone=PHONE)
    return stage.form("dispute", title="噪声", found_on="2026-10-07")


def first_party(form):
    return form.inside["parties"].sheets[0]


def take(stage, line, typed):
    """Type into a line, and take what is offered first."""
    line.focus()
    commit(line.line, typed)
    stage.qtbot.waitUntil(lambda: line.is_open)
    if not typed.isascii():
        press(line.line, KEY.Key_Down)
    with stage.qtbot.waitSignal(line.taken):
        press(line.line, KEY.Key_Return)
    stage.settle()


def taken(stage, form, typed):
    """Take somebody for the first party."""
    sheet = first_party(form)
    take(stage, sheet.editors["name"], typed)
    return sheet


def test_parties_come_after_what_happened(dispute):
    dispute.sheet.editors["found_on"].focus()
    press(QApplication.focusWidget(), KEY.Key_Tab)
    press(QApplication.focusWidget(), KEY.Key_Tab)

    assert first_party(dispute).editors["name"].has_focus()


@pytest.mark.parametrize("typed", ["zs", "1111", "张三"])
def test_a_resident_who_is_taken_fills_name_phone_and_door(stage, dispute, town, typed):
    facts = taken(stage, dispute, typed).facts()

    person = town.only(kinds.PERSON, town.mei, name="张三")
    wanted = {"name": "张三", "phone": PHONE, "address": DOOR, "person_id": person.id}
    assert {name: facts[name] for name in wanted} == wanted
    assert not first_party(dispute).editors["name"].has_focus()
    _kind, record_id = stage.save(dispute)
    (party,) = stage.records("dispute_party", dispute_id=record_id)
    assert (party.name, party.person_id, party.address) == ("张三", person.id, DOOR)
    assert "居民 张*" in [look.about for look in AuditService(town.mei).looks()]


def test_the_phone_of_who_is_known_already_is_shown_in_grey(stage, dispute, town):
    person = town.only(kinds.PERSON, town.mei, name="张三")
    party = {"side": "1", "name": "张三", "person_id": person.id}
    sheet = first_party(dispute)

    sheet.set_facts(party)
    stage.settle()

    phone = sheet.editors["phone"]
    assert (phone.value(), phone.line.placeholderText()) == ("", "居民登记：138****1111")
    sheet.set_facts({"side": "1", "name": "王某"})
    stage.settle()
    assert phone.line.placeholderText() == ""


def test_a_name_that_is_typed_stays_whoever_is_called_so(stage, dispute):
    name = first_party(dispute).editors["name"]
    name.focus()
    commit(name.line, "张三")
    stage.qtbot.waitUntil(lambda: name.is_open)
    press(name.line, KEY.Key_Return)
    stage.settle()

    facts = first_party(dispute).facts()
    assert (facts["name"], facts["address"], facts["person_id"]) == ("张三", "", "")


def test_what_somebody_wrote_is_not_written_over(stage, dispute):
    commit(first_party(dispute).editors["phone"].line, "010-1234567")

    assert taken(stage, dispute, "zs").facts()["phone"] == "010-1234567"


def test_whoever_is_called_otherwise_is_not_the_resident_any_more(stage, dispute):
    sheet = taken(stage, dispute, "zs")

    commit(sheet.editors["name"].line, "丰")

    assert sheet.facts()["person_id"] == ""


def test_who_was_taken_comes_back_with_the_draft(stage, dispute):
    person_id = taken(stage, dispute, "zs").facts()["person_id"]
    dispute.leave()
    stage.settle()

    again = stage.form("dispute", title="噪声", found_on="2026-10-07")

    assert first_party(again).facts()["person_id"] == person_id


def test_a_dispute_is_where_its_first_party_lives_until_somebody_says_otherwise(stage, dispute):
    taken(stage, dispute, "zs")
    assert dispute.facts()["place"] == DOOR

    dispute.sheet.put("place", "")
    commit(first_party(dispute).editors["phone"].line, "1")

    assert dispute.facts()["place"] == ""


def test_a_place_that_was_written_stays_whoever_the_party_is(stage, dispute):
    stage.type(dispute, place="小区门口")

    taken(stage, dispute, "zs")

    assert dispute.facts()["place"] == "小区门口"


def test_what_is_wrong_in_a_party_is_gone_to_before_what_comes_after_it(stage, dispute):
    commit(first_party(dispute).editors["phone"].line, "12")
    commit(dispute.sheet.editors["amount"].line, "viel")

    dispute.save()
    stage.qtbot.waitUntil(lambda: dispute.surface.left_to_do != "")

    assert first_party(dispute).editors["name"].has_focus()


@pytest.mark.parametrize("typed", ["zs", "1111", "张三"])
def test_whoever_asks_for_something_is_known_and_it_stands_with_her(stage, dispute, town, typed):
    form = stage.form("request", title="路灯不亮", received_on="2026-10-07")
    take(stage, form.sheet.editors["reporter"], typed)

    facts = form.sheet.facts()
    wanted = {"reporter": "张三", "reporter_phone": PHONE, "place": DOOR}
    assert {name: facts[name] for name in wanted} == wanted
    stage.save(form)
    person = town.only(kinds.PERSON, town.mei, name="张三")
    related = stage.frame.desk.dossiers.of(kinds.PERSON, person.id).related
    assert [one.label for one in related if "路灯不亮" in one.links[0].title] == ["反映的诉求"]


def test_somebody_of_the_same_name_has_not_asked_for_it(stage, dispute, town):
    facts = {"title": "路灯不亮", "received_on": "2026-10-07", "reporter_phone": "13800002222"}
    record(town.mei, kinds.REQUEST, reporter="张三", **facts)

    person = town.only(kinds.PERSON, town.mei, name="张三")
    related = stage.frame.desk.dossiers.of(kinds.PERSON, person.id).related
    assert "反映的诉求" not in [group.label for group in related]


@pytest.mark.parametrize(("typed", "name"), [("zs", "张三"), ("兴旺", "李四")])
def test_people_and_premises_are_offered_where_a_hazard_is_told_of(
    stage, dispute, town, typed, name
):
    shop = {"name": "兴旺超市", "kind": "01", "responsible": "李四", "phone": PHONE}
    RecordingService(town.mei).record(kinds.PREMISES, [shop | {"address": "晨光路8号"}])
    case = a_hazard(town)
    dialog = opened(stage, case, kinds.HAZARD, "notify")
    editors = dialog.needs.sheet.editors

    take(stage, editors["responsible"], typed)

    assert [editors[one].value() for one in ("responsible", "responsible_phone")] == [name, PHONE]
    dialog.reject()
