"""The exchange page of an office and of a worker of the small town."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from tests.helpers.exchanges import Office, exchange_of
from tests.helpers.town_fixtures import made_town, quick_codes, town
from tests.helpers.towns import rename

__all__ = ["made_town", "quick_codes", "town"]


@pytest.fixture
def office(qtbot, town, tmp_path):
    """The page of the office."""
    with exchange_of(qtbot, town.office, tmp_path) as page:
        yield Office(page, qtbot, town)


@pytest.fixture
def worker(qtbot, town, tmp_path):
    """The page of 李梅, who has changed a telephone number."""
    zhang = town.only(kinds.PERSON, town.mei, name="张三")
    rename(town.mei, kinds.PERSON, zhang, phone="13911110001")
    with exchange_of(qtbot, town.mei, tmp_path) as page:
        yield Office(page, qtbot, town)
