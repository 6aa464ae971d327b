"""A desktop for each test, the real program on it, and the small town that some stories play in."""

from __future__ import annotations

import shutil
import sys

import pytest

from tests.helpers.desktops import TOOLS, Desktop, Program
from tests.helpers.town_fixtures import made_town, town

__all__ = ["desktop", "made_town", "program", "town"]


# The screen is an X server of Linux.
collect_ignore_glob = [] if sys.platform.startswith("linux") else ["*"]


@pytest.fixture
def desktop(tmp_path):
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    assert not missing, f"python3 installer/test.py installs what is missing here: {missing}"
    with Desktop(tmp_path) as made:
        yield made


@pytest.fixture
def program(desktop):
    """The program as somebody sees it who starts it for the first time."""
    return Program(desktop)
