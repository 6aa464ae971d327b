"""The small town that these tests play in."""

from __future__ import annotations

import pytest

from gridkeeper.services.imports.register_import import RegisterImportService
from tests.helpers.hands import at_work
from tests.helpers.levels import DISTRICT, a_district, joined
from tests.helpers.rosters import roster
from tests.helpers.town_fixtures import made_town, quick_codes, town
from tests.helpers.towns import OFFICE, QUIET, build, cheap_codes

__all__ = ["made_town", "quick_codes", "take", "town"]


@pytest.fixture
def take(town, tmp_path):
    """Take in rows as a roster; the path of a file can be given instead."""

    def taken(rows, mapping=None, *, name="r.csv", session=None, **wishes):
        path = roster(tmp_path / name, rows) if isinstance(rows, list) else rows
        service = RegisterImportService(session or town.office)
        return service.take(path, mapping or {}, QUIET, **wishes)

    return taken


@pytest.fixture(scope="session")
def ready(tmp_path_factory):
    """The stores of an office and three workers who have been heard once, made once for all."""
    folder = tmp_path_factory.mktemp("hands") / "made"
    folder.mkdir()
    with cheap_codes():
        build(folder, third=True)
    with at_work(folder, folder.with_name("ready")) as hands:
        hands.alive.reverse()  # workers first: an office learns of them by their first batches
        hands.heal()
        return hands.folder


@pytest.fixture(scope="session")
def levels(ready, tmp_path_factory):
    """The stores of `ready` whose office has joined a district, which has heard of it once."""
    folder = tmp_path_factory.mktemp("levels") / "made"
    with cheap_codes(), at_work(ready, folder) as hands:
        district = a_district(folder)
        joined(district, hands.open(OFFICE), folder)
        district.close()
        hands.alive.append(DISTRICT)
        hands.heal(quiet_rounds=1)
    return folder
