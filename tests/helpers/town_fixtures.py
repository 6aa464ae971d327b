"""The fixtures of the small town, for the conftest of every folder that plays in it."""

from __future__ import annotations

import pytest

from tests.helpers.towns import a_town, build, cheap_codes


@pytest.fixture(scope="session")
def made_town(tmp_path_factory):
    """A folder with the stores of a town; never opened, only copied."""
    folder = tmp_path_factory.mktemp("town")
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
