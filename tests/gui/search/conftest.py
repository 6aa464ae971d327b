"""The window over the stores of the small town."""

from __future__ import annotations

import pytest
from shiboken6 import isValid

from gridkeeper.ui.search.dialog import SearchDialog
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.windows import a_window_over

__all__ = ["made_town", "town"]


@pytest.fixture
def window(qtbot, town, tmp_path):
    """A worker's window; its session is closed with it."""
    with a_window_over(qtbot, town, town.mei, tmp_path) as opened:
        yield opened


@pytest.fixture
def box(window):
    """The search box above it."""
    yield from _box(window)


@pytest.fixture
def leaders_box(qtbot, town, tmp_path):
    """The search box of somebody who only looks."""
    with a_window_over(qtbot, town, town.office, tmp_path, viewing=True) as opened:
        yield from _box(opened)


def _box(window):
    window.actions_["search"].trigger()
    dialog = window.findChild(SearchDialog)
    yield dialog
    if isValid(dialog):
        dialog.close()
