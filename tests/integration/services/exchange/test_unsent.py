"""How much was not handed over: as many as a person would name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.domain import kinds, wire
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.exchange import streams, unsent
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_history import BatchHistoryService
from gridkeeper.services.records.casework import CaseService, Told
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.undoing import UndoService
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


def test_what_was_made_and_undone_is_counted_only_if_somebody_was_given_it(town):
    a_visit_of(town.mei)
    undo = UndoService(town.mei)
    a_dispute(town.mei)
    undo.undo()
    assert count(town.mei) == 1

    undo.redo()
    assert count(town.mei) == 2
    town.hand_in(town.mei)
    undo.undo()
    assert count(town.mei) == 1


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


def test_the_batch_says_how_many_of_its_records_went_out_before(town):
    a_dispute(town.mei)
    service = BatchExportService(town.mei)
    assert [one.again for one in service.export(town.folder, QUIET)] == [0]
    a_visit_of(town.mei)

    (made,) = service.export(town.folder, QUIET)
    (whole,) = service.export(town.folder, QUIET, everything=True)

    assert (made.records, made.again) == (2, 1)
    assert whole.again == 0


def waiting(town, name="李梅"):
    """Return for how many records a worker waits, and of how many her batch would say something."""
    with town.office.store.reading() as unit:
        (peer,) = (one for one in unit.peers.all() if one.name == name)
        count = unsent.of_peer(unit, peer).records
        journal, who = unit.journal, (peer.id, peer.received_epoch)
        lines = journal.scope_lines(peer.sent, journal.last_arrival, peer.grids, who)
        carried = {(change.kind, change.record) for change in map(wire.decode, lines)}
        return count, len(carried - set(_within(unit, carried)))


def _within(unit, carried):
    """Yield what nobody would name, since something else of the batch lies in it."""
    outer = {"visit": "household", "person": "household", "household": "dwelling"}
    for kind, record_id in carried:
        if kind in {*outer, "dwelling"}:
            name = outer.get(kind, "building")
            held = unit.listing.get(kinds.KINDS[kind], record_id)
            yield name, getattr(held, f"{name}_id")


def test_after_her_store_was_restored_all_of_it_waits_for_her_her_own_words_too(town):
    joined(town)
    rename(town.mei, kinds.PREMISES, town.only(kinds.PREMISES), phone="13911110009")
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    BatchExportService(town.office).export(town.folder, QUIET)
    assert waiting(town) == (0, 0)

    with town.mei.store.writing() as unit:
        streams.speak_anew(unit)
    take(town.office, town.hand_in(town.mei))

    found, carried = waiting(town)
    assert found == carried > 4
    made = BatchExportService(town.office).export(town.folder, QUIET, "李梅")
    assert made[0].records == found
    assert waiting(town) == (0, 0)


def test_her_own_words_of_an_earlier_life_wait_for_her(town):
    joined(town)
    BatchExportService(town.office).export(town.folder, QUIET)
    a_dispute(town.mei)
    take(town.office, town.hand_in(town.mei))
    with town.office.store.writing() as unit:
        (peer,) = (one for one in unit.peers.all() if one.name == "李梅")
        unit.peers.put(replace(peer, received_epoch=peer.received_epoch + 1))

    with town.office.store.reading() as unit:
        (peer,) = (one for one in unit.peers.all() if one.name == "李梅")
        assert unsent.of_peer(unit, peer).records == 1


def test_a_record_that_leaves_her_grid_waits_to_be_told(town):
    joined(town)
    shop = town.only(kinds.PREMISES)
    BatchExportService(town.office).export(town.folder, QUIET)

    rename(town.office, kinds.PREMISES, shop, grid_id=town.only(kinds.GRID, code="WG02").id)

    assert waiting(town) == waiting(town, "赵刚") == (1, 1)
    assert count(town.office) == 1


def test_what_she_moved_herself_comes_back_whole_where_others_have_written(town):
    joined(town)
    shop = town.only(kinds.PREMISES)
    BatchExportService(town.office).export(town.folder, QUIET)

    rename(town.gang, kinds.PREMISES, shop, grid_id=town.only(kinds.GRID, code="WG02").id)
    take(town.office, town.hand_in(town.gang))

    assert waiting(town, "赵刚") == waiting(town) == (1, 1)
