"""The window over the store of an office in which something has happened."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.towns import OFFICE, a_visit_of, record
from tests.helpers.windows import a_window

__all__ = ["made_town", "town"]


@pytest.fixture
def busy(town):
    """A session of the office, with visits, a dispute, hazards in October and in September."""
    session = town.office
    for day, outcome in (("2026-10-01", "01"), ("2026-10-08", "03"), ("2026-09-02", "01")):
        a_visit_of(session, visited_on=day, outcome=outcome)
    record(session, kinds.DISPUTE, title="噪声", found_on="2026-10-02", type="0202")
    for level in ("1", "2"):
        facts = {"category": "02", "level": level, "found_on": "2026-10-01", "grid_id": "WG01"}
        record(session, kinds.HAZARD, content=f"灭火器过期{level}", **facts)
    return session


@pytest.fixture
def window(qtbot, town, busy, tmp_path):
    """The window on the page of figures; its session is closed with it."""
    town.sessions.pop(OFFICE)
    with a_window(tmp_path, busy) as opened:
        opened.workspace.show_page("figures")
        yield opened
        # A report that was begun is made in a process of its own, which takes its time.
        qtbot.waitUntil(lambda: opened.jobs.is_idle, timeout=30_000)
