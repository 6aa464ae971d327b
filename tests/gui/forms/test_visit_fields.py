"""Which fields the form of a visit shows, by what kind of visit it is and how it is made."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint

from gridkeeper.domain.checks import Mark
from gridkeeper.ui.forms.record_form import RecordForm
from tests.helpers.forms import KEY, commit, press


@pytest.fixture
def patrol(stage):
    """The form that the command 登记巡查 opens."""
    form = RecordForm(stage.frame, "visit", preset={"kind": "巡查"})
    stage.show(form)
    stage.settle()
    form.focus()
    return form


def is_shown(form, name):
    return form.sheet.editors[name].isVisible()


def say(form, name, what):
    """Type over what stands in a field."""
    one = form.sheet.editors[name]
    one.focus()
    one.select()
    commit(one.control, what)
    one.go_on()


def test_a_patrol_asks_first_where_it_was_and_a_visit_to_whom(stage, patrol):
    assert (is_shown(patrol, "place"), is_shown(patrol, "household_id")) == (True, False)
    assert patrol.sheet.editors["place"].has_focus()

    visit = stage.form("visit")

    assert (is_shown(visit, "place"), is_shown(visit, "household_id")) == (False, True)
    assert visit.sheet.editors["household_id"].has_focus()


def title(form):
    return form.surface._title.text()


def test_a_patrol_is_called_so_above_its_form_as_long_as_it_is_one(stage, patrol):
    assert title(patrol) == "登记巡查"
    say(patrol, "kind", "入户走访")
    assert title(patrol) == "登记走访"
    say(patrol, "kind", "巡查")
    assert title(patrol) == "登记巡查"
    assert title(stage.form("visit")) == "登记走访"


def outcome(form):
    return form.sheet.editors["outcome"]


def offered(form):
    """Return what is offered as the outcome."""
    outcome(form).focus()
    outcome(form)._show_all()
    rows = outcome(form)._list.model()
    return [rows.index(row, 0).data() for row in range(rows.rowCount())]


def test_what_a_patrol_came_to_is_filled_in_and_nobody_is_met_in_a_stairwell(stage, patrol):
    assert outcome(patrol).value() == "未见异常"
    assert not patrol.is_changed
    assert offered(patrol) == ["未见异常", "发现隐患", "发现纠纷", "发现诉求"]
    outcome(patrol).close_list()
    commit(patrol.sheet.editors["place"].control, "3幢楼道")
    stage.save(patrol)

    (visit,) = stage.records("visit")
    assert (visit.kind, visit.outcome) == ("03", "11")


def test_a_hazard_of_the_patrol_is_its_outcome_until_somebody_says_another(stage, patrol):
    checks = patrol.sheet.editors["checks"]
    checks.lines[0].say(Mark.WRONG)
    assert outcome(patrol).value() == "发现隐患"
    checks.lines[0].say(Mark.FINE)
    assert outcome(patrol).value() == "未见异常"
    patrol.add_inside("disputes", {"title": "停车"})
    assert outcome(patrol).value() == "发现纠纷"

    say(patrol, "outcome", "发现诉求")
    checks.lines[0].say(Mark.WRONG)

    assert outcome(patrol).value() == "发现诉求"


def test_the_outcome_of_a_patrol_goes_when_it_becomes_a_visit_and_a_chosen_one_stays(stage):
    form = stage.form("visit")
    say(form, "kind", "巡查")
    assert outcome(form).value() == "未见异常"
    say(form, "kind", "入户走访")
    assert outcome(form).value() == ""
    say(form, "outcome", "见到家属")

    say(form, "kind", "巡查")

    assert outcome(form).value() == "见到家属"


def test_a_patrol_without_a_place_is_refused_in_a_sentence_at_the_place(stage, patrol):
    place = patrol.sheet.editors["place"]
    stage.type(patrol, situation="一切正常")
    assert place.problem == ""

    patrol.save()
    stage.settle()

    assert place.problem == "在哪里巡查？请写在“走访地点”里。"
    assert place.has_focus()
    assert stage.records("visit") == []

    commit(place.control, "3幢楼道")
    stage.save(patrol)

    (visit,) = stage.records("visit")
    assert (visit.kind, visit.place) == ("03", "3幢楼道")


def test_a_visit_without_anybody_is_refused_in_a_sentence_at_the_household(stage):
    form = stage.form("visit")
    stage.type(form, outcome="见到本人", situation="一切正常")

    form.save()
    stage.settle()

    home = form.sheet.editors["household_id"]
    said = "走访了谁、在哪里？走访户、走访对象、走访单位、走访地点，至少填一项。"
    assert home.problem == said
    assert home.has_focus()


def test_what_is_filled_in_is_shown_whatever_the_visit_is(stage, patrol):
    stage.type(patrol, place="3幢楼道")
    say(patrol, "kind", "入户走访")
    assert is_shown(patrol, "place")
    assert is_shown(patrol, "household_id")


def test_who_rings_up_is_not_asked_how_often_she_knocked(stage):
    form = stage.form("visit")
    form.sheet.unfold()
    assert is_shown(form, "tries")

    say(form, "form", "电话")
    assert not is_shown(form, "tries")
    say(form, "form", "面访")
    assert is_shown(form, "tries")


def test_the_kind_tells_that_it_is_a_call_where_the_form_is_not_said(stage):
    form = stage.form("visit")
    form.sheet.unfold()

    say(form, "kind", "电话走访")

    assert not is_shown(form, "tries")


def test_knocks_that_were_counted_stay_when_the_visit_becomes_a_call(stage):
    form = stage.form("visit")
    form.sheet.unfold()

    stage.type(form, tries="2")
    say(form, "form", "微信视频")

    assert is_shown(form, "tries")
    assert form.facts()["tries"] == "2"


def test_what_is_left_away_stays_away_when_the_rest_is_folded_and_unfolded(stage):
    form = stage.form("visit")
    form.sheet.unfold()
    say(form, "form", "电话")

    form.sheet._toggle.setChecked(False)
    form.sheet._toggle.setChecked(True)

    assert is_shown(form, "form")
    assert not is_shown(form, "tries")


def test_the_place_is_there_among_the_rarely_used_fields(stage):
    form = stage.form("visit")

    form.sheet.unfold()

    assert is_shown(form, "place")


def tabbed(form, times):
    """Return what has the keyboard after some Tabs from the outcome."""
    outcome(form).focus()
    for _time in range(times):
        press(form.window().focusWidget(), KEY.Key_Tab)
    return form.window().focusWidget().objectName()


@pytest.mark.parametrize("said", ["未遇", "拒访"])
def test_who_met_nobody_is_asked_next_when_she_comes_again(stage, said):
    form = stage.form("visit", household_id="3-2-501")
    assert tabbed(form, 1) != "next_due"

    say(form, "outcome", said)

    assert (tabbed(form, 1), tabbed(form, 2)) == ("next_due", "next_at")
    top = [one.mapTo(form, QPoint(0, 0)).y() for one in next_to(form, "outcome", "next_due")]
    assert 0 < top[1] - top[0] < 3 * outcome(form).height()


def next_to(form, *names):
    form.sheet.layout().activate()
    return [form.sheet.editors[name] for name in names]


def test_who_was_met_after_all_is_asked_what_she_said_and_the_day_keeps_its_place(stage):
    form = stage.form("visit", household_id="3-2-501")
    before = [form.sheet.layout().itemAt(n).widget() for n in range(form.sheet.layout().count())]
    say(form, "outcome", "未遇")
    stage.type(form, next_due="2099-01-02")

    say(form, "outcome", "见到本人")

    layout = form.sheet.layout()
    assert [layout.itemAt(n).widget() for n in range(layout.count())] == before
    assert form.facts()["next_due"] == "2099-01-02"
    assert tabbed(form, 1) != "next_due"


def test_the_day_of_a_try_in_vain_stands_below_its_outcome_when_it_is_opened_again(stage):
    form = stage.form("visit", household_id="3-2-501")
    stage.type(form, outcome="未遇", next_due="2099-01-02")
    _kind, visit_id = stage.save(form)

    again = stage.form("visit", visit_id)

    assert tabbed(again, 1) == "next_due"


@pytest.mark.parametrize(
    ("typed", "ahead", "hour"),
    [
        ("明天晚上7点", 1, "19:00"),
        ("明晚8点半", 1, "20:30"),
        ("后天下午", 2, ""),
        ("明天上午", 1, ""),
        ("昨天", -1, ""),
    ],
)
def test_the_day_of_what_is_typed_is_taken_and_its_hour_goes_where_hours_stand(
    stage, typed, ahead, hour
):
    form = stage.form("visit", household_id="3-2-501")

    stage.type(form, next_due=typed)

    day = stage.frame.desk.session.today() + timedelta(days=ahead)
    facts = form.facts()
    assert (facts["next_due"], facts["next_at"]) == (day.isoformat(), hour)


def test_a_part_of_the_day_without_its_hour_is_asked_for_until_one_is_typed(stage):
    form = stage.form("visit", household_id="3-2-501")
    hour = form.sheet.editors["next_at"]
    stage.type(form, next_due="周五上午")
    assert hour._hint.text() == "“上午”：请在这里写几点，如 19:30；也可以不写。"

    commit(hour.control, "9点")

    assert hour._hint.text() == ""


def test_an_hour_that_was_written_stays(stage):
    form = stage.form("visit", household_id="3-2-501", next_at="10:00")

    stage.type(form, next_due="明天晚上7点")

    assert form.facts()["next_at"] == "10:00"
