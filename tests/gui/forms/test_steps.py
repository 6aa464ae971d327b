"""The next step of a case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QRadioButton

from gridkeeper.domain.kinds import DISPUTE, HAZARD, REQUEST
from gridkeeper.services.records.casework import Told
from gridkeeper.ui.look.tokens import Scheme, TextSize
from tests.helpers.forms import commit
from tests.helpers.steps import a_hazard, a_request, opened
from tests.helpers.towns import record


def test_a_step_is_taken(stage, town, qtbot):
    case = a_request(town)
    dialog = opened(stage, case, REQUEST)

    dialog.choose("accept")
    with qtbot.waitSignal(dialog.taken) as taken:
        dialog.take()

    assert taken.args == ["request", case.id]
    assert stage.records("request", id=case.id)[0].state == "30"
    assert stage.window.around.notices.text == f"已办理：受理 {case.number}。"


def test_a_step_that_wants_no_reason_is_chosen_to_begin_with(stage, town):
    case = stage.frame.desk.casework.take(a_request(town), "accept", Told())
    dialog = opened(stage, case, REQUEST)

    assert dialog.steps[0].action == "decline"
    assert dialog.needs.step.action == "assign"
    dialog.reject()


def test_the_keyboard_begins_on_the_step_that_is_chosen(stage, town):
    case = stage.frame.desk.casework.take(a_request(town), "accept", Told())
    dialog = opened(stage, case, REQUEST)
    stage.qtbot.waitUntil(dialog.isActiveWindow)

    begun = dialog.focusWidget()
    assert isinstance(begun, QRadioButton)
    assert begun.isChecked()
    dialog.reject()


def test_ctrl_s_takes_the_step(stage, town, qtbot):
    case = a_request(town)
    dialog = opened(stage, case, REQUEST, "accept")

    with qtbot.waitSignal(dialog.taken):
        qtbot.keyClick(dialog.needs.note.control, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert stage.records("request", id=case.id)[0].state == "30"


def test_what_was_missing_is_not_said_any_more_once_something_is_typed(stage, town, qtbot):
    dialog = opened(stage, a_request(town), REQUEST, "decline")
    dialog.take()

    qtbot.keyClicks(dialog.needs.note.control, "bu")

    assert dialog.needs.note.problem == ""
    dialog.reject()


def test_what_cannot_be_done_is_shown_with_its_reason(stage, town):
    dialog = opened(stage, a_hazard(town, level="4"), HAZARD)

    (spot,) = [step for step in dialog.steps if step.action == "fix_on_spot"]
    dialog.choose("fix_on_spot")

    assert spot.refusal is not None
    assert dialog.needs is None
    dialog.reject()


def test_a_reason_that_is_missing_is_asked_for(stage, town):
    dialog = opened(stage, a_request(town), REQUEST, "decline")
    assert dialog.needs.note.control.placeholderText() == "必填"

    dialog.take()

    assert dialog.needs.note.problem == "必填"
    assert dialog.needs.note.has_focus()
    dialog.reject()


def test_fields_that_a_step_needs_are_filled_in_with_it(stage, town, qtbot):
    case = a_hazard(town)
    dialog = opened(stage, case, HAZARD, "notify")
    editors = dialog.needs.sheet.editors
    assert set(editors) == {"responsible", "measure", "responsible_phone", "deadline"}
    dialog.take()
    assert editors["responsible"].problem == "必填"

    commit(editors["responsible"].line, "张三")
    commit(editors["measure"].box, "清走堆物")
    with qtbot.waitSignal(dialog.taken):
        dialog.take()

    (after,) = stage.records("hazard", id=case.id)
    assert (after.state, after.responsible, after.measure) == ("40", "张三", "清走堆物")


def test_whoever_passes_a_case_on_is_told_how_it_reaches_a_worker(stage, town):
    case = a_request(town)
    stage.frame.desk.casework.take(case, "accept", Told())
    dialog = opened(stage, case, REQUEST, "assign")

    said = [one.text() for one in dialog.needs.sheet.findChildren(QLabel)]
    assert "填网格名或网格员姓名，会列在对方的“今日”里。" in said
    dialog.reject()


def test_consent_of_the_parties_is_asked(stage, town, qtbot):
    parties = [{"side": "1", "name": "张三"}, {"side": "2", "name": "李四"}]
    case = record(town.mei, DISPUTE, title="噪声", found_on="2026-10-07", parties=parties)
    dialog = opened(stage, case, DISPUTE, "mediate")
    dialog.take()
    assert dialog.needs.consent.problem == "必填"

    dialog.needs.consent.set_value("是")
    with qtbot.waitSignal(dialog.taken):
        dialog.take()

    assert stage.records("dispute", id=case.id)[0].state == "30"


def test_the_keyboard_goes_to_what_is_read_first_of_what_is_wrong(stage, town):
    parties = [{"side": "1", "name": "张三"}, {"side": "2", "name": "李四"}]
    case = record(town.mei, DISPUTE, title="噪声", found_on="2026-10-07", parties=parties)
    dialog = opened(stage, case, DISPUTE, "mediate")
    dialog.needs.day.set_value("")

    dialog.take()

    assert dialog.needs.consent.has_focus()
    assert dialog.needs.day.problem == "必填"
    dialog.reject()


def test_a_value_that_the_rules_refuse_is_gone_back_to(office_stage, town, qtbot):
    case = record(town.office, REQUEST, title="路灯不亮", received_on="2026-10-07", grid_id="WG01")
    case = office_stage.frame.desk.casework.take(case, "accept", Told())
    dialog = opened(office_stage, case, REQUEST, "extend")
    deadline = dialog.needs.sheet.editors["deadline"]
    deadline.set_value("2026-10-08")
    commit(dialog.needs.note.box, "等材料")
    dialog.needs.note.focus()

    dialog.take()
    qtbot.waitUntil(lambda: dialog.needs.said != "")

    assert deadline.has_focus()
    dialog.reject()


def test_the_rules_say_in_the_dialog_what_they_refuse(stage, town, qtbot):
    case = record(town.mei, DISPUTE, title="噪声", found_on="2026-10-07")
    dialog = opened(stage, case, DISPUTE, "end")
    commit(dialog.needs.note.box, "一方不愿再谈")

    dialog.take()
    qtbot.waitUntil(lambda: dialog.needs.said != "")

    assert "仲裁、行政、司法" in dialog.needs.said
    assert dialog.isVisible()
    assert dialog.needs.told_other_ways.hasFocus()
    dialog.needs.told_other_ways.setChecked(True)
    with qtbot.waitSignal(dialog.taken):
        dialog.take()


def test_a_recheck_is_written_down_with_its_step(stage, town, qtbot):
    case = a_hazard(town)
    casework = stage.frame.desk.casework
    values = {"responsible": "张三", "measure": "清走堆物"}
    case = casework.take(case, "notify", Told(values=values))
    case = casework.take(case, "fix", Told())
    dialog = opened(stage, case, HAZARD, "recheck_fail")
    commit(dialog.needs.actor.line, "李梅")
    commit(dialog.needs.note.box, "还有一辆车")
    dialog.take()
    qtbot.waitUntil(lambda: dialog.needs.said != "")
    assert dialog.needs.actor.has_focus()

    dialog.needs.actor.set_value("赵刚")
    with qtbot.waitSignal(dialog.taken):
        dialog.take()

    (recheck,) = stage.records("recheck", hazard_id=case.id)
    assert (recheck.checker, recheck.passed, recheck.opinion) == ("赵刚", False, "还有一辆车")
    assert stage.records("hazard", id=case.id)[0].state == "65"


def test_a_step_that_is_entered_later_says_its_day(stage, town, qtbot):
    case = a_request(town)
    dialog = opened(stage, case, REQUEST, "accept")
    dialog.needs.day.set_value("昨天")

    with qtbot.waitSignal(dialog.taken):
        dialog.take()

    (step,) = stage.frame.desk.casework.timeline(case.id)
    assert f"{step.at:%Y-%m-%d}" == "2026-10-07"


@pytest.mark.parametrize("size", list(TextSize))
def test_what_is_missing_is_said_below_its_field_and_not_across_it(stage, town, qtbot, size):
    theme = stage.frame.theme
    theme.use(Scheme.LIGHT, size)
    dialog = opened(stage, a_hazard(town), HAZARD, "fix_on_spot")
    (one,) = dialog.needs.sheet.editors.values()
    qtbot.waitUntil(one.isVisible)

    dialog.take()

    qtbot.waitUntil(one._said.isVisible)
    qtbot.waitUntil(lambda: one._said.geometry().top() > one.control.geometry().bottom())
    dialog.reject()
    theme.use(Scheme.LIGHT, TextSize.NORMAL)


def returned(stage, **facts):
    """Return a case that came back from whom it was passed on to."""
    case = record(
        stage.frame.desk.session,
        REQUEST,
        **{"title": "路灯不亮", "received_on": "2026-10-07", "grid_id": "WG01"} | facts,
    )
    for action, told in (
        ("accept", Told()),
        ("assign", Told(values={"unit": "李建华"})),
        ("return", Told(note="查无此人")),
    ):
        case = stage.frame.desk.casework.take(case, action, told)
    return case


@pytest.mark.parametrize("goes_on_with_enter", [True, False])
def test_a_case_that_came_back_shows_to_whom_it_went_and_can_go_elsewhere(
    office_stage, goes_on_with_enter
):
    stage = office_stage
    case = returned(stage)
    dialog = opened(stage, case, REQUEST, "assign")
    unit = dialog.needs.sheet.editors["unit"]
    assert unit.value() == "李建华"
    assert "路灯不亮" in dialog.case
    assert case.number in dialog.case

    unit.focus()
    unit.line.selectAll()
    stage.qtbot.keyClicks(unit.line, "lm")
    stage.qtbot.waitUntil(lambda: unit.is_open)
    if goes_on_with_enter:
        stage.qtbot.keyClick(unit.line, Qt.Key.Key_Return)
    with stage.qtbot.waitSignal(dialog.taken):
        dialog.take()

    assert stage.records("request", id=case.id)[0].unit == "李梅"


def test_a_unit_that_nobody_knows_is_cautioned_and_taken_all_the_same(office_stage):
    stage = office_stage
    dialog = opened(stage, returned(stage), REQUEST, "assign")
    unit = dialog.needs.sheet.editors["unit"]
    said = "没有叫“李建华”的网格员或网格，不会出现在任何人的“今日”里。"
    stage.qtbot.waitUntil(lambda: unit._hint.text() == said)
    assert unit._hint.property("kind") == "advice"

    unit.focus()
    unit.line.selectAll()
    commit(unit.line, "赵刚")
    unit.left.emit()
    stage.qtbot.waitUntil(lambda: unit._hint.property("kind") == "small")
    stage.settle()
    unit.line.selectAll()
    commit(unit.line, "城管大队")
    stage.qtbot.waitUntil(lambda: "城管大队" in unit._hint.text())
    with stage.qtbot.waitSignal(dialog.taken):
        dialog.take()


@pytest.mark.parametrize(
    ("typed", "key", "stands"),
    [
        ("赵", Qt.Key.Key_Return, "赵刚"),  # a surname alone stands for whoever has it
        ("第一", Qt.Key.Key_Tab, "第一"),  # words stay, though something begins with them
    ],
)
def test_what_is_typed_for_somebody_is_somebody_or_stays_as_it_is(office_stage, typed, key, stands):
    stage = office_stage
    dialog = opened(stage, returned(stage), REQUEST, "assign")
    unit = dialog.needs.sheet.editors["unit"]
    unit.focus()
    unit.line.selectAll()
    commit(unit.line, typed)
    stage.qtbot.waitUntil(lambda: unit.is_open)

    stage.qtbot.keyClick(unit.line, key)

    assert unit.value() == stands
    dialog.reject()


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-12-01", "“办理日期”晚于今天。"), ("2026-10-01", "“办理日期”早于“收集日期”。")],
)
def test_a_day_that_cannot_be_is_refused_under_its_field(stage, town, day, said):
    dialog = opened(stage, a_request(town), REQUEST, "accept")
    dialog.needs.day.set_value(day)

    dialog.take()

    assert dialog.needs.day.problem == said
    assert dialog.isVisible()
    dialog.reject()


def test_who_is_shown_in_full_is_noted_in_the_audit(stage, town):
    case = a_hazard(town, responsible="张三")
    dialog = opened(stage, case, HAZARD, "notify")
    stage.settle()

    assert dialog.needs.sheet.editors["responsible"].value() == "张三"
    assert len(stage.frame.desk.audits.looks()) == 1
    assert any(
        "显示完整信息" in one.text() for one in dialog.findChildren(QLabel) if one.isVisible()
    )
    dialog.reject()


def test_where_a_step_shows_nothing_that_is_masked_elsewhere_it_does_not_say_so(stage, town):
    case = a_hazard(town, responsible="物业")
    dialog = opened(stage, case, HAZARD, "notify")
    stage.settle()

    assert dialog.needs.sheet.editors["responsible"].value() == "物业"
    assert not dialog.needs.shows_hidden
    assert stage.frame.desk.audits.looks() == []
    dialog.reject()


def test_who_mediates_is_asked_when_the_mediation_begins(stage, town, qtbot):
    parties = [{"side": "1", "name": "张三"}, {"side": "2", "name": "李四"}]
    case = record(town.mei, DISPUTE, title="噪声", found_on="2026-10-07", parties=parties)
    dialog = opened(stage, case, DISPUTE, "mediate")

    dialog.needs.sheet.editors["mediator"].set_value("陈立")
    dialog.needs.consent.set_value("是")
    with qtbot.waitSignal(dialog.taken):
        dialog.take()

    assert stage.records("dispute", id=case.id)[0].mediator == "陈立"
