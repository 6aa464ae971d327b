"""Which fields the form of a visit shows, by what kind of visit it is."""

from __future__ import annotations

import pytest

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


def test_a_patrol_asks_first_where_it_was_and_a_visit_to_whom(stage, patrol):
    assert (is_shown(patrol, "place"), is_shown(patrol, "household_id")) == (True, False)
    assert patrol.sheet.editors["place"].has_focus()

    visit = stage.form("visit")

    assert (is_shown(visit, "place"), is_shown(visit, "household_id")) == (False, True)
    assert visit.sheet.editors["household_id"].has_focus()


def test_a_patrol_without_a_place_is_refused_in_a_sentence_at_the_place(stage, patrol):
    place = patrol.sheet.editors["place"]
    stage.type(patrol, outcome="见到本人", situation="一切正常")
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
    assert "走访户、走访对象、走访单位、走访地点" in home.problem
    assert home.has_focus()


def test_what_is_filled_in_is_shown_whatever_the_visit_is(stage, patrol):
    stage.type(patrol, place="3幢楼道", kind="入户走访")
    assert is_shown(patrol, "place")
    assert is_shown(patrol, "household_id")


def test_the_place_is_there_among_the_rarely_used_fields(stage):
    form = stage.form("visit")

    form.sheet.unfold()

    assert is_shown(form, "place")
