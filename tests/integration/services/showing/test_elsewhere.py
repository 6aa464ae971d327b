"""What lies in others' grids is not a worker's to see, whatever her journal still holds of it."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.views.finding import FindingService
from tests.helpers.towns import QUIET, rename, take, where


@pytest.fixture
def zhang(town):
    """A person whom the office has moved to the second grid, and told her worker so."""
    person = town.only(kinds.PERSON, name="张三")
    two = town.only(kinds.GRID, code="WG02")
    assert FindingService(town.mei).find("张三")
    take(town.office, town.hand_in(town.mei))
    rename(town.office, kinds.PERSON, person, grid_id=two.id)
    answer = BatchExportService(town.office).export(town.folder / "a.gkb", QUIET, "李梅")[0]
    assert take(town.mei, answer.path)[0].refused == ""
    return person


def test_who_moved_to_another_grid_is_in_no_list_any_more(town, zhang):
    assert where(town.mei, kinds.PERSON, name="张三") == []
    with town.mei.store.reading() as unit:
        assert zhang.id not in {one.id for one in unit.listing.all(kinds.PERSON)}
        assert unit.browsing.place_of(kinds.PERSON, zhang.id) is None
        assert unit.listing.get(kinds.PERSON, zhang.id) is not None


def test_who_moved_to_another_grid_is_not_found(town, zhang):
    assert zhang.id not in {one.id for one in FindingService(town.mei).find("张三")}
    assert zhang.id in {one.id for one in FindingService(town.office).find("张三")}


def test_the_office_sees_every_grid(town, zhang):
    assert [one.id for one in where(town.office, kinds.PERSON, name="张三")] == [zhang.id]


def test_who_comes_back_is_there_again(town, zhang):
    one = town.only(kinds.GRID, code="WG01")
    rename(town.office, kinds.PERSON, zhang, grid_id=one.id)
    answer = BatchExportService(town.office).export(town.folder / "b.gkb", QUIET, "李梅")[0]

    take(town.mei, answer.path)

    assert [person.id for person in where(town.mei, kinds.PERSON, name="张三")] == [zhang.id]
