"""The fixtures of the small town, for the conftest of every folder that plays in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.helpers.towns import a_town, build, cheap_codes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def made_town(tmp_path_factory):
    """A folder with the stores of a town; never opened, only copied."""
    return _made_once(tmp_path_factory.getbasetemp())


@cache
def _made_once(place: Path) -> Path:
    """Make the stores for all folders of tests: to pytest, each has a fixture of its own."""
    folder = place / "made-town"
    folder.mkdir()
    with cheap_codes():
        build(folder)
    return folder


@pytest.fixture
def town(made_town, tmp_path):
    """A town of one's own."""
    with a_town(made_town, tmp_path / "town") as opened:
        yield opened


@pytest.fixture
def quick_codes():
    """One-time codes that cost nothing to check."""
    with cheap_codes():
        yield
