"""The page of ledgers and reports, with a paper on it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer

from gridkeeper.domain import periods
from gridkeeper.domain.privacy import Profile
from tests.helpers.windows import because

OCTOBER = periods.parse("2026-10")
LONG = 20_000


@pytest.fixture
def page(window, qtbot):
    """The page with October's ledger of visits on it."""
    window.around.preferences.set("papers/last", "ledger visits")
    window.workspace.show_page("papers")
    made = window.workspace.page
    made.wishes.choose_period(OCTOBER)
    made.make()
    shown(qtbot, made)
    return made


def shown(qtbot, page):
    def ready():
        settled = not any(timer.isActive() for timer in page.wishes.findChildren(QTimer))
        return settled and not page.preview.is_making and page.preview.sheets.is_drawn

    qtbot.waitUntil(ready, timeout=LONG)


def choose(qtbot, page, name, *, is_ledger, profile=Profile.MASKED):
    page.wishes.choose(name, is_ledger=is_ledger)
    page.wishes.choose_profile(profile)
    with qtbot.waitSignal(page.wishes.changed):
        pass
    if profile is Profile.FULL:
        because(page.ask_reason())
    shown(qtbot, page)
