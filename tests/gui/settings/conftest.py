"""The settings over the store of an office."""

from __future__ import annotations

import pytest

from gridkeeper.services.entrance import Entrance
from tests.helpers.stores import CHEAP
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.towns import OFFICE
from tests.helpers.windows import a_window

__all__ = ["made_town", "town"]


@pytest.fixture
def window(qtbot, town, tmp_path):
    """The window; its session is closed with it."""
    session = town.office
    town.sessions.pop(OFFICE)
    entrance = Entrance(town.clock, cost=CHEAP, folder=tmp_path)
    with a_window(tmp_path, session, entrance=entrance) as opened:
        yield opened
        qtbot.waitUntil(lambda: opened.jobs.is_idle, timeout=20_000)


@pytest.fixture
def page(window, qtbot):
    """The page, with what it asked for on it."""
    window.workspace.show_page("settings")
    page = window.workspace.page
    qtbot.waitUntil(lambda: bool(page.store.counts.text() and page.saving.last.text()))
    return page
