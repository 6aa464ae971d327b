"""A window shows what another program has written into its store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from gridkeeper.services.session import Session
from gridkeeper.storage.store import Store
from gridkeeper.ui.heeding import Heeding
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.towns import a_visit_of
from tests.helpers.windows import a_window_over

__all__ = ["made_town", "town"]


@pytest.fixture
def window(qtbot, town, tmp_path):
    """A worker's window."""
    with a_window_over(qtbot, town, town.mei, tmp_path) as opened:
        yield opened


@pytest.fixture
def beside(window):
    """The same store, as the command line has it open."""
    here = window.frame.desk.session
    made = Session(Store.open_with(here.store.access()), here.time)
    yield made
    made.close()


def turn_to(window):
    """Turn to a window as the system does."""
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))


def test_who_turns_to_the_window_sees_what_the_command_line_has_written(qtbot, window, beside):
    heard = []
    window.workspace.telling.connect(heard.append)
    a_visit_of(beside)

    turn_to(window)

    qtbot.waitUntil(lambda: bool(heard))
    assert "visit" in heard[0].kinds


def test_who_never_leaves_the_window_sees_it_a_little_later(qtbot, window, beside):
    heard = []
    window.workspace.telling.connect(heard.append)
    a_visit_of(beside)

    timer = window.workspace.findChild(Heeding).timer
    timer.start(1)

    qtbot.waitUntil(lambda: bool(heard))
    timer.stop()  # asked every millisecond, the window is hardly ever found with nothing to do


def test_where_nothing_came_nothing_is_shown_anew(qtbot, window):
    heard = []
    window.workspace.telling.connect(heard.append)

    turn_to(window)
    qtbot.waitUntil(lambda: window.jobs.is_idle)

    assert heard == []
