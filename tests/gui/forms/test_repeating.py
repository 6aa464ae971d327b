"""A visit to a household that was visited before: last time's answers, and one key to keep them."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.records.unsaved import UnsavedService
from tests.helpers.forms import ALT, KEY, commit, press
from tests.helpers.towns import a_visit_of, record

TODAY = date(2026, 10, 8)


@pytest.fixture
def home(town):
    """The id of a household that was visited before."""
    a_visit_of(town.mei, visited_on="2026-09-20", situation="张三身体尚可", measures="已报物业")
    return town.only(kinds.HOUSEHOLD, town.mei).id


def chosen(stage, home):
    """Return a form in which the household is chosen and what was before is shown."""
    form = stage.form("visit", household_id=home)
    stage.qtbot.waitUntil(form.repeating.isVisible)
    return form


def repeated(stage, home):
    """Return a form into which the answers of last time were taken."""
    form = chosen(stage, home)
    press(form.sheet.editors["outcome"].line, KEY.Key_L, held=ALT)
    stage.qtbot.waitUntil(lambda: form.sheet.editors["situation"].value() != "")
    stage.settle()
    return form


def ticked(stage, home):
    """Return such a form in which she says that she asked."""
    form = repeated(stage, home)
    press(form.sheet.editors["situation"].box, KEY.Key_U, held=ALT)
    stage.qtbot.waitUntil(lambda: form.repeating.is_unchanged)
    return form


def verified(stage):
    (household,) = stage.records("household")
    return household.verified_on


def test_what_is_taken_over_says_nothing_of_a_check_that_nobody_made(stage, home):
    form = repeated(stage, home)

    assert not form.repeating.confirmed.isChecked()
    stage.save(form)
    assert verified(stage) is None


def test_one_key_takes_the_last_answers_over_and_one_says_the_register_is_verified(stage, home):
    form = ticked(stage, home)
    box = form.sheet.editors["situation"]
    assert box.has_focus()

    commit(box.box, "，血压已量")
    stage.save(form)

    (visit,) = stage.records("visit", visited_on=TODAY)
    assert (visit.outcome, visit.situation) == ("01", "张三身体尚可，血压已量")
    assert visit.measures is None
    assert verified(stage) == TODAY
    stage.frame.desk.undo.undo()
    assert verified(stage) is None


def test_what_was_typed_already_is_not_typed_over(stage, home):
    form = chosen(stage, home)
    commit(form.sheet.editors["demands"].box, "要办证")
    form.sheet.editors["outcome"].set_value("见到家属")

    form.repeating.take_over()
    stage.qtbot.waitUntil(lambda: form.sheet.editors["situation"].value() != "")

    facts = form.facts()
    assert (facts["outcome"], facts["demands"]) == ("见到家属", "要办证")


def test_a_visit_without_the_tick_asked_nothing(stage, home):
    form = chosen(stage, home)
    stage.type(form, outcome="01")
    stage.save(form)

    assert len(stage.records("visit", visited_on=TODAY)) == 1
    assert verified(stage) is None


def test_nothing_is_confirmed_where_nobody_answered(stage, home):
    form = ticked(stage, home)
    outcome = form.sheet.editors["outcome"]
    outcome.focus()
    outcome.select()
    press(outcome.line, KEY.Key_3)

    assert not form.repeating.confirmed.isEnabled()
    stage.save(form)
    assert verified(stage) is None


def test_what_was_confirmed_of_one_household_is_not_said_of_another(stage, home, town):
    other = record(town.mei, kinds.HOUSEHOLD, number="H002", grid_id="WG01")
    form = ticked(stage, home)

    box = form.sheet.editors["household_id"]
    box.set_value(other.id)
    box.changed.emit()
    stage.settle()

    assert not form.repeating.is_unchanged
    assert not form.repeating.same.isVisible()


def test_the_tick_comes_back_with_the_draft(stage, home, qtbot):
    form = ticked(stage, home)
    name = form.draft
    unsaved = UnsavedService(stage.frame.desk.session)
    qtbot.waitUntil(lambda: (unsaved.kept(name) or {}).get("@unchanged") == "1")
    form.hide()

    again = stage.form("visit", household_id=home)

    qtbot.waitUntil(lambda: again.repeating.is_unchanged)
    assert again.facts()["situation"] == "张三身体尚可"


def test_the_full_text_of_last_time_is_in_the_audit_only_when_it_was_taken_over(stage, home):
    def seen():
        return stage.frame.desk.audits.looks()

    chosen(stage, home)
    assert not seen()

    repeated(stage, home)
    assert len(seen()) == 1


def test_who_was_missed_since_is_said_beside_the_door(stage, home, town):
    a_visit_of(town.mei, visited_on="2026-09-25", outcome="03", situation="")

    form = chosen(stage, home)

    hint = form.sheet.editors["household_id"]._hint.text()
    assert hint == "上次走访：2026-09-20，见到本人，李梅；之后未遇 1 次"
    assert form.sheet.editors["situation"].box.placeholderText() == "上次：张*身体尚可"


def test_a_home_that_was_just_verified_is_not_asked_about_again(stage, home, town, qtbot):
    with town.mei.writing("edit") as work:
        household = work.unit.listing.get(kinds.HOUSEHOLD, home)
        work.change(household, verified_on=date(2024, 1, 1))
    form = chosen(stage, home)
    box = form.sheet.editors["household_id"]
    commit(form.sheet.editors["situation"].box, "好")
    qtbot.waitUntil(lambda: "核实" in box.problem)

    press(form.repeating.confirmed, KEY.Key_Space)

    qtbot.waitUntil(lambda: box.problem == "")


@pytest.mark.parametrize("field", ["outcome", "situation", "household_id", "visited_on"])
def test_a_letter_with_alt_that_presses_nothing_writes_nothing(stage, town, field):
    other = record(town.mei, kinds.HOUSEHOLD, number="H002", grid_id="WG01")
    a_visit_of(town.mei, household_id=other.id, outcome="03", situation="")
    form = chosen(stage, other.id)
    before = form.facts()
    form.sheet.editors[field].focus()

    press(form.sheet.editors[field].control, KEY.Key_L, held=ALT)

    stage.settle()
    assert form.facts() == before
    assert "没有可沿用的内容" in form.sheet.editors["household_id"]._hint.text()


def test_nothing_is_said_any_more_of_what_was_given_up(stage, home, qtbot):
    a_visit_of(stage.frame.desk.session, visited_on="2026-10-06")
    form = stage.form("visit")
    box = form.sheet.editors["household_id"]
    box.set_value(home)
    box.changed.emit()
    stage.type(form, situation="好")
    qtbot.waitUntil(lambda: "走访过" in box.problem)

    form.give_up()

    stage.settle()
    assert (box.problem, box.value()) == ("", "")


def test_enter_leads_from_the_outcome_to_the_words(stage, home):
    form = chosen(stage, home)
    outcome = form.sheet.editors["outcome"]
    outcome.focus()

    press(outcome.line, KEY.Key_Return)

    assert form.sheet.editors["situation"].has_focus()
