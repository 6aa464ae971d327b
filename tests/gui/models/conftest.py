"""A store with visits on two days, cheap to open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gridkeeper.domain.replicas import Role
from gridkeeper.progress import Quiet
from gridkeeper.services.session import Session
from gridkeeper.services.views.browsing import BrowseService, Query
from gridkeeper.ui.jobs.runner import JobRunner
from gridkeeper.ui.models.columns import STATE, Column
from gridkeeper.ui.models.records import RecordTable
from tests.helpers.stores import a_copied_store, a_visit, save
from tests.helpers.towns import FixedClock

FIRST = date(2026, 1, 1)
COLUMNS = (
    Column("visited_on", 100),
    Column("situation", 0),
    Column("tries", 60),
    Column(STATE, 90),
)


class Lists:
    """A store of visits, and the model of their list."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.browsing = BrowseService(session)
        self.query = Query("visit")
        self.table = RecordTable(self.browsing, "visit", COLUMNS)

    def add(self, *days: int) -> list[str]:
        """Keep visits, made so many days after the first; return their ids."""
        visits = [
            a_visit(visited_on=FIRST + timedelta(days=day), situation=f"第{day}天", state="30")
            for day in days
        ]
        with self.session.store.writing() as unit:
            save(unit, *visits)
        return [visit.id for visit in visits]

    def places(self):
        """Return where they lie."""
        return self.browsing.places(self.query, Quiet())

    def show(self) -> None:
        """Show them all."""
        self.table.show(self.query, self.places())

    def texts(self, column: int = 1) -> list[str]:
        """Return a column as it is drawn."""
        table = self.table
        return [table.index(row, column).data() for row in range(table.rowCount())]


@pytest.fixture
def lists(tmp_path, qapp):
    """An empty store, and the model of its list of visits."""
    session = Session(a_copied_store(tmp_path, Role.WORKER), FixedClock())
    yield Lists(session)
    session.close()


@pytest.fixture
def runner(qapp):
    """The worker threads of a window."""
    found = JobRunner()
    yield found
    found.close()
