"""A whole batch is taken back, and counts again; what was done since stays."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import (
    BatchCountsError,
    BatchUndoneError,
    BatchUnknownError,
    RoleRefusedError,
)
from gridkeeper.progress import CancelledError
from gridkeeper.services.changes import BATCH
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_moving import Fate
from gridkeeper.services.exchange.batch_undoing import BatchUndoService, undone_batches
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.storage import audit
from tests.helpers.towns import (
    QUIET,
    a_visit_of,
    conflicts,
    living,
    newest_batch,
    record,
    rename,
    take,
    where,
)

DISPUTE = {
    "title": "楼道堆物",
    "found_on": "2026-10-06",
    "grid_id": "第一网格",
    "parties": [{"side": "1", "name": "张三"}, {"side": "2", "name": "李四"}],
}


class CancelAtOnce:
    def report(self, _done, _total):
        raise CancelledError


def handed_in(town, worker):
    """Let the office take a worker's batch in; return the batch's id."""
    take(town.office, town.hand_in(worker))
    return newest_batch(town.office)


def undone(town):
    """Return the ids of the batches that do not count."""
    with town.office.store.reading() as unit:
        return undone_batches(unit)


def a_days_work(town):
    """Let a worker do all sorts of things, and the office take them in; return the batch's id."""
    a_visit_of(town.mei, hazards=[{"category": "05", "level": "2", "content": "线路老化"}])
    record(town.mei, kinds.DISPUTE, **DISPUTE)
    shop = town.only(kinds.PREMISES, town.mei)
    rename(town.mei, kinds.PREMISES, shop, phone="13900003333")
    child = town.only(kinds.PERSON, town.mei, name="𠮷小花")
    RecordingService(town.mei).delete(child)
    return handed_in(town, town.mei)


def test_without_later_work_everything_is_as_it_was(town):
    before = living(town.office)
    batch = a_days_work(town)
    between = living(town.office)
    service = BatchUndoService(town.office)

    done = service.undo(batch, QUIET)

    assert living(town.office) == before
    assert done.peer == "李梅"
    parts = {"dispute_party": 2}
    assert done.gone == {"visit": 1, "dispute": 1, "hazard": 1, **parts}
    assert done.back == {"person": 1}
    assert done.changed == {"premises": 1}
    assert done.kept == {}
    assert undone(town) == {batch}

    service.redo(batch, QUIET)

    assert living(town.office) == between
    assert undone(town) == set()


def test_it_goes_to_and_fro_as_often_as_one_likes(town):
    before = living(town.office)
    batch = a_days_work(town)
    between = living(town.office)
    service = BatchUndoService(town.office)
    for _turn in range(2):
        service.undo(batch, QUIET)
        assert living(town.office) == before
        service.redo(batch, QUIET)
        assert living(town.office) == between


def test_what_was_done_since_stays(town):
    visit = a_visit_of(town.mei, hazards=[{"category": "05", "level": "2", "content": "线路老化"}])
    dispute = record(town.mei, kinds.DISPUTE, **DISPUTE)
    other = a_visit_of(town.mei, visited_on="2026-10-05")
    batch = handed_in(town, town.mei)
    rename(town.office, kinds.DISPUTE, dispute, title="楼道堆物，二次反映")
    rename(town.office, kinds.VISIT, other, remark="已核对")

    done = BatchUndoService(town.office).undo(batch, QUIET)

    assert [one.id for one in where(town.office, kinds.VISIT)] == [other.id]
    assert [one.id for one in where(town.office, kinds.DISPUTE)] == [dispute.id]
    assert len(where(town.office, kinds.DISPUTE_PARTY)) == 2
    assert where(town.office, kinds.HAZARD) == []
    assert visit.id not in {one.id for one in where(town.office, kinds.VISIT)}
    assert done.kept["visit"] == done.kept["dispute"] == 1


def test_what_somebody_else_hung_on_a_record_since_keeps_it(town):
    shop = record(town.mei, kinds.PREMISES, name="新开的面馆", grid_id="第一网格")
    batch = handed_in(town, town.mei)
    found = {"category": "05", "level": "2", "content": "灭火器过期", "found_on": "2026-10-07"}
    record(town.office, kinds.HAZARD, **found, premises_id=shop.id, grid_id="第一网格")

    done = BatchUndoService(town.office).undo(batch, QUIET)

    assert shop.id in {one.id for one in where(town.office, kinds.PREMISES)}
    assert done.kept == {"premises": 1}
    assert [(one.name, one.fate, one.fields) for one in done.led if one.fate is Fate.KEPT] == [
        ("单位场所 新开的面馆", Fate.KEPT, "")
    ]


def test_the_fields_that_go_back_are_named_and_not_those_that_were_changed_since(town):
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.mei, kinds.PERSON, zhang, phone="13911110001", work_unit="甲厂")
    batch = handed_in(town, town.mei)
    rename(town.office, kinds.PERSON, zhang, work_unit="乙厂")

    done = BatchUndoService(town.office).undo(batch, QUIET, rehearse=True)

    assert [(one.fate, one.fields) for one in done.led] == [(Fate.CHANGED, "联系电话")]


def test_what_stays_is_named_before_anything_is_written(town):
    shops = [
        record(town.mei, kinds.PREMISES, name=f"面馆{number}", grid_id="第一网格")
        for number in range(22)
    ]
    batch = handed_in(town, town.mei)
    for shop in shops:
        rename(town.office, kinds.PREMISES, shop, phone="13900003333")
    before = living(town.office)

    done = BatchUndoService(town.office).undo(batch, QUIET, rehearse=True)

    assert done.kept == {"premises": 22}
    assert {one.name for one in done.led} == {f"单位场所 {shop.name}" for shop in shops}
    assert living(town.office) == before


def test_a_conflict_that_came_with_it_is_gone_with_it(town):
    shop = town.only(kinds.PREMISES)
    rename(town.office, kinds.PREMISES, shop, phone="13900009999")
    rename(town.mei, kinds.PREMISES, shop, phone="13900003333")
    batch = handed_in(town, town.mei)
    assert conflicts(town.office)

    BatchUndoService(town.office).undo(batch, QUIET)

    assert conflicts(town.office) == []
    assert town.only(kinds.PREMISES).phone == "13900009999"


def test_who_sent_it_hears_of_it_with_the_next_batch(town):
    before = living(town.mei)
    batch = a_days_work(town)
    BatchUndoService(town.office).undo(batch, QUIET)
    (answer,) = BatchExportService(town.office).export(town.folder, QUIET)

    take(town.mei, answer.path)

    assert living(town.mei) == before


def test_whoever_shows_batches_hears_of_it_even_if_no_record_changed(town):
    shop = town.only(kinds.PREMISES)
    rename(town.mei, kinds.PREMISES, shop, phone="13900003333")
    batch = handed_in(town, town.mei)
    rename(town.office, kinds.PREMISES, shop, phone="13900009999")
    heard = []
    town.office.changes.listen(heard.append)

    done = BatchUndoService(town.office).undo(batch, QUIET)

    assert (done.gone, done.changed, done.kept) == ({}, {}, {})
    assert any(BATCH in one.kinds for one in heard)


def test_what_counts_again_is_news_again(town):
    def reported():
        sections = TodayService(town.office).today().sections
        return [line for one in sections if one.name == "reported" for line in one.lines]

    record(town.mei, kinds.REQUEST, title="路灯不亮", received_on="2026-10-07", grid_id="WG01")
    batch = handed_in(town, town.mei)
    before = reported()
    BatchUndoService(town.office).undo(batch, QUIET)
    assert (len(before), reported()) == (1, [])

    BatchUndoService(town.office).redo(batch, QUIET)

    assert reported() == before


def test_a_rehearsal_keeps_nothing(town):
    batch = a_days_work(town)
    before = living(town.office)
    service = BatchUndoService(town.office)

    rehearsed = service.undo(batch, QUIET, rehearse=True)

    assert living(town.office) == before
    assert undone(town) == set()
    assert service.undo(batch, QUIET) == rehearsed


def test_it_can_be_cancelled(town):
    batch = a_days_work(town)
    before = living(town.office)

    with pytest.raises(CancelledError):
        BatchUndoService(town.office).undo(batch, CancelAtOnce())

    assert living(town.office) == before


def test_only_what_counts_is_taken_back(town):
    batch = a_days_work(town)
    service = BatchUndoService(town.office)
    with pytest.raises(BatchCountsError):
        service.redo(batch, QUIET)
    service.undo(batch, QUIET)
    with pytest.raises(BatchUndoneError, match="已经撤销"):
        service.undo(batch, QUIET)
    with pytest.raises(BatchUnknownError):
        service.undo("0" * 32, QUIET)


def test_a_batch_is_found_by_its_number(town):
    batch = a_days_work(town)
    service = BatchUndoService(town.office)
    with town.office.store.reading() as unit:
        number = unit.peers.batch(batch).number

    assert service.find(f" {number} ") == service.find(batch) == batch
    with pytest.raises(BatchUnknownError, match="第999号"):
        service.find("第999号")


def test_a_worker_takes_no_batch_of_the_office_back(town):
    batch = a_days_work(town)
    with pytest.raises(RoleRefusedError):
        BatchUndoService(town.mei).undo(batch, QUIET)


def test_the_audit_names_the_batch_and_nobody(town):
    batch = a_days_work(town)
    BatchUndoService(town.office).undo(batch, QUIET)

    with town.office.store.reading() as unit:
        (noted,) = audit.noted(unit.connection, ["batch undo"])

    assert noted.detail["batch"] == batch
    assert noted.detail.keys() == {"batch", "changes", "numbers"}
