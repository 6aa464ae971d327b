"""Which envelope the files are written in, chosen among the settings."""

from __future__ import annotations

import pytest

from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.places import Grid
from gridkeeper.domain.replicas import Role
from gridkeeper.progress import Quiet
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.exchange.sealing import AGE, GM
from gridkeeper.services.store import stores
from tests.helpers.stores import CHEAP, PASSWORD, an_id
from tests.helpers.windows import a_window, a_window_over

pytestmark = [pytest.mark.gui, pytest.mark.no_cover]


@pytest.fixture
def session(tmp_path):
    """A new office with a grid, which nobody has joined."""
    place = stores.Place(tmp_path / "office.gkdb", PASSWORD, CHEAP)
    replica = stores.new_replica(new_id(), Role.OFFICE, "王芳", "晨光社区")
    made, _key = stores.make(place, replica, SystemClock(), new_id)
    with made.writing("grid") as writing:
        writing.create(Grid(id=an_id(1), name="第一网格"))
    return made


def enrol(session, folder):
    """Let somebody join."""
    EnrolmentService(session).enrol("王小明", [an_id(1)], folder / "package.gkb", Quiet())


@pytest.fixture
def page(qtbot, tmp_path, session):
    """The settings over it."""
    with a_window(tmp_path, session) as window:
        window.workspace.show_page("settings")
        yield window.workspace.page
        qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=20_000)


def test_a_new_office_chooses_the_national_algorithms(page):
    row = page.safety.sealing.row
    assert row.buttons[AGE].isChecked()

    row.buttons[GM].click()

    assert page.frame.desk.sealing.current == GM
    assert row.buttons[GM].isChecked()


def test_after_somebody_joined_the_choice_only_says_what_holds(page, session, tmp_path):
    row = page.safety.sealing.row

    enrol(session, tmp_path)
    page.enter()

    assert [row.buttons[name].isEnabled() for name in (AGE, GM)] == [True, False]


def test_a_choice_that_comes_too_late_is_taken_back_in_words(page, session, tmp_path):
    row, said = page.safety.sealing.row, []
    page.frame.messages.failed = said.append
    enrol(session, tmp_path)

    row.buttons[GM].click()

    assert len(said) == 1
    assert row.buttons[AGE].isChecked()


def test_a_worker_is_not_asked(qtbot, town, tmp_path):
    with a_window_over(qtbot, town, town.mei, tmp_path, timeout=20_000) as window:
        window.workspace.show_page("settings")

        assert window.workspace.page.safety.sealing.row is None
