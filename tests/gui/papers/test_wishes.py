"""What can be wanted of a paper: its days, and for whom."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gridkeeper.domain.privacy import Profile
from tests.helpers.papers_page import choose, page, shown

__all__ = ["page"]
pytestmark = [pytest.mark.gui, pytest.mark.no_cover]


def said(page):
    return [one.text() for one in page.preview.shown.findChildren(QLabel)]


def test_a_ledger_that_the_board_may_not_have_says_so_and_what_to_do_instead(page, qtbot):
    choose(qtbot, page, "people", is_ledger=True, profile=Profile.PUBLIC)

    assert page.wishes.chosen_profile is Profile.PUBLIC
    assert page.wishes.problem.text() == "台账没有公示版。"
    assert any("请改选报表" in text for text in said(page))
    assert page.offers() == frozenset()
    assert not page.wishes.period.isEnabled()


def test_for_the_board_all_ledgers_cannot_be_asked_for(page):
    page.wishes.choose_profile(Profile.MASKED)
    assert page.wishes.all_ledgers is not None

    page.wishes.choose_profile(Profile.PUBLIC)
    assert page.wishes.all_ledgers is None


def test_the_next_report_is_for_the_board_again(page, qtbot):
    choose(qtbot, page, "people", is_ledger=True, profile=Profile.PUBLIC)

    page.wishes.choose("hazards", is_ledger=False)
    page.make()
    shown(qtbot, page)

    assert page.wishes.wish().profile is Profile.PUBLIC
    assert page.wishes.problem.isHidden()
    assert page.offers() == {"save", "print"}


def test_whoever_chooses_other_days_types_them_at_once(page, qtbot):
    page.wishes.period.setFocus()

    qtbot.keyClick(page.wishes.period, Qt.Key.Key_End)

    assert page.wishes.first.hasFocus()
    assert page.wishes.first.selectedText() == page.wishes.first.text() != ""


def test_a_paper_of_the_week_is_one_choice_away(page):
    offered = [page.wishes.period.itemText(at) for at in range(page.wishes.period.count())]

    assert offered[0] == "本周 · 2026年10月5日至11日"
    assert offered[1].startswith("上周 · ")
