"""The settings over the store of an office."""

from __future__ import annotations

import pytest

from gridkeeper.services.entrance import Entrance
from tests.helpers.stores import CHEAP
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.windows import a_window_over

__all__ = ["made_town", "town"]


@pytest.fixture
def window(qtbot, town, tmp_path):
    """The window; its session is closed with it."""
    entrance = Entrance(town.clock, cost=CHEAP, folder=tmp_path)
    office, facts = town.office, {"entrance": entrance, "timeout": 20_000}
    with a_window_over(qtbot, town, office, tmp_path, **facts) as opened:
        yield opened


@pytest.fixture
def page(window, qtbot):
    """The page, with what it asked for on it."""
    window.workspace.show_page("settings")
    page = window.workspace.page
    qtbot.waitUntil(lambda: bool(page.store.counts.text() and page.saving.last.text()))
    return page
