"""Which fields the form of a visit shows, by what kind of visit it is and how it is made."""

from __future__ import annotations

import pytest

from gridkeeper.domain.checks import Mark
from gridkeeper.ui.forms.record_form import RecordForm
from tests.helpers.forms import commit


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

    say(form, "kind", "电话访")

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
