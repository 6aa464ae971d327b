"""The window over the store of an office in which something has happened in October."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.towns import OFFICE, a_visit_of, record
from tests.helpers.windows import a_window

__all__ = ["made_town", "town"]


@pytest.fixture
def window(qtbot, town, tmp_path):
    """The window; its session is closed with it."""
    session = town.office
    a_visit_of(session, situation="灯泡不亮")
    facts = {"category": "02", "level": "1", "found_on": "2026-10-06", "content": "灭火器过期"}
    record(session, kinds.HAZARD, grid_id="WG01", **facts)
    town.sessions.pop(OFFICE)
    with a_window(tmp_path, session) as opened:
        yield opened
        qtbot.waitUntil(lambda: opened.jobs.is_idle, timeout=20_000)
