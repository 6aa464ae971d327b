"""A household that moved out whole: its door is free for others, and nothing there is due."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.matrix.matrix import DoorMatrixService
from gridkeeper.services.plans import due as planning
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.register.events import Occasion, RegisterEventService
from gridkeeper.services.views.browsing import BrowseService, Query
from gridkeeper.services.views.dossiers import DossierService
from gridkeeper.services.views.finding import FindingService
from tests.helpers.homes import settle
from tests.helpers.rosters import WANG, a_row
from tests.helpers.towns import a_visit_of, where

DOOR = "5-1-101"
ON = Occasion(on=date(2026, 10, 7))


@pytest.fixture
def closed(town):
    """The id of a household that moved out whole on the day before the last."""
    (home,) = settle(town.mei, "101")
    RegisterEventService(town.mei).move_out_whole(home, ON)
    return home


def door_of(town, home):
    (household,) = where(town.mei, kinds.HOUSEHOLD, id=home)
    (dwelling,) = where(town.mei, kinds.DWELLING, id=household.dwelling_id)
    return DoorMatrixService(town.mei).matrix(dwelling.building_id).doors[dwelling.id]


def due_homes(town):
    sections = TodayService(town.mei).today().sections
    return [line.record_id for one in sections if one.name == "visits" for line in one.lines]


@pytest.fixture
def yellow_closed(town):
    """The id of a household in yellow that moved out whole."""
    (home,) = settle(town.mei, "101")
    service = RecordingService(town.mei)
    opened = service.opened(kinds.HOUSEHOLD, home)
    service.amend(opened.record, {"colour": "黄色"})
    RegisterEventService(town.mei).move_out_whole(home, ON)
    return home


def test_its_page_says_that_it_is_closed_instead_of_what_attention_it_needs(town, yellow_closed):
    found = DossierService(town.mei).of(kinds.HOUSEHOLD, yellow_closed)

    chips = [chip.text for chip in found.chips]
    assert chips[0] == "已销户"
    assert not any("关注" in text for text in chips)
    assert found.verified is None


def test_the_list_says_the_same_of_it(town, yellow_closed):
    service = BrowseService(town.mei)
    place = service.place_of("household", yellow_closed)

    row = service.rows(Query("household"), [place], ["colour"])[place]

    assert (row.texts, row.states) == (("已销户",), {})


def test_nobody_lives_at_its_door(town, closed):
    assert door_of(town, closed).home == ""


def test_of_a_street_no_visit_that_was_named_for_it_is_listed(town, monkeypatch):
    monkeypatch.setattr(planning, "MOST_HOMES", 1)
    (home,) = settle(town.mei, "101")
    a_visit_of(town.mei, household_id=home, visited_on="2026-10-01", next_due="2026-10-08")
    assert home in due_homes(town)

    RegisterEventService(town.mei).move_out_whole(home, ON)

    assert home not in due_homes(town)


def test_who_is_recorded_there_makes_a_household_of_their_own(town, closed):
    RecordingService(town.mei).record(
        kinds.PERSON, [{"name": "王五", "household_id": DOOR}], make_home=True
    )

    (person,) = where(town.mei, kinds.PERSON, name="王五")
    assert person.household_id != closed
    assert door_of(town, closed).home == person.household_id


def test_who_a_roster_says_lives_there_does_not_come_into_it(town, take):
    take([a_row()])
    (first,) = where(town.office, kinds.PERSON, name="李四")
    RegisterEventService(town.office).move_out_whole(first.household_id, ON)

    take([a_row(姓名="王五", 身份证号=WANG, 联系电话="13900002222")])

    (second,) = where(town.office, kinds.PERSON, name="王五")
    assert second.household_id != first.household_id


def test_a_search_for_the_door_finds_who_lives_there_first(town, closed):
    RecordingService(town.mei).record(
        kinds.PERSON, [{"name": "王五", "household_id": DOOR}], make_home=True
    )
    (person,) = where(town.mei, kinds.PERSON, name="王五")

    found = FindingService(town.mei).find(DOOR)

    homes = [one.id for one in found if one.kind == "household"]
    assert homes == [person.household_id, closed]
