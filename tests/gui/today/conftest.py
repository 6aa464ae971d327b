"""The small town, whose people open their windows."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from tests.helpers.town_fixtures import made_town, town
from tests.helpers.windows import a_window

__all__ = ["made_town", "town"]


@pytest.fixture
def opened(qtbot, town, tmp_path):
    """Open the window over a store of the town, wait until the day list is there."""

    @contextmanager
    def open_window(session, *, viewing=False):
        town.sessions.pop(session.store.path.name)
        with a_window(tmp_path, session, viewing=viewing) as window:
            qtbot.waitUntil(lambda: window.jobs.is_idle)
            yield window
            qtbot.waitUntil(lambda: window.jobs.is_idle)

    return open_window
