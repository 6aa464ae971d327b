"""Batches in several files: from all sides, in any order, and told what is missing."""

from __future__ import annotations

import shutil

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import FileUnwritableError
from gridkeeper.progress import CancelledError
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from tests.helpers.attachments import a_document, attach, hashes
from tests.helpers.towns import QUIET, a_visit_of, dumped, record_sixty, take, where

LIMIT = 4000


@pytest.fixture
def made(town):
    """A batch of 李梅 in several small volumes, each in a folder of its own."""
    record_sixty(town.mei, "路灯不亮")
    (made,) = BatchExportService(town.mei).export(town.folder, QUIET, limit=LIMIT)
    return made


def scattered(town, volumes):
    """Put each volume into a folder of its own, under a name that says nothing."""
    folders = []
    for number, volume in enumerate(volumes):
        folder = town.folder / f"from-{number}"
        folder.mkdir()
        shutil.copy(volume, folder / f"wx_{number * 7919 % 101}")
        folders.append(folder)
    return folders


def test_a_large_batch_becomes_volumes_none_larger_than_the_way_carries(town, made):
    assert len(made.volumes) > 2
    assert made.path == made.volumes[0]
    assert all(one.stat().st_size <= LIMIT for one in made.volumes)
    assert sorted(town.folder.glob("上交*.gkb")) == sorted(made.volumes)  # nothing else is left
    assert [one.stem[-6:] for one in made.volumes[:1]] == [f"_第1卷共{len(made.volumes)}卷"[-6:]]


def test_a_batch_that_fits_stays_one_file(town):
    a_visit_of(town.mei)

    (made,) = BatchExportService(town.mei).export(town.folder, QUIET, limit=100_000)

    assert made.volumes == (made.path,)
    assert take(town.office, made.path)[0].new == 1


def test_volumes_are_put_together_in_any_order_from_several_folders(town, made):
    folders = scattered(town, made.volumes)

    (outcome,) = take(town.office, *folders[::-1])

    assert (outcome.refused, outcome.created) == ("", {"request": 60})
    assert len(where(town.office, kinds.REQUEST)) == 60
    assert take(town.office, *folders)[0].seen


def test_what_is_missing_is_named_and_nothing_is_taken_in(town, made):
    before, count = dumped(town.office), len(made.volumes)

    outcomes = take(town.office, *made.volumes[:1], *made.volumes[2:])

    assert {one.code for one in outcomes} == {"batch.volumes_missing"}
    assert len(outcomes) == count - 1
    assert f"第 2 卷（共 {count} 卷）还没有收到" in outcomes[0].refused
    assert dumped(town.office) == before
    assert not take(town.office, *made.volumes)[0].refused  # it can be healed


def test_volumes_that_others_hand_in_are_no_business_of_a_worker(town, made):
    outcomes = take(town.gang, *made.volumes[1:])

    assert {one.code for one in outcomes} == {"batch.for_other"}
    own = take(town.mei, *made.volumes[1:])
    assert all(one.for_others for one in own)
    assert all(one.is_incomplete for one in take(town.office, *made.volumes[1:]))


def test_a_damaged_volume_is_named_alone_and_counts_as_missing(town, made):
    bad = made.volumes[1]
    content = bytearray(bad.read_bytes())
    content[len(content) // 2] ^= 1
    bad.write_bytes(content)

    codes = {one.file: one.code for one in take(town.office, *made.volumes)}

    assert codes.pop(bad.name) == "batch.damaged"
    assert set(codes.values()) == {"batch.volumes_missing"}


def test_copies_of_a_volume_are_told_and_do_no_harm(town, made):
    copy = town.folder / "x (1).gkb"
    shutil.copy(made.volumes[1], copy)

    said = {one.file: one for one in take(town.office, *made.volumes, copy)}

    assert said[copy.name].same == made.volumes[1].name
    assert said[made.path.name].new == 60


def test_what_is_left_of_a_batch_that_was_taken_in_is_no_worry(town, made):
    take(town.office, *made.volumes)

    (outcome,) = take(town.office, made.volumes[2])

    assert outcome.seen


def test_photos_come_after_the_data_and_all_of_them_arrive(town):
    visit = a_visit_of(town.mei)
    papers = [a_document(town.folder / f"{n}.pdf", f"协议 {n} " * 900) for n in range(4)]
    attach(town.mei, visit, *papers)
    (made,) = BatchExportService(town.mei).export(town.folder, QUIET, limit=LIMIT)

    (outcome,) = take(town.office, *made.volumes[::-1])

    assert len(made.volumes) > 1
    assert outcome.contents == 4
    assert hashes(town.office) == hashes(town.mei)


def test_volumes_of_two_batches_are_told_apart(town, made):
    record_sixty(town.gang, "井盖松动")
    (other,) = BatchExportService(town.gang).export(town.folder, QUIET, limit=LIMIT)

    outcomes = take(town.office, town.folder)

    assert [one.new for one in outcomes if not one.refused] == [60, 60]
    assert len(other.volumes) > 1


def test_a_second_handing_in_leaves_the_first_as_it_is(town, made):
    (again,) = BatchExportService(town.mei).export(town.folder, QUIET, limit=LIMIT)

    assert not set(again.volumes) & set(made.volumes)


def test_to_stop_leaves_neither_volumes_nor_a_batch(town):
    record_sixty(town.mei, "路灯不亮")

    class Stopped:
        def report(self, done, total):
            if done == 1 < total:
                raise CancelledError

    with pytest.raises(CancelledError):
        BatchExportService(town.mei).export(town.folder, Stopped(), limit=LIMIT)

    assert list(town.folder.glob("上交*.gkb")) == []


def test_a_way_that_carries_next_to_nothing_is_refused(town, made):
    with pytest.raises(FileUnwritableError, match="9999"):
        BatchExportService(town.mei).export(town.folder, QUIET, limit=1000)

    assert sorted(town.folder.glob("上交*.gkb")) == sorted(made.volumes)


def test_a_rehearsal_of_volumes_keeps_nothing(town, made):
    before = dumped(town.office)

    (outcome,) = BatchImportService(town.office).take(made.volumes, QUIET, rehearse=True)

    assert outcome.new == 60
    assert dumped(town.office) == before
