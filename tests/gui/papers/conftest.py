"""The window over the store of an office in which something has happened in October."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from tests.helpers.town_fixtures import made_town as plain_town
from tests.helpers.town_fixtures import town
from tests.helpers.towns import OFFICE, a_town, a_visit_of, record
from tests.helpers.windows import a_window

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
    session = town.office
    town.sessions.pop(OFFICE)
    with a_window(tmp_path, session) as opened:
        yield opened
        qtbot.waitUntil(lambda: opened.jobs.is_idle, timeout=20_000)
