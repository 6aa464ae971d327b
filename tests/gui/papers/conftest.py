"""The window over the store of an office in which something has happened in October."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from tests.helpers.town_fixtures import made_town as plain_town
from tests.helpers.town_fixtures import town
from tests.helpers.towns import a_town, a_visit_of, record
from tests.helpers.windows import a_window_over

__all__ = ["plain_town", "town"]


@pytest.fixture(scope="session")
def made_town(plain_town, tmp_path_factory):
    """A folder with the stores of a town in which something has happened in October."""
    folder = tmp_path_factory.mktemp("busy") / "town"
    with a_town(plain_town, folder) as town:
        a_visit_of(town.office, situation="灯泡不亮")
        facts = {"category": "02", "level": "1", "found_on": "2026-10-06", "content": "灭火器过期"}
        record(town.office, kinds.HAZARD, grid_id="WG01", **facts)
    return folder


@pytest.fixture
def window(qtbot, town, tmp_path):
    """The window; its session is closed with it."""
    with a_window_over(qtbot, town, town.office, tmp_path, timeout=20_000) as opened:
        yield opened
