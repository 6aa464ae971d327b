"""That nothing has changed, and what people agreed to, from the page of who it is about."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from gridkeeper.domain import kinds
from gridkeeper.services.records.verifying import VerifyService
from gridkeeper.ui.register.withdrawing import WithdrawDialog
from tests.helpers.towns import record, rename, where


@pytest.fixture
def page(stand):
    """The page of 张三."""
    page = stand.page("people")
    page.open("person", zhang(stand).id)
    stand.settled(page)
    return page


def zhang(stand):
    (found,) = where(stand.session, kinds.PERSON, name="张三")
    return found


def takes_back(page):
    doors = page.panel.detail.findChildren(QPushButton)
    return next((one for one in doors if one.accessibleName().startswith("撤回")), None)


def said(page):
    return [one.text() for one in page.panel.detail.findChildren(QLabel)]


def test_one_key_says_that_nothing_has_changed_and_undoing_takes_it_back(stand, page):
    assert "尚未核实" in said(page)

    page.perform("verify")
    stand.settled(page)

    assert "核实于 2026-10-08，今天 · 李梅" in said(page)
    told = stand.window.frame.notices.text
    assert told.startswith("今天已核实人口信息：张*")
    assert told.endswith("房屋在“户”里核实。")
    stand.window.frame.desk.undo.undo()
    assert zhang(stand).verified_on is None


def test_undoing_names_a_household_by_its_door(stand):
    (home,) = where(stand.session, kinds.HOUSEHOLD)
    rename(stand.session, kinds.HOUSEHOLD, home, number="00100005")
    VerifyService(stand.session).verify(kinds.HOUSEHOLD, [home.id])

    sentence = stand.window.frame.desk.undo.last().sentence

    assert "3幢2单元501室" in sentence
    assert "00100005" not in sentence


def test_what_was_verified_long_ago_is_marked(stand):
    VerifyService(stand.session).verify(kinds.PERSON, [zhang(stand).id], date(2025, 3, 2))
    page = stand.page("people")
    page.open("person", zhang(stand).id)
    stand.settled(page)

    (line,) = [
        one
        for one in page.panel.detail.findChildren(QLabel)
        if one.text() == "核实于 2025-03-02，19 个月前 · 李梅"
    ]
    assert line.property("kind") == "advice"


def test_a_consent_is_recorded_from_the_page_of_who_gave_it_and_taken_back(stand, page):
    given = record(
        stand.session,
        kinds.CONSENT,
        person_id=zhang(stand).id,
        matter="单独同意",
        given_on="2026-10-01",
    )
    stand.qtbot.waitUntil(lambda: takes_back(page) is not None)
    takes_back(page).click()
    (dialog,) = stand.window.findChildren(WithdrawDialog)

    dialog.withdraw()
    stand.qtbot.waitUntil(lambda: dialog.said != "")

    assert "不再使用" in dialog.said
    (after,) = where(stand.session, kinds.CONSENT)
    assert (after.id, str(after.withdrawn_on)) == (given.id, "2026-10-08")
    dialog.close()
