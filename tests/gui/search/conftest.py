"""The window over the stores of the small town."""

from __future__ import annotations

import pytest
from shiboken6 import isValid

from gridkeeper.ui.search.dialog import SearchDialog
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.towns import OFFICE, WORKER_1
from tests.helpers.windows import a_window

__all__ = ["made_town", "town"]


@pytest.fixture
def window(qtbot, town, tmp_path):
    """A worker's window; its session is closed with it."""
    session = town.mei
    town.sessions.pop(WORKER_1)
    with a_window(tmp_path, session) as opened:
        yield opened
        qtbot.waitUntil(lambda: opened.jobs.is_idle)


@pytest.fixture
def box(qtbot, window):
    """The search box above it."""
    yield from _box(qtbot, window)


@pytest.fixture
def leaders_box(qtbot, town, tmp_path):
    """The search box of somebody who only looks."""
    session = town.office
    town.sessions.pop(OFFICE)
    with a_window(tmp_path, session, viewing=True) as opened:
        yield from _box(qtbot, opened)
        qtbot.waitUntil(lambda: opened.jobs.is_idle)


def _box(qtbot, window):
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    window.actions_["search"].trigger()
    dialog = window.findChild(SearchDialog)
    yield dialog
    if isValid(dialog):
        dialog.close()
