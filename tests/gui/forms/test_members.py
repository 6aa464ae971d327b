"""What a visit says anew of those who live there, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from gridkeeper.domain import kinds
from gridkeeper.services.records.unsaved import UnsavedService
from gridkeeper.ui.forms.inside import Rows
from tests.helpers.forms import ALT, KEY, commit, press
from tests.helpers.towns import record


@pytest.fixture
def row(stage, town):
    """A row about somebody, in the form of a visit to the only home."""
    home = town.only(kinds.HOUSEHOLD, town.mei).id
    form = stage.form("visit", household_id=home)
    stage.type(form, outcome="01")
    press(form.sheet.editors["outcome"].line, KEY.Key_P, held=ALT)
    stage.qtbot.waitUntil(lambda: form.inside["people"].sheets != [])
    (made,) = form.inside["people"].sheets
    stage.qtbot.waitUntil(lambda: made.editors["name"].is_open)
    return form, made


def chosen(stage, row, text="zs"):
    """Choose somebody by her pinyin, and wait for what is known of her."""
    line = row.editors["name"]
    commit(line.line, text)
    stage.qtbot.waitUntil(lambda: line.marked is not None and line.marked.text == "张*")
    press(line.line, KEY.Key_Return)
    stage.qtbot.waitUntil(lambda: "138****1111" in row.editors["phone"].line.placeholderText())


def test_who_lives_there_is_offered_at_once_and_changed_with_the_visit(stage, row):
    form, made = row
    chosen(stage, made)
    assert made.editors["name"].line.text() == "张*"

    commit(made.editors["phone"].line, "13911112222")
    stage.save(form)

    (zhang,) = stage.records("person", name="张三")
    assert zhang.phone == "13911112222"
    assert len(stage.records("visit")) == 1


def test_a_name_that_nobody_has_there_is_of_somebody_new(stage, row):
    form, made = row
    commit(made.editors["name"].line, "张小四")
    stage.save(form)

    (new,) = stage.records("person", name="张小四")
    assert new.household_id == form.facts()["household_id"]


def test_whoever_was_chosen_comes_back_with_the_draft(stage, row, town):
    form, made = row
    chosen(stage, made)
    commit(made.editors["phone"].line, "13911112222")
    stage.settle()

    again = stage.form("visit", household_id=form.facts()["household_id"])
    stage.settle()

    assert UnsavedService(town.mei).all() != []
    (back,) = again.inside["people"].sheets
    stage.qtbot.waitUntil(lambda: back.editors["name"].line.text() == "张*")
    assert back.editors["phone"].value() == "13911112222"


def test_tab_passes_the_cross_of_a_party_and_alt_del_presses_it(stage, qtbot):
    form = stage.form("dispute")
    rows = form.findChild(Rows)
    first, second = rows.sheets[:2]
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    name = first.editors["name"]
    name.focus()

    crosses = rows.findChildren(QToolButton)
    assert not any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in crosses if one.toolTip())
    assert any("Alt+Del" in one.toolTip() for one in crosses)
    control = QApplication.focusWidget()
    qtbot.keyClick(control, Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)

    assert rows.sheets == [second]
    assert second.isAncestorOf(QApplication.focusWidget())


def test_who_changes_a_dispute_is_told_where_its_parties_are(stage, town):
    old = record(town.mei, kinds.DISPUTE, title="楼道堆物", found_on="2026-10-06")

    assert told_where(stage.form("dispute", old.id))
    assert not told_where(stage.form("dispute"))


def told_where(form):
    """Return whether a form says where parties are changed."""
    return any("“相关”" in one.text() for one in form.findChildren(QLabel))
