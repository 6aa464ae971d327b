"""The window of the office over the small town."""

from __future__ import annotations

import pytest

from tests.helpers.listing import Stand
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.windows import a_window

__all__ = ["made_town", "town"]


@pytest.fixture
def stand(qtbot, town, tmp_path):
    """The residents of the first worker."""
    with a_window(tmp_path, town.mei) as window:
        stand = Stand(window, town.mei, qtbot)
        stand.page("people")
        yield stand
        qtbot.waitUntil(lambda: window.jobs.is_idle)
