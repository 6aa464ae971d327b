"""The window over the store of an office in which something has happened."""

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
    """A folder with the stores of a town in which something has happened, see `busy`."""
    folder = tmp_path_factory.mktemp("busy") / "town"
    with a_town(plain_town, folder) as town:
        _happened(town.office)
    return folder


@pytest.fixture
def busy(town):
    """A session of the office, with visits, a dispute, hazards in October and in September."""
    return town.office


def _happened(session):
    for day, outcome in (("2026-10-01", "01"), ("2026-10-08", "03"), ("2026-09-02", "01")):
        a_visit_of(session, visited_on=day, outcome=outcome)
    record(session, kinds.DISPUTE, title="噪声", found_on="2026-10-02", type="0202")
    for level in ("1", "2"):
        facts = {"category": "02", "level": level, "found_on": "2026-10-01", "grid_id": "WG01"}
        record(session, kinds.HAZARD, content=f"灭火器过期{level}", **facts)


@pytest.fixture
def window(qtbot, town, busy, tmp_path):
    """The window on the page of figures; its session is closed with it."""
    # A report that was begun is made in a process of its own, which takes its time.
    with a_window_over(qtbot, town, busy, tmp_path, timeout=30_000) as opened:
        opened.workspace.show_page("figures")
        yield opened
