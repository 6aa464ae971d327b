"""An empty dwelling is empty no more once somebody lives in it."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.matrix.matrix import DoorMatrixService
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.register.events import Occasion, RegisterEventService
from tests.helpers.towns import record, where

ON = Occasion(on=date(2026, 10, 1))


@pytest.fixture
def empty(town):
    """An empty dwelling."""
    return record(town.mei, kinds.DWELLING, building_id="3幢", unit="1", room="909", use="空置")


@pytest.fixture
def recording(town):
    return RecordingService(town.mei)


def use_of(town, dwelling):
    (found,) = where(town.mei, kinds.DWELLING, id=dwelling.id)
    return found.use


def a_person(**facts):
    return {"name": "王五", "household_id": "3-1-909", **facts}


def test_a_person_recorded_there_ends_it_and_undoing_brings_it_back(town, empty, recording):
    said = [one.text for one in recording.check(kinds.PERSON, a_person(), make_home=True)]
    assert said == ["3幢1单元909室登记为空置，保存时一并建户，房屋不再记为空置"]

    recording.record(kinds.PERSON, [a_person()], make_home=True)
    assert use_of(town, empty) is None
    door = DoorMatrixService(town.mei).matrix(empty.building_id).doors[empty.id]
    assert "空置" not in door.said("days")

    UndoService(town.mei).undo()
    assert use_of(town, empty) == "04"
    assert not where(town.mei, kinds.HOUSEHOLD, dwelling_id=empty.id)


def test_a_household_recorded_there_ends_it(town, empty):
    record(town.mei, kinds.HOUSEHOLD, dwelling_id=empty.id)

    assert use_of(town, empty) is None


@pytest.mark.parametrize(("outcome", "use"), [("01", None), ("05", "04")])
def test_a_first_visit_ends_it_only_where_somebody_was_met(town, empty, recording, outcome, use):
    facts = {"household_id": "3-1-909", "visited_on": "2026-10-07", "outcome": outcome}
    said = " ".join(one.text for one in recording.check(kinds.VISIT, facts, make_home=True))
    assert ("不再记为空置" in said) == (use is None)

    recording.record(kinds.VISIT, [facts], make_home=True)

    assert use_of(town, empty) == use


def test_who_is_registered_there_and_lives_elsewhere_does_not_end_it(town, empty, recording):
    recording.record(kinds.PERSON, [a_person(resident_class="07")], make_home=True)

    assert use_of(town, empty) == "04"


def test_who_moves_in_ends_it(town, empty):
    RegisterEventService(town.mei).move_in("3-1-909", ON, newcomers=[{"name": "王五"}])

    assert use_of(town, empty) is None


def test_a_household_that_moves_there_ends_it(town, empty):
    home = where(town.mei, kinds.HOUSEHOLD)[0]

    RegisterEventService(town.mei).move_whole(home.id, "3-1-909", ON)

    assert use_of(town, empty) is None


def test_a_household_whose_door_is_put_right_ends_it(town, empty, recording):
    home = where(town.mei, kinds.HOUSEHOLD)[0]

    recording.amend(home, {"dwelling_id": empty.id})

    assert use_of(town, empty) is None


def test_what_a_dwelling_is_used_for_otherwise_stays(town, recording):
    let = record(town.mei, kinds.DWELLING, building_id="3幢", unit="1", room="909", use="出租")

    recording.record(kinds.PERSON, [a_person()], make_home=True)

    assert use_of(town, let) == "01"
