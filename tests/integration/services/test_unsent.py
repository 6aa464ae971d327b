"""How much was not handed over: as many as a person would name."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services import unsent
from gridkeeper.services.batch_export import BatchExportService
from gridkeeper.services.batch_history import BatchHistoryService
from gridkeeper.services.casework import CaseService, Told
from gridkeeper.services.recording import RecordingService
from gridkeeper.services.today import TodayService
from tests.helpers.towns import QUIET, a_visit_of, record, rename, take

DISPUTE = {"title": "漏水", "found_on": "2026-10-07"}
PARTIES = [{"side": "1", "name": "张三"}, {"side": "2", "name": "李四"}]


def count(session):
    with session.store.reading() as unit:
        return unsent.of_store(unit).records


def joined(town):
    """Let the office know both workers' keys."""
    take(town.office, town.hand_in(town.mei, "mei.gkb"), town.hand_in(town.gang, "gang.gkb"))


def a_dispute(session, **facts):
    return record(session, kinds.DISPUTE, **DISPUTE | {"parties": PARTIES} | facts)


def test_a_dispute_with_two_parties_is_one(town):
    a_dispute(town.mei)

    assert count(town.mei) == 1


def test_a_step_belongs_to_its_case(town):
    case = a_dispute(town.mei)
    town.hand_in(town.mei)

    CaseService(town.mei).take(case, "note", Told(note="已联系双方"))

    assert count(town.mei) == 1


def test_a_visit_brings_the_corrections_of_its_household_along(town):
    a_visit_of(town.mei)
    rename(town.mei, kinds.HOUSEHOLD, town.only(kinds.HOUSEHOLD), remark="好")
    rename(town.mei, kinds.DWELLING, town.only(kinds.DWELLING), remark="好")
    rename(town.mei, kinds.BUILDING, town.only(kinds.BUILDING), name="3栋")

    assert count(town.mei) == 1


def test_a_household_that_was_only_corrected_is_one(town):
    rename(town.mei, kinds.HOUSEHOLD, town.only(kinds.HOUSEHOLD), remark="好")

    assert count(town.mei) == 1


def test_a_new_person_with_a_new_home_and_two_tags_is_one(town):
    facts = {"name": "王五", "household_id": "9幢1单元101室", "relation": "01", "grid_id": "WG01"}
    tags = [{"tag": "独居老人"}, {"tag": "残疾人"}]
    RecordingService(town.mei).record(kinds.PERSON, [facts | {"tags": tags}], make_home=True)

    assert count(town.mei) == 1


def test_two_visits_to_one_door_are_two(town):
    a_visit_of(town.mei)
    a_visit_of(town.mei)

    assert count(town.mei) == 2


def test_nothing_that_was_handed_in_is_counted(town):
    a_dispute(town.mei)
    a_visit_of(town.mei)
    town.hand_in(town.mei)

    assert count(town.mei) == 0


def test_a_worker_of_another_grid_does_not_wait_for_it(town):
    record(town.office, kinds.DISPUTE, **DISPUTE, grid_id="WG02")

    waiting = {one.name: one.waiting for one in BatchHistoryService(town.office).peers()}

    assert waiting == {"李梅": 0, "赵刚": 1}


def test_what_two_workers_wait_for_is_counted_once(town):
    joined(town)
    a_dispute(town.office, grid_id="WG01")
    record(town.office, kinds.DISPUTE, **DISPUTE, grid_id="WG02")

    assert count(town.office) == 2


def test_her_own_records_are_not_waiting_for_her(town):
    a_dispute(town.mei)
    take(town.office, town.hand_in(town.mei))

    waiting = {one.name: one.waiting for one in BatchHistoryService(town.office).peers()}

    assert waiting == {"李梅": 0, "赵刚": 1}


@pytest.mark.parametrize("session", ["mei", "office"])
def test_the_batch_says_the_number_that_was_waiting(town, session):
    joined(town)
    who = getattr(town, session)
    a_dispute(who, grid_id="WG01")
    a_visit_of(who)
    before = TodayService(who).today().unsent

    made = BatchExportService(who).export(town.folder, QUIET, "" if session == "mei" else "李梅")

    assert (before, made[0].records) == (2, 2)
