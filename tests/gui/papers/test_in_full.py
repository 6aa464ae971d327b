"""A copy in full: what for is asked of each paper anew."""

from __future__ import annotations

import pytest

from gridkeeper.domain.privacy import Profile
from gridkeeper.ui.forms.reasons import ReasonDialog
from gridkeeper.ui.papers.ledger_view import LedgerView
from tests.helpers.papers_page import choose, page

__all__ = ["page"]
pytestmark = [pytest.mark.gui, pytest.mark.no_cover]


def test_whoever_comes_back_to_a_copy_in_full_is_asked_anew(page, qtbot):
    choose(qtbot, page, "visits", is_ledger=True, profile=Profile.FULL)
    choose(qtbot, page, "visits", is_ledger=True, profile=Profile.MASKED)
    page.wishes.choose_profile(Profile.FULL)
    page.make()

    assert not isinstance(page.preview.shown, LedgerView)


def test_a_reason_holds_for_no_other_paper(page, qtbot):
    choose(qtbot, page, "visits", is_ledger=True, profile=Profile.FULL)
    assert isinstance(page.preview.shown, LedgerView)

    page.wishes.choose("hazards", is_ledger=True)
    page.make()
    assert not isinstance(page.preview.shown, LedgerView)
    assert page.offers() == frozenset()

    page.wishes.choose("visits", is_ledger=True)
    page.make()
    assert not isinstance(page.preview.shown, LedgerView)


def test_the_same_paper_made_once_more_is_not_asked_about_again(page, qtbot):
    choose(qtbot, page, "visits", is_ledger=True, profile=Profile.FULL)

    page.make()

    assert page.preview.is_making
    qtbot.waitUntil(lambda: isinstance(page.preview.shown, LedgerView))


def test_what_is_asked_and_what_is_answered_call_the_copy_by_one_word(page, qtbot):
    page.wishes.choose_profile(Profile.FULL)

    asked = page.ask_reason()

    called = page.wishes.profile.currentText()
    assert called == asked.windowTitle() == "完整版"
    assert called in asked.go_on.text()
    asked.reject()


def test_all_ledgers_in_full_ask_for_a_reason_of_their_own(page, qtbot):
    choose(qtbot, page, "visits", is_ledger=True, profile=Profile.FULL)

    page.save_all()

    asked = next(one for one in page.window().findChildren(ReasonDialog) if one.isVisible())
    assert asked.reason == ""
    asked.reject()
