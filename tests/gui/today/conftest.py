"""The small town, whose people open their windows."""

from __future__ import annotations

from functools import partial

import pytest

from tests.helpers.town_fixtures import made_town, town
from tests.helpers.windows import a_window_over

__all__ = ["made_town", "town"]


@pytest.fixture
def opened(qtbot, town, tmp_path):
    """Open the window over a store of the town, wait until the day list is there."""
    return partial(a_window_over, qtbot, town, folder=tmp_path)
