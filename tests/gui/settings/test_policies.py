"""The rules of work: read by all, changed at the office."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from gridkeeper.domain import kinds
from gridkeeper.services.plans.rules import defaults
from gridkeeper.ui.settings.policy_form import PolicyForm
from gridkeeper.ui.settings.policy_lists import PolicyList
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.towns import where
from tests.helpers.windows import a_window_over

BASIS = {
    "matter": "01",
    "basis": "社区矫正法第二条",
    "approved_by": "王芳",
    "approved_on": "2026-10-01",
}


class Rules:
    """The list of one sort of rules, and the hands that use it."""

    def __init__(self, page, name, qtbot):
        self.page, self.qtbot = page, qtbot
        getattr(page.policies, name).click()
        (self.list,) = page.window().findChildren(PolicyList)
        self.settle()

    def settle(self):
        self.qtbot.waitUntil(lambda: self.page.frame.jobs.is_idle)

    def press(self, button):
        button.click()
        self.settle()

    @property
    def form(self):
        (found,) = self.page.window().findChildren(PolicyForm)
        return found

    def write(self, **facts):
        for name, value in facts.items():
            self.form.sheet.editors[name].set_value(value)

    def save(self):
        form = self.form
        form.save()
        self.settle()
        return form

    def offered(self):
        ways = {"adopt", "add", "edit", "stop"}
        return {name for name in ways if getattr(self.list, name).isVisible()}

    def kept(self, kind):
        return where(self.page.frame.desk.session, kind)


@pytest.fixture
def rules(page, qtbot):
    """Show the rules of a sort; the list is closed again."""
    shown = []

    def show(name):
        shown.append(Rules(page, name, qtbot))
        return shown[-1]

    yield show
    for one in shown:
        one.list.reject()


def test_the_rules_that_came_along_are_made_one_s_own_and_changed(rules):
    shown = rules("rules")
    assert shown.offered() == {"adopt"}
    assert shown.list.lines.table.rowCount() == len(defaults())

    shown.press(shown.list.adopt)
    assert shown.offered() == {"add", "edit", "stop"}
    rule = shown.list.rule
    shown.press(shown.list.edit)
    shown.write(days="0")
    assert shown.save().sheet.editors["days"].problem == "“周期（天）”要填 1 以上。"
    shown.write(days="21")
    shown.save()

    (changed,) = [one for one in shown.kept(kinds.CYCLE) if one.id == rule.id]
    assert (changed.days, changed.name, changed.weight) == (21, rule.name, rule.weight)
    assert shown.list.rule.id == rule.id
    shown.press(shown.list.stop)
    assert (shown.list.rule.stopped, shown.list.stop.text()) == (True, "恢复使用(&F)")
    shown.press(shown.list.stop)
    assert not shown.list.rule.stopped


def test_a_legal_basis_is_written_down_and_what_is_missing_is_said(rules):
    shown = rules("bases")
    assert "还没有登记依据：限制类人群不能选用。" in [
        one.text() for one in shown.list.findChildren(QLabel) if one.isVisible()
    ]
    shown.press(shown.list.add)
    shown.write(**BASIS | {"basis": ""})
    assert shown.save().sheet.editors["basis"].problem != ""
    assert shown.kept(kinds.LEGAL_BASIS) == []

    shown.write(basis=BASIS["basis"])
    shown.save()

    (kept,) = shown.kept(kinds.LEGAL_BASIS)
    assert shown.list.rule.id == kept.id


def test_before_typed_text_is_given_up_it_is_asked(rules):
    shown = rules("bases")
    shown.press(shown.list.add)
    form = shown.form
    shown.write(basis="社区矫正法")
    form.reject()

    assert form.isVisible()
    every = shown.page.window().findChildren(Dialog)
    next(one for one in every if one.windowTitle() == "不保存就关闭吗？").accept()
    shown.settle()
    assert not [one for one in shown.page.window().findChildren(PolicyForm) if one.isVisible()]
    assert shown.kept(kinds.LEGAL_BASIS) == []


def test_a_worker_reads_the_rules_and_changes_none(town, qtbot, tmp_path):
    with a_window_over(qtbot, town, town.mei, tmp_path) as window:
        window.workspace.show_page("settings")
        shown = Rules(window.workspace.page, "rules", qtbot)

        assert shown.list.lines.table.rowCount() == len(defaults())
        assert shown.offered() == set()
        shown.list.reject()


def test_checklists_are_made_one_s_own_and_their_items_are_read_below_the_list(rules):
    shown = rules("checklists")
    assert shown.offered() == {"adopt"}
    assert shown.list.more.text().startswith("疏散通道畅通，没有堆物；安全出口")

    shown.press(shown.list.adopt)
    shown.press(shown.list.edit)
    shown.write(items="疏散通道\n灭火器")
    shown.save()
    shown.press(shown.list.stop)

    (changed,) = [one for one in shown.kept(kinds.CHECKLIST) if one.id == shown.list.rule.id]
    assert (changed.items, changed.stopped) == ("疏散通道\n灭火器", True)
    assert shown.list.more.text() == "疏散通道；灭火器"
