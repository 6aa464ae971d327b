"""Undo and redo, as new changes upon what the store holds."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import RecordInvalidError
from gridkeeper.services.changes import BATCH
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.records.casework import CaseService, Told
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.store.stores import StoreService
from tests.helpers.towns import a_visit_of, conflicts, record, rename, take, where

DISPUTE = {
    "title": "楼道堆物",
    "found_on": "2026-10-06",
    "grid_id": "第一网格",
    "parties": [{"side": "1", "name": "张三"}, {"side": "2", "name": "李四"}],
}
REQUEST = {"title": "路灯", "received_on": "2026-10-06", "category": "01", "content": "路灯不亮"}


def changes_of(session):
    return StoreService(session).facts().changes


def test_a_visit_just_recorded_is_taken_back(town):
    a_visit_of(town.mei)
    undo = UndoService(town.mei)

    done = undo.undo()

    assert where(town.mei, kinds.VISIT) == []
    assert done.sentence == "已撤销：登记走访〔2026〕第01-001号 晨光花园3幢2单元501室"
    assert (undo.last(), undo.next().sentence) == (
        None,
        "重做：登记走访〔2026〕第01-001号 晨光花园3幢2单元501室",
    )


def test_what_was_undone_is_done_again(town):
    visit = a_visit_of(town.mei)
    undo = UndoService(town.mei)
    undo.undo()

    done = undo.redo()

    assert where(town.mei, kinds.VISIT) == [visit]
    assert done.sentence == "已重做：登记走访〔2026〕第01-001号 晨光花园3幢2单元501室"
    assert (undo.last().sentence, undo.next()) == (
        "撤销：登记走访〔2026〕第01-001号 晨光花园3幢2单元501室",
        None,
    )


def test_what_was_handed_in_already_is_said_to_go_along_as_a_new_change(town):
    a_visit_of(town.mei)
    town.hand_in(town.mei)
    undo = UndoService(town.mei)

    done = undo.undo()

    said = (
        "已撤销：登记走访〔2026〕第01-001号 晨光花园3幢2单元501室；"
        "此前已上交，这次改动会作为新的变更在下次上交"
    )
    assert (done.sentence, done.handed) == (said, True)
    assert not undo.redo().handed
    town.hand_in(town.mei)
    assert undo.undo().handed


def test_what_an_office_sent_down_is_said_to_go_down_again(town):
    take(town.office, town.hand_in(town.mei))
    a_visit_of(town.office)
    town.hand_in(town.office)
    record(town.office, kinds.REQUEST, **REQUEST)
    undo = UndoService(town.office)

    assert not undo.undo().handed
    said = "；此前已下发，这次改动会作为新的变更在下次下发"
    assert undo.undo().sentence.endswith(said)


def test_what_lies_in_nobodys_grid_was_sent_down_to_nobody(town):
    take(town.office, town.hand_in(town.mei))
    record(town.office, kinds.REQUEST, **{**REQUEST, "grid_id": "第二网格"})
    town.hand_in(town.office)

    assert not UndoService(town.office).undo().handed


def test_the_journal_never_goes_back(town):
    a_visit_of(town.mei)
    before = changes_of(town.mei)

    UndoService(town.mei).undo()

    assert changes_of(town.mei) == before + 1


def test_there_is_nothing_to_undo_at_first(town):
    undo = UndoService(town.mei)

    assert (undo.last(), undo.next(), undo.undo(), undo.redo()) == (None, None, None, None)


def test_a_dispute_takes_its_parties_with_it(town):
    record(town.mei, kinds.DISPUTE, **DISPUTE)
    undo = UndoService(town.mei)

    undo.undo()
    assert where(town.mei, kinds.DISPUTE_PARTY) == []

    undo.redo()
    assert len(where(town.mei, kinds.DISPUTE_PARTY)) == 2


def test_a_step_goes_back_with_its_line_in_the_timeline(town):
    dispute = record(town.mei, kinds.DISPUTE, **DISPUTE)
    CaseService(town.mei).take(dispute, "mediate", Told(consent=True))
    undo = UndoService(town.mei)

    done = undo.undo()

    assert town.only(kinds.DISPUTE, town.mei).state == "20"
    assert where(town.mei, kinds.CASE_STEP) == []
    assert done.sentence == "已撤销：“开始调解”纠纷〔2026〕第01-001号"


def test_several_actions_go_back_one_by_one(town):
    dispute = record(town.mei, kinds.DISPUTE, **DISPUTE)
    CaseService(town.mei).take(dispute, "mediate", Told(consent=True))
    undo = UndoService(town.mei)

    undo.undo()
    undo.undo()
    assert where(town.mei, kinds.DISPUTE) == []

    undo.redo()
    undo.redo()
    assert town.only(kinds.DISPUTE, town.mei).state == "30"
    assert len(where(town.mei, kinds.CASE_STEP)) == 1


def test_a_record_that_was_changed_since_stays(town):
    visit = a_visit_of(town.mei)
    rename(town.mei, kinds.VISIT, visit, situation="后来补充")

    done = UndoService(town.mei).undo()

    assert town.only(kinds.VISIT, town.mei).situation == "后来补充"
    assert done.kept == 1
    assert done.sentence.endswith("；有 1 项后来又改过，保持不变")


def test_a_dispute_whose_party_was_changed_stays_whole(town):
    record(town.mei, kinds.DISPUTE, **DISPUTE)
    party = where(town.mei, kinds.DISPUTE_PARTY)[0]
    rename(town.mei, kinds.DISPUTE_PARTY, party, name="张三丰")

    done = UndoService(town.mei).undo()

    assert len(where(town.mei, kinds.DISPUTE_PARTY)) == 2
    assert (done.kept, UndoService(town.mei).next()) == (3, None)


def test_a_record_that_others_were_hung_on_since_stays(town):
    hazard = {"category": "02", "level": "1", "found_on": "2026-10-06", "content": "灭火器过期"}
    made = record(town.mei, kinds.HAZARD, **hazard)
    with town.mei.writing("import") as work:
        work.create(kinds.RECHECK.record(id=town.mei.new_id(), hazard_id=made.id, passed=True))

    assert UndoService(town.mei).undo().kept == 1
    assert where(town.mei, kinds.HAZARD) == [made]


def test_values_changed_since_stay_while_the_rest_goes_back(town):
    visit = a_visit_of(town.mei)
    RecordingService(town.mei).amend(visit, {"situation": "一", "demands": "二"})
    rename(town.mei, kinds.VISIT, visit, demands="三")
    undo = UndoService(town.mei)

    done = undo.undo()

    now = town.only(kinds.VISIT, town.mei)
    assert (now.situation, now.demands, done.kept) == (None, "三", 1)
    undo.redo()
    now = town.only(kinds.VISIT, town.mei)
    assert (now.situation, now.demands) == ("一", "三")


def test_a_deletion_comes_back(town):
    visit = a_visit_of(town.mei)
    RecordingService(town.mei).delete(visit)
    undo = UndoService(town.mei)

    assert undo.last().sentence == "撤销：删除走访〔2026〕第01-001号 晨光花园3幢2单元501室"
    undo.undo()
    assert where(town.mei, kinds.VISIT) == [visit]

    undo.redo()
    assert where(town.mei, kinds.VISIT) == []


def test_a_redo_of_something_gone_another_way_leaves_it(town):
    visit = a_visit_of(town.mei)
    undo = UndoService(town.mei)
    undo.undo()
    rename(town.mei, kinds.VISIT, visit, deleted=None)

    assert undo.redo().kept == 1
    assert undo.last() is None


def test_a_settled_conflict_is_open_again_and_shows_what_it_showed(town):
    home = town.only(kinds.HOUSEHOLD, town.mei)
    rename(town.mei, kinds.HOUSEHOLD, home, contact="甲")
    rename(town.office, kinds.HOUSEHOLD, home, contact="乙")
    take(town.office, town.hand_in(town.mei))
    (conflict,) = ConflictService(town.office).open()
    shown = town.only(kinds.HOUSEHOLD).contact
    other = next(one for one in conflict.claims if one.values["contact"] != shown)
    ConflictService(town.office).settle(conflict, other.change_id)

    UndoService(town.office).undo()

    assert town.only(kinds.HOUSEHOLD).contact == shown
    assert conflicts(town.office) == [("contact", ["乙", "甲"])]


def test_a_new_action_makes_redo_impossible(town):
    a_visit_of(town.mei)
    undo = UndoService(town.mei)
    undo.undo()

    a_visit_of(town.mei)

    assert undo.next() is None


def test_what_came_by_batch_is_not_undone(town):
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))

    assert UndoService(town.office).last() is None
    assert UndoService(town.mei).last() is not None


def test_an_action_that_failed_is_not_remembered(town):
    with pytest.raises(RecordInvalidError):
        RecordingService(town.mei).record(kinds.DISPUTE, [DISPUTE, DISPUTE | {"title": ""}])

    assert UndoService(town.mei).last() is None


def test_only_the_last_fifty_are_kept(town):
    visit = a_visit_of(town.mei)
    recording = RecordingService(town.mei)
    for number in range(52):
        recording.amend(visit, {"remark": str(number)})
        visit = town.only(kinds.VISIT, town.mei)

    assert len(town.mei.deeds.done) == 50


def test_listeners_hear_of_what_was_kept(town):
    heard = []
    town.mei.changes.listen(heard.append)

    visit = a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))

    assert heard[0].kinds == {"visit"}
    assert heard[0].records == {visit.id}
    assert heard[1].kinds == {BATCH}


def test_an_import_tells_that_many_may_have_changed(town):
    a_visit_of(town.mei)
    heard = []
    town.office.changes.listen(heard.append)
    batch = town.hand_in(town.mei)

    take(town.office, batch, rehearse=True)
    assert heard == []

    take(town.office, batch)
    assert [(one.kinds, one.records) for one in heard] == [({"visit", BATCH}, frozenset())]


def test_more_than_a_screenful_is_told_as_many(town):
    heard = []
    town.mei.changes.listen(heard.append)
    visit = {"household_id": "H001", "visited_on": "2026-10-07", "outcome": "01"}

    RecordingService(town.mei).record(kinds.VISIT, [visit] * 201)

    assert [(one.kinds, one.records) for one in heard] == [({"visit"}, frozenset())]


def test_a_deleted_household_comes_back_with_its_people(town):
    (home,) = where(town.mei, kinds.HOUSEHOLD)
    recording = RecordingService(town.mei)
    recording.delete(home)
    assert recording.left_behind(kinds.HOUSEHOLD, home.id) == {"person": 2}

    UndoService(town.mei).undo()

    assert [one.id for one in where(town.mei, kinds.HOUSEHOLD)] == [home.id]
    assert len(where(town.mei, kinds.PERSON, household_id=home.id)) == 2


def test_after_many_records_changed_at_once_nothing_older_is_taken_back(town):
    a_visit_of(town.office)
    take(town.office, town.hand_in(town.mei))

    assert UndoService(town.office).last() is None
