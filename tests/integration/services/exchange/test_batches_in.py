"""Taking batches in: any order, any name, twice, damaged, strange, too early."""

from __future__ import annotations

import itertools
import shutil

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import FileMissingError
from gridkeeper.progress import CancelledError
from gridkeeper.services.exchange import differences
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.store.stores import StoreService
from tests.helpers.towns import (
    OFFICE,
    QUIET,
    a_visit_of,
    conflicts,
    dumped,
    enrol,
    hand_in,
    record,
    rename,
    take,
    where,
)


def two_batches(town):
    """Return batches of two workers who have changed the same person."""
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.mei, kinds.PERSON, zhang, phone="13911110001")
    a_visit_of(town.mei)
    rename(town.gang, kinds.PERSON, zhang, phone="13911110002")
    record(town.gang, kinds.REQUEST, title="路灯不亮", received_on="2026-10-07")
    return town.hand_in(town.mei), town.hand_in(town.gang)


def refusal(session, *paths):
    """Take in what is refused, and return the sentence; nothing may change by it."""
    before = dumped(session)
    peers = StoreService(session).facts().peers
    (outcome,) = take(session, *paths)
    assert dumped(session) == before
    assert StoreService(session).facts().peers == peers
    assert (outcome.new, outcome.seen) == (0, False)
    assert "\n" not in outcome.refused
    return outcome.code, outcome.refused


def flipped(path, place):
    content = bytearray(path.read_bytes())
    content[place] ^= 0x10
    path.write_bytes(content)
    return path


def test_two_batches_in_either_order_and_twice_give_the_same_store(town):
    batches = two_batches(town)
    offices = [town.copy(OFFICE, "copy.gkdb"), town.office]

    for office, order in zip(offices, (batches, batches[::-1]), strict=True):
        for batch in order * 2:
            assert not take(office, batch)[0].refused

    one, other = map(dumped, offices)
    assert one == other
    assert [conflicts(office) for office in offices] == [
        [("phone", ["13911110001", "13911110002"])]
    ] * 2


def test_three_batches_in_every_order_give_the_same_store(town):
    first, other = two_batches(town)
    a_visit_of(town.mei, outcome="03")
    second = town.hand_in(town.mei, "second.gkb")
    town.close(OFFICE)
    dumps = []
    for number, order in enumerate(itertools.permutations((first, second, other))):
        office = town.copy(OFFICE, f"copy-{number}.gkdb")
        assert not any(one.refused for batch in order for one in take(office, batch))
        dumps.append(dumped(office))

    assert all(one == dumps[0] for one in dumps)


def test_a_seen_batch_is_no_work_at_all(town):
    batch, _other = two_batches(town)
    take(town.office, batch)
    before = dumped(town.office)

    (outcome,) = take(town.office, batch)

    assert (outcome.seen, outcome.new, outcome.known) == (True, 0, 0)
    assert outcome.sender == "李梅"  # by whom it was enrolled, whatever its cover calls it
    assert outcome.number.startswith("01-20261008-")
    assert dumped(town.office) == before


def test_changes_that_came_another_way_are_known(town):
    batch, _other = two_batches(town)
    take(town.office, batch)
    again = town.hand_in(town.mei, "again.gkb")

    (outcome,) = take(town.office, again)

    assert (outcome.seen, outcome.new, outcome.known) == (False, 0, 2)


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.98], ids=str)
def test_a_flipped_byte_is_noticed(town, part):
    batch, _other = two_batches(town)
    flipped(batch, int(batch.stat().st_size * part))

    code, said = refusal(town.office, batch)

    assert code in {"batch.damaged", "batch.from_stranger"}
    assert batch.name in said
    assert "没有收取任何内容" in said


def test_a_batch_that_is_cut_short_is_refused_in_words(town):
    batch, _other = two_batches(town)
    batch.write_bytes(batch.read_bytes()[:-100])

    code, said = refusal(town.office, batch)

    assert code == "batch.damaged"
    assert "已损坏" in said
    assert "没有收取任何内容" in said


def test_an_empty_file_is_refused(town):
    batch = town.folder / "empty.gkb"
    batch.touch()

    assert refusal(town.office, batch)[0] == "batch.damaged"


def test_a_batch_for_somebody_else_is_refused(town):
    take(town.office, *two_batches(town))
    answer = BatchExportService(town.office).export(town.folder, QUIET, "李梅")[0].path

    code, said = refusal(town.gang, answer)

    assert code == "batch.for_other"
    assert said.startswith(f"{answer.name}：")
    assert "没有收取任何内容" in said


def test_a_batch_of_a_stranger_is_refused(town, quick_codes):
    """The stranger was enrolled by a copy of the office, so that all the rest is right."""
    copy = town.copy(OFFICE, "copy.gkdb")
    stranger = enrol(copy, "陌生人", ["第一网格"], town.folder / "stranger.gkdb")
    town.sessions["stranger.gkdb"] = stranger
    a_visit_of(stranger)

    code, said = refusal(town.office, hand_in(stranger, town.folder))

    assert code == "batch.from_stranger"
    assert "签名" in said
    assert "没有收取任何内容" in said


def test_an_answer_that_somebody_else_signed_is_refused(town):
    """The copy of the office has got other keys, as if somebody had set it up anew."""
    from gridkeeper.exchange.keys import new_keys  # noqa: PLC0415 - beside its only use
    from gridkeeper.services.store.stores import keep_keys  # noqa: PLC0415

    take(town.office, town.hand_in(town.mei))
    copy = town.copy(OFFICE, "copy.gkdb")
    with copy.store.writing() as unit:
        keep_keys(unit, new_keys())

    answer = BatchExportService(copy).export(town.folder, QUIET)[0].path

    assert refusal(town.mei, answer)[0] == "batch.from_stranger"


def test_a_lost_batch_heals_with_the_next(town):
    a_visit_of(town.mei)
    town.hand_in(town.mei).unlink()
    a_visit_of(town.mei, outcome="03")

    (outcome,) = take(town.office, town.hand_in(town.mei))

    assert outcome.created == {"visit": 2}


def confirmed(town):
    """Let the office take in a first batch and confirm it."""
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    take(town.mei, BatchExportService(town.office).export(town.folder, QUIET)[0].path)


def test_an_office_restored_from_before_her_first_batch_knows_her_and_names_the_gap(town):
    old = town.copy(OFFICE, "old.gkdb")
    confirmed(town)
    a_visit_of(town.mei, outcome="03")
    late = town.hand_in(town.mei, "late.gkb")

    code, said = refusal(old, late)

    assert code == "batch.gap"
    assert said.startswith("late.gkb")


def test_each_side_counts_its_own_batches(town):
    for _turn in range(2):
        a_visit_of(town.mei)
        (taken,) = take(town.office, town.hand_in(town.mei))
        (sent, *_others) = BatchExportService(town.office).export(town.folder, QUIET)
        take(town.mei, sent.path)

    assert taken.number.endswith("-002")


def test_a_gap_is_refused_in_words(town):
    confirmed(town)
    old = town.copy(OFFICE, "old.gkdb")
    a_visit_of(town.mei, outcome="03")
    take(town.office, town.hand_in(town.mei))
    take(town.mei, BatchExportService(town.office).export(town.folder, QUIET)[0].path)
    a_visit_of(town.mei, outcome="04")
    late = town.hand_in(town.mei, "late.gkb")

    code, said = refusal(old, late)

    assert code == "batch.gap"
    assert said.startswith("late.gkb：")
    assert "李梅" in said
    assert "没有收取任何内容" in said


def test_a_folder_is_searched_for_batches_whatever_they_are_called(town):
    batch, other = two_batches(town)
    folder = town.folder / "stick"
    folder.mkdir()
    shutil.copy(batch, folder / "批次.gkb")
    shutil.copy(batch, folder / "批次 (1).gkb")
    shutil.copy(other, folder / "x.gkb")
    (folder / "half.gkb").write_bytes(batch.read_bytes()[:300])
    (folder / "notes.txt").write_text("hello")
    (folder / "photo.gkb").write_bytes(b"\xff\xd8\xff" * 100)

    outcomes = {one.file: one for one in take(town.office, folder)}

    assert sum(one.new for one in outcomes.values()) == 4
    assert sorted(name for name, one in outcomes.items() if one.refused) == [
        "half.gkb",
        "photo.gkb",
    ]
    assert [outcomes[name].seen for name in ("批次.gkb", "批次 (1).gkb")].count(True) == 1


def test_a_file_named_twice_is_read_once(town):
    batch, _other = two_batches(town)

    assert len(take(town.office, batch, batch)) == 1


def test_a_missing_path_is_said_at_once(town):
    with pytest.raises(FileMissingError, match="nowhere"):
        take(town.office, town.folder / "nowhere.gkb")


def test_a_folder_without_batches_is_said(town):
    (town.folder / "empty").mkdir()

    with pytest.raises(FileMissingError, match="empty"):
        take(town.office, town.folder / "empty")


def test_a_rehearsal_refuses_what_the_import_would_refuse(town):
    batch, other = two_batches(town)
    flipped(batch, batch.stat().st_size // 2)
    before = dumped(town.office)

    rehearsed = take(town.office, batch, other, rehearse=True)

    assert dumped(town.office) == before
    assert [bool(one.refused) for one in rehearsed] == [
        bool(one.refused) for one in take(town.office, batch, other)
    ]


def test_a_rehearsal_of_somebody_elses_batch_refuses_it(town):
    take(town.office, *two_batches(town))
    answer = BatchExportService(town.office).export(town.folder, QUIET, "李梅")[0].path

    (outcome,) = take(town.gang, answer, rehearse=True)

    assert outcome.code == "batch.for_other"


def test_a_cancelled_import_leaves_nothing_behind(town):
    batch, _other = two_batches(town)
    before = dumped(town.office)

    class Cancelled:
        def report(self, done, total):
            raise CancelledError

    with pytest.raises(CancelledError):
        BatchImportService(town.office).take([batch], Cancelled())

    assert dumped(town.office) == before
    assert not take(town.office, batch)[0].seen


def test_what_a_batch_brings_is_named(town):
    a_visit_of(town.mei)

    (outcome,) = take(town.office, town.hand_in(town.mei), rehearse=True)

    assert [kind for kind, _title in outcome.arrived] == ["visit"]
    assert outcome.created == {"visit": 1}


def test_only_the_first_differences_are_told(town, monkeypatch):
    monkeypatch.setattr(differences, "_SHOWN", 1)
    zhang, shop = town.only(kinds.PERSON, name="张三"), town.only(kinds.PREMISES)
    rename(town.mei, kinds.PERSON, zhang, phone="13911110001")
    rename(town.mei, kinds.PREMISES, shop, phone="13911110003")

    (outcome,) = take(town.office, town.hand_in(town.mei))

    assert len(outcome.differences) == 1
    assert outcome.changed == {"person": 1, "premises": 1}


def test_what_gets_into_conflict_is_told_whichever_value_is_shown(town):
    """The office has said otherwise since, and its word on the matter stands."""
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.mei, kinds.PERSON, zhang, work_unit="甲")
    rename(town.office, kinds.PERSON, zhang, work_unit="乙")
    rename(town.office, kinds.PERSON, zhang, work_unit="丙")

    (outcome,) = take(town.office, town.hand_in(town.mei))

    assert outcome.conflicts == (("person", zhang.id, "work_unit"),)
    (told,) = outcome.differences
    assert told.disputed == ("work_unit",)
    assert told.texts == (("工作单位（有冲突）", "丙", "甲"),)
    rename(town.mei, kinds.PERSON, zhang, work_unit="丁")

    (again,) = take(town.office, town.hand_in(town.mei))

    assert again.conflicts == ()  # it is the same one
    assert again.differences[0].texts == (("工作单位（原已有冲突）", "丙", "丁"),)


def test_a_line_with_a_value_of_the_wrong_sort_is_put_aside(town):
    """As a program of another make might write it."""
    visit = a_visit_of(town.mei)
    with town.mei.writing("edit") as work:
        held = work.unit.listing.held(kinds.VISIT, visit.id)
        change = work.pen.settle(held.record, "next_due", "someday", held.heads)
        assert change.sets == {"next_due": "someday"}
    a_visit_of(town.mei, situation="又来了一次")

    (outcome,) = take(town.office, town.hand_in(town.mei))

    assert outcome.quarantined
    assert outcome.new == 2
    assert len(where(town.office, kinds.VISIT)) == 2


def test_a_batch_that_was_written_here_is_refused_for_what_it_is(town):
    batch, _other = two_batches(town)

    assert refusal(town.mei, batch)[0] == "batch.for_other"


def test_a_file_that_is_there_twice_in_a_round_is_called_the_same_as_the_first(town):
    a_visit_of(town.mei)
    batch = town.hand_in(town.mei, "a.gkb")
    again = batch.with_name("b.gkb")
    again.write_bytes(batch.read_bytes())
    service = BatchImportService(town.office)

    rehearsed = service.take([batch, again], QUIET, rehearse=True)
    taken = service.take([batch, again], QUIET)
    later = service.take([batch], QUIET)

    assert [one.same for one in (*rehearsed, *taken, *later)] == ["", "a.gkb", "", "a.gkb", ""]


def test_a_batch_for_a_worker_is_refused_by_her_office_with_her_name(town):
    take(town.office, town.hand_in(town.mei))
    down = hand_in(town.office, town.folder)

    (outcome,) = take(town.office, down)

    assert "李梅" in outcome.refused
