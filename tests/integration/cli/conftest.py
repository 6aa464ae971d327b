"""The small town, and a command line to work in it."""

from __future__ import annotations

import pytest

from gridkeeper.cli.context import PASSWORD_VARIABLE
from gridkeeper.storage import engine
from tests.helpers.command_line import CommandLine
from tests.helpers.stores import PASSWORD
from tests.helpers.town_fixtures import made_town, quick_codes, town

__all__ = ["made_town", "quick_codes", "town"]


@pytest.fixture
def shell(town, capsys, monkeypatch):
    """A command line whose stores lie in the town's folder."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    monkeypatch.delenv("GRIDKEEPER_DEBUG", raising=False)
    monkeypatch.delenv("GRIDKEEPER_LANGUAGE", raising=False)
    monkeypatch.setattr(engine.KdfCost.__init__, "__defaults__", (1024, 1, 1))
    monkeypatch.chdir(town.folder)
    return CommandLine(capsys, town.folder)
