"""A store that lies where nothing can be written is shown for looking only, and it is said."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.session import Session
from gridkeeper.storage.store import Store
from gridkeeper.ui.lists import deeds
from gridkeeper.ui.papers.ledger_view import LedgerView
from tests.helpers.rights import a_folder_for_all, write_protected
from tests.helpers.stores import PASSWORD, a_copied_store
from tests.helpers.windows import a_window

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX"),
]


@pytest.fixture
def window(qtbot, tmp_path):
    """A window over a store in a folder that was write-protected when it was opened."""
    with a_folder_for_all() as folder:
        a_copied_store(folder).close()
        with write_protected(folder):
            session = Session(Store.open(folder / "store.gkdb", PASSWORD), SystemClock())
        with a_window(tmp_path, session) as opened:
            yield opened
            qtbot.waitUntil(lambda: opened.jobs.is_idle)


def test_whoever_opens_it_only_looks_and_is_told_why(window):
    assert window.frame.viewing
    assert not window.frame.may_write
    assert "不能写入，现在只能查看" in window.around.notices.text


def test_every_page_can_be_looked_at(window, qtbot):
    window.around.notices.clear()

    for name in window.workspace.names:
        window.workspace.show_page(name)
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        assert window.around.notices.text == "", name


def lists_nothing(window, qtbot, page):
    window.workspace.show_page(page)
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    qtbot.waitUntil(lambda: window.workspace.page.side.is_empty)
    return " ".join(one.text() for one in window.workspace.page.side.findChildren(QLabel))


def test_an_empty_page_advises_nothing_that_cannot_be_done(window, qtbot):
    for page in ("people", "visits", "disputes"):
        said = lists_nothing(window, qtbot, page)

        assert "现在只能查看" in said
        assert "导入" not in said


def test_the_figures_do_not_tell_who_only_looks_to_take_in(window, qtbot):
    window.workspace.show_page("figures")

    qtbot.waitUntil(lambda: "请换一段日期再看" in texts(window))
    assert "收取" not in texts(window)


def texts(window):
    return " ".join(one.text() for one in window.workspace.page.findChildren(QLabel))


def test_what_is_seen_in_full_is_refused_in_the_words_of_seeing(window):
    deeds.reveal(window.frame, None, None)

    assert "查看完整信息要留下记录" in window.around.notices.text
    assert "要录入" not in window.around.notices.text
    assert not window.findChildren(QDialog)


@pytest.mark.parametrize("profile", [Profile.MASKED, Profile.FULL])
def test_a_masked_ledger_is_shown_and_a_full_one_refused_in_words(window, qtbot, profile):
    window.workspace.show_page("papers")
    page = window.workspace.page
    page.wishes.choose("visits", is_ledger=True)
    page.wishes.choose_profile(profile)
    page.make()

    is_shown = profile is Profile.MASKED
    qtbot.waitUntil(lambda: isinstance(page.preview.shown, LedgerView) is is_shown)
    qtbot.waitUntil(lambda: ("查看完整信息要留下记录" in texts(window)) is not is_shown)
    assert "要录入" not in texts(window)
