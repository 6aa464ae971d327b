"""A window with room for a form, over the store of a worker of the small town."""

from __future__ import annotations

import pytest

from gridkeeper.services.desk import Desk
from gridkeeper.ui.frame import Frame
from tests.helpers.forms import Stage
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.windows import a_window

__all__ = ["made_town", "town"]


@pytest.fixture
def stage(qtbot, town, tmp_path):
    """A window that shows one form."""
    with a_window(tmp_path) as window:
        frame = Frame(Desk(town.mei), window.around)
        yield Stage(window, frame, qtbot)
        qtbot.waitUntil(lambda: window.jobs.is_idle)


@pytest.fixture
def office_stage(qtbot, town, tmp_path):
    """A window that shows one form, at the office."""
    with a_window(tmp_path) as window:
        frame = Frame(Desk(town.office), window.around)
        yield Stage(window, frame, qtbot)
        qtbot.waitUntil(lambda: window.jobs.is_idle)
