"""The small town that these tests play in."""

from __future__ import annotations

import pytest

from gridkeeper.services.register_import import RegisterImportService
from tests.helpers.rosters import roster
from tests.helpers.town_fixtures import made_town, quick_codes, town
from tests.helpers.towns import QUIET

__all__ = ["made_town", "quick_codes", "take", "town"]


@pytest.fixture
def take(town, tmp_path):
    """Take in rows as a roster; the path of a file can be given instead."""

    def taken(rows, mapping=None, *, name="r.csv", session=None, **wishes):
        path = roster(tmp_path / name, rows) if isinstance(rows, list) else rows
        service = RegisterImportService(session or town.office)
        return service.take(path, mapping or {}, QUIET, **wishes)

    return taken
