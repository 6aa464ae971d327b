"""What lies in a place moves along when that gets another grid."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.undoing import UndoService
from tests.helpers.towns import rename, where

WITHIN = (kinds.DWELLING, kinds.HOUSEHOLD, kinds.PERSON)


def grids(town):
    return {one.grid_id for kind in WITHIN for one in where(town.office, kind)}


@pytest.fixture
def other(town):
    """The second grid of the town."""
    return town.only(kinds.GRID, code="WG02")


def test_homes_and_people_move_with_their_building(town, other):
    house = town.only(kinds.BUILDING)

    RecordingService(town.office).amend(house, {"grid_id": other.name})

    assert grids(town) == {other.id}


def test_what_has_no_grid_gets_one_and_what_lies_elsewhere_stays(town, other):
    house = town.only(kinds.BUILDING)
    home = town.only(kinds.HOUSEHOLD)
    rename(town.office, kinds.BUILDING, house, grid_id=None)
    rename(town.office, kinds.DWELLING, town.only(kinds.DWELLING), grid_id=None)

    RecordingService(town.office).amend(town.only(kinds.BUILDING), {"grid_id": other.name})

    assert town.only(kinds.DWELLING).grid_id == other.id
    assert town.only(kinds.HOUSEHOLD).grid_id == home.grid_id != other.id


def test_one_undo_brings_all_of_it_back(town, other):
    before = grids(town)
    RecordingService(town.office).amend(town.only(kinds.BUILDING), {"grid_id": other.name})

    UndoService(town.office).undo()

    assert grids(town) == before
