"""The loop: recorded, handed in, taken in, settled, answered, handed back, confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.records.casework import CaseService, Told
from gridkeeper.services.showing.lists import ListService
from gridkeeper.services.showing.receipts import CONFIRMED, SENT, UNSENT
from gridkeeper.services.store.stores import StoreService
from tests.helpers.towns import (
    QUIET,
    a_visit_of,
    conflicts,
    dumped,
    record,
    rename,
    take,
    where,
)


def both_rename(town):
    """Let both workers write another telephone number of the same person."""
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.mei, kinds.PERSON, zhang, phone="13911110001")
    rename(town.gang, kinds.PERSON, zhang, phone="13911110002")
    return zhang


def hand_back(town):
    """Let the office answer both workers, and let them take it in."""
    folder = town.folder / "answers"
    folder.mkdir(exist_ok=True)
    made = BatchExportService(town.office).export(folder, QUIET)
    return [
        take(worker, batch.path)[0]
        for worker, batch in zip((town.mei, town.gang), made, strict=True)
    ]


def way(session, kind):
    return [row.way for row in ListService(session).list(kind)]


def test_the_whole_loop_leaves_office_and_worker_with_the_same_content(town):
    both_rename(town)
    a_visit_of(town.mei)
    request = record(
        town.gang, kinds.REQUEST, title="路灯不亮", received_on="2026-10-07", grid_id="第二网格"
    )
    batches = [town.hand_in(town.mei), town.hand_in(town.gang)]
    assert not any(one.refused for one in take(town.office, *batches))

    (conflict,) = ConflictService(town.office).open()
    ConflictService(town.office).settle(conflict, conflict.claims[1].change_id)
    CaseService(town.office).take(request, "accept", Told())
    answers = hand_back(town)

    assert not any(one.refused for one in answers)
    assert dumped(town.office) == dumped(town.gang)
    assert town.only(kinds.REQUEST, town.gang).state == "30"
    assert conflicts(town.mei) == []
    shown = conflict.claims[1].values["phone"]
    assert town.only(kinds.PERSON, town.mei, name="张三").phone == shown


def test_a_rehearsal_says_what_would_come_and_keeps_nothing(town):
    zhang = both_rename(town)
    a_visit_of(town.mei)
    batches = [town.hand_in(town.mei), town.hand_in(town.gang)]
    before = dumped(town.office)

    first, second = take(town.office, *batches, rehearse=True)

    assert dumped(town.office) == before
    assert {"visit": 1} in (first.created, second.created)
    assert [*first.conflicts, *second.conflicts] == [("person", zhang.id, "phone")]
    differences = [one for outcome in (first, second) for one in outcome.differences]
    assert differences[0].before == {"phone": "13800001111"}
    assert {first.sender, second.sender} == {"李梅", "赵刚"}
    assert [one.new for one in take(town.office, *batches)] == [first.new, second.new]


def test_a_conflict_shows_both_values_with_who_wrote_them(town):
    both_rename(town)
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))

    (conflict,) = ConflictService(town.office).open()

    assert {claim.author: claim.values["phone"] for claim in conflict.claims} == {
        "李梅": "13911110001",
        "赵刚": "13911110002",
    }
    (shown,) = (one for one in conflict.claims if one.change_id == conflict.shown)
    assert conflict.record.phone == shown.values["phone"]
    assert (conflict.kind, conflict.group) == (kinds.PERSON, "phone")


def test_a_worker_sees_how_far_her_record_has_come(town):
    a_visit_of(town.mei)
    seen = [way(town.mei, kinds.VISIT)]
    batch = town.hand_in(town.mei)
    seen.append(way(town.mei, kinds.VISIT))
    take(town.office, batch)
    take(town.mei, BatchExportService(town.office).export(town.folder, QUIET, "李梅")[0].path)
    seen.append(way(town.mei, kinds.VISIT))

    assert seen == [[UNSENT], [SENT], [CONFIRMED]]


def test_an_edit_after_the_receipt_is_not_handed_in_again(town):
    visit = a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    take(town.mei, BatchExportService(town.office).export(town.folder, QUIET, "01")[0].path)

    rename(town.mei, kinds.VISIT, visit, situation="一切都好")

    assert way(town.mei, kinds.VISIT) == [UNSENT]


def test_records_of_others_have_no_way_to_go(town):
    assert set(way(town.mei, kinds.PERSON)) == {""}
    assert set(way(town.office, kinds.PERSON)) == {""}


def test_the_next_batch_holds_only_what_the_office_has_not_confirmed(town):
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    take(town.mei, BatchExportService(town.office).export(town.folder, QUIET, "01")[0].path)
    a_visit_of(town.mei, outcome="03")

    made = BatchExportService(town.mei).export(town.folder / "next.gkb", QUIET)[0]

    assert (made.first, made.last, made.changes) == (2, 2, 1)
    assert made.path == town.folder / "next.gkb"


def test_a_worker_does_not_get_what_happens_in_other_grids(town):
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))
    record(
        town.office, kinds.REQUEST, title="二网格的事", received_on="2026-10-07", grid_id="第二网格"
    )

    hand_back(town)

    assert where(town.mei, kinds.REQUEST) == []
    assert len(where(town.gang, kinds.REQUEST)) == 1


def test_the_store_says_how_much_is_not_handed_in_or_not_confirmed(town):
    a_visit_of(town.mei)
    facts = [StoreService(town.mei).facts()]
    batch = town.hand_in(town.mei)
    facts.append(StoreService(town.mei).facts())
    take(town.office, batch)
    facts.append(StoreService(town.office).facts())

    assert [(one.unsent, one.unconfirmed) for one in facts[:2]] == [(1, 0), (0, 1)]
    assert facts[2].records["visit"] == 1
    assert facts[2].peers[0]["received"] == 1
    assert "secret" not in facts[2].peers[0]


def test_an_office_with_nobody_active_has_nobody_to_write_to(town):
    with pytest.raises(InputInvalidError, match="王芳"):
        BatchExportService(town.office).export(town.folder, QUIET)


def test_several_recipients_need_a_folder(town):
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))

    with pytest.raises(InputInvalidError, match="--to"):
        BatchExportService(town.office).export(town.folder / "one.gkb", QUIET)


def test_one_of_several_is_named_by_her_name(town):
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))

    made = BatchExportService(town.office).export(town.folder / "one.gkb", QUIET, "赵刚")

    assert [one.recipient for one in made] == ["赵刚"]


def test_a_worker_of_one_grid_is_seen_from_the_name_of_her_file(town):
    assert town.hand_in(town.mei).name == "上交_李梅_第一网格_20261008_001.gkb"


def test_a_worker_of_several_grids_is_seen_from_the_name_of_her_file(town):
    assert town.hand_in(town.gang).name == "上交_赵刚_第一网格等2个_20261008_001.gkb"


def test_the_name_of_a_file_for_a_worker_says_for_whom_it_is(town):
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))

    made = BatchExportService(town.office).export(town.folder, QUIET)

    assert [one.path.name for one in made] == [
        "下发_给李梅_20261008_001.gkb",
        "下发_给赵刚_20261008_002.gkb",
    ]


def test_a_file_name_holds_no_slash_of_a_name(town):
    with town.mei.store.writing() as unit:
        unit.keep_replica(replace(town.mei.replica, name="李/梅"))

    assert town.hand_in(town.mei).name == "上交_李_梅_第一网格_20261008_001.gkb"


def test_the_file_of_a_namesake_in_the_same_folder_stays(town):
    namesake = town.hand_in(town.gang, "上交_李梅_第一网格_20261008_001.gkb")
    hers = namesake.read_bytes()

    made = town.hand_in(town.mei)

    assert made.name == "上交_李梅_第一网格_20261008_001-2.gkb"
    assert namesake.read_bytes() == hers


def test_a_receipt_says_until_which_day_everything_arrived(town):
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    town.clock.pass_days(2)
    rename(town.mei, kinds.PERSON, town.only(kinds.PERSON, town.mei, name="张三"), phone="1")
    town.hand_in(town.mei)  # on its way
    (answer,) = BatchExportService(town.office).export(town.folder / "a.gkb", QUIET, "李梅")

    (outcome,) = take(town.mei, answer.path)

    assert outcome.confirmed_on == date(2026, 10, 8)
