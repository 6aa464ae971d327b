"""The real window over the store of a worker of the small town."""

from __future__ import annotations

import pytest

from tests.helpers.listing import Stand
from tests.helpers.town_fixtures import made_town as plain_town
from tests.helpers.town_fixtures import town
from tests.helpers.towns import a_town, a_visit_of
from tests.helpers.windows import a_window

__all__ = ["plain_town", "town"]


@pytest.fixture(scope="session")
def made_town(plain_town, tmp_path_factory):
    """A folder with the stores of a town, and three visits in the store of 李梅."""
    folder = tmp_path_factory.mktemp("visited") / "town"
    with a_town(plain_town, folder) as town:
        for day in ("2026-10-02", "2026-10-05", "2026-10-03"):
            a_visit_of(town.mei, visited_on=day, situation=f"{day[-2:]}日走访")
    return folder


@pytest.fixture
def office(qtbot, town, tmp_path):
    """The window of the office."""
    with a_window(tmp_path, town.office) as window:
        yield Stand(window, town.office, qtbot)
        qtbot.waitUntil(lambda: window.jobs.is_idle)


@pytest.fixture
def stand(qtbot, town, tmp_path):
    """A worker's window, with three visits in her store."""
    with a_window(tmp_path, town.mei) as window:
        yield Stand(window, town.mei, qtbot)
        qtbot.waitUntil(lambda: window.jobs.is_idle)
